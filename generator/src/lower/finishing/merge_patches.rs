//! The types of JSON Merge Patch bodies (RFC 7396): null removes a member, so every optional property and every value
//! of a map can be null. Items of arrays are not merged, and stay as they are.
//!
//! A type that is also used elsewhere becomes two: `Pet`, and `PetPatch`.

use super::copies;
use crate::media_type::essence;
use crate::model::{Api, Body, BodyContent, BodyFormat, Type, TypeId, TypeKind, TypeSet, Types};
use std::collections::HashMap;

/// Lets null into the types of merge patches.
pub fn allow_null(api: &mut Api) {
    let mut bodies: Vec<Type> = patches(api).map(|content| content.ty.clone()).collect();
    if bodies.is_empty() {
        return;
    }
    let merged = merged(&api.types, &bodies);
    let changes_itself = TypeSet::of(&api.types, |id, def| {
        merged.contains(id) && changes(&api.types, &def.kind)
    });
    let users = api.types.users();
    let changing = api.types.reachable(changes_itself.iter(), |id, ahead| {
        let users = users.get(id).into_iter().flatten().copied();
        ahead.extend(users.filter(|user| merged.contains(*user)));
    });
    let elsewhere = used_elsewhere(api, &merged);

    let mut patched: Vec<TypeId> = Vec::new();
    let mut copied: HashMap<TypeId, TypeId> = HashMap::new();
    for id in changing.iter() {
        let Some(def) = api.types.get(id).filter(|_| elsewhere.contains(id)) else {
            patched.push(id);
            continue;
        };
        let copy = api.types.add(copies::of(def));
        copied.insert(id, copy);
        patched.push(copy);
    }
    for copy in copied.values() {
        if let Some(def) = api.types.get_mut(*copy) {
            def.name = copies::name(&def.name, "patch", &copied);
        }
    }
    for id in patched {
        let Some(mut kind) = api.types.kind(id).cloned() else {
            continue;
        };
        patch(&api.types, &mut kind, &copied);
        if let Some(def) = api.types.get_mut(id) {
            def.kind = kind;
        }
    }
    for body in &mut bodies {
        patch_type(&api.types, body, &copied);
    }
    let contents = api.operations_mut().filter_map(|operation| {
        let body = operation.body.as_mut()?;
        Some(body.contents_mut().filter(|content| is_patch(content)))
    });
    for (content, ty) in contents.flatten().zip(bodies) {
        content.ty = ty;
    }
}

fn is_patch(content: &BodyContent) -> bool {
    content.format == BodyFormat::Json
        && essence(&content.media_type) == "application/merge-patch+json"
}

/// Returns the bodies that are merge patches.
fn patches(api: &Api) -> impl Iterator<Item = &BodyContent> {
    let bodies = api
        .operations()
        .filter_map(|operation| operation.body.as_ref());
    let contents = bodies.flat_map(Body::contents);
    contents.filter(|content| is_patch(content))
}

/// Calls back with the named types whose members are merged, not those inside arrays.
fn each_merged(ty: &Type, call: &mut impl FnMut(TypeId)) {
    match ty {
        Type::Named(id) => call(*id),
        Type::Map(inner) | Type::Nullable(inner) => each_merged(inner, call),
        _ => {}
    }
}

/// Returns the types whose members are merged.
fn merged(types: &Types, bodies: &[Type]) -> TypeSet {
    let mut first = Vec::new();
    for body in bodies {
        each_merged(body, &mut |id| first.push(id));
    }
    types.reachable(first, |id, ahead| {
        for ty in types.kind(id).into_iter().flat_map(TypeKind::types) {
            each_merged(ty, &mut |id| ahead.push(id));
        }
    })
}

/// Returns the types that are used in other places than as what is merged.
fn used_elsewhere(api: &Api, merged: &TypeSet) -> TypeSet {
    let mut first = Vec::new();
    let operations = api.operations();
    let sent = operations.flat_map(|operation| operation.types_sent_except(is_patch));
    for ty in sent.chain(&api.answered).chain(api.types_received()) {
        ty.each_named(&mut |id| first.push(id));
    }
    // Inside arrays of what is merged, or of the bodies themselves.
    let bodies = patches(api).map(|content| &content.ty);
    let members = merged.iter().filter_map(|id| api.types.kind(id));
    for ty in members.flat_map(TypeKind::types).chain(bodies) {
        let mut in_place = Vec::new();
        each_merged(ty, &mut |id| in_place.push(id));
        ty.each_named(&mut |id| {
            if !in_place.contains(&id) {
                first.push(id);
            }
        });
    }
    api.types.reachable(first, |id, ahead| {
        for ty in api.types.kind(id).into_iter().flat_map(TypeKind::types) {
            ty.each_named(&mut |id| ahead.push(id));
        }
    })
}

/// Returns `true` if null becomes valid inside a type.
fn changes(types: &Types, kind: &TypeKind) -> bool {
    let mut patched = kind.clone();
    patch(types, &mut patched, &HashMap::new());
    patched != *kind
}

fn patch(types: &Types, kind: &mut TypeKind, copied: &HashMap<TypeId, TypeId>) {
    if let TypeKind::Struct(object) = kind {
        for field in &mut object.fields {
            field.nullable |=
                !field.required && field.constant.is_none() && !holds_null(types, &field.ty);
        }
        if let Some(ty) = &mut object.additional {
            make_nullable(types, ty);
        }
    }
    for ty in kind.types_mut() {
        patch_type(types, ty, copied);
    }
}

fn patch_type(types: &Types, ty: &mut Type, copied: &HashMap<TypeId, TypeId>) {
    match ty {
        Type::Named(id) => *id = copied.get(id).copied().unwrap_or(*id),
        Type::Map(inner) => {
            make_nullable(types, inner);
            patch_type(types, inner, copied);
        }
        Type::Nullable(inner) => patch_type(types, inner, copied),
        _ => {}
    }
}

fn make_nullable(types: &Types, ty: &mut Type) {
    if !holds_null(types, ty) {
        *ty = Type::Nullable(Box::new(ty.clone()));
    }
}

/// Returns `true` if null is a value of the type already.
fn holds_null(types: &Types, ty: &Type) -> bool {
    matches!(
        types.unaliased(ty),
        Type::Nullable(_) | Type::Null | Type::Any(_)
    )
}
