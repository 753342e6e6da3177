//! Which enums need an order?
//!
//! Those that a set holds, since a `BTreeSet` compares its items. Everything else goes without: each trait of each type
//! costs the user's compiler time.

use super::{Planned, PlannedKind};
use crate::model::{Api, EnumBase, Type, TypeId, TypeKind};
use std::collections::HashSet;

/// The enums that derive an order.
pub fn ordered(api: &Api) -> HashSet<TypeId> {
    let mut found = in_sets(api);
    found.retain(|id| match api.types.get(*id).map(|def| &def.kind) {
        Some(TypeKind::Enum(list)) => !matches!(list.base, EnumBase::Mixed),
        _ => false,
    });
    found
}

/// The named types that sets hold.
fn in_sets(api: &Api) -> HashSet<TypeId> {
    let mut found = HashSet::new();
    for (_, def) in api.types.iter() {
        for ty in super::cycles::members(&def.kind) {
            add_sets(ty, &mut found);
        }
        if let TypeKind::Struct(object) = &def.kind
            && let Some(ty) = &object.additional
        {
            add_sets(ty, &mut found);
        }
    }
    super::directions::each_of_operations(api, |ty| add_sets(ty, &mut found));
    // A set of an alias is a set of the type behind it.
    let mut ahead: Vec<TypeId> = found.iter().copied().collect();
    while let Some(id) = ahead.pop() {
        if let Some(TypeKind::Alias(ty)) = api.types.get(id).map(|def| &def.kind) {
            super::each_named(ty, &mut |id| {
                if found.insert(id) {
                    ahead.push(id);
                }
            });
        }
    }
    found
}

fn add_sets(ty: &Type, found: &mut HashSet<TypeId>) {
    match ty {
        Type::Set(item) => super::each_named(item, &mut |id| {
            found.insert(id);
        }),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => add_sets(inner, found),
        Type::Tuple(items) => items.iter().for_each(|item| add_sets(item, found)),
        _ => {}
    }
}

impl Planned<'_> {
    /// Whether the Rust type has an order, so that a set of it is a `BTreeSet`.
    pub fn is_ordered(&self, ty: &Type) -> bool {
        match ty {
            Type::Named(id) => match self.ty(*id).map(|plan| &plan.kind) {
                Some(PlannedKind::Enum(list)) => list.ordered,
                Some(PlannedKind::Alias(content)) => self.is_ordered(content.ty),
                _ => false,
            },
            Type::List(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.is_ordered(inner)
            }
            Type::Tuple(items) => items.iter().all(|item| self.is_ordered(item)),
            Type::Number | Type::Decimal | Type::Secret | Type::Any(_) => false,
            Type::Boolean
            | Type::Integer(_)
            | Type::Null
            | Type::String
            | Type::Binary
            | Type::Time
            | Type::Duration
            | Type::DateTime
            | Type::Date
            | Type::Uuid
            | Type::Base64
            | Type::Base64Url => true,
        }
    }
}
