//! Inheritance: components with an `allOf` that refers to a component with a discriminator.

use sdkwright::pointer::{escaped, percent_decoded};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The limit of nested `allOf`.
const DEEPEST: usize = 8;

/// The parents and children of a document, by JSON pointer.
#[derive(Debug, Default)]
pub struct Inheritance {
    discriminators: HashMap<String, Discriminator>,
    parents: HashMap<String, Vec<String>>,
    children: HashMap<String, Vec<Child>>,
}

#[derive(Debug)]
struct Discriminator {
    property: String,
    mapping: Map<String, Value>,
}

#[derive(Debug)]
struct Child {
    pointer: String,
    name: String,
    value: Option<String>,
}

impl Inheritance {
    /// Finds them in a document.
    pub fn of(tree: &Value) -> Self {
        let mut inheritance = Self::default();
        for place in ["/components/schemas", "/definitions"] {
            let Some(schemas) = tree.pointer(place).and_then(Value::as_object) else {
                continue;
            };
            for (name, schema) in schemas {
                let pointer = format!("{place}/{}", escaped(name));
                if let Some(discriminator) = discriminator(schema) {
                    inheritance
                        .discriminators
                        .insert(pointer.clone(), discriminator);
                }
                let mut parents = Vec::new();
                collect(schema, &mut parents, 0);
                for parent in &parents {
                    inheritance
                        .children
                        .entry(parent.clone())
                        .or_default()
                        .push(Child {
                            pointer: pointer.clone(),
                            name: name.clone(),
                            value: schema
                                .get("x-ms-discriminator-value")
                                .and_then(Value::as_str)
                                .map(str::to_owned),
                        });
                }
                inheritance.parents.insert(pointer, parents);
            }
        }
        inheritance
    }

    /// Returns the schemas that the `allOf` of this one refers to.
    pub fn parents(&self, pointer: &str) -> Vec<String> {
        let parents = self.parents.get(pointer).into_iter().flatten();
        parents.cloned().collect()
    }

    /// Returns the children of a schema that nothing distinguishes: neither it nor one that it inherits from has a
    /// discriminator.
    pub fn unnamed_children(&self, pointer: &str) -> Vec<String> {
        if self.has_discriminator(pointer, 0) {
            return Vec::new();
        }
        let children = self.children.get(pointer).into_iter().flatten();
        children.map(|child| child.pointer.clone()).collect()
    }

    fn has_discriminator(&self, pointer: &str, depth: usize) -> bool {
        let inherited = |parent: &String| self.has_discriminator(parent, depth + 1);
        let parents = self.parents.get(pointer).into_iter().flatten();
        self.discriminators.contains_key(pointer)
            || depth < DEEPEST && parents.into_iter().any(inherited)
    }

    /// Returns the children of a schema with a discriminator: each with the property and the value.
    pub fn children(&self, pointer: &str) -> Vec<(String, String, String)> {
        let Some(discriminator) = self.discriminators.get(pointer) else {
            return Vec::new();
        };
        let children = self.children.get(pointer).into_iter().flatten();
        children
            .filter_map(|child| {
                let mapped = discriminator.mapping.iter().find_map(|(tag, target)| {
                    let target = target.as_str()?;
                    let last = target.rsplit('/').next()?;
                    (last == child.name).then(|| tag.clone())
                });
                let implicit = || {
                    let own = child.value.as_ref().unwrap_or(&child.name);
                    discriminator.mapping.is_empty().then(|| own.clone())
                };
                let tag = mapped.or_else(implicit)?;
                Some((child.pointer.clone(), discriminator.property.clone(), tag))
            })
            .collect()
    }
}

fn discriminator(schema: &Value) -> Option<Discriminator> {
    if schema.get("oneOf").is_some() || schema.get("anyOf").is_some() {
        return None;
    }
    let (property, mapping) = match schema.get("discriminator")? {
        Value::String(property) => (property.as_str(), None),
        Value::Object(object) => (object.get("propertyName")?.as_str()?, object.get("mapping")),
        _ => return None,
    };
    Some(Discriminator {
        property: property.to_owned(),
        mapping: mapping
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default(),
    })
}

/// Collects the references in the `allOf` of a schema, also inside inline parts.
fn collect(schema: &Value, found: &mut Vec<String>, depth: usize) {
    let parts = schema.get("allOf").and_then(Value::as_array);
    for part in parts.into_iter().flatten() {
        if let Some(pointer) = part
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| reference.strip_prefix('#'))
        {
            found.push(percent_decoded(pointer).into_owned());
        } else if depth < DEEPEST {
            collect(part, found, depth + 1);
        }
    }
}
