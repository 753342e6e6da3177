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
        let mut chain = HashSet::new();
        let mut at = Some(start);
        while let Some(id) = at.filter(|id| !done.contains(id)) {
            if !chain.insert(id) {
                cut(types, id, diagnostics);
                break;
            }
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

fn cut(types: &mut Types, id: TypeId, diagnostics: &mut Diagnostics) {
    let Some(def) = types.get_mut(id) else { return };
    let message = "the schema refers only to itself";
    let place = Place::Document(def.at.clone());
    diagnostics.push(Diagnostic::new(Code::SelfReference, place, message));
    let untyped = Untyped::Recoverable("a schema that refers only to itself");
    def.kind = TypeKind::Alias(Type::Any(untyped));
}
