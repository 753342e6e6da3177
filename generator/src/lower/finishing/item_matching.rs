//! Determines how the items of an array are recognised, so that an array matches the branch of a union that its items
//! match.

use super::union_matching;
use crate::model::{BranchMatching, EnumBase, ItemMatching, Type, TypeKind, Types};

/// Returns the rules for the items of an array with items of this type; `None` if any items are accepted.
pub fn of_all(types: &Types, item: &Type, depth: usize) -> Option<Box<ItemMatching>> {
    let rule = one(types, item, depth)?;
    Some(Box::new(ItemMatching::All(rule)))
}

/// Returns the rules for the items of a tuple.
pub fn of_each(types: &Types, items: &[Type], depth: usize) -> Option<Box<ItemMatching>> {
    let rules = items.iter().map(|item| one(types, item, depth));
    let rules = rules.map(Option::unwrap_or_default);
    Some(Box::new(ItemMatching::Each(rules.collect())))
}

/// Returns the rule for an item; `None` if it accepts any value, as unions and mixed enums do: they keep what they do
/// not know.
fn one(types: &Types, item: &Type, depth: usize) -> Option<BranchMatching> {
    let is_any = match types.resolved(item) {
        Type::Any(_) => true,
        Type::Named(id) => match types.kind(*id)? {
            TypeKind::Struct(_) => false,
            TypeKind::Enum(list) => list.base == EnumBase::Mixed,
            TypeKind::Union(_) | TypeKind::Alias(_) => true,
        },
        _ => false,
    };
    if is_any {
        return None;
    }
    let rule = union_matching::of(types, item, depth + 1);
    // An array that holds itself ends somewhere.
    (!rule.kinds.is_empty()).then(|| BranchMatching {
        kinds: rule.kinds,
        required: rule.required,
        items: rule.items,
        ..BranchMatching::default()
    })
}
