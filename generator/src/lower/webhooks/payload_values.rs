//! The properties of a payload whose value the document fixes, as JSON pointers.
//!
//! A required property of the payload itself is always there, so those come first. The others are a constant that is
//! optional or inside other objects, the enum value that is the name of the request, and the example of a property whose
//! name says that it has the type of the event.

use crate::lower::Lowering;
use crate::model::{EnumBase, Field, Type, TypeId, TypeKind, Types};
use crate::pointer::{escaped, tokens};
use crate::spec::{MediaType, Operation};
use crate::words::words;
use serde_json::Value;
use std::collections::{HashMap, HashSet, VecDeque};

/// The maximum depth of unions in a payload.
const DEEPEST: usize = 8;

/// The maximum number of steps of a pointer.
const LONGEST: usize = 6;

/// Properties of a payload, each with its values.
pub type Properties = Vec<(String, Vec<String>)>;

/// Returns the required properties of a payload that have one value, or one value in each branch of a union.
pub fn required(types: &Types, ty: &Type) -> Properties {
    required_at(types, ty, 0, &mut HashMap::new())
}

/// `known` are those of unions at a depth. Without them, the paths to a union inside of unions would multiply.
fn required_at(
    types: &Types,
    ty: &Type,
    depth: usize,
    known: &mut HashMap<(TypeId, usize), Properties>,
) -> Properties {
    let Type::Named(id) = types.unaliased(ty) else {
        return Vec::new();
    };
    if let Some(found) = known.get(&(*id, depth)) {
        return found.clone();
    }
    match types.kind(*id) {
        Some(TypeKind::Struct(object)) => {
            let fields = object.fields.iter();
            fields
                .filter(|field| field.required && !field.nullable)
                .filter_map(|field| Some((step("", field), vec![constant(types, field)?])))
                .collect()
        }
        Some(TypeKind::Union(union)) if depth < DEEPEST => {
            let branches = union.branches.iter();
            let mut branches =
                branches.map(|branch| required_at(types, &branch.ty, depth + 1, known));
            let mut common = branches.next().unwrap_or_default();
            for branch in branches {
                common.retain_mut(|(name, values)| {
                    let same = branch.iter().find(|(other, _)| other == name);
                    let others = same.into_iter().flat_map(|(_, others)| others);
                    for other in others {
                        if !values.contains(other) {
                            values.push(other.clone());
                        }
                    }
                    same.is_some()
                });
            }
            known.insert((*id, depth), common.clone());
            common
        }
        _ => Vec::new(),
    }
}

/// Returns the other properties with known values, the nearest ones first.
pub fn others(
    lowering: &Lowering<'_, '_>,
    operation: &Operation<'_>,
    ty: &Type,
    request: &str,
) -> Properties {
    let types = &lowering.types;
    let examples = examples(lowering, operation);
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut waiting = VecDeque::from([(String::new(), ty, 0)]);
    while let Some((pointer, ty, depth)) = waiting.pop_front() {
        if depth >= LONGEST {
            continue;
        }
        match types.unaliased(ty) {
            Type::Nullable(inner) => waiting.push_back((pointer, inner, depth)),
            Type::List(item) => waiting.push_back((format!("{pointer}/0"), item, depth + 1)),
            Type::Named(id) if seen.insert(*id) => {
                let Some(TypeKind::Struct(object)) = types.kind(*id) else {
                    continue;
                };
                for field in &object.fields {
                    let pointer = step(&pointer, field);
                    let values = values(types, field, request);
                    let values = values.or_else(|| of_examples(&examples, &pointer, field));
                    match values {
                        Some(values) => found.push((pointer, values)),
                        None => waiting.push_back((pointer, &field.ty, depth + 1)),
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// Returns the constant of a property, or the one of its enum values that is the name of the request.
fn values(types: &Types, field: &Field, request: &str) -> Option<Vec<String>> {
    let constant = constant(types, field).map(|value| vec![value]);
    constant.or_else(|| {
        let name = words(request);
        let values = enum_values(types, field)?;
        let mut same = values.filter(|value| words(value) == name);
        match (same.next(), same.next()) {
            (Some(only), None) => Some(vec![only.to_owned()]),
            _ => None,
        }
    })
}

/// Returns the values of a property in the examples of the payload, if its name says that it has the type of the event.
fn of_examples(examples: &[&Value], pointer: &str, field: &Field) -> Option<Vec<String>> {
    if !has_event_type(pointer, &field.wire_name) {
        return None;
    }
    let mut values: Vec<String> = Vec::new();
    for example in examples {
        let value = example.pointer(pointer)?.as_str()?;
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }
    (!values.is_empty()).then_some(values)
}

/// Returns `true` for the name of a property that has the type of the event. Inside of other objects `type` is that of the
/// object.
fn has_event_type(pointer: &str, name: &str) -> bool {
    let is_outermost = tokens(pointer).count() == 1;
    let words = words(name);
    let mut names_event = words.iter().map(String::as_str);
    names_event.any(|word| matches!(word, "event" | "topic")) || is_outermost && words == ["type"]
}

fn examples<'e>(lowering: &'e Lowering<'_, '_>, operation: &'e Operation<'_>) -> Vec<&'e Value> {
    let body = operation.request_body.flatten();
    let body = body.and_then(|body| lowering.document.request_bodies.get(body));
    let contents: &'e [MediaType<'e>] = body.map_or(&[], |body| &body.content);
    let examples = contents.iter().flat_map(|media| &media.examples);
    examples.filter_map(|example| example.value).collect()
}

/// Returns the one value of a property.
fn constant(types: &Types, field: &Field) -> Option<String> {
    if let Some(constant) = &field.constant {
        return constant.as_str().map(str::to_owned);
    }
    let mut values = enum_values(types, field)?;
    match (values.next(), values.next()) {
        (Some(only), None) => Some(only.to_owned()),
        _ => None,
    }
}

fn enum_values<'t>(types: &'t Types, field: &'t Field) -> Option<impl Iterator<Item = &'t str>> {
    let Type::Named(id) = types.unaliased(&field.ty) else {
        return None;
    };
    match types.kind(*id)? {
        TypeKind::Enum(list) if list.base == EnumBase::String => {
            let variants = list.variants.iter();
            Some(variants.filter_map(|variant| variant.value.as_str()))
        }
        _ => None,
    }
}

fn step(pointer: &str, field: &Field) -> String {
    format!("{pointer}/{}", escaped(&field.wire_name))
}
