//! Nested values in a query or a form: `name[a][b]=value`.

use super::super::operation::ArrayFormat;
use super::percent;
use super::shape::text;
use serde_json::Value;

/// Adds the value as parts of the form `name[a][b]=value`, with the brackets encoded as RFC 3986 requires. `name` is
/// already encoded. Null, and empty arrays and objects are omitted.
pub fn write(
    name: &str,
    value: &Value,
    arrays: ArrayFormat,
    encode: fn(&str) -> String,
    parts: &mut Vec<String>,
) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            for (key, member) in members {
                let name = format!("{name}%5B{}%5D", percent::query(key));
                write(&name, member, arrays, encode, parts);
            }
        }
        // Only scalars can be joined.
        Value::Array(items) if arrays == ArrayFormat::Comma && items.iter().all(is_scalar) => {
            let items = items.iter().filter(|item| !item.is_null());
            let items: Vec<String> = items.map(|item| encode(&text(item))).collect();
            if !items.is_empty() {
                parts.push(format!("{name}={}", items.join(",")));
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let name = match arrays {
                    ArrayFormat::Indices | ArrayFormat::Comma => format!("{name}%5B{index}%5D"),
                    ArrayFormat::Brackets => format!("{name}%5B%5D"),
                    ArrayFormat::Repeat => name.to_owned(),
                };
                write(&name, item, arrays, encode, parts);
            }
        }
        one => parts.push(format!("{name}={}", encode(&text(one)))),
    }
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}
