//! `type`: one word in OpenAPI 3.0, one or several in 3.1, and many others in the wild.

use super::keywords::Draft;
use super::schemas::of_kind;
use super::{Here, Reader};
use openapiv3::{AnySchema, ReferenceOr};
use serde_json::Value;

/// The type, and the format where it says one, that a word means.
pub(super) fn known(word: &str) -> Option<(&'static str, Option<&'static str>)> {
    Some(match word.trim().to_ascii_lowercase().as_str() {
        "string" => ("string", None),
        "number" => ("number", None),
        "integer" => ("integer", None),
        "boolean" => ("boolean", None),
        "array" => ("array", None),
        "object" => ("object", None),
        "null" => ("null", None),
        "str" | "text" => ("string", None),
        "file" => ("string", Some("binary")),
        "date" => ("string", Some("date")),
        "datetime" | "date-time" | "timestamp" => ("string", Some("date-time")),
        "uuid" => ("string", Some("uuid")),
        "int" => ("integer", None),
        "int32" => ("integer", Some("int32")),
        "int64" | "long" => ("integer", Some("int64")),
        "float" => ("number", Some("float")),
        "double" | "decimal" => ("number", Some("double")),
        "bool" => ("boolean", None),
        "list" => ("array", None),
        "map" | "dict" | "hash" => ("object", None),
        _ => return None,
    })
}

impl<'t> Reader<'t, '_> {
    /// Reads `type`.
    pub(super) fn types(&mut self, draft: &mut Draft, value: &'t Value, here: &Here<'_>) {
        let words = match value {
            Value::String(_) => std::slice::from_ref(value),
            Value::Array(words) => words,
            Value::Null => return,
            _ => {
                self.wrong(here, "`type` is a word in OpenAPI: it is left out");
                return;
            }
        };
        let is_list = words.len() > 1;
        for word in words {
            match word {
                Value::String(word) => self.type_word(draft, word, is_list, here),
                // `type: [string, null]`, where YAML's null was not quoted.
                Value::Null => draft.is_nullable = true,
                // `type: [{$ref: …}]`, as draft 3 of JSON Schema had it.
                Value::Object(_) => {
                    let schema = self.schema(word, here);
                    draft.any.any_of.push(schema);
                }
                _ => self.wrong(here, "`type` is a word in OpenAPI: it is left out"),
            }
        }
    }

    fn type_word(&mut self, draft: &mut Draft, word: &str, is_list: bool, here: &Here<'_>) {
        if is_list && word == "null" {
            draft.is_nullable = true;
            return;
        }
        let Some((typ, format)) = known(word) else {
            if word.eq_ignore_ascii_case("any") || word.is_empty() {
                return;
            }
            // Said when its type is made, with what becomes of it.
            draft.types.push(word.to_owned());
            return;
        };
        if typ != word && word != "file" {
            let message = format!("`{word}` is not a type of OpenAPI: it is taken as `{typ}`");
            self.wrong(here, message);
        }
        if draft.any.format.is_none() && !is_list {
            draft.any.format = format.map(str::to_owned);
        }
        if !draft.types.iter().any(|known| known == typ) {
            draft.types.push(typ.to_owned());
        }
    }
}

/// Says the types of a schema in the words of 3.0: one is `type`, several are `anyOf`.
pub(super) fn settle(draft: &mut Draft) {
    let mut types = std::mem::take(&mut draft.types);
    if types.iter().any(|typ| typ == "number") {
        types.retain(|typ| typ != "integer");
    }
    // A constant or an enum is of the types that its values are of.
    if types.len() > 1 && (!draft.any.enumeration.is_empty() || draft.has_constant) {
        return;
    }
    match types.len() {
        0 => {}
        1 => draft.any.typ = types.pop(),
        _ => {
            let branches = types.into_iter().map(|typ| branch(draft, typ)).collect();
            let (any_of, any) = (branches, &mut draft.any);
            if any.any_of.is_empty() {
                any.any_of = any_of;
            } else {
                any.all_of.push(ReferenceOr::Item(of_kind(AnySchema {
                    any_of,
                    ..AnySchema::default()
                })));
            }
        }
    }
}

/// What a schema says of values of one type, taken out of it.
fn branch(draft: &mut Draft, typ: String) -> ReferenceOr<openapiv3::Schema> {
    let any = &mut draft.any;
    let mut branch = AnySchema::default();
    match typ.as_str() {
        "object" => {
            branch.properties = std::mem::take(&mut any.properties);
            branch.required = std::mem::take(&mut any.required);
            branch.additional_properties = any.additional_properties.take();
            branch.min_properties = any.min_properties.take();
            branch.max_properties = any.max_properties.take();
        }
        "array" => {
            branch.items = any.items.take();
            branch.min_items = any.min_items.take();
            branch.max_items = any.max_items.take();
            branch.unique_items = any.unique_items.take();
        }
        "string" => {
            branch.format = any.format.take();
            branch.pattern = any.pattern.take();
            branch.min_length = any.min_length.take();
            branch.max_length = any.max_length.take();
        }
        "number" | "integer" => {
            branch.minimum = any.minimum.take();
            branch.maximum = any.maximum.take();
            branch.exclusive_minimum = any.exclusive_minimum.take();
            branch.exclusive_maximum = any.exclusive_maximum.take();
            branch.multiple_of = any.multiple_of.take();
            if any.format.as_deref().is_some_and(is_of_numbers) {
                branch.format = any.format.take();
            }
        }
        _ => {}
    }
    branch.typ = Some(typ);
    ReferenceOr::Item(of_kind(branch))
}

fn is_of_numbers(format: &str) -> bool {
    matches!(
        format,
        "int32" | "int64" | "uint32" | "uint64" | "float" | "double" | "decimal"
    )
}
