//! Structural equality of types: equality of their definitions, whatever their names.

use crate::model::{Api, Type, TypeId, TypeKind};
use std::collections::HashSet;

/// Returns `true` if two types have the same definition. Inline types in them are compared by definition too.
pub fn structurally_equal(api: &Api, one: TypeId, other: TypeId) -> bool {
    Comparison {
        api,
        assumed: HashSet::new(),
    }
    .ids(one, other)
}

struct Comparison<'a> {
    api: &'a Api,
    /// Pairs under comparison: recursive types are equal unless another part differs.
    assumed: HashSet<(TypeId, TypeId)>,
}

impl Comparison<'_> {
    fn ids(&mut self, one: TypeId, other: TypeId) -> bool {
        if one == other || !self.assumed.insert((one, other)) {
            return true;
        }
        match (self.api.types.get(one), self.api.types.get(other)) {
            (Some(one), Some(other)) => self.kinds(&one.kind, &other.kind),
            _ => false,
        }
    }

    fn kinds(&mut self, one: &TypeKind, other: &TypeKind) -> bool {
        match (one, other) {
            (TypeKind::Struct(one), TypeKind::Struct(other)) => {
                let additional = match (&one.additional, &other.additional) {
                    (None, None) => true,
                    (Some(one), Some(other)) => self.types(one, other),
                    _ => false,
                };
                additional
                    && one.parts == other.parts
                    && one.fields.len() == other.fields.len()
                    && one.fields.iter().zip(&other.fields).all(|(one, other)| {
                        one.wire_name == other.wire_name
                            && one.intended_name == other.intended_name
                            && one.required == other.required
                            && one.nullable == other.nullable
                            && one.constant == other.constant
                            && self.types(&one.ty, &other.ty)
                    })
            }
            (TypeKind::Enum(one), TypeKind::Enum(other)) => {
                (one.base, one.is_open) == (other.base, other.is_open)
                    && one.variants.len() == other.variants.len()
                    && one
                        .variants
                        .iter()
                        .zip(&other.variants)
                        .all(|(one, other)| {
                            one.value == other.value && one.intended_name == other.intended_name
                        })
            }
            (TypeKind::Union(one), TypeKind::Union(other)) => {
                one.discriminator == other.discriminator
                    && one.branches.len() == other.branches.len()
                    && one
                        .branches
                        .iter()
                        .zip(&other.branches)
                        .all(|(one, other)| {
                            one.matching == other.matching
                                && one.constant == other.constant
                                && one.intended_name == other.intended_name
                                && self.types(&one.ty, &other.ty)
                        })
            }
            (TypeKind::Alias(one), TypeKind::Alias(other)) => self.types(one, other),
            _ => false,
        }
    }

    fn types(&mut self, one: &Type, other: &Type) -> bool {
        match (one, other) {
            (Type::Named(one), Type::Named(other)) => self.ids(*one, *other),
            (Type::Any(_), Type::Any(_)) => true,
            _ if one.children().is_empty() => one == other,
            _ => {
                let (inside, others) = (one.children(), other.children());
                std::mem::discriminant(one) == std::mem::discriminant(other)
                    && inside.len() == others.len()
                    && inside
                        .iter()
                        .zip(others)
                        .all(|(one, other)| self.types(one, other))
            }
        }
    }
}
