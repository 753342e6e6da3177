//! Finds the fields and branches that need a `Box`, and the aliases that must be newtypes.
//!
//! A type that contains itself by value has no finite size: one edge of each such cycle is boxed. Lists and maps
//! allocate already. Rust rejects an alias that contains itself, even in a list; one alias of each such cycle becomes a
//! newtype.

use crate::model::{Api, PerType, Type, TypeId, TypeKind, TypeSet};

/// Cycles of all types, by [`TypeId`].
#[derive(Clone, Debug, Default)]
pub struct Cycles {
    /// For each type, whether each field, branch or content is boxed, in the order of the model.
    pub boxed: PerType<Vec<bool>>,
    /// Aliases that become newtypes.
    pub newtypes: TypeSet,
}

impl Cycles {
    /// Returns whether each member of a type is boxed.
    pub fn boxed(&self, id: TypeId) -> &[bool] {
        self.boxed.get(id).map_or(&[], Vec::as_slice)
    }

    /// Returns `true` if the alias becomes a newtype.
    pub fn is_newtype(&self, id: TypeId) -> bool {
        self.newtypes.contains(id)
    }
}

/// The types that each member of each type contains by value.
type Graph = PerType<Vec<Vec<TypeId>>>;

/// Finds the cycles.
pub fn cycles(api: &Api) -> Cycles {
    let aliases: Graph = PerType::of(&api.types, |_, def| match &def.kind {
        TypeKind::Alias(ty) => vec![targets(ty, Follow::Everything)],
        _ => Vec::new(),
    });
    let mut newtypes = TypeSet::none_of(&api.types);
    for edge in back_edges(&aliases, |_| false) {
        newtypes.insert(edge.target);
    }
    let members: Graph = PerType::of(&api.types, |_, def| {
        let members = def.kind.members();
        members.map(|ty| targets(ty, Follow::ByValue)).collect()
    });
    let mut boxed = members.map(|members| vec![false; members.len()]);
    // An alias that stays an alias has no place for a box: the member that refers to it is boxed instead.
    let is_alias = |id: TypeId| {
        let is_alias = aliases.get(id).is_some_and(|alias| !alias.is_empty());
        is_alias && !newtypes.contains(id)
    };
    for edge in back_edges(&members, is_alias) {
        let members = boxed.get_mut(edge.from);
        if let Some(slot) = members.and_then(|members| members.get_mut(edge.member)) {
            *slot = true;
        }
    }
    super::sizes::box_large(api, &mut boxed);
    Cycles { boxed, newtypes }
}

#[derive(Clone, Copy, PartialEq)]
enum Follow {
    ByValue,
    Everything,
}

fn targets(ty: &Type, follow: Follow) -> Vec<TypeId> {
    match ty {
        Type::Named(id) => vec![*id],
        Type::List(_) | Type::Set(_) | Type::Map(_) if follow == Follow::ByValue => Vec::new(),
        _ => {
            let children = ty.children().iter();
            children.flat_map(|child| targets(child, follow)).collect()
        }
    }
}

/// An edge that closes a cycle.
struct BackEdge {
    from: TypeId,
    /// The index of the member that refers to the target.
    member: usize,
    target: TypeId,
}

/// Returns the edges that close a cycle, found in a depth-first walk in the order of the types. An edge that starts in
/// a transparent node counts as an edge of the member through which the walk entered the node.
fn back_edges(graph: &Graph, transparent: impl Fn(TypeId) -> bool) -> Vec<BackEdge> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = graph.map(|_| Mark::New);
    let mut found = Vec::new();
    let edges = |node: TypeId| -> Vec<(usize, TypeId)> {
        // The targets of the members, with transparent nodes expanded.
        let mut edges = Vec::new();
        for (member, targets) in graph.get(node).into_iter().flatten().enumerate() {
            let mut ahead: Vec<TypeId> = targets.iter().rev().copied().collect();
            let mut seen = Vec::new();
            while let Some(target) = ahead.pop() {
                if transparent(target) {
                    if !seen.contains(&target) {
                        seen.push(target);
                        ahead.extend(graph.get(target).into_iter().flatten().flatten().rev());
                    }
                } else {
                    edges.push((member, target));
                }
            }
        }
        edges
    };
    for start in graph.ids() {
        if transparent(start) || marks.get(start) != Some(&Mark::New) {
            continue;
        }
        // An explicit stack: documents nest more deeply than the call stack allows.
        let mut stack = vec![(start, edges(start), 0)];
        marks.set(start, Mark::Open);
        while let Some((node, ahead, next)) = stack.last_mut() {
            let Some(&(member, target)) = ahead.get(*next) else {
                marks.set(*node, Mark::Done);
                stack.pop();
                continue;
            };
            *next += 1;
            match marks.get(target) {
                Some(Mark::Open) => found.push(BackEdge {
                    from: *node,
                    member,
                    target,
                }),
                Some(Mark::New) => {
                    marks.set(target, Mark::Open);
                    stack.push((target, edges(target), 0));
                }
                _ => {}
            }
        }
    }
    found
}
