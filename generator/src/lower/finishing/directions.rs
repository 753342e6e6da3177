//! `readOnly` and `writeOnly`: read-only properties are not in requests, write-only properties are not in responses.
//!
//! A type that is used in one direction loses the fields of the other. A type that is used in both becomes two if they
//! differ: `Pet` for responses, `PetRequest` for requests.

use super::copies;
use super::union_matching;
use crate::model::{Api, Field, Type, TypeId, TypeKind, TypeSet, Types};
use std::collections::HashMap;

/// Returns the types that the user of the SDK sends.
pub fn sent(api: &Api) -> TypeSet {
    reachable(&api.types, api.types_sent(), Direction::Request)
}

/// Returns the types that the user of the SDK receives.
pub fn received(api: &Api) -> TypeSet {
    reachable(&api.types, api.types_received(), Direction::Response)
}

/// Removes the fields of the other direction, and splits types that need both.
pub fn split(api: &mut Api) {
    let sent = sent(api);
    keep_discriminators(&mut api.types, &sent);
    let differs_itself = TypeSet::of(&api.types, |_, def| {
        let (read, write) = own(&def.kind);
        read || write
    });
    if differs_itself.is_empty() {
        return;
    }
    let received = received(api);
    let users = api.types.users();
    let differs = api.types.reachable(differs_itself.iter(), |id, ahead| {
        ahead.extend(users.get(id).into_iter().flatten());
    });

    // Types that are used in both directions and differ get a second id.
    let originals = api.types.ids();
    let mut requests: HashMap<TypeId, TypeId> = HashMap::new();
    for id in originals.clone() {
        if sent.contains(id)
            && received.contains(id)
            && differs.contains(id)
            && let Some(def) = api.types.get(id)
        {
            let copy = copies::of(def);
            requests.insert(id, api.types.add(copy));
        }
    }
    for (original, request) in &requests {
        let Some(def) = api.types.get_mut(*request) else {
            continue;
        };
        def.name = copies::name(&def.name, "request", &requests);
        remove(&mut def.kind, Direction::Request);
        if let Some(def) = api.types.get_mut(*original) {
            remove(&mut def.kind, Direction::Response);
        }
    }
    let rename = |ty: &mut Type| {
        ty.each_mut(&mut |ty| {
            if let Type::Named(id) = ty
                && let Some(request) = requests.get(id)
            {
                *id = *request;
            }
        });
    };
    for request in requests.values() {
        if let Some(def) = api.types.get_mut(*request) {
            def.kind.types_mut().for_each(rename);
        }
    }
    for id in originals {
        if requests.contains_key(&id) {
            continue;
        }
        let (is_sent, is_received) = (sent.contains(id), received.contains(id));
        let Some(def) = api.types.get_mut(id) else {
            continue;
        };
        if is_sent && !is_received {
            remove(&mut def.kind, Direction::Request);
            def.kind.types_mut().for_each(rename);
        } else if is_received && !is_sent {
            remove(&mut def.kind, Direction::Response);
        }
    }
    api.types_sent_mut().for_each(rename);
}

/// Keeps the discriminators of unions in requests even if they are read-only, since a union needs them.
fn keep_discriminators(types: &mut Types, sent: &TypeSet) {
    let mut kept: Vec<(TypeId, String)> = Vec::new();
    for (id, def) in types.iter() {
        if sent.contains(id)
            && let TypeKind::Union(union) = &def.kind
            && let Some(property) = &union.discriminator
        {
            let structures = union
                .branches
                .iter()
                .filter_map(|branch| union_matching::struct_id(types, &branch.ty));
            kept.extend(structures.map(|id| (id, property.clone())));
        }
    }
    for (id, property) in kept {
        if let Some(TypeKind::Struct(structure)) = types.get_mut(id).map(|def| &mut def.kind) {
            let fields = structure.fields.iter_mut();
            for field in fields.filter(|field| field.wire_name == property) {
                field.read_only = false;
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Direction {
    Request,
    Response,
}

/// Returns whether the type has read-only fields, and whether it has write-only fields.
fn own(kind: &TypeKind) -> (bool, bool) {
    match kind {
        TypeKind::Struct(structure) => (
            structure
                .fields
                .iter()
                .any(|field| field.read_only && !field.write_only),
            structure
                .fields
                .iter()
                .any(|field| field.write_only && !field.read_only),
        ),
        _ => (false, false),
    }
}

fn remove(kind: &mut TypeKind, direction: Direction) {
    if let TypeKind::Struct(structure) = kind {
        structure.fields.retain(|field| travels(field, direction));
    }
}

fn travels(field: &Field, direction: Direction) -> bool {
    match direction {
        Direction::Request => !field.read_only || field.write_only,
        Direction::Response => !field.write_only || field.read_only,
    }
}

/// Returns the types that are used in this direction, apart from those only in properties of the other one.
fn reachable<'a>(
    types: &'a Types,
    roots: impl Iterator<Item = &'a Type>,
    direction: Direction,
) -> TypeSet {
    let mut first = Vec::new();
    roots.for_each(|ty| ty.each_named(&mut |id| first.push(id)));
    types.reachable(first, |id, ahead| {
        let mut go_on = |ty: &Type| ty.each_named(&mut |id| ahead.push(id));
        match types.kind(id) {
            Some(TypeKind::Struct(structure)) => {
                let fields = structure.fields.iter();
                fields
                    .filter(|field| travels(field, direction))
                    .map(|field| &field.ty)
                    .chain(&structure.additional)
                    .for_each(&mut go_on);
            }
            Some(kind) => kind.types().for_each(&mut go_on),
            None => {}
        }
    })
}
