//! Computes the `recursion_limit` that the crate needs.
//!
//! To check auto traits and drop glue, rustc visits everything that a type contains, one level for each `Option`, `Box`
//! and `Vec` and three for each map, and fails at the crate's `recursion_limit`, which is 128 by default. Few APIs nest
//! that deeply; for those the crate sets a higher limit.
//!
//! rustc visits a recursive type once, so an edge that closes a cycle adds no level.

use crate::model::{Api, PerType, Type, TypeId, TypeKind};

/// The default limit of rustc, less some levels for the types that a program puts around a model.
const ENOUGH: usize = 96;

/// Returns the limit that the crate, and every crate that uses it, needs; `None` if the default suffices.
pub fn recursion_limit(api: &Api, boxed: &PerType<Vec<bool>>) -> Option<usize> {
    let deepest = deepest(&edges(api, boxed));
    // Auto traits visit more levels than drop glue: `Vec` has four there.
    (deepest > ENOUGH).then(|| (deepest * 4).next_power_of_two())
}

/// The types that each type contains, each with its number of levels.
type Edges = PerType<Vec<(TypeId, usize)>>;

fn edges(api: &Api, boxed: &PerType<Vec<bool>>) -> Edges {
    PerType::of(&api.types, |id, def| {
        let mut found = Vec::new();
        let boxes = boxed.get(id).map_or(&[][..], Vec::as_slice);
        for (member, ty) in def.kind.members().enumerate() {
            let is_boxed = boxes.get(member).copied().unwrap_or(false);
            let level = usize::from(is_boxed) + around(&def.kind, member);
            held(ty, level, &mut found);
        }
        if let TypeKind::Struct(object) = &def.kind
            && let Some(ty) = &object.additional
        {
            held(ty, 3, &mut found);
        }
        found
    })
}

/// Returns the levels around a member itself.
fn around(kind: &TypeKind, member: usize) -> usize {
    match kind {
        TypeKind::Struct(object) => object
            .fields
            .get(member)
            .map_or(0, |field| usize::from(!field.required || field.nullable)),
        TypeKind::Union(_) => 1,
        TypeKind::Enum(_) | TypeKind::Alias(_) => 0,
    }
}

fn held(ty: &Type, level: usize, found: &mut Vec<(TypeId, usize)>) {
    if let Type::Named(id) = ty {
        found.push((*id, level));
    }
    let down = if matches!(ty, Type::Map(_)) { 3 } else { 1 };
    for child in ty.children() {
        held(child, level + down, found);
    }
}

/// Returns the levels below the deepest type. The walk has an explicit stack: documents nest more deeply than the call
/// stack allows.
fn deepest(edges: &Edges) -> usize {
    let mut depths: PerType<Option<usize>> = edges.map(|_| None);
    let mut entered = edges.map(|_| false);
    for start in edges.ids() {
        let mut stack = vec![start];
        while let Some(&at) = stack.last() {
            let held = edges.get(at).map_or(&[][..], Vec::as_slice);
            if entered.get(at) == Some(&false) {
                entered.set(at, true);
                let is_new = |target: &TypeId| depths.get(*target) == Some(&None);
                stack.extend(held.iter().map(|(target, _)| *target).filter(is_new));
                continue;
            }
            stack.pop();
            let below = held
                .iter()
                .map(|(target, level)| level + depths.get(*target).copied().flatten().unwrap_or(0));
            let depth = below.max().unwrap_or(0);
            if let Some(known) = depths.get_mut(at) {
                known.get_or_insert(depth);
            }
        }
    }
    depths.into_iter().flatten().max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A chain in which each type contains the next one.
    fn chain(length: u32, level: usize) -> Edges {
        let ends = (1..length).map(|next| vec![(TypeId::numbered(next), level)]);
        ends.chain([Vec::new()]).collect()
    }

    #[test]
    fn levels_add_up_along_a_chain_wherever_the_walk_begins() {
        assert_eq!(deepest(&chain(1000, 3)), 999 * 3);
        let backwards: Edges = (0..1000_u32)
            .map(|at| {
                let before = at.checked_sub(1).map(TypeId::numbered);
                before.map(|before| (before, 1)).into_iter().collect()
            })
            .collect();
        assert_eq!(deepest(&backwards), 999);
    }

    #[test]
    fn a_circle_is_gone_round_once() {
        let mut circle = chain(10, 1);
        let first = TypeId::numbered(0);
        circle.set(TypeId::numbered(9), vec![(first, 1)]);
        assert!((9..=10).contains(&deepest(&circle)));
    }
}
