//! Makes a document several times as large, for a cost that should grow with it and not faster.

use serde_json::{Map, Value};

/// Returns the document with copies of its paths and its component schemas. The copies refer to each other and not to
/// the originals, and their paths, names and operationIds differ.
pub fn times(document: &Value, copies: usize) -> Value {
    let mut larger = document.clone();
    for number in 1..copies {
        let mut copy = document.clone();
        rename(&mut copy, number);
        for pointer in ["/paths", "/components/schemas", "/definitions"] {
            let Some(Value::Object(members)) = copy.pointer_mut(pointer).map(Value::take) else {
                continue;
            };
            let is_paths = pointer == "/paths";
            let members = members.into_iter().map(|(key, value)| match is_paths {
                true => (format!("/copy{number}{key}"), value),
                false => (copied(&key, number), value),
            });
            if let Some(Value::Object(all)) = larger.pointer_mut(pointer) {
                all.extend(members.collect::<Map<_, _>>());
            }
        }
    }
    larger
}

/// Renames the operations, and what references of a copy name.
fn rename(value: &mut Value, number: usize) {
    match value {
        Value::Object(members) => {
            for (key, value) in members.iter_mut() {
                match (key.as_str(), value) {
                    ("operationId", Value::String(id)) => *id = copied(id, number),
                    ("$ref", Value::String(reference)) if is_to_schema(reference) => {
                        *reference = copied(reference, number);
                    }
                    (_, value) => rename(value, number),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, number)),
        _ => {}
    }
}

fn is_to_schema(reference: &str) -> bool {
    let kinds = ["#/components/schemas/", "#/definitions/"];
    let name = kinds.iter().find_map(|kind| reference.strip_prefix(kind));
    name.is_some_and(|name| !name.contains('/'))
}

fn copied(name: &str, number: usize) -> String {
    format!("{name}Copy{}", letters(number))
}

/// Letters in place of a number, which would be a suspicious name.
fn letters(number: usize) -> String {
    let letters = number.to_string().into_bytes();
    letters
        .iter()
        .map(|digit| char::from(b'A' + (digit - b'0')))
        .collect()
}
