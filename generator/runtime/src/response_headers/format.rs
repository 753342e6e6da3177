//! From the text of a header to a JSON value, which the decoders of models read (OpenAPI 3.2, section 4.12.4, style
//! `simple`).

use super::super::wire::ValueError;
use serde_core::de::Error as _;
use serde_json::{Map, Value};

/// The serialization of a header.
#[derive(Clone, Copy, Debug)]
pub enum Format {
    /// One value.
    One(Scalar),
    /// Values with this character between them.
    List(char, Scalar),
    /// Names and values with commas between them.
    Object {
        /// Whether they are written as `name=value`.
        explode: bool,
        /// The values of known properties that are not text.
        literals: &'static [&'static str],
        /// The values of other properties.
        others: Scalar,
    },
    /// JSON.
    Json,
}

/// The kind of a value without a structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// Text.
    Text,
    /// A number, `true` or `false`; or text, if it is none of them.
    Literal,
}

impl Format {
    /// Returns the text as a JSON value.
    pub(super) fn value(&self, text: &str) -> Result<Value, ValueError> {
        Ok(match self {
            Self::One(scalar) => scalar.value(text),
            Self::List(separator, scalar) => parts(text, *separator)
                .map(|part| scalar.value(part))
                .collect(),
            Self::Object {
                explode,
                literals,
                others,
            } => {
                let entry = |name: &str, value: &str| {
                    let is_literal = literals.contains(&name);
                    let scalar = if is_literal { Scalar::Literal } else { *others };
                    (name.to_owned(), scalar.value(value))
                };
                let mut parts = parts(text, ',');
                let mut object = Map::new();
                while let Some(part) = parts.next() {
                    let (name, value) = match explode {
                        true => part.split_once('=').unwrap_or((part, "")),
                        false => (part, parts.next().unwrap_or_default()),
                    };
                    object.extend([entry(name.trim_end(), value.trim_start())]);
                }
                Value::Object(object)
            }
            Self::Json => serde_json::from_str(text)
                .map_err(|error| ValueError::custom(format_args!("it is not JSON: {error}")))?,
        })
    }
}

impl Scalar {
    fn value(self, text: &str) -> Value {
        let literal = || serde_json::from_str::<Value>(text).ok();
        let literal = match self {
            Self::Text => None,
            Self::Literal => literal().filter(|value| value.is_number() || value.is_boolean()),
        };
        literal.unwrap_or_else(|| Value::String(text.to_owned()))
    }
}

/// Returns the parts between separators, of which an empty text has none.
fn parts(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let parts = text.split(separator).map(str::trim);
    parts.filter(move |_| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn value(format: Format, text: &str) -> Value {
        format.value(text).unwrap()
    }

    #[test]
    fn a_number_is_one_only_where_the_schema_has_one() {
        assert_eq!(value(Format::One(Scalar::Text), "5"), json!("5"));
        assert_eq!(value(Format::One(Scalar::Literal), "5"), json!(5));
        assert_eq!(value(Format::One(Scalar::Literal), "true"), json!(true));
        assert_eq!(value(Format::One(Scalar::Literal), "null"), json!("null"));
        assert_eq!(value(Format::One(Scalar::Literal), "[1]"), json!("[1]"));
    }

    #[test]
    fn a_list_has_commas_and_may_be_empty() {
        let list = Format::List(',', Scalar::Literal);
        assert_eq!(value(list, "1,2 , x"), json!([1, 2, "x"]));
        assert_eq!(value(list, " "), json!([]));
        let pipes = Format::List('|', Scalar::Text);
        assert_eq!(value(pipes, "a,b|c"), json!(["a,b", "c"]));
    }

    #[test]
    fn an_object_is_exploded_or_not() {
        let object = |explode| Format::Object {
            explode,
            literals: &["R"],
            others: Scalar::Text,
        };
        let expected = json!({"R": 100, "G": "200"});
        assert_eq!(value(object(true), "R=100,G=200"), expected);
        assert_eq!(value(object(false), "R,100,G,200"), expected);
        assert_eq!(value(object(false), "R"), json!({"R": ""}));
        assert_eq!(value(object(true), ""), json!({}));
    }
}
