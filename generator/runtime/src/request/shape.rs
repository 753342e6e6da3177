//! The kinds of values that the styles of parameters distinguish.

use super::super::operation::Separator;
use serde_json::Value;

/// A value by its kind.
pub enum Shape {
    Null,
    Scalar(String),
    Array(Vec<String>),
    Object(Vec<(String, String)>),
}

impl Shape {
    /// Returns `true` for null, an empty array and an empty object, which RFC 6570 calls undefined.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Scalar(_) => false,
            Self::Array(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
        }
    }
}

/// Returns the shape of a value, with `encode` applied to its text, and `encode_name` to the names of an object.
/// `separators` are those of arrays inside its items, from the outside in.
pub fn shape(
    value: &Value,
    encode_name: fn(&str) -> String,
    encode: fn(&str) -> String,
    separators: &[Separator],
) -> Shape {
    match value {
        Value::Null => Shape::Null,
        Value::Array(items) => Shape::Array(
            items
                .iter()
                .filter(|item| !item.is_null())
                .map(|item| encode(&nested_text(item, separators)))
                .collect(),
        ),
        Value::Object(properties) => Shape::Object(
            properties
                .iter()
                .filter(|(_, property)| !property.is_null())
                .map(|(name, property)| (encode_name(name), encode(&text(property))))
                .collect(),
        ),
        one => Shape::Scalar(encode(&text(one))),
    }
}

/// Returns an item as text. An array is joined by the first of the separators, if there is one.
fn nested_text(item: &Value, separators: &[Separator]) -> String {
    let (Value::Array(items), Some((separator, inner))) = (item, separators.split_first()) else {
        return text(item);
    };
    let items = items.iter().filter(|item| !item.is_null());
    let texts: Vec<String> = items.map(|item| nested_text(item, inner)).collect();
    texts.join(joined(*separator))
}

/// Returns a separator as text.
pub fn joined(separator: Separator) -> &'static str {
    match separator {
        Separator::Comma => ",",
        Separator::Space => " ",
        Separator::Tab => "\t",
        Separator::Pipe => "|",
    }
}

/// Returns a value as text: strings unchanged, whole numbers without `.0`, arrays and objects as JSON.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => {
            let text = number.to_string();
            match text.strip_suffix(".0") {
                Some(whole) => whole.to_owned(),
                None => text,
            }
        }
        other => other.to_string(),
    }
}

/// Joins alternating names and values: `R,100,G,200`.
pub fn flat(members: Vec<(String, String)>, separator: &str) -> String {
    let parts: Vec<String> = members
        .into_iter()
        .flat_map(|(name, value)| [name, value])
        .collect();
    parts.join(separator)
}

/// Joins names with their values: `R=100,G=200`.
pub fn pairs(members: &[(String, String)], separator: &str) -> String {
    let parts: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    parts.join(separator)
}
