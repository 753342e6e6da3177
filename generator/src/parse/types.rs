//! Reads `type`: one string in OpenAPI 3.0, one or several in 3.1, and other names in documents in use.

use super::keywords::Draft;
use super::{Here, Reader};
use crate::spec::SchemaType;
use serde_json::Value;
use std::borrow::Cow;

/// Returns the type of a name, and the format if the name implies one.
pub(super) fn known(word: &str) -> Option<(SchemaType<'static>, Option<&'static str>)> {
    use SchemaType::{Array, Boolean, Integer, Null, Number, Object, String};
    Some(match word.trim().to_ascii_lowercase().as_str() {
        "string" | "str" | "text" => (String, None),
        "number" => (Number, None),
        "integer" | "int" => (Integer, None),
        "boolean" | "bool" => (Boolean, None),
        "array" | "list" => (Array, None),
        "object" | "map" | "dict" | "hash" => (Object, None),
        "null" => (Null, None),
        "file" => (String, Some("binary")),
        "date" => (String, Some("date")),
        "datetime" | "date-time" | "timestamp" => (String, Some("date-time")),
        "uuid" => (String, Some("uuid")),
        "int32" => (Integer, Some("int32")),
        "int64" | "long" => (Integer, Some("int64")),
        "float" => (Number, Some("float")),
        "double" | "decimal" => (Number, Some("double")),
        _ => return None,
    })
}

impl<'t> Reader<'t, '_> {
    /// Reads `type`.
    pub(super) fn types(&mut self, draft: &mut Draft<'t>, value: &'t Value, here: &Here<'_, 't>) {
        let words = match value {
            Value::String(_) => std::slice::from_ref(value),
            Value::Array(words) => words,
            Value::Null => return,
            _ => {
                self.wrong(here, "`type` must be a string; it is ignored");
                return;
            }
        };
        let is_list = words.len() > 1;
        for word in words {
            match word {
                Value::String(word) => self.type_word(draft, word, is_list, here),
                // `type: [string, null]`, with an unquoted null in YAML.
                Value::Null => draft.keywords.nullable = true,
                // `type: [{$ref: …}]` of JSON Schema draft 3.
                Value::Object(_) => {
                    let schema = self.schema(word, here);
                    draft.composition().any_of.push(schema);
                }
                _ => self.wrong(here, "`type` must be a string; it is ignored"),
            }
        }
    }

    fn type_word(
        &mut self,
        draft: &mut Draft<'t>,
        word: &'t str,
        is_list: bool,
        here: &Here<'_, 't>,
    ) {
        let keywords = &mut draft.keywords;
        if is_list && word == "null" {
            keywords.nullable = true;
            return;
        }
        let Some((typ, format)) = known(word) else {
            // Reported by `lower`, together with the type that is generated instead.
            if !word.eq_ignore_ascii_case("any") && !word.is_empty() {
                keywords.types.push(SchemaType::Unknown(word));
            }
            return;
        };
        if keywords.format.is_none() && !is_list {
            keywords.format = format.map(Cow::Borrowed);
        }
        if !keywords.types.contains(&typ) {
            keywords.types.push(typ);
        }
        if typ.as_str() != word && word != "file" {
            let message = format!(
                "`{word}` is not a type of OpenAPI; it is treated as `{}`",
                typ.as_str()
            );
            self.wrong(here, message);
        }
    }
}
