//! The tags of discriminators: those of the children of a child, those that a union writes, and those that are the only
//! value of a property.

use super::union_matching::{behind_aliases, listed, struct_id, tag_of};
use crate::model::{Branch, BranchMatching, Type, TypeDef, TypeId, TypeKind, Types, Union};
use serde_json::Value;
use std::collections::HashSet;

/// Limit of the types that are searched for tags, to limit the use of the stack.
const MOST_UNIONS: usize = 1000;

/// Adds the tags of a union with the same discriminator to the branch that is this union: the children of a child.
pub fn add_inner_tags(types: &mut Types, id: TypeId) {
    let Some(TypeKind::Union(union)) = types.kind(id) else {
        return;
    };
    let Some(property) = &union.discriminator else {
        return;
    };
    let inner = union.branches.iter().map(|branch| {
        let mut tags = Vec::new();
        if !branch.matching.tags.is_empty() {
            inner_tags(types, &branch.ty, property, &mut HashSet::new(), &mut tags);
        }
        tags
    });
    let inner: Vec<Vec<String>> = inner.collect();
    if let Some(TypeKind::Union(union)) = types.get_mut(id).map(|def| &mut def.kind) {
        let own: HashSet<String> = union
            .branches
            .iter()
            .flat_map(|branch| branch.matching.tags.iter().cloned())
            .collect();
        for (branch, mut tags) in union.branches.iter_mut().zip(inner) {
            tags.retain(|tag| !own.contains(tag));
            branch.matching.tags.extend(tags);
        }
    }
}

fn inner_tags(
    types: &Types,
    ty: &Type,
    property: &str,
    seen: &mut HashSet<TypeId>,
    tags: &mut Vec<String>,
) {
    let id = behind_aliases(types, ty).filter(|id| seen.len() < MOST_UNIONS && seen.insert(*id));
    let Some(TypeKind::Union(union)) = id.and_then(|id| types.kind(id)) else {
        return;
    };
    if union.discriminator.as_deref() != Some(property) {
        return;
    }
    for branch in &union.branches {
        let new = branch.matching.tags.iter();
        let new: Vec<String> = new.filter(|tag| !tags.contains(tag)).cloned().collect();
        tags.extend(new);
        inner_tags(types, &branch.ty, property, seen, tags);
    }
}

/// Marks the branches that do not declare the discriminator. One with several tags becomes several, so that the one that
/// was received is sent back.
pub fn tag_undeclared(types: &Types, union: &mut Union, property: &str) {
    let split = |mut branch: Branch| {
        branch.is_tagged = struct_id(types, &branch.ty).is_some()
            && !branch.matching.tags.is_empty()
            && !branch.matching.known.iter().any(|name| name == property);
        let tags = match branch.is_tagged {
            true => branch.matching.tags.clone(),
            false => Vec::new(),
        };
        if tags.len() < 2 {
            return vec![branch];
        }
        let of_tag = |tag: String| Branch {
            intended_name: tag.clone(),
            matching: BranchMatching {
                tags: vec![tag],
                ..branch.matching.clone()
            },
            ..branch.clone()
        };
        tags.into_iter().map(of_tag).collect()
    };
    let branches = std::mem::take(&mut union.branches);
    union.branches = branches.into_iter().flat_map(split).collect();
}

/// Makes the discriminator of a branch with one tag a constant, unless another union uses another tag for the branch.
pub fn set_tags(types: &mut Types, id: TypeId) {
    let Some(TypeDef {
        kind: TypeKind::Union(union),
        ..
    }) = types.get(id)
    else {
        return;
    };
    let Some(property) = union.discriminator.clone() else {
        return;
    };
    let branches: Vec<(Type, Vec<String>)> = union
        .branches
        .iter()
        .map(|branch| (branch.ty.clone(), branch.matching.tags.clone()))
        .collect();
    for (ty, tags) in branches {
        let [tag] = tags.as_slice() else { continue };
        let Some(id) = struct_id(types, &ty) else {
            continue;
        };
        let Some(TypeDef {
            kind: TypeKind::Struct(structure),
            ..
        }) = types.get(id)
        else {
            continue;
        };
        let Some(place) = structure
            .fields
            .iter()
            .position(|field| field.wire_name == property)
        else {
            continue;
        };
        let Some(field) = structure.fields.get(place) else {
            continue;
        };
        if !field.required || field.nullable {
            continue;
        }
        let Some(constant) = constant(types, &field.ty, tag) else {
            continue;
        };
        let mut known = field.constant.iter();
        if known.any(|known| *known != constant) {
            continue;
        }
        if let Some(TypeDef {
            kind: TypeKind::Struct(structure),
            ..
        }) = types.get_mut(id)
            && let Some(field) = structure.fields.get_mut(place)
        {
            if constant.is_string() {
                field.ty = Type::String;
            }
            field.constant = Some(constant);
        }
    }
}

/// Returns the value of a discriminator of this type that is a tag, unless the type lists other values too.
fn constant(types: &Types, ty: &Type, tag: &str) -> Option<Value> {
    if let Some(list) = listed(types, ty) {
        let [only] = list.as_slice() else { return None };
        return (tag_of(only).as_deref() == Some(tag)).then(|| only.clone());
    }
    match ty {
        Type::String => Some(Value::from(tag)),
        Type::Integer(_) => tag.parse::<i64>().ok().map(Value::from),
        Type::Boolean => tag.parse::<bool>().ok().map(Value::from),
        _ => None,
    }
}
