//! Writes a JSON value as XML.

use super::{Element, Name, Node, Shape};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use serde_json::Value;
use std::io;

type Output = Writer<Vec<u8>>;

/// Writes a value as a document with this root element.
///
/// # Errors
/// Returns an error if the value has a key that cannot be the name of an element, or text that XML cannot contain.
pub fn write(value: &Value, element: &Element) -> io::Result<String> {
    let mut output = Writer::new(Vec::new());
    output.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let tag = Tag::from(&element.name);
    match value {
        // A document has a root element.
        Value::Null => output.write_event(Event::Empty(BytesStart::new(tag.qualified())))?,
        value => write_element(&mut output, value, tag, element.shape, &mut Vec::new())?,
    }
    let text = String::from_utf8(output.into_inner()).map_err(io::Error::other)?;
    match text.chars().all(is_character) {
        true => Ok(text),
        false => Err(io::Error::other(
            "text contains a control character, which XML cannot contain",
        )),
    }
}

/// Returns `true` for a character that XML can contain (XML 1.0, section 2.2), also as a reference.
const fn is_character(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        c => c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'),
    }
}

/// The namespaces that are declared at this place: prefix and URI.
type Scope<'v> = Vec<(&'v str, &'v str)>;

/// The name of an element, from the table or from the key of a map.
#[derive(Clone, Copy)]
struct Tag<'v> {
    local: &'v str,
    prefix: &'v str,
    namespace: &'v str,
}

impl From<&Name> for Tag<'_> {
    fn from(name: &Name) -> Self {
        Self {
            local: name.local,
            prefix: name.prefix,
            namespace: name.namespace,
        }
    }
}

impl Tag<'_> {
    /// Returns the name with its prefix.
    fn qualified(&self) -> String {
        match self.prefix {
            "" => self.local.to_owned(),
            prefix => format!("{prefix}:{}", self.local),
        }
    }
}

fn write_element<'v>(
    output: &mut Output,
    value: &'v Value,
    tag: Tag<'v>,
    shape: &Shape,
    scope: &mut Scope<'v>,
) -> io::Result<()> {
    if value.is_null() {
        return Ok(());
    }
    let declared = scope.len();
    let name = tag.qualified();
    let mut start = BytesStart::new(name.as_str());
    declare(&mut start, tag, scope);
    match (shape, value) {
        (Shape::Members(members), Value::Object(object)) => {
            for member in *members {
                declare_inside(&mut start, &member.node, scope);
                if let Node::Attribute(name, _) = &member.node
                    && let Some(text) = object.get(member.property).and_then(text_of)
                {
                    start.push_attribute((Tag::from(name).qualified().as_str(), text.as_str()));
                }
            }
            output.write_event(Event::Start(start))?;
            for member in *members {
                if let Some(value) = object.get(member.property) {
                    write_node(output, value, &member.node, scope)?;
                }
            }
        }
        (Shape::Items(item), Value::Array(values)) => {
            declare(&mut start, Tag::from(&item.name), scope);
            output.write_event(Event::Start(start))?;
            for value in values {
                write_element(output, value, Tag::from(&item.name), item.shape, scope)?;
            }
        }
        (Shape::Map(shape), Value::Object(object)) => {
            output.write_event(Event::Start(start))?;
            for (key, value) in object {
                write_element(output, value, by_key(key)?, shape, scope)?;
            }
        }
        (Shape::Any, Value::Object(object)) => {
            output.write_event(Event::Start(start))?;
            for (key, value) in object {
                let values = match value {
                    Value::Array(values) => values.as_slice(),
                    value => std::slice::from_ref(value),
                };
                for value in values {
                    write_element(output, value, by_key(key)?, &Shape::Any, scope)?;
                }
            }
        }
        (_, value) => {
            output.write_event(Event::Start(start))?;
            write_text(output, value)?;
        }
    }
    scope.truncate(declared);
    output.write_event(Event::End(BytesEnd::new(name)))
}

fn write_node<'v>(
    output: &mut Output,
    value: &'v Value,
    node: &Node,
    scope: &mut Scope<'v>,
) -> io::Result<()> {
    match node {
        Node::Attribute(..) => Ok(()),
        Node::Text(_) => write_text(output, value),
        Node::Element(Element { name, shape }) => {
            write_element(output, value, Tag::from(name), shape, scope)
        }
        Node::List {
            wrapper: Some(wrapper),
            item,
        } => write_element(
            output,
            value,
            Tag::from(wrapper),
            &Shape::Items(*item),
            scope,
        ),
        Node::List {
            wrapper: None,
            item,
        } => {
            let values = value
                .as_array()
                .map_or(std::slice::from_ref(value), Vec::as_slice);
            for value in values {
                write_element(output, value, Tag::from(&item.name), item.shape, scope)?;
            }
            Ok(())
        }
    }
}

fn write_text(output: &mut Output, value: &Value) -> io::Result<()> {
    let text = text_of(value).unwrap_or_default();
    output.write_event(Event::Text(BytesText::new(&text)))
}

/// Declares the namespace of a name, unless it is declared already.
fn declare<'v>(start: &mut BytesStart<'_>, tag: Tag<'v>, scope: &mut Scope<'v>) {
    let mut declared = scope.iter().rev();
    let current = declared.find(|(prefix, _)| *prefix == tag.prefix);
    if tag.namespace.is_empty() || current.is_some_and(|(_, uri)| *uri == tag.namespace) {
        return;
    }
    scope.push((tag.prefix, tag.namespace));
    let attribute = match tag.prefix {
        "" => "xmlns".to_owned(),
        prefix => format!("xmlns:{prefix}"),
    };
    start.push_attribute((attribute.as_str(), tag.namespace));
}

/// Declares the prefixes of a property, so that they stand once at the element that contains it.
fn declare_inside(start: &mut BytesStart<'_>, node: &Node, scope: &mut Scope<'_>) {
    let name = match node {
        Node::Attribute(name, _) => name,
        Node::Element(element) => &element.name,
        Node::List { wrapper, item, .. } => wrapper.as_ref().unwrap_or(&item.name),
        Node::Text(_) => return,
    };
    if !name.prefix.is_empty() {
        declare(start, Tag::from(name), scope);
    }
}

/// Returns the text of a scalar; `None` for null.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Returns the name for a key, or an error if it is not a name in XML.
fn by_key(key: &str) -> io::Result<Tag<'_>> {
    let is_start = |c: char| c.is_alphabetic() || c == '_';
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if !key.starts_with(is_start) || !key.chars().all(is_inside) {
        return Err(io::Error::other("a key is not a name in XML"));
    }
    Ok(Tag {
        local: key,
        prefix: "",
        namespace: "",
    })
}
