//! Which types have limits somewhere in them?

use super::rules::own_rules;
use crate::emit::types::LONGEST_TUPLE;
use crate::model::{Constraints, Type, TypeDef, TypeId, TypeKind};
use crate::plan::{Planned, each_named};

/// The answer for all types, by [`TypeId`].
pub struct Limited {
    /// Objects, unions and types around another one that `validate()` looks into.
    checked: Vec<bool>,
    /// Other names for types, with rules that go with the name.
    ruled: Vec<bool>,
    /// Other names for types in which there is something to look into.
    leading: Vec<bool>,
}

impl Limited {
    /// Finds the types with limits of their own, then whoever contains one.
    pub fn of(planned: &Planned) -> Self {
        let types = &planned.api.types;
        let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); types.len()];
        let mut own = Vec::with_capacity(types.len());
        for (id, def) in types.iter() {
            let mut has_rules = match &def.kind {
                TypeKind::Struct(object) => {
                    !own_rules(planned, &Type::Named(id), &object.constraints).is_empty()
                }
                _ => false,
            };
            for (ty, constraints) in members(def) {
                has_rules |= !own_rules(planned, ty, constraints).is_empty();
                each_named(ty, &mut |inner| {
                    let inner = representative(planned, inner);
                    if let Some(users) = users.get_mut(inner.0 as usize) {
                        users.push(id);
                    }
                });
            }
            own.push(has_rules && representative(planned, id) == id);
        }
        let is_alias: Vec<bool> = types
            .iter()
            .map(|(id, def)| {
                let newtype = planned.ty(id).is_some_and(|plan| plan.newtype);
                matches!(def.kind, TypeKind::Alias(_)) && !newtype
            })
            .collect();
        let aliases_of = |some: &[bool], aliases: bool| -> Vec<bool> {
            let both = some.iter().zip(&is_alias);
            both.map(|(some, alias)| *some && *alias == aliases)
                .collect()
        };
        let limited = spread(&own, &users, |_| true);
        let checked = aliases_of(&limited, false);
        let only_aliases = |id: TypeId| is_alias.get(id.0 as usize) == Some(&true);
        let ruled = spread(&aliases_of(&own, true), &users, only_aliases);
        let leading = aliases_of(&spread(&checked, &users, only_aliases), true);
        Self {
            checked,
            ruled,
            leading,
        }
    }

    /// Whether there is anything to check at all.
    pub fn is_anything(&self) -> bool {
        self.checked.contains(&true)
    }

    /// Whether `validate()` looks into the type itself: an object, a union or a type around another one.
    pub fn is_checked(&self, id: TypeId) -> bool {
        self.checked.get(id.0 as usize) == Some(&true)
    }

    /// Whether rules go with the name of the type, which is another name for one.
    pub fn is_ruled(&self, id: TypeId) -> bool {
        self.ruled.get(id.0 as usize) == Some(&true)
    }

    /// Whether something in a type is looked into, perhaps in lists, maps and the like.
    pub fn is_nested(&self, planned: &Planned, ty: &Type) -> bool {
        match ty {
            Type::Named(id) => {
                let id = representative(planned, *id);
                self.is_checked(id) || self.leading.get(id.0 as usize) == Some(&true)
            }
            Type::List(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.is_nested(planned, inner)
            }
            Type::Tuple(items) if items.len() <= LONGEST_TUPLE => {
                items.iter().any(|item| self.is_nested(planned, item))
            }
            _ => false,
        }
    }
}

/// The type that is emitted in place of another one.
pub fn representative(planned: &Planned, id: TypeId) -> TypeId {
    planned.ty(id).and_then(|plan| plan.same_as).unwrap_or(id)
}

/// What is in a type, with what the document says of it beside its type.
fn members(def: &TypeDef) -> Vec<(&Type, &Constraints)> {
    match &def.kind {
        TypeKind::Struct(object) => {
            let fields = object.fields.iter();
            let additional = object.additional.iter();
            fields
                .map(|field| (&field.ty, &field.constraints))
                .chain(additional.map(|ty| (ty, &object.additional_constraints)))
                .collect()
        }
        TypeKind::Union(union) => {
            let branches = union.branches.iter();
            branches
                .map(|branch| (&branch.ty, &branch.constraints))
                .collect()
        }
        TypeKind::Alias(ty) => vec![(ty, &def.constraints)],
        TypeKind::Enum(_) => Vec::new(),
    }
}

/// Those, and whoever uses one of them, as far as the users count.
fn spread(from: &[bool], users: &[Vec<TypeId>], counts: impl Fn(TypeId) -> bool) -> Vec<bool> {
    let mut reached = from.to_vec();
    let mut ahead: Vec<usize> = (0..from.len())
        .filter(|index| from.get(*index) == Some(&true))
        .collect();
    while let Some(index) = ahead.pop() {
        for user in users.get(index).into_iter().flatten() {
            if let Some(slot @ false) = reached.get_mut(user.0 as usize)
                && counts(*user)
            {
                *slot = true;
                ahead.push(user.0 as usize);
            }
        }
    }
    reached
}
