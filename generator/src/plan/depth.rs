//! How deeply do types hold each other?
//!
//! To find out whether a value can be dropped or sent, rustc goes down through all that its type holds, one level for
//! each `Option`, `Box` and `Vec` and three for each map, and gives up at its `recursion_limit`, which is 128 unless
//! the crate says otherwise. No API that people use gets there; where one does, the crate says otherwise.
//!
//! Where types hold themselves, rustc goes round once; what closes a circle counts nothing.

use crate::model::{Api, Type, TypeId, TypeKind};

/// What rustc has for a crate that says nothing, with some room for what a program puts around a type.
const ENOUGH: usize = 96;

/// The limit that the crate, and every crate that uses it, has to have; none where rustc's own is enough.
pub fn recursion_limit(api: &Api, boxed: &[Vec<bool>]) -> Option<usize> {
    let deepest = deepest(&edges(api, boxed));
    // What is sent is looked at more closely than what is dropped: `Vec` has four layers there.
    (deepest > ENOUGH).then(|| (deepest * 4).next_power_of_two())
}

/// What each type holds, and how many levels down that is.
type Edges = Vec<Vec<(usize, usize)>>;

fn edges(api: &Api, boxed: &[Vec<bool>]) -> Edges {
    let of = |index: usize, kind: &TypeKind| {
        let mut found = Vec::new();
        let boxes = boxed.get(index).map_or(&[][..], Vec::as_slice);
        for (member, ty) in super::cycles::members(kind).into_iter().enumerate() {
            let is_boxed = boxes.get(member).copied().unwrap_or(false);
            held(ty, usize::from(is_boxed) + around(kind, member), &mut found);
        }
        if let TypeKind::Struct(object) = kind
            && let Some(ty) = &object.additional
        {
            held(ty, 3, &mut found);
        }
        found
    };
    let types = api.types.iter().enumerate();
    types
        .map(|(index, (_, def))| of(index, &def.kind))
        .collect()
}

/// The levels around a member itself.
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

fn held(ty: &Type, level: usize, found: &mut Vec<(usize, usize)>) {
    match ty {
        Type::Named(TypeId(id)) => found.push((*id as usize, level)),
        Type::Nullable(inner) | Type::List(inner) | Type::Set(inner) => {
            held(inner, level + 1, found);
        }
        Type::Map(inner) => held(inner, level + 3, found),
        Type::Tuple(items) => items.iter().for_each(|item| held(item, level + 1, found)),
        _ => {}
    }
}

/// The levels below the type that has the most, in a walk with a stack of our own: documents nest deeper than threads
/// do.
fn deepest(edges: &Edges) -> usize {
    let mut depths: Vec<Option<usize>> = vec![None; edges.len()];
    let mut entered = vec![false; edges.len()];
    for start in 0..edges.len() {
        let mut stack = vec![start];
        while let Some(&at) = stack.last() {
            let held = edges.get(at).map_or(&[][..], Vec::as_slice);
            if let Some(entered) = entered.get_mut(at).filter(|entered| !**entered) {
                *entered = true;
                let is_new = |target: &usize| depths.get(*target) == Some(&None);
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

    /// A chain in which each type holds the next one.
    fn chain(length: usize, level: usize) -> Edges {
        let ends = (1..length).map(|next| vec![(next, level)]);
        ends.chain([Vec::new()]).collect()
    }

    #[test]
    fn levels_add_up_along_a_chain_wherever_the_walk_begins() {
        assert_eq!(deepest(&chain(1000, 3)), 999 * 3);
        let backwards: Edges = (0..1000_usize)
            .map(|at| {
                at.checked_sub(1)
                    .map(|before| (before, 1))
                    .into_iter()
                    .collect()
            })
            .collect();
        assert_eq!(deepest(&backwards), 999);
    }

    #[test]
    fn a_circle_is_gone_round_once() {
        let mut circle = chain(10, 1);
        circle[9].push((0, 1));
        assert!((9..=10).contains(&deepest(&circle)));
    }
}
