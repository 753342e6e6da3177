//! Can a value look alike to two branches of a union, of which one keeps more of it than the other?
//!
//! What tells branches apart looks at the value itself and not inside it. Where two branches have the same property
//! with different things in it, or lists of different things, only decoding shows which one the value is of.

use crate::model::{BranchMatching, JsonKind, Struct, Type, TypeKind, Types, Union};

/// Longer unions are not compared branch by branch.
const MOST_BRANCHES: usize = 64;
/// What is alike that far inside counts as alike.
const DEEPEST: usize = 4;

/// The answer for a union whose tells are known.
pub fn of(types: &Types, union: &Union) -> bool {
    let branches = &union.branches;
    if branches
        .iter()
        .all(|branch| !branch.matching.tags.is_empty())
    {
        return false;
    }
    if branches.len() > MOST_BRANCHES {
        return true;
    }
    branches.iter().enumerate().any(|(index, one)| {
        branches.iter().skip(index + 1).any(|other| {
            look_alike(&one.matching, &other.matching)
                && match (types.structure(&one.ty), types.structure(&other.ty)) {
                    // What only one of them knows has been counted.
                    (Some(one), Some(other)) => share_a_difference(types, one, other, 0),
                    _ => differ(types, &one.ty, &other.ty, 0),
                }
        })
    })
}

/// Whether a value can be of both, as far as the tells say.
fn look_alike(one: &BranchMatching, other: &BranchMatching) -> bool {
    let composite = |kind: &&JsonKind| matches!(kind, JsonKind::Array | JsonKind::Object);
    let share_a_kind = one
        .kinds
        .iter()
        .filter(composite)
        .any(|kind| other.kinds.contains(kind));
    let constants_differ = one.constants.iter().any(|(property, values)| {
        let required = |matching: &BranchMatching| matching.required.contains(property);
        required(one)
            && required(other)
            && other.constants.iter().any(|(name, others)| {
                name == property && !values.iter().any(|value| others.contains(value))
            })
    });
    share_a_kind && !constants_differ
}

/// Whether a property that both have keeps more in one than in the other.
fn share_a_difference(types: &Types, one: &Struct, other: &Struct, depth: usize) -> bool {
    one.fields.iter().any(|field| {
        other
            .fields
            .iter()
            .find(|theirs| theirs.wire_name == field.wire_name)
            .is_some_and(|theirs| differ(types, &field.ty, &theirs.ty, depth + 1))
    })
}

/// Whether a value of both types is kept by one better than by the other.
fn differ(types: &Types, one: &Type, other: &Type, depth: usize) -> bool {
    if one == other || depth >= DEEPEST {
        return false;
    }
    let (one, other) = (types.resolved(one), types.resolved(other));
    if is_scalar(types, one) || is_scalar(types, other) {
        return false;
    }
    match (one, other) {
        (Type::List(one) | Type::Set(one), Type::List(other) | Type::Set(other))
        | (Type::Map(one), Type::Map(other)) => differ(types, one, other, depth + 1),
        (
            Type::List(_) | Type::Set(_) | Type::Tuple(_),
            Type::List(_) | Type::Set(_) | Type::Tuple(_),
        ) => true,
        (Type::List(_) | Type::Set(_) | Type::Tuple(_), Type::Map(_))
        | (Type::Map(_), Type::List(_) | Type::Set(_) | Type::Tuple(_)) => false,
        _ => match (types.structure(one), types.structure(other)) {
            (Some(one), Some(other)) => {
                let knows = |structure: &Struct, name: &str| {
                    structure.fields.iter().any(|field| field.wire_name == name)
                };
                let same = one.fields.len() == other.fields.len()
                    && one
                        .fields
                        .iter()
                        .all(|field| knows(other, &field.wire_name));
                !same
                    || one.additional.is_some() != other.additional.is_some()
                    || share_a_difference(types, one, other, depth)
            }
            (Some(_), None) => !is_array(other),
            (None, Some(_)) => !is_array(one),
            (None, None) => one != other,
        },
    }
}

fn is_array(ty: &Type) -> bool {
    matches!(ty, Type::List(_) | Type::Set(_) | Type::Tuple(_))
}

/// Whether there is nothing inside a value of this type.
fn is_scalar(types: &Types, ty: &Type) -> bool {
    match ty {
        Type::Named(id) => {
            matches!(types.get(*id).map(|def| &def.kind), Some(TypeKind::Enum(_)))
        }
        Type::List(_) | Type::Set(_) | Type::Tuple(_) | Type::Map(_) | Type::Any(_) => false,
        _ => true,
    }
}
