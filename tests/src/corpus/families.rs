//! Inheritance as OpenAPI writes it: which components are children, by `allOf`, of one with a discriminator.

use super::schemas::percent_decoded;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The families of a document, by JSON pointer.
#[derive(Debug, Default)]
pub struct Families {
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
    given: Option<String>,
}

impl Families {
    /// Those of a document.
    pub fn of(tree: &Value) -> Self {
        let mut families = Self::default();
        for place in ["/components/schemas", "/definitions"] {
            let Some(schemas) = tree.pointer(place).and_then(Value::as_object) else {
                continue;
            };
            for (name, schema) in schemas {
                let pointer = format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"));
                if let Some(discriminator) = discriminator(schema) {
                    families
                        .discriminators
                        .insert(pointer.clone(), discriminator);
                }
                let mut parents = Vec::new();
                gather(schema, &mut parents, 0);
                for parent in &parents {
                    families
                        .children
                        .entry(parent.clone())
                        .or_default()
                        .push(Child {
                            pointer: pointer.clone(),
                            name: name.clone(),
                            given: schema
                                .get("x-ms-discriminator-value")
                                .and_then(Value::as_str)
                                .map(str::to_owned),
                        });
                }
                families.parents.insert(pointer, parents);
            }
        }
        families
    }

    /// The schemas with a discriminator that this one names in its `allOf`.
    pub fn parents(&self, pointer: &str) -> Vec<String> {
        let parents = self.parents.get(pointer).into_iter().flatten();
        parents
            .filter(|parent| self.discriminators.contains_key(*parent))
            .cloned()
            .collect()
    }

    /// The children of a schema with a discriminator, with its property and its value for each.
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
                    let own = child.given.as_ref().unwrap_or(&child.name);
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

/// What a schema refers to in its `allOf`, inline ones too.
fn gather(schema: &Value, found: &mut Vec<String>, depth: usize) {
    let parts = schema.get("allOf").and_then(Value::as_array);
    for part in parts.into_iter().flatten() {
        if let Some(pointer) = part
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| reference.strip_prefix('#'))
        {
            found.push(percent_decoded(pointer));
        } else if depth < 8 {
            gather(part, found, depth + 1);
        }
    }
}
