//! Translates the keywords of one schema.

use super::{EXAMPLES, Schemas, XML};
use sdkwright::pointer::percent_decoded;
use serde_json::{Map, Value, json};
use std::collections::HashSet;

impl Schemas<'_> {
    pub(super) fn translate(&mut self, schema: &Value) -> Value {
        let object = match schema {
            Value::Object(object) => object,
            Value::Bool(_) => return schema.clone(),
            _ => return Value::Bool(true),
        };
        let mut out = Map::new();
        let mut other_direction = HashSet::new();
        self.collect_other_direction(object, &mut other_direction, 0);
        self.other_direction.push(other_direction);
        for (key, value) in object {
            self.keyword(key, value, object, &mut out);
        }
        if object.get("type").is_some_and(|name| name == "file") {
            out.insert("format".to_owned(), Value::from("binary"));
        }
        self.required(object, &mut out);
        self.other_direction.pop();
        self.discriminator(object, &mut out);
        examples(object, &mut out);
        if is_nullable(object) {
            return json!({"anyOf": [out, {"type": "null"}]});
        }
        Value::Object(out)
    }

    fn keyword(
        &mut self,
        key: &str,
        value: &Value,
        object: &Map<String, Value>,
        out: &mut Map<String, Value>,
    ) {
        let translated = match key {
            "$ref" => {
                let Some(reference) = self.reference(value) else {
                    return;
                };
                Value::String(reference)
            }
            "properties" => self.properties(value),
            "patternProperties" | "dependentSchemas" => self.each_value(value),
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => {
                let list = match key {
                    "allOf" => self.parts(value),
                    "prefixItems" => self.each_item(value),
                    _ => self.branches(value),
                };
                match list {
                    Some(list) => list,
                    None => return,
                }
            }
            "items" if value.is_array() => {
                if let Some(list) = self.each_item(value) {
                    out.insert("prefixItems".to_owned(), list);
                }
                return;
            }
            "additionalProperties"
            | "items"
            | "not"
            | "propertyNames"
            | "contains"
            | "if"
            | "then"
            | "else" => self.translate(value),
            "type" => match types(value) {
                Some(types) => types,
                None => return,
            },
            "enum" if value.as_array().is_some_and(|values| !values.is_empty()) => value.clone(),
            "const" => value.clone(),
            "minimum" | "maximum" if value.is_number() => {
                let exclusive = if key == "minimum" {
                    "exclusiveMinimum"
                } else {
                    "exclusiveMaximum"
                };
                let is_exclusive = object.get(exclusive) == Some(&Value::Bool(true));
                out.insert(
                    if is_exclusive { exclusive } else { key }.to_owned(),
                    value.clone(),
                );
                return;
            }
            "exclusiveMinimum" | "exclusiveMaximum" if value.is_number() => value.clone(),
            "multipleOf" if value.as_f64().is_some_and(|number| number > 0.0) => value.clone(),
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
            | "maxProperties"
                if value.is_u64() =>
            {
                value.clone()
            }
            "uniqueItems" if value.is_boolean() => value.clone(),
            "pattern" if is_pattern(value) => without_slashes(value),
            "xml" if value.is_object() => {
                out.insert(XML.to_owned(), value.clone());
                return;
            }
            "format" | "contentEncoding" if value.is_string() => value.clone(),
            _ => return,
        };
        out.insert(key.to_owned(), translated);
    }

    /// Translates a reference. An unresolved one is left out.
    fn reference(&mut self, value: &Value) -> Option<String> {
        let pointer = self.pointer_of(value)?;
        Some(format!("#/$defs/{}", self.number(&pointer)))
    }

    /// Returns the pointer of a reference. One to a wrong place is to the component of the same name.
    pub(super) fn pointer_of(&self, value: &Value) -> Option<String> {
        let pointer = value.as_str()?.strip_prefix('#')?;
        let pointer = percent_decoded(pointer);
        if self.tree.pointer(&pointer).is_some() {
            return Some(pointer.into_owned());
        }
        let name = pointer.rsplit('/').next()?;
        let places = ["/components/schemas", "/definitions"];
        let mut places = places.map(|place| format!("{place}/{name}")).into_iter();
        places.find(|place| self.tree.pointer(place).is_some())
    }

    fn each_value(&mut self, value: &Value) -> Value {
        let empty = Map::new();
        let object = value.as_object().unwrap_or(&empty);
        object
            .iter()
            .map(|(key, schema)| (key.clone(), self.translate(schema)))
            .collect()
    }

    /// Translates branches. One that is only `nullable: true` stands for null, as the tools mean that write it.
    fn branches(&mut self, value: &Value) -> Option<Value> {
        let list = value.as_array().filter(|list| !list.is_empty())?;
        let translated = list.iter().map(|branch| match is_only_nullable(branch) {
            true => json!({"type": "null"}),
            false => self.translate(branch),
        });
        Some(translated.collect())
    }

    fn each_item(&mut self, value: &Value) -> Option<Value> {
        let list = value.as_array().filter(|list| !list.is_empty())?;
        Some(list.iter().map(|schema| self.translate(schema)).collect())
    }
}

/// The keywords that say nothing of the values.
const ANNOTATIONS: [&str; 4] = ["title", "description", "example", "default"];

fn is_nullable(object: &Map<String, Value>) -> bool {
    let has = |key: &str| object.get(key) == Some(&Value::Bool(true));
    has("nullable") || has("x-nullable")
}

fn is_only_nullable(schema: &Value) -> bool {
    let says_nothing =
        |key: &String| key.ends_with("nullable") || ANNOTATIONS.contains(&key.as_str());
    let object = schema.as_object();
    object.is_some_and(|object| is_nullable(object) && object.keys().all(says_nothing))
}

fn examples(object: &Map<String, Value>, out: &mut Map<String, Value>) {
    let one = ["example", "x-example", "default"]
        .iter()
        .filter_map(|key| object.get(*key));
    let many = object
        .get("examples")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let examples: Vec<Value> = one.chain(many).cloned().collect();
    if !examples.is_empty() {
        out.insert(EXAMPLES.to_owned(), Value::Array(examples));
    }
}

const TYPES: [&str; 7] = [
    "string", "number", "integer", "boolean", "array", "object", "null",
];

/// Returns the types of JSON Schema among these.
fn types(value: &Value) -> Option<Value> {
    let known = |value: &Value| {
        let name = value.as_str()?.trim().to_ascii_lowercase();
        match name.as_str() {
            "file" => Some("string"),
            "str" | "text" => Some("string"),
            "int" | "int32" | "int64" | "long" => Some("integer"),
            "float" | "double" | "decimal" => Some("number"),
            "bool" => Some("boolean"),
            "list" => Some("array"),
            "map" | "dict" | "hash" => Some("object"),
            name => TYPES.into_iter().find(|known| *known == name),
        }
    };
    match value {
        Value::Array(list) => {
            let mut types: Vec<&str> = Vec::new();
            for name in list.iter().filter_map(known) {
                if !types.contains(&name) {
                    types.push(name);
                }
            }
            (!types.is_empty()).then(|| json!(types))
        }
        single => known(single).map(Value::from),
    }
}

/// Returns a pattern that is written as in JavaScript, `/^a$/`, without the slashes, as it is meant.
fn without_slashes(pattern: &Value) -> Value {
    let text = pattern.as_str().unwrap_or_default();
    let inner = text
        .strip_prefix("/^")
        .and_then(|rest| rest.rsplit_once("$/"));
    match inner {
        Some((inner, "")) => Value::from(format!("^{inner}$")),
        Some((inner, "i")) => Value::from(format!("(?i)^{inner}$")),
        _ => pattern.clone(),
    }
}

/// Returns `true` if the validator accepts the pattern.
fn is_pattern(value: &Value) -> bool {
    value.is_string() && jsonschema::validator_for(&json!({"pattern": value})).is_ok()
}
