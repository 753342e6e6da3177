//! What a person would call a branch: its title, the component it refers to, the value that tells it apart, or the kind
//! of value it is.

use super::schema_references::last_word;
use super::view::{Node, Spot, View};
use crate::model::{Type, TypeKind, TypeName, Types};
use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

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
