//! Serialization of `application/x-www-form-urlencoded` bodies.
//!
//! Each property is serialized as its [`Parameter`] describes. A property without one is a pair of name and value: text
//! unchanged, an array as one pair per item, an object (also as an item) as JSON. Null is an empty value, since an absent
//! property is not sent at all.

use super::super::operation::{Parameter, ParameterLocation, QueryStyle};
use super::shape::text;
use super::{parameters, percent};
use serde_json::Value;

/// Serializes an object. `None` if the value is not an object.
pub fn encode(fields: &[Parameter], value: Value) -> Option<String> {
    let Value::Object(properties) = value else {
        return None;
    };
    let mut parts = Vec::with_capacity(properties.len());
    for (name, mut value) in properties {
        if value.is_null() {
            parts.push(format!("{}=", percent::query(&name)));
            continue;
        }
        let field = fields.iter().find(|field| field.name == name);
        match field.map(|field| (field, field.location)) {
            Some((field, ParameterLocation::Query(style))) => {
                if matches!(style, QueryStyle::DeepObject(_)) {
                    empty_nulls(&mut value);
                }
                parameters::query(field, style, &value, &mut parts);
            }
            _ => pairs(&name, value, &mut parts),
        }
    }
    Some(parts.join("&"))
}

/// Serializes a property without an encoding of its own.
fn pairs(name: &str, value: Value, parts: &mut Vec<String>) {
    let mut add = |value: &Value| {
        let value = match value {
            Value::Null => String::new(),
            value => percent::query(&text(value)),
        };
        parts.push(format!("{}={value}", percent::query(name)));
    };
    match value {
        Value::Array(items) => items.iter().for_each(add),
        value => add(&value),
    }
}

/// Replaces null inside a `deepObject`, where a property that is unset is sent without a value.
fn empty_nulls(value: &mut Value) {
    match value {
        Value::Null => *value = Value::String(String::new()),
        Value::Array(items) => items.iter_mut().for_each(empty_nulls),
        Value::Object(properties) => properties.values_mut().for_each(empty_nulls),
        _ => {}
    }
}
