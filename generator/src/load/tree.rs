//! What reading a text gives, whether it is JSON or YAML.

use serde_json::{Map, Value};
use std::collections::HashMap;

/// Values nested deeper than this are refused. Real documents stay below a third of it, and everything that walks a
/// tree may rely on it.
pub const DEEPEST: usize = 128;

/// The text of scalars that YAML takes for a number or a boolean and that read otherwise when they are printed again
/// (`version: 1.10`), by their JSON pointers. Where the document wants text, this is the text.
pub type Texts = HashMap<String, String>;

/// A text, read.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// What it says.
    pub tree: Value,
    /// Scalars whose text matters.
    pub texts: Texts,
    /// The pointers of keys that are written twice.
    pub duplicates: Vec<String>,
    /// Whether more YAML documents follow the first.
    pub has_more: bool,
}

/// Why a text cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// Where, in bytes.
    pub offset: usize,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// It is neither JSON nor YAML.
    Syntax(String),
    /// It is nested deeper than [`DEEPEST`].
    Deep,
    /// Its aliases stand for too much.
    Aliases,
}

/// Takes in a member of an object; true when its key was there already.
///
/// The same value twice is one, and two objects that share no key are one object. Otherwise the last one wins, as in
/// nearly every parser.
pub(super) fn insert(object: &mut Map<String, Value>, key: String, value: Value) -> bool {
    let Some(old) = object.get_mut(&key) else {
        object.insert(key, value);
        return false;
    };
    match (old, value) {
        (Value::Object(old), Value::Object(new))
            if !new.keys().any(|key| old.contains_key(key)) =>
        {
            old.extend(new);
        }
        (old, value) => *old = value,
    }
    true
}
