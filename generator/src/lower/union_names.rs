//! What a person would call a branch: its title, the component it refers to, the value that tells it apart, or the kind
//! of value it is.

use super::schema_references::last_word;
use super::view::{Node, Spot, View};
use crate::model::{Type, TypeKind, TypeName, Types};
use indexmap::IndexSet;
use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;
use std::collections::HashMap;

/// The name that the document gives, where it gives one. `property` is the discriminator.
pub fn given(picked: &[Spot<'_>], property: Option<&str>) -> Option<String> {
    let mut words = Vec::new();
    for branch in picked {
        words.push(match branch.node {
            Node::Reference(reference) => component(reference)?.to_owned(),
            Node::Schema(schema) => {
                let view = View::of(schema);
                let own = view
                    .extension("x-sdkwright-name")
                    .and_then(Value::as_str)
                    .or(view.data.title.as_deref())
                    .filter(|title| !title.trim().is_empty());
                match own {
                    Some(own) => own.to_owned(),
                    None => constant(&view, property).or_else(|| only_reference(&view))?,
                }
            }
        });
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// The component that a reference names, unless `upgrade` named it after its place.
fn component(reference: &str) -> Option<&str> {
    Some(last_word(reference)).filter(|word| !word.starts_with("~1"))
}

/// A name for the kind of value that a branch is.
pub fn guessed(picked: &[Spot<'_>]) -> String {
    let kind = picked.iter().rev().find_map(|branch| match branch.node {
        Node::Reference(reference) => component(reference).map(str::to_owned),
        Node::Schema(schema) => {
            let view = View::of(schema);
            let typ = match view.typ {
                Some("array") => "list",
                Some(typ) => typ,
                None if view.properties.is_some() => "object",
                None if view.items.is_some() => "list",
                None => return None,
            };
            Some(typ.to_owned())
        }
    });
    kind.unwrap_or_else(|| "value".to_owned())
}

/// By alternative: where several of them are inline objects without a name, the property that only this one has, a required one
/// rather than another.
pub fn own_properties<'s, 'd: 's>(
    alternatives: impl Iterator<Item = &'s [Spot<'d>]> + Clone,
) -> Vec<Option<String>> {
    let properties: Vec<Vec<&str>> = alternatives.map(properties_of).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    if properties.iter().filter(|names| !names.is_empty()).count() > 1 {
        for name in properties.iter().flatten() {
            *counts.entry(name).or_default() += 1;
        }
    }
    let own = |names: &Vec<&str>| {
        names
            .iter()
            .find(|name| counts.get(**name) == Some(&1))
            .map(|name| (*name).to_owned())
    };
    properties.iter().map(own).collect()
}

/// The properties of an alternative of inline objects, those that are required first, each once.
fn properties_of<'d>(picked: &[Spot<'d>]) -> Vec<&'d str> {
    let mut names: IndexSet<&str> = IndexSet::new();
    for spot in picked {
        let Node::Schema(schema) = spot.node else {
            return Vec::new();
        };
        let view = View::of(schema);
        let known = view
            .properties
            .into_iter()
            .flat_map(|properties| properties.keys());
        names.extend(view.required.iter().chain(known).map(String::as_str));
    }
    names.into_iter().collect()
}

/// A name made from the type, better than the kind alone: `string list`, `date time`.
pub fn of_type(types: &Types, ty: &Type) -> Option<String> {
    let name = match ty {
        Type::Named(id) => match types.get(*id) {
            Some(def) => match (&def.name, &def.kind) {
                (TypeName::Component(key), _) => key.clone(),
                (_, TypeKind::Enum(_)) => "known".to_owned(),
                _ => return None,
            },
            None => return None,
        },
        Type::Boolean => "boolean".to_owned(),
        Type::Integer(_) => "integer".to_owned(),
        Type::Number | Type::Decimal => "number".to_owned(),
        Type::String | Type::Secret => "string".to_owned(),
        Type::DateTime => "date time".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Time => "time".to_owned(),
        Type::Duration => "duration".to_owned(),
        Type::Uuid => "uuid".to_owned(),
        Type::Base64 | Type::Base64Url | Type::Binary => "bytes".to_owned(),
        Type::List(item) | Type::Set(item) => match of_type(types, item) {
            Some(item) => format!("{item} list"),
            None => "list".to_owned(),
        },
        Type::Map(_) => "map".to_owned(),
        Type::Tuple(_) => "tuple".to_owned(),
        Type::Nullable(inner) => return of_type(types, inner),
        Type::Null => "null".to_owned(),
        Type::Any(_) => "any".to_owned(),
    };
    Some(name)
}

/// The value that a branch's properties tell it by: the discriminator's, or that of the first constant.
fn constant(view: &View<'_>, property: Option<&str>) -> Option<String> {
    let properties = view.properties?;
    let value = |node: &ReferenceOr<Box<Schema>>| {
        let view = View::of(node.as_item()?);
        let only = match view.enumeration.as_ref() {
            [only] => Some(only),
            _ => None,
        };
        view.constant()
            .or(only)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    match property
        .and_then(|property| properties.get(property))
        .and_then(value)
    {
        Some(tag) => Some(tag),
        None => properties
            .iter()
            .filter(|(name, _)| view.required.contains(name))
            .find_map(|(_, node)| value(node))
            .filter(|text| !text.is_empty()),
    }
}

/// The component that a branch adds something to.
fn only_reference(view: &View<'_>) -> Option<String> {
    let mut references = view.all_of.iter().filter_map(|part| match part {
        ReferenceOr::Reference { reference } => Some(last_word(reference).to_owned()),
        ReferenceOr::Item(_) => None,
    });
    let first = references.next()?;
    if references.next().is_none() {
        Some(first)
    } else {
        None
    }
}
