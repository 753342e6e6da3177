//! Aliases that only refer to themselves: `A = B`, `B = A`. They describe no value and become untyped.
//!
//! An alias that contains itself inside another type (`Tree = [Tree]`) is valid; `plan` turns it into a newtype.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::model::{Type, TypeId, TypeKind, Types, Untyped};
use std::collections::HashSet;

/// Reports these aliases and makes them untyped.
pub fn break_aliases(types: &mut Types, diagnostics: &mut Diagnostics) {
    let aliases: Vec<TypeId> = types
        .iter()
        .filter(|(id, _)| next(types, *id).is_some())
        .map(|(id, _)| id)
        .collect();
    let mut done = HashSet::new();
    for start in aliases {
        let mut chain = Vec::new();
        let mut at = Some(start);
        while let Some(id) = at.filter(|id| !done.contains(id)) {
            if let Some(first) = chain.iter().position(|known| *known == id) {
                cut(types, chain.get(first..).unwrap_or_default(), diagnostics);
                break;
            }
            chain.push(id);
            at = next(types, id);
        }
        done.extend(chain);
    }
}

/// Returns the named type that an alias refers to, ignoring null.
fn next(types: &Types, id: TypeId) -> Option<TypeId> {
    let TypeKind::Alias(ty) = &types.get(id)?.kind else {
        return None;
    };
    let mut ty = ty;
    while let Type::Nullable(inner) = ty {
        ty = inner;
    }
    match ty {
        Type::Named(next) => Some(*next),
        _ => None,
    }
}

/// Reports a circle of aliases, and makes the first one untyped.
fn cut(types: &mut Types, circle: &[TypeId], diagnostics: &mut Diagnostics) {
    let mut members = circle.iter().filter_map(|id| types.get(*id));
    let Some(first) = members.next() else { return };
    let message = "the schema refers only to itself";
    let place = Place::Document(first.at.clone());
    let mut diagnostic = Diagnostic::new(Code::SelfReference, place, message);
    for member in members {
        let place = Place::Document(member.at.clone());
        diagnostic = diagnostic.related(place, "refers to the next one");
    }
    diagnostics.push(diagnostic);
    let Some(def) = circle.first().and_then(|id| types.get_mut(*id)) else {
        return;
    };
    let untyped = Untyped::Recoverable("a schema that refers only to itself");
    def.kind = TypeKind::Alias(Type::Any(untyped));
}
