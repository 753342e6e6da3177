//! Finds the enums that derive an order.
//!
//! These are the items of sets, since a `BTreeSet` compares them. No other type derives one: each trait of each type
//! increases the compile time of the SDK.

use super::{Planned, PlannedKind};
use crate::model::{Api, EnumBase, Type, TypeKind, TypeSet};

/// The enums that derive an order.
pub fn ordered(api: &Api) -> TypeSet {
    let in_sets = in_sets(api);
    TypeSet::of(&api.types, |id, def| match &def.kind {
        TypeKind::Enum(list) => in_sets.contains(id) && !matches!(list.base, EnumBase::Mixed),
        _ => false,
    })
}

/// Returns the named types that are items of sets.
fn in_sets(api: &Api) -> TypeSet {
    let mut first = Vec::new();
    let in_definitions = api.types.iter().flat_map(|(_, def)| def.kind.types());
    let in_operations = api.types_sent().chain(api.types_received());
    for ty in in_definitions.chain(in_operations) {
        ty.each(&mut |ty| {
            if let Type::Set(item) = ty {
                item.each_named(&mut |id| first.push(id));
            }
        });
    }
    // A set of an alias is a set of the type behind it.
    api.types.reachable(first, |id, ahead| {
        if let Some(TypeKind::Alias(ty)) = api.types.kind(id) {
            ty.each_named(&mut |id| ahead.push(id));
        }
    })
}

impl Planned<'_> {
    /// Returns `true` if the Rust type has an order, so that a set of it is a `BTreeSet`.
    pub fn is_ordered(&self, ty: &Type) -> bool {
        match ty {
            Type::Named(id) => match self.ty(*id).map(|plan| &plan.kind) {
                Some(PlannedKind::Enum(list)) => list.ordered,
                Some(PlannedKind::Alias(content)) => self.is_ordered(content.ty),
                _ => false,
            },
            Type::List(_) | Type::Set(_) | Type::Map(_) | Type::Nullable(_) | Type::Tuple(_) => {
                ty.children().iter().all(|child| self.is_ordered(child))
            }
            Type::Number | Type::Decimal | Type::Secret | Type::File | Type::Any(_) => false,
            Type::Boolean
            | Type::Integer(_)
            | Type::Null
            | Type::String
            | Type::Binary
            | Type::Time
            | Type::Duration
            | Type::DateTime
            | Type::HttpDate
            | Type::UnixTime
            | Type::Date
            | Type::Uuid
            | Type::Base64
            | Type::Base64Url => true,
        }
    }
}
