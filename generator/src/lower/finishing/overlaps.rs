//! Determines whether a value can match two branches of a union, of which one keeps more of it than the other.
//!
//! Matching considers the value itself and not its nested values. If two branches have the same property with
//! different nested types, or arrays with different items, only decoding can select the branch.

use crate::model::{BranchMatching, JsonKind, Struct, Type, TypeId, TypeKind, Types, Union};
use std::collections::HashSet;

/// Larger unions are not compared.
const MOST_BRANCHES: usize = 64;
/// Types that do not differ up to this depth are considered equal.
const DEEPEST: usize = 4;

/// The pairs of types that have been compared at a depth. Without them, the paths to a pair would multiply.
type Compared = HashSet<(TypeId, TypeId, usize)>;

/// Returns the answer for a union whose matching rules are known.
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
    let mut compared = Compared::new();
    branches.iter().enumerate().any(|(index, one)| {
        branches.iter().skip(index + 1).any(|other| {
            look_alike(&one.matching, &other.matching)
                && match (types.structure(&one.ty), types.structure(&other.ty)) {
                    // Properties of only one branch have been considered by matching, unless the other one keeps them.
                    (Some(one), Some(other)) => {
                        one.additional.is_some() != other.additional.is_some()
                            || share_a_difference(types, one, other, 0, &mut compared)
                    }
                    _ => differ(types, &one.ty, &other.ty, 0, &mut compared),
                }
        })
    })
}

/// Returns `true` if the matching rules allow a value that matches both branches.
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

/// Returns `true` if one branch keeps more of a common property than the other.
fn share_a_difference(
    types: &Types,
    one: &Struct,
    other: &Struct,
    depth: usize,
    compared: &mut Compared,
) -> bool {
    one.fields.iter().any(|field| {
        other
            .fields
            .iter()
            .find(|theirs| theirs.wire_name == field.wire_name)
            .is_some_and(|theirs| differ(types, &field.ty, &theirs.ty, depth + 1, compared))
    })
}

/// Returns `true` if one type keeps more of a value than the other.
fn differ(types: &Types, one: &Type, other: &Type, depth: usize, compared: &mut Compared) -> bool {
    if one == other || depth >= DEEPEST {
        return false;
    }
    let (one, other) = (types.resolved(one), types.resolved(other));
    if let (Type::Named(one), Type::Named(other)) = (one, other)
        && !compared.insert((*one, *other, depth))
    {
        // The first comparison has found no difference, or the search would have ended.
        return false;
    }
    if is_scalar(types, one) || is_scalar(types, other) {
        return false;
    }
    match (one, other) {
        (Type::List(one) | Type::Set(one), Type::List(other) | Type::Set(other))
        | (Type::Map(one), Type::Map(other)) => differ(types, one, other, depth + 1, compared),
        (
            Type::List(_) | Type::Set(_) | Type::Tuple(_),
            Type::List(_) | Type::Set(_) | Type::Tuple(_),
        ) => true,
        (Type::List(_) | Type::Set(_) | Type::Tuple(_), Type::Map(_))
        | (Type::Map(_), Type::List(_) | Type::Set(_) | Type::Tuple(_)) => false,
        _ => match (types.structure(one), types.structure(other)) {
            (Some(one), Some(other)) => {
                let has_field = |structure: &Struct, name: &str| {
                    structure.fields.iter().any(|field| field.wire_name == name)
                };
                let same = one.fields.len() == other.fields.len()
                    && one
                        .fields
                        .iter()
                        .all(|field| has_field(other, &field.wire_name));
                !same
                    || one.additional.is_some() != other.additional.is_some()
                    || share_a_difference(types, one, other, depth, compared)
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

/// Returns `true` if values of this type have no nested values.
fn is_scalar(types: &Types, ty: &Type) -> bool {
    match ty {
        Type::Named(id) => {
            matches!(types.get(*id).map(|def| &def.kind), Some(TypeKind::Enum(_)))
        }
        Type::List(_) | Type::Set(_) | Type::Tuple(_) | Type::Map(_) | Type::Any(_) => false,
        _ => true,
    }
}
