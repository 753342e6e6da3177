//! Random changes to the tree of a document.

use super::values::{keyword, odd_name, odd_value};
use crate::choices::Choices;
use sdkwright::pointer::{escaped, unescaped};
use serde_json::{Map, Value, json};

/// Makes one random change to the tree.
pub(super) fn change(choices: &mut Choices<'_>, tree: &mut Value, donor: &Value) {
    let pointers = pointers(tree);
    let Some(pointer) = choices.pick(&pointers).cloned() else {
        return;
    };
    match choices.below(12) {
        0 => delete(tree, &pointer),
        1 => duplicate(choices, tree, &pointer),
        2 => swap(choices, tree, &pointer, &pointers),
        3 => rename(choices, tree, &pointer, &pointers),
        4 | 5 => redirect(choices, tree, &pointer, &pointers),
        6 | 7 => insert(choices, tree, &pointer, &pointers),
        8 => splice(choices, tree, &pointer, donor),
        9 => wrap(choices, tree, &pointer),
        10 => set(tree, &pointer, |value| retyped(&value)),
        _ => {
            let odd = odd_value(choices);
            set(tree, &pointer, |_| odd);
        }
    }
}

/// Returns the JSON pointers of all values except the root.
pub fn pointers(tree: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut pending = vec![(String::new(), tree)];
    while let Some((pointer, value)) = pending.pop() {
        match value {
            Value::Object(map) => pending.extend(
                map.iter()
                    .map(|(key, value)| (format!("{pointer}/{}", escaped(key)), value)),
            ),
            Value::Array(items) => pending.extend(
                items
                    .iter()
                    .enumerate()
                    .map(|(index, value)| (format!("{pointer}/{index}"), value)),
            ),
            _ => {}
        }
        if !pointer.is_empty() {
            found.push(pointer);
        }
    }
    found
}

/// Splits a pointer into the pointer of the parent and the key.
fn split(pointer: &str) -> (&str, String) {
    let (parent, key) = pointer.rsplit_once('/').unwrap_or_default();
    (parent, unescaped(key).into_owned())
}

fn set(tree: &mut Value, pointer: &str, change: impl FnOnce(Value) -> Value) {
    if let Some(value) = tree.pointer_mut(pointer) {
        *value = change(value.take());
    }
}

/// Removes the value at this pointer from the tree.
pub fn delete(tree: &mut Value, pointer: &str) {
    let (parent, key) = split(pointer);
    match tree.pointer_mut(parent) {
        Some(Value::Object(map)) => drop(map.shift_remove(&key)),
        Some(Value::Array(items)) => {
            if let Some(index) = key.parse().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}

fn duplicate(choices: &mut Choices<'_>, tree: &mut Value, pointer: &str) {
    let (parent, key) = split(pointer);
    let Some(value) = tree.pointer(pointer).cloned() else {
        return;
    };
    match tree.pointer_mut(parent) {
        Some(Value::Object(map)) => {
            let name = similar_name(choices, &key);
            map.insert(name, value);
        }
        Some(Value::Array(items)) => items.push(value),
        _ => {}
    }
}

/// Returns a name that is similar to another, often the same in Rust.
fn similar_name(choices: &mut Choices<'_>, key: &str) -> String {
    match choices.below(7) {
        0 => key.to_uppercase(),
        1 => key.to_lowercase(),
        2 => format!("{key}_"),
        3 => format!("_{key}"),
        4 => format!("{key}2"),
        5 => key.replace(['_', '-'], " "),
        _ => format!("{key}-{}", odd_name(choices)),
    }
}

fn swap(choices: &mut Choices<'_>, tree: &mut Value, pointer: &str, pointers: &[String]) {
    let Some(other) = choices.pick(pointers) else {
        return;
    };
    let (one, two) = (tree.pointer(pointer).cloned(), tree.pointer(other).cloned());
    if let (Some(one), Some(two)) = (one, two) {
        set(tree, pointer, |_| two);
        set(tree, other, |_| one);
    }
}

/// Renames a key, at the same position.
fn rename(choices: &mut Choices<'_>, tree: &mut Value, pointer: &str, pointers: &[String]) {
    let (parent, key) = split(pointer);
    let name = match choices.below(3) {
        0 => odd_name(choices),
        1 => keyword(choices),
        _ => choices
            .pick(pointers)
            .map(|other| split(other).1)
            .unwrap_or_default(),
    };
    if let Some(Value::Object(map)) = tree.pointer_mut(parent) {
        let renamed: Map<String, Value> = std::mem::take(map)
            .into_iter()
            .map(|(old, value)| {
                if old == key {
                    (name.clone(), value)
                } else {
                    (old, value)
                }
            })
            .collect();
        *map = renamed;
    }
}

/// Replaces a value, or the target of a reference, by a random reference.
fn redirect(choices: &mut Choices<'_>, tree: &mut Value, pointer: &str, pointers: &[String]) {
    let target = match choices.below(6) {
        // A value that contains it.
        0 | 1 => {
            let ancestors: Vec<&str> = pointer
                .match_indices('/')
                .map(|(at, _)| pointer.get(..at).unwrap_or_default())
                .collect();
            choices.pick(&ancestors).map(|target| format!("#{target}"))
        }
        2 => Some(format!("#{pointer}")),
        3 => Some(odd_name(choices)),
        _ => choices.pick(pointers).map(|target| format!("#{target}")),
    };
    let target = json!(target.unwrap_or_else(|| "#".to_owned()));
    let references: Vec<&String> = pointers
        .iter()
        .filter(|pointer| pointer.ends_with("/$ref"))
        .collect();
    match choices.pick(&references) {
        Some(reference) if choices.flag() => {
            let reference = (*reference).clone();
            set(tree, &reference, |_| target);
        }
        _ => set(tree, pointer, |_| json!({ "$ref": target })),
    }
}

/// Inserts a keyword into an object, or an item into an array.
fn insert(choices: &mut Choices<'_>, tree: &mut Value, pointer: &str, pointers: &[String]) {
    let value = match choices.below(3) {
        0 => odd_value(choices),
        1 => {
            json!([{"type": "string"}, odd_value(choices), {"type": "object", "properties": {"a": odd_value(choices)}}])
        }
        _ => choices
            .pick(pointers)
            .and_then(|other| tree.pointer(other))
            .cloned()
            .unwrap_or_default(),
    };
    let keyword = keyword(choices);
    match tree.pointer_mut(pointer) {
        Some(Value::Object(map)) => drop(map.insert(keyword, value)),
        Some(Value::Array(items)) => items.insert(choices.within(0..=items.len()), value),
        Some(other) => *other = json!({ keyword: value }),
        None => {}
    }
}

fn splice(choices: &mut Choices<'_>, tree: &mut Value, pointer: &str, donor: &Value) {
    let pointers = pointers(donor);
    let value = choices.pick(&pointers).and_then(|from| donor.pointer(from));
    if let Some(value) = value.cloned() {
        set(tree, pointer, |_| value);
    }
}

/// Wraps a value, as if it were a schema, into one or many others.
fn wrap(choices: &mut Choices<'_>, tree: &mut Value, pointer: &str) {
    let depth = if choices.once_in(4) {
        choices.within(1..=59)
    } else {
        1
    };
    for _ in 0..depth {
        let kind = choices.below(8);
        set(tree, pointer, |value| match kind {
            0 => json!({ "allOf": [value] }),
            1 => {
                json!({ "allOf": [value.clone(), { "type": "object", "properties": { "added": value } }] })
            }
            2 => json!({ "oneOf": [value, { "type": "null" }] }),
            3 => json!({ "anyOf": [value, { "type": "integer" }, {}] }),
            4 => json!({ "type": "array", "items": value }),
            5 => json!({ "type": "object", "additionalProperties": value }),
            6 => {
                json!({ "type": "object", "required": ["inner"], "properties": { "inner": value } })
            }
            _ => json!([value]),
        });
        // This one doubles the size, so it is not repeated.
        if kind == 1 {
            break;
        }
    }
}

/// Returns a similar value of another JSON type.
fn retyped(value: &Value) -> Value {
    match value {
        Value::Null => json!({}),
        Value::Bool(value) => json!(value.to_string()),
        Value::Number(value) => json!(value.to_string()),
        Value::String(text) => match text.parse::<f64>() {
            Ok(number) => json!(number),
            Err(_) => json!([text]),
        },
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, item)| (index.to_string(), item.clone()))
            .collect::<Map<_, _>>()
            .into(),
        Value::Object(map) => map.values().cloned().collect(),
    }
}
