//! What can be said only when all types are there.

use super::type_walk::{each_mut, in_def, in_def_mut, in_requests, in_responses, named};
use super::{cycles, directions, tells, union_cycles};
use crate::diagnostics::Diagnostics;
use crate::model::{Api, Type, TypeId, TypeKind, TypeName, Types};

/// Finishes a lowered API. The first types are those of the document's components, so many of them.
pub fn finish(api: &mut Api, components: usize, diagnostics: &mut Diagnostics) {
    cycles::break_aliases(&mut api.types, diagnostics);
    union_cycles::break_them(&mut api.types, diagnostics);
    keep_sets_of_scalars(api);
    keep_bytes_of_bodies(&mut api.types);
    tells::fill(&mut api.types);
    directions::split(api);
    drop_unused(api, components);
}

/// A set needs equality of its items; everything else is a list.
fn keep_sets_of_scalars(api: &mut Api) {
    let has_equality: Vec<bool> = api
        .types
        .iter()
        .map(|(_, def)| matches!(def.kind, TypeKind::Enum(_)))
        .collect();
    let mut mend = |ty: &mut Type| {
        each_mut(ty, &mut |ty| {
            let Type::Set(item) = ty else { return };
            let equal = match &**item {
                Type::Named(id) => has_equality.get(id.0 as usize).copied().unwrap_or(false),
                Type::Boolean
                | Type::Integer(_)
                | Type::String
                | Type::DateTime
                | Type::Date
                | Type::Time
                | Type::Uuid => true,
                _ => false,
            };
            if !equal {
                *ty = Type::List(item.clone());
            }
        });
    };
    for id in ids(&api.types) {
        if let Some(def) = api.types.get_mut(id) {
            in_def_mut(def).for_each(&mut mend);
        }
    }
    in_requests(api).for_each(&mut mend);
    in_responses(api).for_each(&mut mend);
}

/// JSON has no raw bytes: `format: binary` inside of it is text. Only where the whole body is binary it is bytes.
fn keep_bytes_of_bodies(types: &mut Types) {
    let binary: Vec<bool> = types.iter().map(|(id, _)| is_binary(types, id)).collect();
    for id in ids(types) {
        let Some(def) = types.get_mut(id) else {
            continue;
        };
        if binary.get(id.0 as usize) == Some(&true) {
            continue;
        }
        in_def_mut(def).for_each(|ty| {
            each_mut(ty, &mut |ty| {
                let bytes = match ty {
                    Type::Binary => true,
                    Type::Named(id) => binary.get(id.0 as usize).copied().unwrap_or(false),
                    _ => false,
                };
                if bytes {
                    *ty = Type::String;
                }
            });
        });
    }
}

fn is_binary(types: &Types, id: TypeId) -> bool {
    let mut id = id;
    for _ in 0..16 {
        match types.get(id).map(|def| &def.kind) {
            Some(TypeKind::Alias(Type::Binary)) => return true,
            Some(TypeKind::Alias(Type::Named(next))) => id = *next,
            _ => return false,
        }
    }
    false
}

/// Takes away inline types that turned out not to be needed.
fn drop_unused(api: &mut Api, components: usize) {
    let mut used = vec![false; api.types.len()];
    let mut waiting: Vec<TypeId> = ids(&api.types).into_iter().take(components).collect();
    let mut mark = |ty: &mut Type| named(ty, &mut |id| waiting.push(id));
    in_requests(api).for_each(&mut mark);
    in_responses(api).for_each(&mut mark);
    while let Some(id) = waiting.pop() {
        let Some(seen) = used.get_mut(id.0 as usize) else {
            continue;
        };
        if std::mem::replace(seen, true) {
            continue;
        }
        let Some(def) = api.types.get(id) else {
            continue;
        };
        in_def(def).for_each(|ty| named(ty, &mut |id| waiting.push(id)));
        // The name of an inline type is made from that of the type it stands in.
        if let TypeName::Inline { parent, .. } = def.name {
            waiting.push(parent);
        }
    }
    if used.iter().all(|used| *used) {
        return;
    }
    let mut addresses = vec![TypeId(0); used.len()];
    let mut types = Types::default();
    for (id, def) in api.types.iter() {
        if used.get(id.0 as usize) == Some(&true)
            && let Some(address) = addresses.get_mut(id.0 as usize)
        {
            *address = types.add(def.clone());
        }
    }
    let address = |id: &mut TypeId| {
        if let Some(address) = addresses.get(id.0 as usize) {
            *id = *address;
        }
    };
    let mut rename = |ty: &mut Type| {
        each_mut(ty, &mut |ty| {
            if let Type::Named(id) = ty {
                address(id);
            }
        });
    };
    api.types = types;
    for id in ids(&api.types) {
        let Some(def) = api.types.get_mut(id) else {
            continue;
        };
        if let TypeName::Inline { parent, .. } = &mut def.name {
            address(parent);
        }
        in_def_mut(def).for_each(&mut rename);
    }
    in_requests(api).for_each(&mut rename);
    in_responses(api).for_each(&mut rename);
}

fn ids(types: &Types) -> Vec<TypeId> {
    types.iter().map(|(id, _)| id).collect()
}
