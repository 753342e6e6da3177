//! The result of parsing JSON or YAML.

use serde_json::map::{Entry, OccupiedEntry};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The source text of scalars that YAML resolves to a number or a boolean and that differ from it when printed
/// (`version: 1.10`), by their JSON pointers. It is used where a string is expected.
pub type Texts = HashMap<String, String>;

/// A parsed text.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// Its value.
    pub tree: Value,
    /// Scalars whose source text differs from their value.
    pub texts: Texts,
    /// The pointers of duplicate keys.
    pub duplicates: Vec<String>,
    /// The first YAML document is followed by others.
    pub has_more: bool,
}

/// The error of a text that cannot be parsed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The offset of the error, in bytes.
    pub offset: usize,
    /// The kind of error.
    pub reason: Reason,
}

/// The kind of error of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// The text is neither JSON nor YAML.
    Syntax(String),
    /// The values are nested more deeply than the limit.
    Deep,
    /// The aliases expand to too many values.
    Aliases,
    /// The files of the document have too many values.
    Values,
}

/// Inserts a member into an object. Returns its entry if the key is a duplicate.
///
/// Equal values are not duplicates, and two objects without a common key are merged. Otherwise the last value is used,
/// as in nearly every parser.
pub(super) fn insert(
    object: &mut Map<String, Value>,
    key: String,
    value: Value,
) -> Option<OccupiedEntry<'_>> {
    let mut duplicate = match object.entry(key) {
        Entry::Vacant(free) => {
            free.insert(value);
            return None;
        }
        Entry::Occupied(duplicate) => duplicate,
    };
    match (duplicate.get_mut(), value) {
        (Value::Object(old), Value::Object(new))
            if !new.keys().any(|key| old.contains_key(key)) =>
        {
            old.extend(new);
        }
        (old, value) => *old = value,
    }
    Some(duplicate)
}

/// Returns the number of values inside this one with itself, and the number of its levels.
pub(super) fn measure(value: &Value) -> (u64, u64) {
    let sum = |(size, depth): (u64, u64), value: &Value| {
        let (inner, deep) = measure(value);
        (size + inner, depth.max(deep))
    };
    let (size, depth) = match value {
        Value::Array(items) => items.iter().fold((0, 0), sum),
        Value::Object(members) => members.values().fold((0, 0), sum),
        _ => return (1, 0),
    };
    (size + 1, depth + 1)
}
