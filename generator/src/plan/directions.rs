//! Which types travel in requests, which in responses? Webhooks travel as responses do: the server sends them.

use crate::model::{Api, Operation, Type, TypeId, TypeKind};

/// The answer for all types, by [`TypeId`].
#[derive(Clone, Debug, Default)]
pub struct Directions {
    /// Sent by the client.
    pub in_requests: Vec<bool>,
    /// Sent by the server.
    pub in_responses: Vec<bool>,
}

/// Walks from the operations, webhooks and callbacks.
pub fn directions(api: &Api) -> Directions {
    let (requests, responses) = (requests(api), responses(api));
    Directions {
        in_requests: reach(api, requests),
        in_responses: reach(api, responses),
    }
}

/// Calls back with each type that operations and webhooks send or receive.
pub fn each_of_operations<'a>(api: &'a Api, found: impl FnMut(&'a Type)) {
    requests(api).chain(responses(api)).for_each(found);
}

fn requests(api: &Api) -> impl Iterator<Item = &Type> {
    operations(api)
        .flat_map(|operation| {
            let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
            parameters.chain(operation.body.iter().map(|body| &body.ty))
        })
        .chain(&api.answered)
}

fn responses(api: &Api) -> impl Iterator<Item = &Type> {
    operations(api)
        .flat_map(|operation| &operation.responses)
        .filter_map(|response| response.content.as_ref().map(|content| &content.ty))
        .chain(&api.received)
}

fn operations(api: &Api) -> impl Iterator<Item = &Operation> {
    api.resources
        .iter()
        .flat_map(|resource| &resource.operations)
}

/// Calls back with each named type directly in a type, through lists, maps and the like.
pub fn each_named(ty: &Type, found: &mut impl FnMut(TypeId)) {
    match ty {
        Type::Named(id) => found(*id),
        Type::List(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) => {
            each_named(inner, found)
        }
        Type::Tuple(items) => items.iter().for_each(|item| each_named(item, found)),
        _ => {}
    }
}

fn reach<'a>(api: &'a Api, roots: impl Iterator<Item = &'a Type>) -> Vec<bool> {
    let mut reached = vec![false; api.types.len()];
    let mut ahead = Vec::new();
    roots.for_each(|ty| each_named(ty, &mut |id| ahead.push(id)));
    while let Some(id) = ahead.pop() {
        let Some(slot @ false) = reached.get_mut(id.0 as usize) else {
            continue;
        };
        *slot = true;
        let Some(def) = api.types.get(id) else {
            continue;
        };
        for ty in super::cycles::members(&def.kind) {
            each_named(ty, &mut |id| ahead.push(id));
        }
        if let TypeKind::Struct(object) = &def.kind
            && let Some(ty) = &object.additional
        {
            each_named(ty, &mut |id| ahead.push(id));
        }
    }
    reached
}
