//! Which types are used in requests, which in responses? The server sends webhooks, so they count as responses.

use crate::model::{Api, Type, TypeSet};

/// The answer for all types.
#[derive(Clone, Debug, Default)]
pub struct Directions {
    /// Sent by the client.
    pub in_requests: TypeSet,
    /// Sent by the server.
    pub in_responses: TypeSet,
}

/// Walks from the operations, webhooks and callbacks.
pub fn directions(api: &Api) -> Directions {
    Directions {
        in_requests: reachable(api, api.types_sent()),
        in_responses: reachable(api, api.types_received()),
    }
}

fn reachable<'a>(api: &'a Api, roots: impl Iterator<Item = &'a Type>) -> TypeSet {
    let mut first = Vec::new();
    roots.for_each(|ty| ty.each_named(&mut |id| first.push(id)));
    api.types.reachable(first, |id, ahead| {
        let types = api.types.kind(id).into_iter().flat_map(|kind| kind.types());
        types.for_each(|ty| ty.each_named(&mut |id| ahead.push(id)));
    })
}
