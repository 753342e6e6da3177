//! Looks up the target of a reference in the loaded files.

use super::Document;
use crate::pointer::{self, Location, percent_decoded};
use serde_json::Value;

/// Limit of references on the path of a reference. A longer chain is considered circular.
const LONGEST_CHAIN: usize = 32;

impl Document {
    /// Returns the target of a reference (`#/…` or `path#/…`) and its location, following references on its path. The
    /// target may be a reference itself.
    ///
    /// Returns `None` if there is no such place.
    pub fn look_up(&self, reference: &str) -> Option<(Location, &Value)> {
        self.look_up_within(reference, 0)
    }

    fn look_up_within(&self, reference: &str, depth: usize) -> Option<(Location, &Value)> {
        let (path, fragment) = reference.split_once('#')?;
        if depth > LONGEST_CHAIN || !(fragment.is_empty() || fragment.starts_with('/')) {
            return None;
        }
        let (mut location, mut value) = match path {
            "" => (Location::default(), &self.tree),
            path => {
                let file = self.files.get(&*percent_decoded(path))?;
                let location = Location {
                    file: file.source,
                    pointer: String::new(),
                };
                (location, &file.tree)
            }
        };
        for step in fragment.split('/').skip(1) {
            if member(value, step).is_none()
                && let Some(reference) = value.get("$ref").and_then(Value::as_str)
            {
                (location, value) = self.look_up_within(reference, depth + 1)?;
            }
            let (key, inner) = member(value, step)?;
            pointer::push(&mut location.pointer, &key);
            value = inner;
        }
        Some((location, value))
    }

    /// Returns the target of a value that is a reference, or the value itself.
    ///
    /// Returns `None` for a reference that is unresolved or circular.
    pub fn resolved<'t>(&'t self, value: &'t Value) -> Option<&'t Value> {
        let mut value = value;
        for _ in 0..LONGEST_CHAIN {
            match value.get("$ref").and_then(Value::as_str) {
                Some(reference) => value = self.look_up(reference.trim())?.1,
                None => return Some(value),
            }
        }
        None
    }
}

/// Returns the member or the item for a step of a pointer, in any escaping.
fn member<'t>(value: &'t Value, step: &str) -> Option<(String, &'t Value)> {
    match value {
        Value::Object(object) => {
            let plain = pointer::unescaped(step);
            if let Some(value) = object.get(&*plain) {
                return Some((plain.into_owned(), value));
            }
            let decoded = percent_decoded(step);
            let decoded = pointer::unescaped(&decoded);
            object
                .get(&*decoded)
                .map(|value| (decoded.to_string(), value))
        }
        Value::Array(items) => {
            let value = items.get(step.parse::<usize>().ok()?)?;
            Some((step.to_owned(), value))
        }
        _ => None,
    }
}
