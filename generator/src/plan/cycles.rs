//! Which fields and branches need a `Box`, and which aliases must be types of their own?
//!
//! A type that holds itself by value has no size: one edge of each such cycle is boxed. Lists and maps are indirect
//! already. An alias that leads back to itself, even through a list, is not Rust; one alias of each such cycle
//! becomes a type around its content.

use crate::model::{Api, Type, TypeId, TypeKind};

/// The answer for all types, by [`TypeId`].
#[derive(Clone, Debug, Default)]
pub struct Cycles {
    /// Which fields, branches or contents are boxed, in the order of the model.
    pub boxed: Vec<Vec<bool>>,
    /// Which aliases become types of their own.
    pub newtypes: Vec<bool>,
}

impl Cycles {
    /// Which members of a type are boxed.
    pub fn boxed(&self, id: TypeId) -> &[bool] {
        self.boxed.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether an alias becomes a type of its own.
    pub fn is_newtype(&self, id: TypeId) -> bool {
        self.newtypes.get(id.0 as usize) == Some(&true)
    }
}

/// Finds the cycles.
pub fn cycles(api: &Api) -> Cycles {
    let mut newtypes = vec![false; api.types.len()];
    let aliases: Vec<Vec<Vec<usize>>> = api
        .types
        .iter()
        .map(|(_, def)| match &def.kind {
            TypeKind::Alias(ty) => vec![targets(ty, Follow::Everything)],
            _ => Vec::new(),
        })
        .collect();
    for (_, _, target) in back_edges(&aliases) {
        if let Some(newtype) = newtypes.get_mut(target) {
            *newtype = true;
        }
    }
    let members: Vec<Vec<Vec<usize>>> = api
        .types
        .iter()
        .map(|(_, def)| {
            members(&def.kind)
                .into_iter()
                .map(|ty| targets(ty, Follow::ByValue))
                .collect()
        })
        .collect();
    let mut boxed: Vec<Vec<bool>> = members
        .iter()
        .map(|members| vec![false; members.len()])
        .collect();
    for (from, member, target) in back_edges_through(&members, |index| {
        // An alias that stays one is no place for a box: whoever leads into it boxes.
        aliases.get(index).is_some_and(|alias| !alias.is_empty())
            && !newtypes.get(index).copied().unwrap_or(false)
    }) {
        let _ = target;
        if let Some(slot) = boxed
            .get_mut(from)
            .and_then(|members| members.get_mut(member))
        {
            *slot = true;
        }
    }
    super::sizes::box_large(api, &mut boxed);
    Cycles { boxed, newtypes }
}

/// The types of the fields, branches or the content.
pub fn members(kind: &TypeKind) -> Vec<&Type> {
    match kind {
        TypeKind::Struct(object) => object.fields.iter().map(|field| &field.ty).collect(),
        TypeKind::Union(union) => union.branches.iter().map(|branch| &branch.ty).collect(),
        TypeKind::Enum(_) => Vec::new(),
        TypeKind::Alias(ty) => vec![ty],
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Follow {
    ByValue,
    Everything,
}

fn targets(ty: &Type, follow: Follow) -> Vec<usize> {
    match ty {
        Type::Named(TypeId(id)) => vec![*id as usize],
        Type::Nullable(inner) => targets(inner, follow),
        Type::Tuple(items) => items
            .iter()
            .flat_map(|item| targets(item, follow))
            .collect(),
        Type::List(inner) | Type::Set(inner) | Type::Map(inner) if follow == Follow::Everything => {
            targets(inner, follow)
        }
        _ => Vec::new(),
    }
}

/// The edges (from, member, target) that close a cycle, in a depth-first walk from the first type on.
fn back_edges(graph: &[Vec<Vec<usize>>]) -> Vec<(usize, usize, usize)> {
    back_edges_through(graph, |_| false)
}

/// The same, where an edge that leaves a transparent node is charged to the member through which the walk came into it.
fn back_edges_through(
    graph: &[Vec<Vec<usize>>],
    transparent: impl Fn(usize) -> bool,
) -> Vec<(usize, usize, usize)> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = vec![Mark::New; graph.len()];
    let mut found = Vec::new();
    let edges = |node: usize| -> Vec<(usize, usize)> {
        // What the members lead to, looking through transparent nodes.
        let mut edges = Vec::new();
        for (member, targets) in graph.get(node).into_iter().flatten().enumerate() {
            let mut ahead: Vec<usize> = targets.iter().rev().copied().collect();
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
    for start in 0..graph.len() {
        if transparent(start) || marks.get(start) != Some(&Mark::New) {
            continue;
        }
        // A stack of our own: documents nest deeper than threads do.
        let mut stack = vec![(start, edges(start), 0)];
        if let Some(mark) = marks.get_mut(start) {
            *mark = Mark::Open;
        }
        while let Some((node, ahead, next)) = stack.last_mut() {
            let Some(&(member, target)) = ahead.get(*next) else {
                if let Some(mark) = marks.get_mut(*node) {
                    *mark = Mark::Done;
                }
                stack.pop();
                continue;
            };
            *next += 1;
            match marks.get(target) {
                Some(Mark::Open) => found.push((*node, member, target)),
                Some(Mark::New) => {
                    if let Some(mark) = marks.get_mut(target) {
                        *mark = Mark::Open;
                    }
                    stack.push((target, edges(target), 0));
                }
                _ => {}
            }
        }
    }
    found
}
