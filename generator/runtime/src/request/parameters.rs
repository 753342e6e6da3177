//! Serialization of parameters in all styles of OpenAPI, exploded and not (3.2, section 4.12.6).
//!
//! Where the specification does not define a result: null is omitted; arrays and objects inside the items of a flat
//! style are serialized as JSON.

use super::super::operation::{
    CookieStyle, Parameter, ParameterContent, ParameterLocation, PathStyle, QueryStyle, Separator,
};
use super::shape::{Shape, flat, joined, pairs, shape, text};
use super::{brackets, percent};
use serde_json::Value;

/// Serializes a path parameter, the replacement for `{name}`. The error says why that is not possible.
pub fn path(parameter: &Parameter, style: PathStyle, value: &Value) -> Result<String, String> {
    let encode = match parameter.allow_reserved {
        true => percent::path_reserved,
        false => percent::path,
    };
    if let Some(content) = content(parameter, value) {
        return Ok(encode(&content));
    }
    // Reserved characters are allowed in values only: a name ends at `=`.
    let shape = shape(value, percent::path, encode, nested(parameter));
    if let Shape::Null = shape {
        return Err("is null".to_owned());
    }
    let (name, explode) = (parameter.name, parameter.explode);
    Ok(match style {
        PathStyle::Simple => simple(shape, explode, encoded(separator(parameter))),
        PathStyle::Label => label(shape, explode),
        PathStyle::Matrix => matrix(&percent::path(name), shape, explode),
    })
}

fn simple(shape: Shape, explode: bool, separator: &str) -> String {
    match shape {
        Shape::Null => String::new(),
        Shape::Scalar(text) => text,
        Shape::Array(items) => items.join(separator),
        Shape::Object(members) if explode => pairs(&members, ","),
        Shape::Object(members) => flat(members, ","),
    }
}

fn label(shape: Shape, explode: bool) -> String {
    let rest = match shape {
        Shape::Array(items) if explode => items.join("."),
        Shape::Object(members) if explode => pairs(&members, "."),
        shape => simple(shape, false, ","),
    };
    format!(".{rest}")
}

fn matrix(name: &str, shape: Shape, explode: bool) -> String {
    let of = |value: &str| match value {
        "" => format!(";{name}"),
        value => format!(";{name}={value}"),
    };
    match shape {
        Shape::Array(items) if explode => items.iter().map(|item| of(item)).collect(),
        Shape::Object(members) if explode => format!(";{}", pairs(&members, ";")),
        shape => of(&simple(shape, false, ",")),
    }
}

/// Adds a query parameter in parts of the form `name=value`.
pub fn query(parameter: &Parameter, style: QueryStyle, value: &Value, parts: &mut Vec<String>) {
    let name = percent::query(parameter.name);
    let encode = match parameter.allow_reserved {
        true => percent::query_reserved,
        false => percent::query,
    };
    if let Some(content) = content(parameter, value) {
        parts.push(format!("{name}={}", encode(&content)));
        return;
    }
    let before = parts.len();
    let separator = match style {
        QueryStyle::DeepObject(arrays) => {
            brackets::write(&name, value, arrays, encode, parts);
            ""
        }
        QueryStyle::SpaceDelimited => encoded(Separator::Space),
        QueryStyle::PipeDelimited => encoded(Separator::Pipe),
        QueryStyle::Form => encoded(separator(parameter)),
    };
    if !matches!(style, QueryStyle::DeepObject(_)) {
        let shape = shape(value, percent::query, encode, nested(parameter));
        parts.extend(form(&name, shape, parameter.explode, separator));
    }
    if parts.len() == before && (parameter.required || parameter.allow_empty) {
        parts.push(format!("{name}="));
    }
}

fn form(name: &str, shape: Shape, explode: bool, separator: &str) -> Vec<String> {
    let one = |value: &str| format!("{name}={value}");
    match shape {
        Shape::Array(items) if explode => items.iter().map(|item| one(item)).collect(),
        Shape::Object(members) if explode => {
            let pairs = members.iter();
            pairs
                .map(|(name, value)| format!("{name}={value}"))
                .collect()
        }
        shape if shape.is_empty() => Vec::new(),
        Shape::Object(members) => vec![one(&flat(members, separator))],
        shape => vec![one(&simple(shape, false, separator))],
    }
}

/// Adds a parameter for the complete query.
pub fn querystring(parameter: &Parameter, value: &Value, parts: &mut Vec<String>) {
    match (parameter.content, value) {
        (_, Value::Null) => {}
        (ParameterContent::Form(properties), value) => fields(properties, value, parts),
        (ParameterContent::Json, value) => parts.push(percent::query(&value.to_string())),
        // Text is already a query.
        (ParameterContent::Style, value) => parts.push(percent::query_text(&text(value))),
    }
}

/// Adds the properties of a form.
fn fields(properties: &[Parameter], value: &Value, parts: &mut Vec<String>) {
    for (name, member) in value.as_object().into_iter().flatten() {
        let described = properties.iter().find(|property| property.name == name);
        match described.map(|property| (property, property.location)) {
            Some((property, ParameterLocation::Query(style))) => {
                query(property, style, member, parts);
            }
            _ => {
                let shape = match member {
                    Value::Object(_) => Shape::Scalar(percent::query(&member.to_string())),
                    member => shape(member, percent::query, percent::query, &[]),
                };
                parts.extend(form(&percent::query(name), shape, true, ","));
            }
        }
    }
}

/// Serializes a header: style `simple`, without encoding.
pub fn header(parameter: &Parameter, value: &Value) -> Option<String> {
    if value.is_null() {
        return None;
    }
    if let Some(content) = content(parameter, value) {
        return Some(content);
    }
    let shape = shape(value, str::to_owned, str::to_owned, nested(parameter));
    Some(simple(
        shape,
        parameter.explode,
        joined(separator(parameter)),
    ))
}

/// Serializes a cookie parameter to cookies of the form `name=value`, with one cookie per exploded item. The error says
/// why that is not possible.
pub fn cookies(
    parameter: &Parameter,
    style: CookieStyle,
    value: &Value,
) -> Result<Vec<String>, String> {
    let (name, explode) = (parameter.name, parameter.explode);
    type Encode = fn(&str) -> String;
    let (encode_name, encode): (Encode, Encode) = match style {
        CookieStyle::Form => (percent::query, percent::cookie),
        CookieStyle::Cookie => (str::to_owned, str::to_owned),
    };
    let cookies = match content(parameter, value) {
        Some(content) => vec![format!("{name}={}", encode(&content))],
        None => {
            let shape = shape(value, encode_name, encode, nested(parameter));
            form(name, shape, explode, joined(separator(parameter)))
        }
    };
    if cookies.iter().any(|cookie| cookie.contains(';')) {
        return Err(format!(
            "the cookie `{name}` contains a semicolon, which would end it"
        ));
    }
    Ok(cookies)
}

/// Returns the text of a value that is not serialized by the style, before it is encoded.
fn content(parameter: &Parameter, value: &Value) -> Option<String> {
    match parameter.content {
        ParameterContent::Style => None,
        _ if value.is_null() => None,
        ParameterContent::Json => Some(value.to_string()),
        ParameterContent::Form(properties) => {
            let mut parts = Vec::new();
            fields(properties, value, &mut parts);
            Some(parts.join("&"))
        }
    }
}

/// Returns the separator of the items of an array.
fn separator(parameter: &Parameter) -> Separator {
    let separator = parameter.separators.first();
    separator.copied().unwrap_or(Separator::Comma)
}

/// Returns the separators of the arrays inside the items.
fn nested(parameter: &Parameter) -> &'static [Separator] {
    parameter.separators.get(1..).unwrap_or_default()
}

/// Returns a separator in a URL.
fn encoded(separator: Separator) -> &'static str {
    match separator {
        Separator::Comma => ",",
        Separator::Space => "%20",
        Separator::Tab => "%09",
        Separator::Pipe => "%7C",
    }
}
