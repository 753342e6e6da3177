//! Properties that only requests or only responses have: `writeOnly` and `readOnly`.

use super::{Direction, OTHER_DIRECTION, Schemas};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

impl<'d> Schemas<'d> {
    /// Translates the parts of an `allOf`. A part that requires a property of the other direction is translated in
    /// place, where the other parts are known.
    pub(super) fn parts(&mut self, value: &Value) -> Option<Value> {
        let parts = value.as_array().filter(|list| !list.is_empty())?;
        let translated = parts.iter().map(|part| {
            let target = self
                .target(part.get("$ref"))
                .filter(|target| self.requires_other_direction(target));
            match target {
                Some(target) if self.other_direction.len() < 16 => self.translate(target),
                _ => self.translate(part),
            }
        });
        Some(translated.collect())
    }

    fn requires_other_direction(&self, schema: &Value) -> bool {
        let names = schema.get("required").and_then(Value::as_array);
        names
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .any(|name| {
                self.other_direction
                    .iter()
                    .any(|names| names.contains(name))
            })
    }

    /// Translates properties. Those of the other direction stay, so that `additionalProperties: false` allows them.
    pub(super) fn properties(&mut self, value: &Value) -> Value {
        let empty = Map::new();
        let object = value.as_object().unwrap_or(&empty);
        object
            .iter()
            .map(|(name, schema)| {
                let schema = if self.is_in_direction(schema) {
                    self.translate(schema)
                } else {
                    json!({OTHER_DIRECTION: true})
                };
                (name.clone(), schema)
            })
            .collect()
    }

    fn is_in_direction(&self, schema: &Value) -> bool {
        let has = |key: &str| self.has_flag(schema, key);
        match self.direction {
            Direction::Request => !has("readOnly") || has("writeOnly"),
            Direction::Response => !has("writeOnly") || has("readOnly"),
            Direction::Neither => true,
        }
    }

    /// Returns `true` if a schema, its target or a part of its `allOf` has this keyword set to true.
    fn has_flag(&self, schema: &Value, key: &str) -> bool {
        self.has_flag_below(schema, key, 0)
    }

    fn has_flag_below(&self, schema: &Value, key: &str, depth: usize) -> bool {
        if schema.get(key) == Some(&Value::Bool(true)) {
            return true;
        }
        let parts = schema.get("allOf").and_then(Value::as_array);
        let mut related = parts
            .into_iter()
            .flatten()
            .chain(self.target(schema.get("$ref")));
        depth < 8 && related.any(|schema| self.has_flag_below(schema, key, depth + 1))
    }

    /// Returns the target of a reference, the value of `$ref`.
    fn target(&self, reference: Option<&Value>) -> Option<&'d Value> {
        self.tree.pointer(&self.pointer_of(reference?)?)
    }

    /// Collects the names of properties of the other direction in a schema and its parts: other parts may require them.
    pub(super) fn collect_other_direction(
        &self,
        object: &Map<String, Value>,
        names: &mut HashSet<String>,
        depth: usize,
    ) {
        if self.direction == Direction::Neither || depth > 8 {
            return;
        }
        let properties = object.get("properties").and_then(Value::as_object);
        for (name, schema) in properties.into_iter().flatten() {
            if !self.is_in_direction(schema) {
                names.insert(name.clone());
            }
        }
        let target = self.target(object.get("$ref"));
        let parts = object.get("allOf").and_then(Value::as_array);
        for part in target.into_iter().chain(parts.into_iter().flatten()) {
            if let Some(part) = part.as_object() {
                self.collect_other_direction(part, names, depth + 1);
            }
        }
    }

    /// Translates `required`, without the properties of the other direction.
    pub(super) fn required(&self, object: &Map<String, Value>, out: &mut Map<String, Value>) {
        let Some(names) = object.get("required").and_then(Value::as_array) else {
            return;
        };
        let property = |name: &str| {
            object
                .get("properties")
                .and_then(|properties| properties.get(name))
        };
        let names: Vec<Value> = names
            .iter()
            .filter_map(Value::as_str)
            .filter(|name| match property(name) {
                Some(schema) => self.is_in_direction(schema),
                None => !self
                    .other_direction
                    .iter()
                    .any(|names| names.contains(*name)),
            })
            .map(Value::from)
            .collect();
        let mut unique: Vec<Value> = Vec::with_capacity(names.len());
        for name in names {
            if !unique.contains(&name) {
                unique.push(name);
            }
        }
        if !unique.is_empty() {
            out.insert("required".to_owned(), Value::Array(unique));
        }
    }
}
