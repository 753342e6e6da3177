//! Determines how a union variant is recognized. Requires all types.

use super::{item_matching, overlaps, union_tags};
use crate::model::{
    Branch, BranchMatching, Field, JsonKind, Type, TypeDef, TypeId, TypeKind, Types, Union,
};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Limit of nested unions.
const DEEPEST: usize = 8;
/// Longer lists of values are not used for matching.
const MOST_VALUES: usize = 64;

/// Sets the matching rules of all unions, and the constants that follow from them.
pub fn fill(types: &mut Types) {
    let unions: Vec<TypeId> = types
        .iter()
        .filter(|(_, def)| matches!(def.kind, TypeKind::Union(_)))
        .map(|(id, _)| id)
        .collect();
    for id in &unions {
        union_tags::add_inner_tags(types, *id);
    }
    for id in &unions {
        let Some(TypeDef {
            kind: TypeKind::Union(union),
            ..
        }) = types.get(*id)
        else {
            continue;
        };
        let union = with_matching(types, union);
        if let Some(def) = types.get_mut(*id) {
            def.kind = TypeKind::Union(union);
        }
    }
    for id in unions {
        union_tags::set_tags(types, id);
    }
}

fn with_matching(types: &Types, union: &Union) -> Union {
    let mut union = union.clone();
    for branch in &mut union.branches {
        let matching = of(types, &branch.ty, 0);
        let tags = std::mem::take(&mut branch.matching.tags);
        let mut values = std::mem::take(&mut branch.matching.values);
        values.extend(
            matching
                .values
                .iter()
                .filter(|value| !values.contains(value))
                .cloned()
                .collect::<Vec<_>>(),
        );
        branch.matching = BranchMatching {
            tags,
            values,
            ..matching
        };
    }
    if let Some(property) = union.discriminator.clone() {
        add_tags(types, &mut union, &property);
        union_tags::tag_undeclared(types, &mut union, &property);
    } else if let Some(property) = implicit(&union) {
        add_tags(types, &mut union, &property);
        union.discriminator = Some(property);
    }
    drop_common_lists(types, &mut union);
    union.overlaps = overlaps::of(types, &union);
    union
}

/// Removes lists of values that all branches with the property share, since they distinguish none.
fn drop_common_lists(types: &Types, union: &mut Union) {
    let mut lists: HashMap<String, Vec<Option<Vec<Value>>>> = HashMap::new();
    for (property, _) in union
        .branches
        .iter()
        .flat_map(|branch| &branch.matching.constants)
    {
        if !lists.contains_key(property) {
            let knowing = union
                .branches
                .iter()
                .filter(|branch| branch.matching.known.contains(property));
            let of_each = knowing
                .map(|branch| values(types, branch, property))
                .collect();
            lists.insert(property.clone(), of_each);
        }
    }
    for branch in &mut union.branches {
        branch.matching.constants.retain(|(property, values)| {
            let others = lists.get(property).map_or(&[][..], Vec::as_slice);
            let is_common = others.iter().all(|other| other.as_ref() == Some(values));
            values.len() == 1 || others.len() < 2 || !is_common
        });
    }
}

/// Adds discriminator values from the branches: values that no other branch has, and the only value of a branch even
/// if others have it too. Lists that children inherit from their parent are ignored. A value of an optional property
/// is not sufficient.
fn add_tags(types: &Types, union: &mut Union, property: &str) {
    let by_branch: Vec<Vec<String>> = union
        .branches
        .iter()
        .map(|branch| enumerated(types, branch, property))
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for tag in by_branch.iter().flatten() {
        *counts.entry(tag).or_default() += 1;
    }
    let mapped: HashSet<String> = union
        .branches
        .iter()
        .flat_map(|branch| branch.matching.tags.clone())
        .collect();
    for (branch, listed) in union.branches.iter_mut().zip(&by_branch) {
        let required = tags(&branch.matching, property);
        let is_own = |tag: &String| match counts.get(tag.as_str()) {
            Some(1) => required.contains(tag),
            _ => listed.len() == 1,
        };
        let own = listed
            .iter()
            .filter(|tag| is_own(tag) && !mapped.contains(*tag));
        branch.matching.tags.extend(own.cloned());
    }
}

/// Returns the tags that a property can have in a branch, also if it is optional.
fn enumerated(types: &Types, branch: &Branch, property: &str) -> Vec<String> {
    match values(types, branch, property) {
        Some(values) => values.iter().filter_map(tag_of).collect(),
        None => tags(&branch.matching, property),
    }
}

/// Returns the enumerated values of a property in a branch, also if it is optional; empty if they are not enumerated.
fn values(types: &Types, branch: &Branch, property: &str) -> Option<Vec<Value>> {
    let id = struct_id(types, &branch.ty)?;
    let TypeKind::Struct(structure) = &types.get(id)?.kind else {
        return None;
    };
    let field = structure
        .fields
        .iter()
        .find(|field| field.wire_name == property)?;
    match &field.constant {
        Some(constant) => Some(vec![constant.clone()]),
        None => listed(types, &field.ty).filter(|list| list.len() <= MOST_VALUES),
    }
}

/// Returns the values of a property as tags.
fn tags(matching: &BranchMatching, property: &str) -> Vec<String> {
    let constants = matching
        .constants
        .iter()
        .filter(|(name, _)| name == property)
        .flat_map(|(_, values)| values);
    constants.filter_map(tag_of).collect()
}

/// Returns the tag of a value: tags are strings, whatever the type of the discriminator is (OpenAPI 3.1.1, section
/// 4.8.25).
pub(super) fn tag_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Returns a property that every branch requires, with distinct values in each: an undeclared discriminator.
fn implicit(union: &Union) -> Option<String> {
    let (first, others) = union.branches.split_first()?;
    if others.is_empty() {
        return None;
    }
    let usable = |matching: &BranchMatching, property: &str| {
        let values = tags(matching, property);
        (!values.is_empty() && matching.required.iter().any(|name| name == property))
            .then_some(values)
    };
    first
        .matching
        .constants
        .iter()
        .map(|(property, _)| property)
        .find_map(|property| {
            let mut seen = usable(&first.matching, property)?;
            for branch in others {
                let values = usable(&branch.matching, property)?;
                if values.iter().any(|value| seen.contains(value)) {
                    return None;
                }
                seen.extend(values);
            }
            Some(property.clone())
        })
}

/// Returns the matching rule of a type.
pub(super) fn of(types: &Types, ty: &Type, depth: usize) -> BranchMatching {
    rule(types, ty, depth, &mut HashMap::new())
}

/// The rules of unions at a depth. Without them, the paths to a union inside of unions would multiply.
type Rules = HashMap<(TypeId, usize), BranchMatching>;

fn rule(types: &Types, ty: &Type, depth: usize, unions: &mut Rules) -> BranchMatching {
    let kinds = |kinds: &[JsonKind]| BranchMatching {
        kinds: kinds.to_vec(),
        ..BranchMatching::default()
    };
    match ty {
        Type::Named(id) if depth < DEEPEST => match types.get(*id).map(|def| &def.kind) {
            Some(TypeKind::Alias(ty)) => rule(types, ty, depth + 1, unions),
            Some(TypeKind::Enum(list)) => {
                let values: Vec<Value> = list
                    .variants
                    .iter()
                    .map(|variant| variant.value.clone())
                    .collect();
                let mut kinds: Vec<JsonKind> = values.iter().map(kind).collect();
                kinds.sort();
                kinds.dedup();
                BranchMatching {
                    kinds,
                    values,
                    ..BranchMatching::default()
                }
            }
            Some(TypeKind::Struct(structure)) => BranchMatching {
                kinds: vec![JsonKind::Object],
                constants: structure
                    .fields
                    .iter()
                    .filter_map(|field| constants(types, field))
                    .collect(),
                required: structure
                    .fields
                    .iter()
                    .filter(|field| field.required)
                    .map(|field| field.wire_name.clone())
                    .collect(),
                known: structure
                    .fields
                    .iter()
                    .map(|field| field.wire_name.clone())
                    .collect(),
                ..BranchMatching::default()
            },
            Some(TypeKind::Union(union)) => {
                if let Some(known) = unions.get(&(*id, depth)) {
                    return known.clone();
                }
                let branches = union.branches.iter();
                let found = branches
                    .map(|branch| rule(types, &branch.ty, depth + 1, unions))
                    .reduce(either)
                    .unwrap_or_default();
                unions.insert((*id, depth), found.clone());
                found
            }
            None => BranchMatching::default(),
        },
        Type::Named(_) => BranchMatching::default(),
        Type::Boolean => kinds(&[JsonKind::Boolean]),
        Type::Integer(_) | Type::UnixTime => kinds(&[JsonKind::Integer]),
        Type::Number | Type::Decimal => kinds(&[JsonKind::Integer, JsonKind::Number]),
        Type::String
        | Type::Secret
        | Type::DateTime
        | Type::HttpDate
        | Type::Date
        | Type::Time
        | Type::Duration
        | Type::Uuid
        | Type::Base64
        | Type::Base64Url
        | Type::Binary
        | Type::File => kinds(&[JsonKind::String]),
        Type::List(item) | Type::Set(item) => BranchMatching {
            items: item_matching::of_all(types, item, depth),
            ..kinds(&[JsonKind::Array])
        },
        Type::Tuple(items) => BranchMatching {
            items: item_matching::of_each(types, items, depth),
            ..kinds(&[JsonKind::Array])
        },
        Type::Map(_) => kinds(&[JsonKind::Object]),
        Type::Nullable(inner) => {
            let mut matching = rule(types, inner, depth + 1, unions);
            matching.kinds.insert(0, JsonKind::Null);
            matching.kinds.dedup();
            matching
        }
        Type::Null => kinds(&[JsonKind::Null]),
        Type::Any(_) => kinds(&[
            JsonKind::Null,
            JsonKind::Boolean,
            JsonKind::Integer,
            JsonKind::Number,
            JsonKind::String,
            JsonKind::Array,
            JsonKind::Object,
        ]),
    }
}

/// Returns the rule that accepts the values of both.
fn either(mut one: BranchMatching, other: BranchMatching) -> BranchMatching {
    let is_array = |rule: &BranchMatching| rule.kinds.contains(&JsonKind::Array);
    one.items = match (is_array(&one), is_array(&other)) {
        (true, true) => one
            .items
            .filter(|items| Some(items) == other.items.as_ref()),
        (false, _) => other.items,
        (true, false) => one.items,
    };
    one.kinds.extend(other.kinds);
    one.kinds.sort();
    one.kinds.dedup();
    one.required.retain(|name| other.required.contains(name));
    one.known.extend(
        other
            .known
            .into_iter()
            .filter(|name| !one.known.contains(name))
            .collect::<Vec<_>>(),
    );
    one.constants.retain_mut(|(property, values)| {
        match other.constants.iter().find(|(name, _)| name == property) {
            Some((_, others)) => {
                values.extend(
                    others
                        .iter()
                        .filter(|value| !values.contains(value))
                        .cloned()
                        .collect::<Vec<_>>(),
                );
                true
            }
            None => false,
        }
    });
    // Enumerated values can be used only if both types enumerate theirs.
    if one.values.is_empty() || other.values.is_empty() {
        one.values.clear();
    } else {
        let new = other.values.into_iter();
        let new: Vec<Value> = new.filter(|value| !one.values.contains(value)).collect();
        one.values.extend(new);
    }
    one
}

fn kind(value: &Value) -> JsonKind {
    match value {
        Value::Null => JsonKind::Null,
        Value::Bool(_) => JsonKind::Boolean,
        Value::Number(number) if number.is_f64() => JsonKind::Number,
        Value::Number(_) => JsonKind::Integer,
        Value::String(_) => JsonKind::String,
        Value::Array(_) => JsonKind::Array,
        Value::Object(_) => JsonKind::Object,
    }
}

fn constants(types: &Types, field: &Field) -> Option<(String, Vec<Value>)> {
    let is_list = || listed(types, &field.ty).is_some();
    // An optional property with a list of one value can have others in the future.
    if let Some(constant) = &field.constant
        && (field.required || !is_list())
    {
        let null = field.nullable.then_some(Value::Null);
        let values = std::iter::once(constant.clone()).chain(null).collect();
        return Some((field.wire_name.clone(), values));
    }
    let list = listed(types, &field.ty)?;
    (field.required && list.len() <= MOST_VALUES).then(|| (field.wire_name.clone(), list))
}

pub(super) fn listed(types: &Types, ty: &Type) -> Option<Vec<Value>> {
    match &types.get(behind_aliases(types, ty)?)?.kind {
        TypeKind::Enum(list) => Some(
            list.variants
                .iter()
                .map(|variant| variant.value.clone())
                .collect(),
        ),
        _ => None,
    }
}

/// Returns the struct of a type, through aliases.
pub(super) fn struct_id(types: &Types, ty: &Type) -> Option<TypeId> {
    let id = behind_aliases(types, ty)?;
    matches!(types.get(id)?.kind, TypeKind::Struct(_)).then_some(id)
}

/// Returns the type behind aliases.
pub(super) fn behind_aliases<'t>(types: &'t Types, mut ty: &'t Type) -> Option<TypeId> {
    for _ in 0..DEEPEST {
        let Type::Named(id) = ty else { return None };
        match &types.get(*id)?.kind {
            TypeKind::Alias(next) => ty = next,
            _ => return Some(*id),
        }
    }
    None
}
