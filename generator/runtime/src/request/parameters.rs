//! Serialization of parameters in all styles of OpenAPI, exploded and not.
//!
//! Where the specification does not define a result: null is omitted; arrays and objects inside the items of a flat
//! style are serialized as JSON; inside a `deepObject` they are `name[a][b]` and `name[0]`.

use super::super::operation::{PathStyle, QueryStyle};
use super::percent;
use serde_json::Value;

/// A value by its kind, as the styles distinguish them.
enum Shape {
    Null,
    Scalar(String),
    Array(Vec<String>),
    Object(Vec<(String, String)>),
}

/// Returns the shape of a value, with `encode` applied to all its text.
fn shape(value: &Value, encode: fn(&str) -> String) -> Shape {
    match value {
        Value::Null => Shape::Null,
        Value::Array(items) => Shape::Array(
            items
                .iter()
                .filter(|item| !item.is_null())
                .map(|item| encode(&text(item)))
                .collect(),
        ),
        Value::Object(properties) => Shape::Object(
            properties
                .iter()
                .filter(|(_, property)| !property.is_null())
                .map(|(name, property)| (encode(name), encode(&text(property))))
                .collect(),
        ),
        one => Shape::Scalar(encode(&text(one))),
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
fn flat(members: Vec<(String, String)>, separator: &str) -> String {
    let parts: Vec<String> = members
        .into_iter()
        .flat_map(|(name, value)| [name, value])
        .collect();
    parts.join(separator)
}

/// Joins names with their values: `R=100,G=200`.
fn pairs(members: &[(String, String)], separator: &str) -> String {
    let parts: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    parts.join(separator)
}

/// Serializes a path parameter, the replacement for `{name}`. The error says why that is not possible.
pub fn path(name: &str, style: PathStyle, explode: bool, value: &Value) -> Result<String, String> {
    let shape = shape(value, percent::path);
    if let Shape::Null = shape {
        return Err("is null".to_owned());
    }
    Ok(match style {
        PathStyle::Simple => simple(shape, explode),
        PathStyle::Label => label(shape, explode),
        PathStyle::Matrix => matrix(&percent::path(name), shape, explode),
    })
}

fn simple(shape: Shape, explode: bool) -> String {
    match shape {
        Shape::Null => String::new(),
        Shape::Scalar(text) => text,
        Shape::Array(items) => items.join(","),
        Shape::Object(members) if explode => pairs(&members, ","),
        Shape::Object(members) => flat(members, ","),
    }
}

fn label(shape: Shape, explode: bool) -> String {
    let rest = match shape {
        Shape::Null => String::new(),
        Shape::Scalar(text) => text,
        Shape::Array(items) => items.join("."),
        Shape::Object(members) if explode => pairs(&members, "."),
        Shape::Object(members) => flat(members, "."),
    };
    format!(".{rest}")
}

fn matrix(name: &str, shape: Shape, explode: bool) -> String {
    let of = |value: &str| match value {
        "" => format!(";{name}"),
        value => format!(";{name}={value}"),
    };
    match shape {
        Shape::Null => String::new(),
        Shape::Scalar(text) => of(&text),
        Shape::Array(items) if explode => items.iter().map(|item| of(item)).collect(),
        Shape::Array(items) => of(&items.join(",")),
        Shape::Object(members) if explode => format!(";{}", pairs(&members, ";")),
        Shape::Object(members) => of(&flat(members, ",")),
    }
}

/// Serializes a query parameter to parts of the form `name=value`.
pub fn query(
    name: &str,
    style: QueryStyle,
    explode: bool,
    allow_reserved: bool,
    value: &Value,
) -> Vec<String> {
    let encode = match allow_reserved {
        true => percent::query_reserved,
        false => percent::query,
    };
    if style == QueryStyle::DeepObject {
        let mut parts = Vec::new();
        deep(&percent::query(name), value, encode, &mut parts);
        return parts;
    }
    let separator = match style {
        QueryStyle::SpaceDelimited => "%20",
        QueryStyle::PipeDelimited => "%7C",
        QueryStyle::Form | QueryStyle::DeepObject => ",",
    };
    form(
        &percent::query(name),
        shape(value, encode),
        explode,
        separator,
    )
}

fn form(name: &str, shape: Shape, explode: bool, separator: &str) -> Vec<String> {
    let one = |value: &str| format!("{name}={value}");
    match shape {
        Shape::Null => Vec::new(),
        Shape::Scalar(text) => vec![one(&text)],
        Shape::Array(items) if explode => items.iter().map(|item| one(item)).collect(),
        Shape::Array(items) if items.is_empty() => Vec::new(),
        Shape::Array(items) => vec![one(&items.join(separator))],
        Shape::Object(members) if explode => {
            let pairs = members.iter();
            pairs
                .map(|(name, value)| format!("{name}={value}"))
                .collect()
        }
        Shape::Object(members) if members.is_empty() => Vec::new(),
        Shape::Object(members) => vec![one(&flat(members, separator))],
    }
}

/// Serializes to `name[a][b]=value`, with the brackets encoded as RFC 3986 requires.
fn deep(name: &str, value: &Value, encode: fn(&str) -> String, parts: &mut Vec<String>) {
    let inner = |key: &str| format!("{name}%5B{key}%5D");
    match value {
        Value::Null => {}
        Value::Object(members) => {
            for (key, member) in members {
                deep(&inner(&percent::query(key)), member, encode, parts);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                deep(&inner(&index.to_string()), item, encode, parts);
            }
        }
        one => parts.push(format!("{name}={}", encode(&text(one)))),
    }
}

/// Serializes a query parameter as JSON.
pub fn query_json(name: &str, value: &Value) -> String {
    format!(
        "{}={}",
        percent::query(name),
        percent::query(&value.to_string())
    )
}

/// Serializes a header: style `simple`, without encoding.
pub fn header(explode: bool, value: &Value) -> Option<String> {
    match shape(value, str::to_owned) {
        Shape::Null => None,
        shape => Some(simple(shape, explode)),
    }
}

/// Serializes a cookie parameter to cookies of the form `name=value`: style `form`, with one cookie per exploded item.
pub fn cookies(name: &str, explode: bool, value: &Value) -> Vec<String> {
    form(name, shape(value, percent::cookie), explode, ",")
}
