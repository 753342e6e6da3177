//! Removes union branches that refer to the union itself, directly or through other unions and aliases. Decoding would
//! not terminate.
//!
//! Such a branch adds no values to those of the other branches.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::model::{PerType, Type, TypeId, TypeKind, Types, Untyped};
use crate::pointer::Location;

/// Removes the circular branches.
pub fn remove(types: &mut Types, diagnostics: &mut Diagnostics) {
    let mut states = PerType::filled(types, State::New);
    for start in types.ids() {
        walk(types, start, &mut states);
    }
    for (id, at) in empty(types) {
        diagnostics.push(Diagnostic::new(
            Code::SelfReference,
            Place::Document(at),
            "the union has no branch except itself",
        ));
        if let Some(def) = types.get_mut(id) {
            def.kind = TypeKind::Alias(Type::Any(Untyped::Recoverable(
                "a schema that refers only to itself",
            )));
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    OnPath,
    Done,
}

/// A type on the path, and the index of its next part.
struct Step {
    id: TypeId,
    next: usize,
}

/// Walks from a type through branches and aliases, with an explicit stack.
fn walk(types: &mut Types, start: TypeId, states: &mut PerType<State>) {
    let mut path = Vec::new();
    enter(start, states, &mut path);
    while let Some(step) = path.last_mut() {
        let Some(part) = part(types, step.id, step.next) else {
            states.set(step.id, State::Done);
            path.pop();
            continue;
        };
        step.next += 1;
        let Some(target) = part else { continue };
        match states.get(target) {
            Some(State::New) => enter(target, states, &mut path),
            Some(State::OnPath) => cut(types, target, states, &mut path),
            Some(State::Done) | None => {}
        }
    }
}

fn enter(id: TypeId, states: &mut PerType<State>, path: &mut Vec<Step>) {
    if states.get(id) == Some(&State::New) {
        states.set(id, State::OnPath);
        path.push(Step { id, next: 0 });
    }
}

/// Returns the named type of a branch or an alias, if it is one; `None` after the last part.
fn part(types: &Types, id: TypeId, index: usize) -> Option<Option<TypeId>> {
    let ty = match &types.get(id)?.kind {
        TypeKind::Union(union) => &union.branches.get(index)?.ty,
        TypeKind::Alias(ty) if index == 0 => ty,
        _ => return None,
    };
    let mut ty = ty;
    while let Type::Nullable(inner) = ty {
        ty = inner;
    }
    Some(match ty {
        Type::Named(id) => Some(*id),
        _ => None,
    })
}

/// Removes the branch of the innermost union on the circular path.
fn cut(types: &mut Types, target: TypeId, states: &mut PerType<State>, path: &mut Vec<Step>) {
    while let Some(step) = path.last_mut() {
        let id = step.id;
        if let Some(TypeKind::Union(union)) = types.get_mut(id).map(|def| &mut def.kind) {
            step.next = step.next.saturating_sub(1);
            if step.next < union.branches.len() {
                union.branches.remove(step.next);
            }
            return;
        }
        if id == target {
            // A circle of aliases only, which has been reported and repaired.
            return;
        }
        states.set(id, State::Done);
        path.pop();
    }
}

fn empty(types: &Types) -> Vec<(TypeId, Location)> {
    types
        .iter()
        .filter(|(_, def)| matches!(&def.kind, TypeKind::Union(union) if union.branches.is_empty()))
        .map(|(id, def)| (id, def.at.clone()))
        .collect()
}
