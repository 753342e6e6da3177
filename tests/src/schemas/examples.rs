//! Removes from an example what its schema does not describe.
//!
//! Examples in documents have properties that their schemas do not have. The SDK documents that it ignores these, so a
//! round trip cannot keep them.

use super::merged_schema::{Definitions, referred};
use super::{CHILDREN, OTHER_DIRECTION};
use regex::Regex;
use serde_json::{Map, Value};

/// The largest number of schemas that are considered for one value.
const MOST_PARTS: usize = 4096;

/// Returns the example without the properties that no part and no branch of the schema describes.
pub fn described_part(example: &Value, schema: &Value, definitions: &Definitions) -> Value {
    reduced(example, &[schema], definitions)
}

fn reduced(value: &Value, schemas: &[&Value], definitions: &Definitions) -> Value {
    let mut parts = Vec::new();
    for schema in schemas {
        collect(schema, definitions, &mut parts);
    }
    match value {
        Value::Object(object) => reduced_object(object, &parts, definitions),
        Value::Array(items) => {
            let schemas: Vec<&Value> = parts
                .iter()
                .flat_map(|part| {
                    let places = part.get("prefixItems").and_then(Value::as_array);
                    places.into_iter().flatten().chain(part.get("items"))
                })
                .collect();
            let items = items.iter();
            items
                .map(|item| reduced(item, &schemas, definitions))
                .collect()
        }
        scalar => scalar.clone(),
    }
}

fn reduced_object(
    object: &Map<String, Value>,
    parts: &[&Map<String, Value>],
    definitions: &Definitions,
) -> Value {
    let additional: Vec<&Value> = parts
        .iter()
        .filter_map(|part| part.get("additionalProperties"))
        .filter(|schema| **schema != Value::Bool(false))
        .collect();
    let patterns: Vec<(Regex, &Value)> = parts
        .iter()
        .filter_map(|part| part.get("patternProperties")?.as_object())
        .flatten()
        .filter_map(|(pattern, schema)| Some((Regex::new(pattern).ok()?, schema)))
        .collect();
    let is_unconstrained = !parts.iter().any(|part| part.contains_key("properties"));
    let mut out = Map::new();
    for (name, value) in object {
        let mut schemas: Vec<&Value> = parts
            .iter()
            .filter_map(|part| part.get("properties")?.get(name))
            .collect();
        if schemas
            .iter()
            .any(|schema| schema.get(OTHER_DIRECTION).is_some())
        {
            continue;
        }
        let matching = patterns
            .iter()
            .filter(|(pattern, _)| pattern.is_match(name));
        schemas.extend(matching.map(|(_, schema)| *schema));
        if schemas.is_empty() {
            schemas.extend(&additional);
        }
        if !schemas.is_empty() || is_unconstrained {
            out.insert(name.clone(), reduced(value, &schemas, definitions));
        }
    }
    Value::Object(out)
}

/// Collects every schema that may apply to the same value: targets of references, parts and branches.
fn collect<'s>(
    schema: &'s Value,
    definitions: &'s Definitions,
    parts: &mut Vec<&'s Map<String, Value>>,
) {
    let mut waiting = vec![schema];
    while let Some(schema) = waiting.pop() {
        let Some(object) = schema.as_object() else {
            continue;
        };
        if parts.len() >= MOST_PARTS || parts.iter().any(|part| std::ptr::eq(*part, object)) {
            continue;
        }
        parts.push(object);
        waiting.extend(referred(object, definitions));
        for key in ["allOf", "oneOf", "anyOf", CHILDREN] {
            let list = object.get(key).and_then(Value::as_array);
            waiting.extend(list.into_iter().flatten());
        }
        for key in ["if", "then", "else"] {
            waiting.extend(object.get(key));
        }
        let dependent = object.get("dependentSchemas").and_then(Value::as_object);
        waiting.extend(dependent.into_iter().flat_map(Map::values));
    }
}
