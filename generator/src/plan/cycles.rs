//! Which fields and branches need a `Box`, and which aliases must be types of their own?
//!
//! A type that holds itself by value has no size: one edge of each such cycle is boxed. Lists and maps are indirect
//! already. An alias that leads back to itself, even through a list, is not Rust; one alias of each such cycle
//! becomes a type around its content.

use crate::model::{Api, PerType, Type, TypeId, TypeKind, TypeSet};

/// The answer for all types, by [`TypeId`].
#[derive(Clone, Debug, Default)]
pub struct Cycles {
    /// Which fields, branches or contents are boxed, in the order of the model.
    pub boxed: PerType<Vec<bool>>,
    /// Which aliases become types of their own.
    pub newtypes: TypeSet,
}

impl Cycles {
    /// Which members of a type are boxed.
    pub fn boxed(&self, id: TypeId) -> &[bool] {
        self.boxed.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whether an alias becomes a type of its own.
    pub fn is_newtype(&self, id: TypeId) -> bool {
        self.newtypes.contains(id)
    }
}

/// The types that the members of each type lead to.
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
    // An alias that stays one is no place for a box: whoever leads into it boxes.
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
    /// The index of the member that leads from there to the target.
    member: usize,
    target: TypeId,
}

/// The edges that close a cycle, in a depth-first walk from the first type on, where an edge that leaves a transparent
/// node is charged to the member through which the walk came into it.
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
        // What the members lead to, looking through transparent nodes.
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
        // A stack of our own: documents nest deeper than threads do.
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
