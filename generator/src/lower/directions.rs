//! `readOnly` and `writeOnly`: what only the server sends is no part of a request, what only the client sends is no part of
//! a response.
//!
//! A type that travels one way loses the fields of the other. One that travels both ways, and that differs, becomes two:
//! `Pet` as it is answered, `PetRequest` as it is sent.

use super::tells;
use super::type_walk::{each_mut, in_def, in_def_mut, in_requests, in_responses, named};
use crate::model::{Api, Field, Type, TypeId, TypeKind, TypeName, Types};
use std::collections::HashMap;

/// Splits them.
pub fn split(api: &mut Api) {
    let mut roots = Vec::new();
    in_requests(api).for_each(|ty| named(ty, &mut |id| roots.push(id)));
    let sent = reachable(&api.types, roots, Direction::Request);
    keep_discriminators(&mut api.types, &sent);
    let differs_itself: Vec<(bool, bool)> =
        api.types.iter().map(|(_, def)| own(&def.kind)).collect();
    if differs_itself.iter().all(|(read, write)| !read && !write) {
        return;
    }
    let mut roots = Vec::new();
    in_responses(api).for_each(|ty| named(ty, &mut |id| roots.push(id)));
    let received = reachable(&api.types, roots, Direction::Response);
    let is = |list: &[bool], id: TypeId| list.get(id.0 as usize).copied().unwrap_or(false);
    let differs = containing(
        &api.types,
        differs_itself
            .iter()
            .map(|(read, write)| *read || *write)
            .collect(),
    );

    // Types that travel both ways and differ get a second address.
    let originals: Vec<TypeId> = api.types.iter().map(|(id, _)| id).collect();
    let mut requests: HashMap<TypeId, TypeId> = HashMap::new();
    for id in &originals {
        if is(&sent, *id)
            && is(&received, *id)
            && is(&differs, *id)
            && let Some(def) = api.types.get(*id)
        {
            let def = def.clone();
            requests.insert(*id, api.types.add(def));
        }
    }
    for (original, request) in &requests {
        let Some(def) = api.types.get_mut(*request) else {
            continue;
        };
        def.name = request_name(&def.name, &requests);
        remove(&mut def.kind, Direction::Request);
        if let Some(def) = api.types.get_mut(*original) {
            remove(&mut def.kind, Direction::Response);
        }
    }
    let rename = |ty: &mut Type| {
        each_mut(ty, &mut |ty| {
            if let Type::Named(id) = ty
                && let Some(request) = requests.get(id)
            {
                *id = *request;
            }
        });
    };
    for request in requests.values() {
        if let Some(def) = api.types.get_mut(*request) {
            in_def_mut(def).for_each(rename);
        }
    }
    for id in originals {
        if requests.contains_key(&id) {
            continue;
        }
        let (is_sent, is_received) = (is(&sent, id), is(&received, id));
        let Some(def) = api.types.get_mut(id) else {
            continue;
        };
        if is_sent && !is_received {
            remove(&mut def.kind, Direction::Request);
            in_def_mut(def).for_each(rename);
        } else if is_received && !is_sent {
            remove(&mut def.kind, Direction::Response);
        }
    }
    in_requests(api).for_each(rename);
}

/// Without its discriminator nobody can tell what a union in a request is of, even where the document says that only the server sends it.
fn keep_discriminators(types: &mut Types, sent: &[bool]) {
    let mut kept: Vec<(TypeId, String)> = Vec::new();
    for ((_, def), is_sent) in types.iter().zip(sent) {
        if *is_sent
            && let TypeKind::Union(union) = &def.kind
            && let Some(property) = &union.discriminator
        {
            let structures = union
                .branches
                .iter()
                .filter_map(|branch| tells::struct_id(types, &branch.ty));
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

/// Whether it has fields that only the server sends, and fields that only the client sends.
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

fn request_name(name: &TypeName, requests: &HashMap<TypeId, TypeId>) -> TypeName {
    match name {
        TypeName::Component(key) => TypeName::Component(format!("{key} request")),
        TypeName::Inline { parent, way } => match requests.get(parent) {
            Some(parent) => TypeName::Inline {
                parent: *parent,
                way: way.clone(),
            },
            None => TypeName::Inline {
                parent: *parent,
                way: with_request(way),
            },
        },
        TypeName::Operation { operation, way } => TypeName::Operation {
            operation: *operation,
            way: with_request(way),
        },
    }
}

fn with_request(way: &[String]) -> Vec<String> {
    way.iter().cloned().chain(["request".to_owned()]).collect()
}

/// Which types travel in this direction: what is only in a property of the other one does not.
fn reachable(types: &Types, mut waiting: Vec<TypeId>, direction: Direction) -> Vec<bool> {
    let mut seen = vec![false; types.len()];
    while let Some(id) = waiting.pop() {
        let Some(place) = seen.get_mut(id.0 as usize) else {
            continue;
        };
        if std::mem::replace(place, true) {
            continue;
        }
        let mut go_on = |ty: &Type| named(ty, &mut |id| waiting.push(id));
        match types.get(id).map(|def| &def.kind) {
            Some(TypeKind::Struct(structure)) => {
                let fields = structure.fields.iter();
                fields
                    .filter(|field| travels(field, direction))
                    .map(|field| &field.ty)
                    .chain(&structure.additional)
                    .for_each(&mut go_on);
            }
            Some(_) => {
                if let Some(def) = types.get(id) {
                    in_def(def).for_each(&mut go_on);
                }
            }
            None => {}
        }
    }
    seen
}

/// Adds every type that contains one of these, however deep.
fn containing(types: &Types, mut marked: Vec<bool>) -> Vec<bool> {
    let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); types.len()];
    for (user, def) in types.iter() {
        in_def(def).for_each(|ty| {
            named(ty, &mut |id| {
                if let Some(users) = users.get_mut(id.0 as usize) {
                    users.push(user);
                }
            });
        });
    }
    let mut waiting: Vec<usize> = marked
        .iter()
        .enumerate()
        .filter(|(_, marked)| **marked)
        .map(|(index, _)| index)
        .collect();
    while let Some(index) = waiting.pop() {
        for user in users.get(index).into_iter().flatten() {
            let user = user.0 as usize;
            if let Some(place) = marked.get_mut(user)
                && !std::mem::replace(place, true)
            {
                waiting.push(user);
            }
        }
    }
    marked
}
