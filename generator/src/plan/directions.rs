//! Finds the types used in requests and those used in responses. Webhooks are sent by the server, so they count as
//! responses.

use crate::model::{Api, Type, TypeSet};

/// Directions of all types.
#[derive(Clone, Debug, Default)]
pub struct Directions {
    /// Types that the client sends.
    pub in_requests: TypeSet,
    /// Types that the server sends.
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
        if let Some(kind) = api.types.kind(id) {
            kind.each_named(&mut |id| ahead.push(id));
        }
    })
}
