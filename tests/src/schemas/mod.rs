//! Translates the schemas of a document of any version to JSON Schema 2020-12, for the validator.
//!
//! In: the tree of the document, as loaded. Out: one JSON Schema with a definition per reachable schema. Unlike the
//! generator, this reads only the tree, so that the two can disagree.
//!
//! - `keywords` translates what only OpenAPI has: `nullable`, `x-nullable`, boolean exclusive bounds, `type: file`.
//! - `directions`: a `readOnly` or `writeOnly` property is not required in the other direction.
//! - `discriminators` and `inheritance` add the values of discriminators, and the children of a parent.
//!
//! `instances` creates values of the schemas, with `merged_schema`, `together`, `examples` and `strings`. `validators`
//! checks values, and `json_difference` compares them.

mod directions;
mod discriminators;
pub mod examples;
mod inheritance;
pub mod instances;
pub mod json_difference;
mod keywords;
pub mod merged_schema;
pub mod strings;
mod together;
pub mod validators;

use inheritance::Inheritance;
use sdkwright::pointer::{percent_decoded, unescaped};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// The direction in which a type is used. Properties of the other direction are not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// In requests only.
    Request,
    /// In responses.
    Response,
    /// Unused.
    Neither,
}

/// The schemas that are reachable from the requested ones.
#[derive(Debug)]
pub struct Schemas<'d> {
    tree: &'d Value,
    direction: Direction,
    inheritance: Inheritance,
    numbers: HashMap<String, usize>,
    /// The pointers by number.
    pointers: Vec<String>,
    definitions: Vec<Value>,
    /// The properties of the other direction, for each schema whose parts are being translated.
    other_direction: Vec<HashSet<String>>,
}

/// The key of the discriminator in a definition: `property` and `values`.
pub const TAG: &str = "x-tag";
/// The key of the examples in a definition.
pub const EXAMPLES: &str = "examples";
/// The key of the children of a parent: references, each with the property and the value of the discriminator as `x-tag`,
/// if the parent has one.
pub const CHILDREN: &str = "x-children";
/// The key of a reference to a component for its own sake. Without a discriminator, it does not stand for its children.
pub const ITSELF: &str = "x-itself";
/// The key of the parents of a child. In the child, a parent does not stand for its other children.
pub const PARENTS: &str = "x-parents";
/// The key of the description of a value as XML.
pub const XML: &str = "x-xml";
/// The key of the name of a component.
pub const COMPONENT: &str = "x-component";
/// The key of a property of the other direction.
pub const OTHER_DIRECTION: &str = "x-other-direction";

impl<'d> Schemas<'d> {
    /// Creates an empty set of definitions.
    pub fn new(tree: &'d Value, direction: Direction) -> Self {
        Self {
            tree,
            direction,
            inheritance: Inheritance::of(tree),
            numbers: HashMap::new(),
            pointers: Vec::new(),
            definitions: Vec::new(),
            other_direction: Vec::new(),
        }
    }

    /// Adds the schema at this JSON pointer and all that it refers to. Returns the number of its definition.
    pub fn reach(&mut self, pointer: &str) -> Option<usize> {
        // A parameter of Swagger 2.0 is itself a schema.
        let itself = || pointer.strip_suffix("/schema");
        let pointer = self
            .resolve(pointer, 0)
            .or_else(|| self.resolve(itself()?, 0))?;
        let number = self.number(&pointer);
        self.translate_pending();
        Some(number)
    }

    /// Resolves the references along a pointer.
    fn resolve(&self, pointer: &str, depth: usize) -> Option<String> {
        if depth > 32 {
            return None;
        }
        let (mut value, mut resolved) = (self.tree, String::new());
        for step in pointer.split('/').skip(1) {
            let next = value.pointer(&format!("/{step}"));
            if next.is_none()
                && let Some(reference) = value.get("$ref").and_then(Value::as_str)
            {
                let target = percent_decoded(reference.strip_prefix('#')?);
                resolved = self.resolve(&target, depth + 1)?;
                value = self.tree.pointer(&resolved)?;
            }
            value = value.pointer(&format!("/{step}"))?;
            resolved.push('/');
            resolved.push_str(step);
        }
        Some(resolved)
    }

    /// Returns one JSON Schema with all definitions.
    pub fn to_json_schema(&self) -> Value {
        json_schema(&self.definitions)
    }

    /// Returns the definitions by number.
    pub fn into_definitions(self) -> Vec<Value> {
        self.definitions
    }

    fn number(&mut self, pointer: &str) -> usize {
        if let Some(number) = self.numbers.get(pointer) {
            return *number;
        }
        let number = self.pointers.len();
        self.numbers.insert(pointer.to_owned(), number);
        self.pointers.push(pointer.to_owned());
        number
    }

    /// Translates the targets of references until none is left.
    fn translate_pending(&mut self) {
        while let Some(pointer) = self.pointers.get(self.definitions.len()).cloned() {
            let schema = self.tree.pointer(&pointer).unwrap_or(&Value::Bool(true));
            let mut translated = self.translate(schema);
            if let Some(definition) = translated.as_object_mut() {
                self.add_relatives(&pointer, definition);
                if let Some(name) = component(&pointer) {
                    definition.insert(COMPONENT.to_owned(), Value::from(name));
                }
            }
            self.definitions.push(translated);
        }
    }
}

/// Returns the name of the component at a pointer, if there is one.
fn component(pointer: &str) -> Option<String> {
    let mut places = ["/components/schemas/", "/definitions/"].into_iter();
    let name = places.find_map(|place| pointer.strip_prefix(place))?;
    (!name.contains('/')).then(|| unescaped(name).into_owned())
}

/// Returns one JSON Schema with all definitions.
fn json_schema(definitions: &[Value]) -> Value {
    let definitions = definitions.iter().enumerate();
    let definitions: Map<String, Value> = definitions
        .map(|(number, schema)| (number.to_string(), schema.clone()))
        .collect();
    json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions})
}

/// Returns the same as `json_schema`, with what authors mean where no value is valid by the letter: a value may match
/// several branches of a `oneOf`, and `additionalProperties: false` forbids neither the properties of an `allOf` nor
/// those of discriminators.
pub fn loose_json_schema(definitions: &[Value]) -> Value {
    let definitions: Vec<Value> = definitions.iter().map(loose).collect();
    json_schema(&definitions)
}

fn loose(schema: &Value) -> Value {
    match schema {
        Value::Object(object) => {
            let mut out: Map<String, Value> = object
                .iter()
                .map(|(key, value)| (key.clone(), loose(value)))
                .collect();
            if object.get("additionalProperties") == Some(&json!(false)) {
                out.remove("additionalProperties");
            }
            if object.get("oneOf").is_some_and(Value::is_array)
                && let Some(branches) = out.remove("oneOf")
            {
                let choice = json!({"anyOf": branches});
                match out.get_mut("allOf") {
                    Some(Value::Array(parts)) => parts.push(choice),
                    _ => drop(out.insert("allOf".to_owned(), json!([choice]))),
                }
            }
            Value::Object(out)
        }
        Value::Array(items) => items.iter().map(loose).collect(),
        other => other.clone(),
    }
}
