//! XML bodies: a table of elements and attributes per schema, by which a JSON value is written as XML and read from it.
//!
//! The table follows the XML Objects of the document (OpenAPI 3.2, section 4.26). The models are serialized as JSON
//! values in between, so that a type that is sent both ways has one implementation.

mod read;
mod write;

pub use read::read;
pub use write::write;

use super::call::Call;
use super::decode::{is_absent, target};
use super::error::{Error, ErrorKind, Result};
use super::response::RawResponse;
use super::wire::{Decode, from_value};
use serde_core::Serialize;

/// An element.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    /// Its name.
    pub name: Name,
    /// Its content.
    pub shape: &'static Shape,
}

/// The name of an element or an attribute. Names are compared without prefix and namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name without prefix.
    pub local: &'static str,
    /// The prefix, or empty.
    pub prefix: &'static str,
    /// The URI of the namespace, or empty.
    pub namespace: &'static str,
}

/// The content of an element.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Text.
    Text(Text),
    /// The properties of an object.
    Members(&'static [Member]),
    /// The items of an array, each an element.
    Items(Element),
    /// The values of a map, each an element named by its key.
    Map(&'static Shape),
    /// Unspecified content: elements and attributes are properties, repeated elements are arrays, and the rest is text.
    Any,
}

/// A property.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Its name in JSON.
    pub property: &'static str,
    /// Its representation.
    pub node: Node,
    /// Its value where the XML has nothing for it.
    absent: Absent,
}

/// The value of a property for which the XML has nothing: XML has neither null nor an array without items.
#[derive(Clone, Copy, Debug)]
enum Absent {
    /// None.
    Missing,
    /// Null.
    Null,
    /// An array without items.
    Empty,
}

/// The representation of a property.
#[derive(Clone, Copy, Debug)]
pub enum Node {
    /// An attribute.
    Attribute(Name, Text),
    /// The text of the element itself.
    Text(Text),
    /// An element.
    Element(Element),
    /// An element per item of an array, inside the wrapper if there is one.
    List {
        /// The element that contains the items.
        wrapper: Option<Name>,
        /// An item.
        item: Element,
    },
}

/// The JSON type of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// A string.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
}

impl Name {
    /// Creates a name without a namespace.
    pub const fn new(local: &'static str) -> Self {
        Self {
            local,
            prefix: "",
            namespace: "",
        }
    }

    /// Sets the namespace, and the prefix, which can be empty.
    pub const fn within(mut self, prefix: &'static str, namespace: &'static str) -> Self {
        self.prefix = prefix;
        self.namespace = namespace;
        self
    }
}

impl Member {
    /// Creates a property that is absent where the XML has nothing for it.
    pub const fn new(property: &'static str, node: Node) -> Self {
        Self {
            property,
            node,
            absent: Absent::Missing,
        }
    }

    /// Makes the property null where the XML has nothing for it, because it is required and can be null.
    pub const fn or_null(mut self) -> Self {
        self.absent = Absent::Null;
        self
    }

    /// Makes the property an array without items where the XML has nothing for it, because it is required.
    pub const fn or_empty(mut self) -> Self {
        self.absent = Absent::Empty;
        self
    }
}

impl Call<'_> {
    /// Sets an XML body.
    pub fn xml(
        &mut self,
        media_type: &'static str,
        body: &(impl Serialize + ?Sized),
        element: &Element,
    ) {
        let value = serde_json::to_value(body).map_err(std::io::Error::from);
        match value.and_then(|value| write(&value, element)) {
            Ok(text) => self.text(media_type, text),
            Err(error) => {
                let message = "the body cannot be serialized as XML";
                self.fail(Error::new(ErrorKind::Request, message).with_source(error));
            }
        }
    }
}

/// Decodes an XML body.
///
/// # Errors
/// Returns an error if the body is not XML or does not match the type, with the path of the value.
pub fn decode<T: for<'de> Decode<'de>>(response: &RawResponse, element: &Element) -> Result<T> {
    let value = read(response.body(), element).map_err(|message| {
        Error::of_decoding(response, None, None, format!("it is not XML: {message}"))
    })?;
    from_value(&value).map_err(|error| {
        let target = target::<T>();
        let path = error.path().trim_start_matches('.').to_owned();
        Error::of_decoding(response, Some(target), Some(path), error.message())
    })
}

impl Error {
    /// Decodes the XML body of an error response. Returns `None` if it does not match.
    pub(crate) fn api_in_xml<T: for<'de> Decode<'de>>(&self, element: &Element) -> Option<T> {
        if self.kind() != ErrorKind::Status {
            return None;
        }
        let value = read(self.body()?, element).ok()?;
        from_value(&value).ok()
    }
}

/// Returns the JSON of an XML body. Returns `None` if it is not of this element.
pub fn to_json(body: &[u8], element: &Element) -> Option<Vec<u8>> {
    let value = read(body, element).ok()?;
    serde_json::to_vec(&value).ok()
}

/// Decodes an optional XML body: `None` for an empty body, and the statuses 204 and 205.
///
/// # Errors
/// Returns an error if the body is not XML or does not match the type, with the path of the value.
pub fn decode_or_none<T: for<'de> Decode<'de>>(
    response: &RawResponse,
    element: &Element,
) -> Result<Option<T>> {
    if is_absent(response) {
        return Ok(None);
    }
    decode(response, element).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const STRING: Shape = Shape::Text(Text::String);
    const NUMBER: Shape = Shape::Text(Text::Number);

    static PET: Shape = Shape::Members(&[
        member("id", Node::Attribute(Name::new("id"), Text::Number)),
        member("name", element("petName", &STRING)),
        member("photos", list(Some("photos"), "url", &STRING)),
        member("tags", list(None, "tag", &TAG)),
        member("mother", element("mother", &PET)),
        member("weights", element("weights", &Shape::Map(&NUMBER))),
    ]);
    static TAG: Shape = Shape::Members(&[
        member("lang", Node::Attribute(Name::new("lang"), Text::String)),
        member("text", Node::Text(Text::String)),
    ]);
    const ROOT: Element = Element {
        name: Name::new("Pet"),
        shape: &PET,
    };

    const fn member(property: &'static str, node: Node) -> Member {
        Member::new(property, node)
    }

    const fn element(name: &'static str, shape: &'static Shape) -> Node {
        Node::Element(Element {
            name: Name::new(name),
            shape,
        })
    }

    const fn list(
        wrapper: Option<&'static str>,
        item: &'static str,
        shape: &'static Shape,
    ) -> Node {
        let wrapper = match wrapper {
            Some(name) => Some(Name::new(name)),
            None => None,
        };
        let name = Name::new(item);
        Node::List {
            wrapper,
            item: Element { name, shape },
        }
    }

    fn written(value: &Value, element: &Element) -> String {
        let text = write(value, element).unwrap();
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
        text.strip_prefix(declaration).unwrap().to_owned()
    }

    #[test]
    fn a_value_is_read_as_it_was_written() {
        let value = json!({
            "id": 7, "name": "R & D <\"x\">", "photos": ["a", "b"], "weights": {"2024": null, "w": 1.5},
            "tags": [{"lang": "en", "text": "small"}, {"text": ""}], "mother": {"name": "M", "photos": []},
        });
        let mut value = value;
        value["weights"].as_object_mut().unwrap().remove("2024");
        let text = written(&value, &ROOT);
        assert_eq!(
            text,
            "<Pet id=\"7\"><petName>R &amp; D &lt;&quot;x&quot;&gt;</petName><photos><url>a</url><url>b</url></photos>\
             <tag lang=\"en\">small</tag><tag></tag><mother><petName>M</petName><photos></photos></mother>\
             <weights><w>1.5</w></weights></Pet>"
        );
        assert_eq!(read(text.as_bytes(), &ROOT).unwrap(), value);
    }

    #[test]
    fn prefixes_comments_cdata_and_references_are_read() {
        let text = "\u{feff}<?xml version='1.0'?><!-- x --><p:Pet xmlns:p='urn:p' p:id='8'>\n  <p:petName>a<![CDATA[<b>]]>\
                    &#65;&amp;</p:petName>\n <photos/><p:mother xsi:nil='true'/></p:Pet>";
        assert_eq!(
            read(text.as_bytes(), &ROOT).unwrap(),
            json!({"id": 8, "name": "a<b>A&", "photos": []})
        );
    }

    #[test]
    fn namespaces_are_declared_once_where_they_are_used() {
        static BOOK: Shape = Shape::Members(&[
            member(
                "a",
                Node::Element(Element {
                    name: Name::new("a").within("x", "urn:x"),
                    shape: &STRING,
                }),
            ),
            member(
                "b",
                Node::Element(Element {
                    name: Name::new("b").within("x", "urn:x"),
                    shape: &STRING,
                }),
            ),
            member(
                "c",
                Node::Element(Element {
                    name: Name::new("c").within("", "urn:c"),
                    shape: &STRING,
                }),
            ),
        ]);
        let root = Element {
            name: Name::new("Book").within("s", "urn:s"),
            shape: &BOOK,
        };
        assert_eq!(
            written(&json!({"a": "1", "b": "2", "c": "3"}), &root),
            "<s:Book xmlns:s=\"urn:s\" xmlns:x=\"urn:x\"><x:a>1</x:a><x:b>2</x:b><c xmlns=\"urn:c\">3</c></s:Book>"
        );
    }

    #[test]
    fn content_without_a_schema_is_kept() {
        let root = Element {
            name: Name::new("any"),
            shape: &Shape::Any,
        };
        let value = json!({"a": ["1", "2"], "b": {"c": "x"}});
        let text = written(&value, &root);
        assert_eq!(text, "<any><a>1</a><a>2</a><b><c>x</c></b></any>");
        assert_eq!(read(text.as_bytes(), &root).unwrap(), value);
    }

    #[test]
    fn what_is_not_xml_is_an_error() {
        for text in ["", "x", "<a>", "<a></b>", "<a>&nope;</a>", "{\"a\":1}"] {
            assert!(read(text.as_bytes(), &ROOT).is_err(), "{text}");
        }
        let deep = "<a>".repeat(100_000);
        assert_eq!(
            read(deep.as_bytes(), &ROOT).unwrap_err(),
            "it is nested more than 128 elements deep"
        );
        assert!(read(b"<Pet id='\xff'/>", &ROOT).is_err());
    }

    #[test]
    fn a_key_cannot_become_markup() {
        let root = Element {
            name: Name::new("m"),
            shape: &Shape::Map(&STRING),
        };
        for key in ["", "a b", "a><b", "1", "a:b"] {
            assert!(write(&json!({key: "x"}), &root).is_err(), "{key}");
        }
    }

    #[test]
    fn what_xml_cannot_express_is_what_the_schema_requires() {
        static BOX: Shape = Shape::Members(&[
            member("weight", element("weight", &NUMBER)).or_null(),
            member("size", Node::Attribute(Name::new("size"), Text::Number)).or_null(),
            member("tags", list(None, "tag", &STRING)).or_empty(),
            member("photos", list(Some("photos"), "url", &STRING)).or_null(),
            member("label", element("label", &STRING)),
        ]);
        let root = Element {
            name: Name::new("Box"),
            shape: &BOX,
        };
        let absent = json!({"weight": null, "size": null, "tags": [], "photos": null});
        for text in ["<Box/>", "<Box><weight xsi:nil='true'/></Box>"] {
            assert_eq!(read(text.as_bytes(), &root).unwrap(), absent, "{text}");
        }
        assert_eq!(written(&absent, &root), "<Box></Box>");
    }

    #[test]
    fn text_that_is_no_number_stays_text_for_the_decoder_to_report() {
        let root = Element {
            name: Name::new("n"),
            shape: &NUMBER,
        };
        assert_eq!(read(b"<n> 1.50 </n>", &root).unwrap(), json!(1.5));
        assert_eq!(read(b"<n>NaN</n>", &root).unwrap(), json!("NaN"));
    }
}
