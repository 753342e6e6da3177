//! Extensions of other tools that mean the same as a word of OpenAPI or one of ours: they are read as that.
//!
//! `docs/configuration.md` lists them, with those that `lower` reads where they stand (the names and descriptions of an enum's
//! values, reasons of deprecations).

use super::keywords::Draft;
use crate::config::NAME;
use indexmap::IndexMap;
use serde_json::Value;

/// What others call `x-sdkwright-name`.
const NAMES: [&str; 5] = [
    "x-ms-client-name",
    "x-speakeasy-name-override",
    "x-fern-type-name",
    "x-fern-property-name",
    "x-fern-parameter-name",
];

/// Reads an extension of a schema.
pub(super) fn keyword(draft: &mut Draft, key: &str, value: &Value) {
    match key {
        "x-nullable" => draft.is_nullable |= is_true(value),
        // The values that are known of an enum that is open; all of ours are.
        "x-extensible-enum" => {
            if let (Value::Array(values), true) = (value, draft.any.enumeration.is_empty()) {
                draft.any.enumeration.clone_from(values);
            }
        }
        "x-ms-secret" if is_true(value) => {
            draft
                .any
                .format
                .get_or_insert_with(|| "password".to_owned());
        }
        "x-ms-mutability" => {
            let has = |word| {
                value
                    .as_array()
                    .is_some_and(|list| list.iter().any(|item| item == word))
            };
            let (is_read, is_written) = (has("read"), has("create") || has("update"));
            draft.data.read_only |= is_read && !is_written;
            draft.data.write_only |= is_written && !is_read;
        }
        _ => {}
    }
}

/// Gives something the name that an extension of others gives it, unless one of ours does.
pub(super) fn name(extensions: &mut IndexMap<String, Value>) {
    if extensions.is_empty() || extensions.contains_key(NAME) {
        return;
    }
    let given = NAMES.iter().find_map(|key| extensions.get(*key));
    if let Some(given @ Value::String(_)) = given.cloned() {
        extensions.insert(NAME.to_owned(), given);
    }
}

fn is_true(value: &Value) -> bool {
    value == &Value::Bool(true)
        || value
            .as_str()
            .is_some_and(|text| text.eq_ignore_ascii_case("true"))
}
