//! Which traits can each type derive?
//!
//! A trait holds for a type when it holds for everything in it; for recursive types the greatest such answer is taken:
//! start with everything, take away until nothing changes.

use super::{Derives, Planned};
use crate::config::DateLibrary;
use crate::model::{Api, EnumBase, Type, TypeId, TypeKind, Untyped};
use crate::rust::LONGEST_TUPLE;
use std::collections::HashSet;

const ALL: Derives = Derives {
    eq: true,
    hash: true,
    ord: true,
    copy: true,
    default: true,
};
const ANY: Type = Type::Any(Untyped::Faithful(""));
const NONE: Derives = Derives {
    eq: false,
    hash: false,
    ord: false,
    copy: false,
    default: false,
};

/// The derives of each type, by [`TypeId`].
pub fn derives(api: &Api, dates: DateLibrary) -> Vec<Derives> {
    let in_sets = in_sets(api);
    let mut answers: Vec<Derives> = vec![ALL; api.types.len()];
    loop {
        let mut changed = false;
        for (id, def) in api.types.iter() {
            let mut answer = of_kind(&def.kind, &answers, dates);
            if matches!(def.kind, TypeKind::Enum(_)) {
                answer.ord &= in_sets.contains(&id);
            }
            if let Some(slot) = answers.get_mut(id.0 as usize)
                && *slot != answer
            {
                *slot = answer;
                changed = true;
            }
        }
        if !changed {
            return answers;
        }
    }
}

/// The named types that sets hold: only they need an order.
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
    // A set of an alias is a set of what it stands for.
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

/// What a type of the model can do, once everything is planned.
pub fn can(planned: &Planned<'_>, ty: &Type) -> Derives {
    let of = |id: TypeId| planned.ty(id).map_or(NONE, |plan| plan.derives);
    of_type(ty, &of, planned.dates)
}

fn of_kind(kind: &TypeKind, answers: &[Derives], dates: DateLibrary) -> Derives {
    let of = |id: TypeId| answers.get(id.0 as usize).copied().unwrap_or(NONE);
    match kind {
        TypeKind::Struct(object) => {
            let all = object.fields.iter().fold(ALL, |all, field| {
                let can = of_type(&field.ty, &of, dates);
                // A default is what `new()` makes when nothing must be given.
                let default = !field.required || field.constant.is_some();
                both(all, Derives { default, ..can })
            });
            let all = object.additional.iter().fold(all, |all, value| {
                let can = of_type(value, &of, dates);
                both(
                    all,
                    Derives {
                        default: true,
                        ..can
                    },
                )
            });
            // An order or Copy would go away with the next property that has none.
            Derives {
                copy: false,
                ord: false,
                ..all
            }
        }
        TypeKind::Enum(list) => Derives {
            copy: false,
            default: false,
            ord: !matches!(list.base, EnumBase::Mixed),
            ..ALL
        },
        TypeKind::Union(union) => {
            let all = union.branches.iter().fold(ALL, |all, branch| {
                both(all, of_type(&branch.ty, &of, dates))
            });
            Derives {
                copy: false,
                default: false,
                ord: false,
                ..all
            }
        }
        TypeKind::Alias(ty) => of_type(ty, &of, dates),
    }
}

fn of_type(ty: &Type, of: &impl Fn(TypeId) -> Derives, dates: DateLibrary) -> Derives {
    match ty {
        Type::Named(id) => of(*id),
        Type::Boolean | Type::Integer(_) | Type::Null => ALL,
        Type::Number => Derives {
            copy: true,
            default: true,
            ..NONE
        },
        Type::String | Type::Binary | Type::Time | Type::Duration => Derives { copy: false, ..ALL },
        Type::Decimal => Derives {
            copy: false,
            ord: false,
            ..ALL
        },
        Type::Secret => Derives {
            copy: false,
            ord: false,
            hash: false,
            ..ALL
        },
        Type::DateTime | Type::Date if dates == DateLibrary::Strings => {
            Derives { copy: false, ..ALL }
        }
        Type::DateTime | Type::Date => Derives {
            default: false,
            ..ALL
        },
        Type::Uuid => ALL,
        Type::Base64 | Type::Base64Url => Derives { copy: false, ..ALL },
        Type::List(item) | Type::Set(item) => Derives {
            copy: false,
            default: true,
            ..of_type(item, of, dates)
        },
        Type::Map(value) => Derives {
            copy: false,
            default: true,
            ..of_type(value, of, dates)
        },
        Type::Tuple(items) if items.len() > LONGEST_TUPLE => of_type(&ANY, of, dates),
        Type::Tuple(items) => items
            .iter()
            .fold(ALL, |all, item| both(all, of_type(item, of, dates))),
        Type::Nullable(inner) => Derives {
            default: true,
            ..of_type(inner, of, dates)
        },
        // `serde_json::Value` has equality and hash, since its numbers do; it has no order.
        Type::Any(_) => Derives {
            copy: false,
            ord: false,
            ..ALL
        },
    }
}

fn both(one: Derives, other: Derives) -> Derives {
    Derives {
        eq: one.eq && other.eq,
        hash: one.hash && other.hash,
        ord: one.ord && other.ord,
        copy: one.copy && other.copy,
        default: one.default && other.default,
    }
}
