//! What a reference refers to.
//!
//! A reference to a component schema is a named type. A reference into a component (`…/properties/owner`), or to a
//! position that `upgrade` keeps as a hidden component, is the schema that stands there.

use super::view::{Node, View};
use super::{At, Lowering};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::TypeId;
use openapiv3::{AdditionalProperties, ReferenceOr};
use serde_json::Value;
use std::borrow::Cow;

/// What a reference refers to.
#[derive(Clone, Debug)]
pub struct Target<'d> {
    /// The component's key, where it is one that has a type of its own.
    pub component: Option<(&'d str, TypeId)>,
    /// The schema.
    pub node: Node<'d>,
    /// Its place.
    pub at: At<'d>,
}

/// How many references are followed to find the target of one: a way that is longer goes in a circle.
const MOST_HOPS: usize = 64;

const SCHEMAS: &str = "#/components/schemas/";

/// The words that a reference ends in: what it would be called.
pub fn last_word(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}

/// Whether a component is only a position that `upgrade` keeps.
pub fn is_hidden(node: &ReferenceOr<openapiv3::Schema>) -> bool {
    node.as_item().is_some_and(|schema| {
        schema.schema_data.extensions.get("x-sdkwright-hidden") == Some(&Value::Bool(true))
    })
}

impl<'d> Lowering<'d> {
    /// What a reference refers to; says so where that is nothing.
    pub fn resolve(&mut self, reference: &'d str, at: &At<'d>) -> Option<Target<'d>> {
        let mut hops = MOST_HOPS;
        let target = self.look_up_within(reference, &mut hops);
        let is_told = reference == crate::upgrade::NOWHERE;
        if target.is_none() && !is_told && self.schemas.unresolved.insert(reference) {
            if hops == 0 {
                let message = format!("`{reference}` leads only to itself");
                self.say(Code::EndlessAlias, &at.key("$ref"), message);
                return None;
            }
            let diagnostic = Diagnostic::new(
                Code::ReferenceNotFound,
                at.key("$ref").place(),
                format!("`{reference}` refers to nothing"),
            )
            .label("not found");
            let diagnostic = match self.similar(reference) {
                Some(similar) => {
                    diagnostic.help(format!("a schema with a similar name exists: `{similar}`"))
                }
                None => diagnostic,
            };
            self.diagnostics.push(diagnostic);
        }
        target
    }

    /// What a reference refers to.
    pub fn look_up(&self, reference: &'d str) -> Option<Target<'d>> {
        self.look_up_within(reference, &mut { MOST_HOPS })
    }

    fn look_up_within(&self, reference: &'d str, hops: &mut usize) -> Option<Target<'d>> {
        *hops = hops.checked_sub(1)?;
        let path = reference.strip_prefix(SCHEMAS)?;
        let (schemas, root) = (
            &self.openapi.components.as_ref()?.schemas,
            At::root().key("components").key("schemas"),
        );
        // Keys with a slash are escaped, but not by everybody.
        if let Some((index, key, node)) = schemas
            .get_full(&*unescaped(path))
            .or_else(|| schemas.get_full(path))
        {
            let at = root.key(key).of_schema(node);
            let component = if is_hidden(node) {
                None
            } else {
                self.schemas
                    .components
                    .get(index)
                    .copied()
                    .flatten()
                    .map(|id| (key.as_str(), id))
            };
            return Some(Target {
                component,
                node: node.into(),
                at,
            });
        }
        let mut steps = path.split('/');
        let (key, node) = schemas.get_key_value(&*unescaped(steps.next()?))?;
        let mut target = Target {
            component: None,
            node: node.into(),
            at: root.key(key).of_schema(node),
        };
        while let Some(step) = steps.next() {
            target = self.step(target, step, &mut steps, hops)?;
        }
        Some(target)
    }

    /// The type of the component with this key, where it has one.
    pub fn component(&self, key: &str) -> Option<TypeId> {
        let index = self
            .openapi
            .components
            .as_ref()?
            .schemas
            .get_index_of(key)?;
        self.schemas.components.get(index).copied().flatten()
    }

    /// One step of a pointer into a schema.
    fn step(
        &self,
        target: Target<'d>,
        step: &'d str,
        steps: &mut std::str::Split<'d, char>,
        hops: &mut usize,
    ) -> Option<Target<'d>> {
        let schema = match target.node {
            Node::Schema(schema) => schema,
            Node::Reference(reference) => {
                let next = self.look_up_within(reference, hops)?;
                return self.step(next, step, steps, hops);
            }
        };
        let view = View::of(schema);
        let at = target.at.key(step);
        let mut listed = |list: &'d [ReferenceOr<openapiv3::Schema>]| {
            let index: usize = steps.next()?.parse().ok()?;
            list.get(index)
                .map(|node| (Node::from(node), at.index(index).of_schema(node)))
        };
        let (node, at) = match step {
            "allOf" => listed(view.all_of)?,
            "oneOf" => listed(view.one_of)?,
            "anyOf" => listed(view.any_of)?,
            "properties" => {
                let (key, node) = view.properties?.get_key_value(&*unescaped(steps.next()?))?;
                (node.into(), at.key(key))
            }
            "items" => (view.items?, at),
            "additionalProperties" => match view.additional? {
                AdditionalProperties::Schema(node) => ((&**node).into(), at),
                AdditionalProperties::Any(_) => return None,
            },
            "not" => (view.not?, at),
            _ => return None,
        };
        // A whole component found on the way is that component.
        match node {
            Node::Reference(reference) => self.look_up_within(reference, hops),
            node => Some(Target {
                component: None,
                node,
                at,
            }),
        }
    }

    fn similar(&self, reference: &str) -> Option<&'d str> {
        let wanted = last_word(reference).to_ascii_lowercase();
        let schemas = &self.openapi.components.as_ref()?.schemas;
        schemas
            .keys()
            .map(|key| (distance(&wanted, &key.to_ascii_lowercase()), key.as_str()))
            .min()
            .filter(|(distance, _)| *distance <= 2)
            .map(|(_, key)| key)
    }
}

/// A step of a pointer in a URI fragment, without its escapes.
fn unescaped(step: &str) -> Cow<'_, str> {
    if !step.contains(['~', '%']) {
        return Cow::Borrowed(step);
    }
    let mut bytes = Vec::with_capacity(step.len());
    let mut rest = step.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |byte: u8| char::from(byte).to_digit(16);
        match (first, tail) {
            (b'%', [high, low, tail @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push((hex(*high).unwrap_or(0) * 16 + hex(*low).unwrap_or(0)) as u8);
                rest = tail;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    Cow::Owned(
        String::from_utf8_lossy(&bytes)
            .replace("~1", "/")
            .replace("~0", "~"),
    )
}

/// The number of letters to change, add or leave out (Levenshtein), for names of ordinary length.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (
        one.chars().take(80).collect(),
        other.chars().take(80).collect(),
    );
    if one.len().abs_diff(other.len()) > 2 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.iter().enumerate() {
        let mut next = vec![line + 1];
        for ((column, other), (above, diagonal)) in
            other.iter().enumerate().zip(row.iter().skip(1).zip(&row))
        {
            let left = next.get(column).copied().unwrap_or(usize::MAX);
            next.push((left.min(*above) + 1).min(diagonal + usize::from(letter != other)));
        }
        row = next;
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_pointers_and_of_uris_are_undone() {
        assert_eq!(unescaped("a~1b%20c%7E"), "a/b c~");
    }

    #[test]
    fn one_letter_is_a_small_distance() {
        assert_eq!(distance("equossesion", "equossession"), 1);
    }
}
