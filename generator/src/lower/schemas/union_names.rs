//! Names of union branches: by title, referenced component, identifying value, or kind of value.

use super::enums;
use super::view::{Look, Part, View};
use crate::model::{EnumBase, Type, TypeKind, TypeName, Types};
use crate::pointer;
use crate::spec::{Document, Reference, SchemaId, SchemaType};
use indexmap::IndexSet;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::HashMap;

/// Returns the name in the document, if there is one. `property` is the discriminator.
pub fn documented(
    document: &Document<'_>,
    picked: &[Part],
    property: Option<&str>,
) -> Option<String> {
    let mut words = Vec::new();
    for branch in picked {
        words.push(match branch.look(document) {
            Look::Reference(reference) => referenced(document, reference)?.into_owned(),
            Look::Schema(view) => {
                let given = view.own().and_then(|own| own.hints.name());
                // The type of the branch says more than a title that is only its JSON type.
                let title = view.title().filter(|title| !is_container(title));
                let own = given.or(title).filter(|title| !title.trim().is_empty());
                match own {
                    Some(own) => own.to_owned(),
                    None => constant(document, &view, property)
                        .or_else(|| only_reference(document, &view))?,
                }
            }
        });
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// Returns the name of a branch that allows only this value: that of the component, or else the value.
pub fn of_value(document: &Document<'_>, picked: &[Part], value: &Value) -> String {
    let parts = || picked.iter().map(|branch| branch.look(document));
    let component = parts().find_map(|look| match look {
        Look::Reference(reference) => referenced(document, reference).map(Cow::into_owned),
        Look::Schema(_) => None,
    });
    let views = || {
        parts().filter_map(|look| match look {
            Look::Schema(view) => Some(view),
            Look::Reference(_) => None,
        })
    };
    let given = || views().find_map(|view| view.own()?.hints.name().map(str::to_owned));
    let title = || views().find_map(|view| view.title().map(str::to_owned));
    // The title of a text is a sentence more often than a name.
    let title = || if value.is_string() { None } else { title() };
    component
        .or_else(given)
        .or_else(title)
        .unwrap_or_else(|| enums::text(value))
}

/// Returns `true` for the name of a JSON type that contains values of other types.
fn is_container(title: &str) -> bool {
    let title = title.trim().to_ascii_lowercase();
    matches!(title.as_str(), "array" | "list" | "map" | "object")
}

/// Returns the name of the referenced component, or of the place inside one.
fn referenced<'r>(
    document: &'r Document<'_>,
    reference: &'r Reference<'_>,
) -> Option<Cow<'r, str>> {
    let component = reference
        .target
        .and_then(|target| document.component(target));
    if let Some(component) = component {
        return Some(Cow::Borrowed(&component.name));
    }
    let is_in_component =
        reference.text.contains("/components/schemas/") || reference.text.contains("/definitions/");
    is_in_component.then(|| pointer::last_token(&reference.text))
}

/// Returns a name for the kind of value of a branch.
pub fn guessed(document: &Document<'_>, picked: &[Part]) -> String {
    let kind = picked
        .iter()
        .rev()
        .find_map(|branch| match branch.look(document) {
            Look::Reference(reference) => referenced(document, reference).map(Cow::into_owned),
            Look::Schema(view) => {
                let typ = match view.typ {
                    Some(SchemaType::Array) => "list",
                    Some(typ) => return Some(typ.as_str().to_owned()),
                    None if view.properties().is_some() => "object",
                    None if view.items().is_some() => "list",
                    None => return None,
                };
                Some(typ.to_owned())
            }
        });
    kind.unwrap_or_else(|| "value".to_owned())
}

/// Returns, by alternative, a property that only this one has, preferably a required one, if several of them are
/// unnamed inline objects.
pub fn own_properties<'s>(
    document: &Document<'_>,
    alternatives: impl Iterator<Item = &'s [Part]>,
) -> Vec<Option<String>> {
    let properties: Vec<Vec<&str>> = alternatives
        .map(|picked| properties_of(document, picked))
        .collect();
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

/// Returns the properties of an alternative of inline objects without duplicates, required ones first.
fn properties_of<'d>(document: &'d Document<'d>, picked: &[Part]) -> Vec<&'d str> {
    let mut names: IndexSet<&str> = IndexSet::new();
    for part in picked {
        let Some(view) = part.view(document) else {
            return Vec::new();
        };
        names.extend(view.required());
        names.extend(
            view.properties()
                .into_iter()
                .flat_map(|properties| properties.keys())
                .copied(),
        );
    }
    names.into_iter().collect()
}

/// Returns a name derived from the type, more precise than the kind alone: `string list`, `date time`.
pub fn of_type(types: &Types, ty: &Type) -> Option<String> {
    let name = match ty {
        Type::Named(id) => match types.get(*id) {
            Some(def) => match (&def.name, &def.kind) {
                (TypeName::Component(key), _) => key.clone(),
                (_, TypeKind::Enum(list)) => match list.variants.as_slice() {
                    [only] => only.intended_name.clone(),
                    _ if list.base == EnumBase::Integer => "known number".to_owned(),
                    _ => "known".to_owned(),
                },
                _ => return None,
            },
            None => return None,
        },
        Type::Boolean => "boolean".to_owned(),
        Type::Integer(_) => "integer".to_owned(),
        Type::Number | Type::Decimal => "number".to_owned(),
        Type::String | Type::Secret => "string".to_owned(),
        Type::DateTime | Type::HttpDate | Type::UnixTime => "date time".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Time => "time".to_owned(),
        Type::Duration => "duration".to_owned(),
        Type::Uuid => "uuid".to_owned(),
        Type::Base64 | Type::Base64Url | Type::Binary | Type::File => "bytes".to_owned(),
        Type::List(item) | Type::Set(item) => match of_type(types, item) {
            Some(item) => format!("{item} list"),
            None => "list".to_owned(),
        },
        Type::Map(value) => {
            match of_type(types, value).filter(|_| !matches!(**value, Type::Any(_))) {
                Some(value) => format!("{value} map"),
                None => "map".to_owned(),
            }
        }
        Type::Tuple(_) => "tuple".to_owned(),
        Type::Nullable(inner) => return of_type(types, inner),
        Type::Null => "null".to_owned(),
        Type::Any(_) => "any".to_owned(),
    };
    Some(name)
}

/// Returns the value that identifies a branch: that of the discriminator, or of the first constant property.
fn constant(document: &Document<'_>, view: &View<'_>, property: Option<&str>) -> Option<String> {
    let properties = view.properties()?;
    let value = |schema: &SchemaId| {
        let own = document.schemas.keywords(*schema)?;
        let only = match &*own.values {
            [only] => Some(only),
            _ => None,
        };
        let constant = own.constant.as_deref().or(only);
        constant.and_then(Value::as_str).map(str::to_owned)
    };
    match property
        .and_then(|property| properties.get(property))
        .and_then(value)
    {
        Some(tag) => Some(tag),
        None => properties
            .iter()
            .filter(|(name, _)| view.required().any(|required| required == **name))
            .find_map(|(_, schema)| value(schema))
            .filter(|text| !text.is_empty()),
    }
}

/// Returns the component that a branch extends.
fn only_reference(document: &Document<'_>, view: &View<'_>) -> Option<String> {
    let parts = view.all_of().iter();
    let mut references = parts.filter_map(|part| document.schemas.reference(*part));
    match (references.next(), references.next()) {
        (Some(only), None) => Some(match referenced(document, only) {
            Some(name) => name.into_owned(),
            None => pointer::last_token(&only.text).into_owned(),
        }),
        _ => None,
    }
}
