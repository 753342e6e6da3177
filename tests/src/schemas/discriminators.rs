//! Discriminators: the value for each branch and each child.

use super::{CHILDREN, Direction, PARENTS, Schemas, TAG};
use sdkwright::pointer::{percent_decoded, unescaped};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

impl Schemas<'_> {
    /// Adds the parents and the children of a component.
    pub(super) fn add_relatives(&mut self, pointer: &str, definition: &mut Map<String, Value>) {
        let parents: Vec<Value> = self
            .inheritance
            .parents(pointer)
            .into_iter()
            .map(|parent| json!(format!("#/$defs/{}", self.number(&parent))))
            .collect();
        if !parents.is_empty() {
            definition.insert(PARENTS.to_owned(), Value::Array(parents));
        }
        let mut children: Vec<Value> = self
            .inheritance
            .children(pointer)
            .into_iter()
            .map(|(child, property, tag)| {
                json!({"$ref": format!("#/$defs/{}", self.number(&child)), TAG: [property, tag]})
            })
            .collect();
        // The SDK keeps the properties of a child without a discriminator in responses.
        if self.direction == Direction::Response {
            for child in self.inheritance.unnamed_children(pointer) {
                children.push(json!({"$ref": format!("#/$defs/{}", self.number(&child))}));
            }
        }
        if !children.is_empty() {
            definition.insert(CHILDREN.to_owned(), Value::Array(children));
        }
    }

    /// Adds the discriminator, which is an object or, in Swagger 2.0, the name of a property.
    pub(super) fn discriminator(
        &mut self,
        object: &Map<String, Value>,
        out: &mut Map<String, Value>,
    ) {
        let (property, mapping) = match object.get("discriminator") {
            Some(Value::String(property)) => (property.clone(), None),
            Some(Value::Object(discriminator)) => match discriminator.get("propertyName") {
                Some(Value::String(property)) => (property.clone(), discriminator.get("mapping")),
                _ => return,
            },
            _ => return,
        };
        let empty = Map::new();
        let mapping = mapping.and_then(Value::as_object).unwrap_or(&empty);
        let mut values = Map::new();
        for (value, target) in mapping {
            let Some(target) = target.as_str() else {
                continue;
            };
            let pointer = match target.strip_prefix('#') {
                Some(pointer) => percent_decoded(pointer),
                None => Cow::Owned(format!("/components/schemas/{target}")),
            };
            if self.tree.pointer(&pointer).is_some() {
                let number = self.number(&pointer);
                values
                    .entry(format!("#/$defs/{number}"))
                    .or_insert_with(|| Value::String(value.clone()));
            }
        }
        for branch in ["oneOf", "anyOf"]
            .iter()
            .filter_map(|key| object.get(*key))
            .filter_map(Value::as_array)
            .flatten()
        {
            if let Some(pointer) = branch
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|text| text.strip_prefix('#'))
                && let Some(name) = pointer.rsplit('/').next()
            {
                let pointer = percent_decoded(pointer);
                let number = self.number(&pointer);
                let name = unescaped(name).into_owned();
                values
                    .entry(format!("#/$defs/{number}"))
                    .or_insert(Value::String(name));
            }
        }
        out.insert(
            TAG.to_owned(),
            json!({"property": property, "values": values}),
        );
    }
}
