//! Checks the structure of an Overlay document (sections 4.4.1 to 4.4.3), except for its targets.

use super::invalid;
use crate::diagnostics::Diagnostics;
use serde_json::Value;
use std::collections::HashSet;

/// Reports all problems in the structure of an Overlay document.
pub(super) fn check(overlay: usize, tree: &Value, diagnostics: &mut Diagnostics) {
    let mut wrong = |pointer: &str, message: &str| invalid(overlay, pointer, message, diagnostics);
    for (key, _) in tree.as_object().into_iter().flatten() {
        let is_known = matches!(key.as_str(), "overlay" | "info" | "extends" | "actions");
        if !is_known && !key.starts_with("x-") {
            wrong(&format!("/{key}"), "an Overlay document has no such field");
        }
    }
    match tree.get("info") {
        Some(Value::Object(info)) => {
            if !info.get("title").is_some_and(Value::is_string) {
                wrong("/info/title", "`title` must be a string");
            }
            // In YAML, `version: 1.0` without quotes is a number.
            let version = info.get("version");
            if !version.is_some_and(|version| version.is_string() || version.is_number()) {
                wrong("/info/version", "`version` must be a string");
            }
            if info
                .get("description")
                .is_some_and(|text| !text.is_string())
            {
                wrong("/info/description", "`description` must be a string");
            }
        }
        _ => wrong("/info", "`info` with `title` and `version` is missing"),
    }
    if tree.get("extends").is_some_and(|uri| !uri.is_string()) {
        wrong("/extends", "`extends` must be a string");
    }
    let actions = tree.get("actions").and_then(Value::as_array);
    if actions.is_some_and(Vec::is_empty) {
        wrong("/actions", "`actions` is empty");
    }
    let mut seen = HashSet::new();
    for (index, action) in actions.into_iter().flatten().enumerate() {
        let pointer = format!("/actions/{index}");
        if !seen.insert(action.to_string()) {
            wrong(&pointer, "duplicate action");
        }
        let is_other =
            |key: &str, is: fn(&Value) -> bool| action.get(key).is_some_and(|value| !is(value));
        for key in ["description", "copy"] {
            if is_other(key, Value::is_string) {
                wrong(
                    &format!("{pointer}/{key}"),
                    &format!("`{key}` must be a string"),
                );
            }
        }
        if is_other("remove", Value::is_boolean) {
            wrong(&format!("{pointer}/remove"), "`remove` must be a boolean");
        }
    }
}
