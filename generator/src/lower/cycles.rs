//! Aliases that lead to themselves: Rust has no type for them.
//!
//! `Tree = [Tree]` becomes a union with one branch, which Rust can name; `A = A` describes nothing and is untyped.

use super::type_walk::{each_mut, named};
use super::union_names;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::model::{Branch, Docs, Tell, Type, TypeDef, TypeId, TypeKind, Types, Union, Untyped};

/// Breaks them.
pub fn break_aliases(types: &mut Types, diagnostics: &mut Diagnostics) {
    let mut states = vec![State::New; types.len()];
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for start in ids {
        // A walk with a stack of its own, since chains of aliases can be long.
        let mut way: Vec<(TypeId, Vec<TypeId>)> = Vec::new();
        enter(types, &mut states, start, &mut way);
        while let Some((id, next)) = way.last_mut() {
            let id = *id;
            match next.pop() {
                None => {
                    set(&mut states, id, State::Done);
                    way.pop();
                }
                Some(next) => match states.get(next.0 as usize) {
                    Some(State::New) => enter(types, &mut states, next, &mut way),
                    Some(State::OnTheWay) => cut(types, next, diagnostics),
                    Some(State::Done) | None => {}
                },
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    OnTheWay,
    Done,
}

fn set(states: &mut [State], id: TypeId, state: State) {
    if let Some(place) = states.get_mut(id.0 as usize) {
        *place = state;
    }
}

fn enter(types: &Types, states: &mut [State], id: TypeId, way: &mut Vec<(TypeId, Vec<TypeId>)>) {
    if states.get(id.0 as usize) != Some(&State::New) {
        return;
    }
    let mut next = Vec::new();
    if let Some(TypeDef {
        kind: TypeKind::Alias(ty),
        ..
    }) = types.get(id)
    {
        named(ty, &mut |id| next.push(id));
    }
    set(states, id, State::OnTheWay);
    way.push((id, next));
}

/// Makes an alias on a cycle something that Rust can name.
fn cut(types: &mut Types, id: TypeId, diagnostics: &mut Diagnostics) {
    let Some(TypeDef {
        kind: TypeKind::Alias(ty),
        at,
        constraints,
        ..
    }) = types.get(id)
    else {
        return;
    };
    let (mut ty, constraints) = (ty.clone(), constraints.clone());
    let place = Place::Document(at.clone());
    if is_nothing_but_names(types, &ty) {
        diagnostics.push(Diagnostic::new(
            Code::EndlessAlias,
            place,
            "this schema refers to itself and says nothing else",
        ));
        replace(
            types,
            id,
            TypeKind::Alias(Type::Any(Untyped::Recoverable(
                "a schema that is only itself",
            ))),
        );
        return;
    }
    // Equality of a set's items would have to be known before the set is.
    each_mut(&mut ty, &mut |ty| {
        if let Type::Set(item) = ty {
            *ty = Type::List(item.clone());
        }
    });
    let intended_name = match &ty {
        Type::List(_) => "list".to_owned(),
        ty => union_names::of_type(types, ty).unwrap_or_else(|| "value".to_owned()),
    };
    let branch = Branch {
        intended_name,
        docs: Docs::default(),
        ty,
        constraints,
        tell: Tell::default(),
    };
    replace(
        types,
        id,
        TypeKind::Union(Union {
            branches: vec![branch],
            discriminator: None,
            overlaps: false,
        }),
    );
}

fn replace(types: &mut Types, id: TypeId, kind: TypeKind) {
    if let Some(def) = types.get_mut(id) {
        def.kind = kind;
    }
}

/// Whether a type leads only to further names, and at last to itself.
fn is_nothing_but_names(types: &Types, ty: &Type) -> bool {
    let mut ty = ty;
    for _ in 0..=types.len() {
        match ty {
            Type::Nullable(inner) => ty = inner,
            Type::Named(id) => match types.get(*id).map(|def| &def.kind) {
                Some(TypeKind::Alias(next)) => ty = next,
                _ => return false,
            },
            _ => return false,
        }
    }
    true
}
