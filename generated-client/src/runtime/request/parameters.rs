// Written by sdkwright from the API's document: edits are lost.

//! How the value of a parameter is written: OpenAPI 3.0 section 4.7.12.2, every style, exploded and not.
//!
//! What that table leaves open is decided here: null is written nowhere; lists and objects inside the items of a flat style are
//! written as JSON; inside a `deepObject` they are `name[a][b]` and `name[0]`.

use super::super::operation::{PathStyle, QueryStyle};
use super::percent;
use serde_json::Value;

/// What a value is to a style.
enum Shape {
    /// Null: nothing is written.
    Nothing,
    One(String),
    Many(Vec<String>),
    Members(Vec<(String, String)>),
}

/// The shape of a value, with `encode` applied to every text in it.
fn shape(value: &Value, encode: fn(&str) -> String) -> Shape {
    match value {
        Value::Null => Shape::Nothing,
        Value::Array(items) => Shape::Many(
            items
                .iter()
                .filter(|item| !item.is_null())
                .map(|item| encode(&text(item)))
                .collect(),
        ),
        Value::Object(members) => Shape::Members(
            members
                .iter()
                .filter(|(_, member)| !member.is_null())
                .map(|(name, member)| (encode(name), encode(&text(member))))
                .collect(),
        ),
        one => Shape::One(encode(&text(one))),
    }
}

/// A value as text: strings as they are, whole numbers without `.0`, lists and objects as JSON.
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

/// Names and values one after the other: `R,100,G,200`.
fn flat(members: Vec<(String, String)>, separator: &str) -> String {
    let parts: Vec<String> = members
        .into_iter()
        .flat_map(|(name, value)| [name, value])
        .collect();
    parts.join(separator)
}

/// Names with their values: `R=100,G=200`.
fn pairs(members: &[(String, String)], separator: &str) -> String {
    let parts: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    parts.join(separator)
}

/// What stands in a path in place of `{name}`, or why nothing can.
pub fn path(name: &str, style: PathStyle, explode: bool, value: &Value) -> Result<String, String> {
    let shape = shape(value, percent::path);
    if let Shape::Nothing = shape {
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
        Shape::Nothing => String::new(),
        Shape::One(text) => text,
        Shape::Many(items) => items.join(","),
        Shape::Members(members) if explode => pairs(&members, ","),
        Shape::Members(members) => flat(members, ","),
    }
}

fn label(shape: Shape, explode: bool) -> String {
    let rest = match shape {
        Shape::Nothing => String::new(),
        Shape::One(text) => text,
        Shape::Many(items) => items.join("."),
        Shape::Members(members) if explode => pairs(&members, "."),
        Shape::Members(members) => flat(members, "."),
    };
    format!(".{rest}")
}

fn matrix(name: &str, shape: Shape, explode: bool) -> String {
    let of = |value: &str| match value {
        "" => format!(";{name}"),
        value => format!(";{name}={value}"),
    };
    match shape {
        Shape::Nothing => String::new(),
        Shape::One(text) => of(&text),
        Shape::Many(items) if explode => items.iter().map(|item| of(item)).collect(),
        Shape::Many(items) => of(&items.join(",")),
        Shape::Members(members) if explode => format!(";{}", pairs(&members, ";")),
        Shape::Members(members) => of(&flat(members, ",")),
    }
}

/// The parts of a query, each `name=value`, that a value becomes.
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
        Shape::Nothing => Vec::new(),
        Shape::One(text) => vec![one(&text)],
        Shape::Many(items) if explode => items.iter().map(|item| one(item)).collect(),
        Shape::Many(items) if items.is_empty() => Vec::new(),
        Shape::Many(items) => vec![one(&items.join(separator))],
        Shape::Members(members) if explode => {
            let pairs = members.iter();
            pairs
                .map(|(name, value)| format!("{name}={value}"))
                .collect()
        }
        Shape::Members(members) if members.is_empty() => Vec::new(),
        Shape::Members(members) => vec![one(&flat(members, separator))],
    }
}

/// `name[a][b]=value`, with the brackets encoded, as RFC 3986 has it.
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

/// The part of a query that a value becomes as JSON.
pub fn query_json(name: &str, value: &Value) -> String {
    format!(
        "{}={}",
        percent::query(name),
        percent::query(&value.to_string())
    )
}

/// The value of a header: style `simple`, nothing encoded.
pub fn header(explode: bool, value: &Value) -> Option<String> {
    match shape(value, str::to_owned) {
        Shape::Nothing => None,
        shape => Some(simple(shape, explode)),
    }
}

/// The cookies that a value becomes, each `name=value`: style `form`, with a cookie of its own for each exploded item.
pub fn cookies(name: &str, explode: bool, value: &Value) -> Vec<String> {
    form(name, shape(value, percent::cookie), explode, ",")
}
