//! Shared types: inline types of several places that a person would make one type.
//!
//! Types are one if they have the same [definition](definitions) and the same [subject](subjects): every `direction`
//! that is `asc` or `desc`. Each place keeps its name, as an alias that the documentation does not show, so that a
//! second place for a type renames nothing. The shared type is named after what it is ([`names`]).

mod agreement;
mod definitions;
mod groups;
mod names;
mod subjects;
#[cfg(test)]
mod tests;

use super::directions;
use crate::config::NullableTypes;
use crate::model::{Api, Docs, PerType, Type, TypeDef, TypeId, TypeKind, TypeName, TypeSet, Types};
use definitions::Definitions;
use groups::Group;
use subjects::Subjects;

/// Replaces equal inline types by one, and components that differ in the word `nullable` only. The first `components`
/// types are those of component schemas.
pub fn share(api: &mut Api, components: usize, nullable: NullableTypes) {
    let sent = match nullable {
        NullableTypes::Requests => directions::sent(api),
        NullableTypes::All => TypeSet::none_of(&api.types),
    };
    let mut definitions = Definitions::of(&api.types, &sent);
    let nullable = groups::nullable_components(&api.types, components, &definitions);
    if !nullable.is_empty() {
        replace_nullable_components(api, nullable);
        definitions = Definitions::of(&api.types, &sent);
    }
    let types = &api.types;
    let roles = Roles::of(api);
    let eligible = TypeSet::of(types, |id, def| {
        is_inline(def) && !roles.bodies.contains(id)
    });
    let subjects = Subjects::of(types, &roles.errors);
    let groups = groups::find(types, components, &eligible, &definitions, &subjects);
    let mut shared: PerType<Option<TypeId>> = PerType::filled(types, None);
    let mut added: Vec<(&Group, TypeId)> = Vec::new();
    for group in &groups {
        let id = match group.component {
            Some(component) => component,
            None => {
                let Some(def) = definition(&api.types, group) else {
                    continue;
                };
                let id = api.types.add(def);
                added.push((group, id));
                id
            }
        };
        for place in &group.places {
            shared.set(*place, Some(id));
        }
    }
    for (group, id) in added {
        let name = inside(&api.types, group, &shared)
            .unwrap_or_else(|| TypeName::Shared(names::of(&api.types, group, &subjects)));
        if let Some(def) = api.types.get_mut(id) {
            def.name = name;
        }
    }
    replace(api, &shared);
}

/// The types of bodies.
struct Roles {
    /// The bodies of requests and successful responses, which are named after their operations and stay their own.
    bodies: TypeSet,
    /// The bodies of responses that are errors.
    errors: TypeSet,
}

impl Roles {
    fn of(api: &Api) -> Self {
        let (mut bodies, mut errors) = (TypeSet::none_of(&api.types), TypeSet::none_of(&api.types));
        let insert = |set: &mut TypeSet, ty: &Type| {
            if let Type::Named(id) = api.types.resolved(ty) {
                set.insert(*id);
            }
        };
        for operation in api.operations() {
            for content in operation.body.iter().flat_map(|body| body.contents()) {
                insert(&mut bodies, &content.ty);
            }
            for response in &operation.responses {
                for content in response.content.iter().chain(&response.alternatives) {
                    let is_error = !response.status.is_success() && !response.status.is_redirect();
                    insert(
                        if is_error { &mut errors } else { &mut bodies },
                        &content.ty,
                    );
                }
            }
            for ty in operation.stream.iter().flat_map(|stream| stream.types()) {
                insert(&mut bodies, ty);
            }
        }
        for ty in api
            .received_bodies()
            .chain(&api.received)
            .chain(&api.answered)
        {
            insert(&mut bodies, ty);
        }
        Self { bodies, errors }
    }
}

/// Returns `true` for a type that is named after its place, and nothing else.
fn is_inline(def: &TypeDef) -> bool {
    !matches!(def.name, TypeName::Component(_))
        && !matches!(def.kind, TypeKind::Alias(_))
        && def.payload.is_none()
        && def.docs.attributes.is_empty()
}

/// Returns the shared type of a group, which has no name yet.
fn definition(types: &Types, group: &Group) -> Option<TypeDef> {
    let mut def = types.get(*group.places.first()?)?.clone();
    agreement::document(types, group, &mut def);
    Some(def)
}

/// Returns the name inside another shared type, if all places are the same place of this one, and the type is not known
/// by itself.
fn inside(types: &Types, group: &Group, shared: &PerType<Option<TypeId>>) -> Option<TypeName> {
    if group
        .places
        .iter()
        .any(|place| names::concept(types, *place).is_some())
    {
        return None;
    }
    let mut found: Option<(TypeId, &[String])> = None;
    for place in &group.places {
        let TypeName::Inline { parent, words } = &types.get(*place)?.name else {
            return None;
        };
        let at = (shared.get(*parent).copied().flatten()?, words.as_slice());
        if *found.get_or_insert(at) != at {
            return None;
        }
    }
    let (parent, words) = found?;
    Some(TypeName::Inline {
        parent,
        words: words.to_vec(),
    })
}

/// Uses the shared type wherever one of its places is used. The places become aliases.
fn replace(api: &mut Api, shared: &PerType<Option<TypeId>>) {
    api.each_type_mut(&mut |ty| {
        ty.each_mut(&mut |ty| {
            if let Type::Named(id) = ty
                && let Some(Some(shared)) = shared.get(*id)
            {
                *id = *shared;
            }
        });
    });
    for (place, shared) in shared.entries() {
        if let (Some(shared), Some(def)) = (shared, api.types.get_mut(place)) {
            def.kind = TypeKind::Alias(Type::Named(*shared));
            def.docs = Docs::default();
        }
    }
}

/// Uses `User` in place of a component `NullableUser` that has the same definition: each use states whether it can be
/// null.
fn replace_nullable_components(api: &mut Api, pairs: Vec<(TypeId, TypeId)>) {
    let mut shared = PerType::filled(&api.types, None);
    for (nullable, component) in pairs {
        shared.set(nullable, Some(component));
    }
    let docs: Vec<(TypeId, Docs)> = shared
        .entries()
        .filter(|(_, target)| target.is_some())
        .filter_map(|(id, _)| Some((id, api.types.get(id)?.docs.clone())))
        .collect();
    replace(api, &shared);
    for (id, docs) in docs {
        if let Some(def) = api.types.get_mut(id) {
            def.docs = docs;
        }
    }
}
