//! Every place of the model where a type stands, and what a type is behind its names.

use crate::model::{Api, Struct, Type, TypeDef, TypeId, TypeKind, Types};

/// Every type in a definition, outermost only.
pub fn in_def(def: &TypeDef) -> Box<dyn Iterator<Item = &Type> + '_> {
    match &def.kind {
        TypeKind::Struct(structure) => Box::new(
            structure
                .fields
                .iter()
                .map(|field| &field.ty)
                .chain(&structure.additional),
        ),
        TypeKind::Union(union) => Box::new(union.branches.iter().map(|branch| &branch.ty)),
        TypeKind::Alias(ty) => Box::new(std::iter::once(ty)),
        TypeKind::Enum(_) => Box::new(std::iter::empty()),
    }
}

/// The same, to be changed.
pub fn in_def_mut(def: &mut TypeDef) -> Box<dyn Iterator<Item = &mut Type> + '_> {
    match &mut def.kind {
        TypeKind::Struct(structure) => Box::new(
            structure
                .fields
                .iter_mut()
                .map(|field| &mut field.ty)
                .chain(&mut structure.additional),
        ),
        TypeKind::Union(union) => Box::new(union.branches.iter_mut().map(|branch| &mut branch.ty)),
        TypeKind::Alias(ty) => Box::new(std::iter::once(ty)),
        TypeKind::Enum(_) => Box::new(std::iter::empty()),
    }
}

/// What the user of the SDK sends: in operations, and in answer to webhooks.
pub fn in_requests(api: &mut Api) -> impl Iterator<Item = &mut Type> {
    let operations = api
        .resources
        .iter_mut()
        .flat_map(|resource| &mut resource.operations);
    let in_operations = operations.flat_map(|operation| {
        let bodies = operation.body.iter_mut().map(|body| &mut body.ty);
        operation
            .parameters
            .iter_mut()
            .map(|parameter| &mut parameter.ty)
            .chain(bodies)
    });
    in_operations.chain(&mut api.answered)
}

/// What the user of the SDK receives: in answer to operations, and by webhooks.
pub fn in_responses(api: &mut Api) -> impl Iterator<Item = &mut Type> {
    let operations = api
        .resources
        .iter_mut()
        .flat_map(|resource| &mut resource.operations);
    operations
        .flat_map(|operation| &mut operation.responses)
        .filter_map(|response| response.content.as_mut())
        .map(|content| &mut content.ty)
        .chain(&mut api.received)
}

/// Calls for a type and each type inside it.
pub fn each(ty: &Type, call: &mut impl FnMut(&Type)) {
    call(ty);
    match ty {
        Type::List(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) => {
            each(inner, call)
        }
        Type::Tuple(places) => places.iter().for_each(|place| each(place, call)),
        _ => {}
    }
}

/// The same, to be changed; what is inside is changed first.
pub fn each_mut(ty: &mut Type, call: &mut impl FnMut(&mut Type)) {
    match ty {
        Type::List(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) => {
            each_mut(inner, call)
        }
        Type::Tuple(places) => places.iter_mut().for_each(|place| each_mut(place, call)),
        _ => {}
    }
    call(ty);
}

/// The named types that a type mentions.
pub fn named(ty: &Type, call: &mut impl FnMut(TypeId)) {
    each(ty, &mut |ty| {
        if let Type::Named(id) = ty {
            call(*id);
        }
    });
}

/// The type behind aliases and beside null.
pub fn resolved<'t>(types: &'t Types, mut ty: &'t Type) -> &'t Type {
    // Aliases may go in a circle.
    for _ in 0..=types.len() {
        ty = match ty {
            Type::Nullable(inner) => inner,
            Type::Named(id) => match types.get(*id).map(|def| &def.kind) {
                Some(TypeKind::Alias(target)) => target,
                _ => break,
            },
            _ => break,
        };
    }
    ty
}

/// The struct that a type is, behind aliases and beside null.
pub fn structure<'t>(types: &'t Types, ty: &'t Type) -> Option<&'t Struct> {
    let Type::Named(id) = resolved(types, ty) else {
        return None;
    };
    match &types.get(*id)?.kind {
        TypeKind::Struct(structure) => Some(structure),
        _ => None,
    }
}
