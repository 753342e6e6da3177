//! Tells whether the branches of an `anyOf` hold for one value, as far as their own properties show it.

use super::merged_schema::{Definitions, list, referred};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};
use std::slice;

/// The limit of nested references and `allOf`.
const DEEPEST: usize = 8;

/// Returns `true` if no two branches contradict each other, and none of them is a map, a union, or marked.
pub fn hold(branches: &[&Value], definitions: &Definitions) -> bool {
    let all: Vec<Shape> = branches
        .iter()
        .map(|branch| Shape::of(slice::from_ref(branch), definitions))
        .collect();
    // A required property with one value marks the branch that has it (`deleted: true`): it holds alone.
    let is_marked = |shape: &Shape| {
        shape.required.iter().any(|name| {
            let schemas = shape.properties.get(name);
            let listed = schemas.and_then(|schemas| Values::of(schemas, definitions).listed);
            listed.is_some_and(|values| values.len() == 1)
                && !all.iter().all(|other| other.properties.contains_key(name))
        })
    };
    let is_alone = |shape: &Shape| shape.is_map || shape.is_union || is_marked(shape);
    !all.iter().any(is_alone)
        && all.iter().enumerate().all(|(index, one)| {
            let mut after = all.iter().skip(index + 1);
            !after.any(|other| one.contradicts(other, definitions, 0))
        })
}

/// The properties of a schema, of the targets of its references, and of its `allOf`.
#[derive(Default)]
struct Shape<'s> {
    properties: HashMap<&'s str, Vec<&'s Value>>,
    required: HashSet<&'s str>,
    is_map: bool,
    is_union: bool,
}

impl<'s> Shape<'s> {
    fn of(schemas: &[&'s Value], definitions: &'s Definitions) -> Self {
        let mut shape = Self::default();
        for part in parts(schemas, definitions) {
            let properties = part.get("properties").and_then(Value::as_object);
            for (name, schema) in properties.into_iter().flatten() {
                shape.properties.entry(name).or_default().push(schema);
            }
            let required = list(part, "required").iter();
            shape.required.extend(required.filter_map(Value::as_str));
            shape.is_map |= part
                .get("additionalProperties")
                .is_some_and(Value::is_object);
            shape.is_union |= part.contains_key("anyOf") || part.contains_key("oneOf");
        }
        shape
    }

    /// Returns `true` if a property of both, at any depth, has no value that is valid for both.
    fn contradicts(&self, other: &Self, definitions: &'s Definitions, depth: usize) -> bool {
        self.properties.iter().any(|(name, schemas)| {
            let Some(others) = other.properties.get(name).filter(|_| depth < DEEPEST) else {
                return false;
            };
            let values = Values::of(schemas, definitions);
            values.exclude(&Values::of(others, definitions))
                || Self::of(schemas, definitions).contradicts(
                    &Self::of(others, definitions),
                    definitions,
                    depth + 1,
                )
        })
    }
}

/// The values that schemas allow: those that they list, or those of their types.
#[derive(Default)]
struct Values<'s> {
    listed: Option<Vec<&'s Value>>,
    types: Option<Vec<&'s str>>,
}

impl<'s> Values<'s> {
    fn of(schemas: &[&'s Value], definitions: &'s Definitions) -> Self {
        let mut values = Self::default();
        for part in parts(schemas, definitions) {
            let listed = match part.get("const") {
                Some(value) => Some(vec![value]),
                None => part
                    .get("enum")
                    .and_then(Value::as_array)
                    .map(|all| all.iter().collect()),
            };
            values.listed = values.listed.or(listed);
            let number = |name: &'s str| if name == "integer" { "number" } else { name };
            let types = match part.get("type") {
                Some(Value::String(name)) => Some(vec![number(name)]),
                Some(Value::Array(names)) => {
                    Some(names.iter().filter_map(Value::as_str).map(number).collect())
                }
                _ => None,
            };
            values.types = values.types.or(types);
        }
        values
    }

    fn exclude(&self, other: &Self) -> bool {
        fn disjoint<T: PartialEq>(one: Option<&Vec<T>>, other: Option<&Vec<T>>) -> bool {
            one.zip(other)
                .is_some_and(|(one, other)| !one.iter().any(|value| other.contains(value)))
        }
        disjoint(self.listed.as_ref(), other.listed.as_ref())
            || disjoint(self.types.as_ref(), other.types.as_ref())
    }
}

/// Returns the schemas, the targets of their references and their `allOf`.
fn parts<'s>(schemas: &[&'s Value], definitions: &'s Definitions) -> Vec<&'s Map<String, Value>> {
    let mut found = Vec::new();
    for schema in schemas {
        collect(schema, definitions, &mut found, 0);
    }
    found
}

fn collect<'s>(
    schema: &'s Value,
    definitions: &'s Definitions,
    found: &mut Vec<&'s Map<String, Value>>,
    depth: usize,
) {
    let Some(object) = schema.as_object().filter(|_| depth < DEEPEST) else {
        return;
    };
    found.push(object);
    let target = referred(object, definitions);
    for part in target.into_iter().chain(list(object, "allOf")) {
        collect(part, definitions, found, depth + 1);
    }
}
