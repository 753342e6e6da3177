//! Finds the types that contain constraints.

use super::rules::{Rule, own_rules};
use crate::model::{Constraints, PerType, Type, TypeId, TypeSet};
use crate::plan::{Planned, PlannedKind, PlannedType};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::HashSet;

/// Types that contain constraints, by [`TypeId`].
#[derive(Debug)]
pub struct Limited {
    /// Objects, unions and newtypes that `validate()` checks.
    checked: TypeSet,
    /// Aliases with their own rules.
    ruled: TypeSet,
    /// Aliases of types that `validate()` checks.
    leading: TypeSet,
    /// Parts of merged types whose constraints differ: no rule applies to all of them.
    contested: HashSet<(TypeId, Part)>,
    has_patterns: bool,
}

/// A part of a type that can have constraints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The whole type.
    Itself,
    /// A property or a branch, in the order of the model.
    At(usize),
    /// The additional properties.
    Additional,
}

impl Limited {
    /// Finds the types with their own constraints, then those that contain one.
    pub fn of(planned: &Planned<'_>) -> Self {
        let contested = contested(planned);
        let all: Vec<&PlannedType<'_>> = planned.types.iter().collect();
        let own: Vec<Own> = all
            .into_par_iter()
            .map(|plan| Own::of(planned, plan, &contested))
            .collect();
        let mut users: PerType<Vec<TypeId>> = planned.types.map(|_| Vec::new());
        for (plan, own) in planned.types.iter().zip(&own) {
            for used in &own.uses {
                if let Some(users) = users.get_mut(*used) {
                    users.push(plan.id);
                }
            }
        }
        let has_patterns = own.iter().any(|own| own.has_patterns);
        let has_rules: PerType<bool> = own.iter().map(|own| own.has_rules).collect();
        let own = TypeSet::of(&planned.api.types, |id, _| has_rules.get(id) == Some(&true));
        let is_alias = |id: TypeId| {
            let kind = planned.ty(id).map(|plan| &plan.kind);
            matches!(kind, Some(PlannedKind::Alias(_)))
        };
        let spread = |from: &TypeSet, counts: &dyn Fn(TypeId) -> bool| {
            planned.api.types.reachable(from.iter(), |id, ahead| {
                let users = users.get(id).into_iter().flatten().copied();
                ahead.extend(users.filter(|user| counts(*user)));
            })
        };
        let checked = spread(&own, &|_| true).only(|id| !is_alias(id));
        let ruled = spread(&own.only(is_alias), &is_alias);
        let leading = spread(&checked, &is_alias).only(is_alias);
        Self {
            checked,
            ruled,
            leading,
            contested,
            has_patterns,
        }
    }

    /// Returns the constraints of a part, if they are the same in all types that this one represents.
    pub fn agreed<'c>(
        &self,
        id: TypeId,
        part: Part,
        constraints: &'c Constraints,
    ) -> &'c Constraints {
        const NONE: &Constraints = &Constraints::NONE;
        match self.contested.contains(&(id, part)) {
            true => NONE,
            false => constraints,
        }
    }

    /// Returns `true` if any rule is a pattern.
    pub fn has_patterns(&self) -> bool {
        self.has_patterns && self.is_anything()
    }

    /// Returns `true` if there is anything to check.
    pub fn is_anything(&self) -> bool {
        !self.checked.is_empty()
    }

    /// Returns `true` if `validate()` checks the type itself: an object, a union or a newtype.
    pub fn is_checked(&self, id: TypeId) -> bool {
        self.checked.contains(id)
    }

    /// Returns `true` if the type is an alias with its own rules.
    pub fn is_ruled(&self, id: TypeId) -> bool {
        self.ruled.contains(id)
    }

    /// Returns `true` if a type contains something to check, also inside lists and maps.
    pub fn is_nested(&self, planned: &Planned<'_>, ty: &Type) -> bool {
        ty.any(&mut |ty| match ty {
            Type::Named(id) => {
                let id = planned.representative(*id);
                self.is_checked(id) || self.leading.contains(id)
            }
            _ => false,
        })
    }
}

/// What a type has by itself.
struct Own {
    /// The types that it contains.
    uses: Vec<TypeId>,
    has_rules: bool,
    has_patterns: bool,
}

impl Own {
    fn of(
        planned: &Planned<'_>,
        plan: &PlannedType<'_>,
        contested: &HashSet<(TypeId, Part)>,
    ) -> Self {
        let id = plan.id;
        let mut own = Self {
            uses: Vec::new(),
            has_rules: false,
            has_patterns: false,
        };
        for (part, ty, constraints) in parts(plan) {
            ty.each_named(&mut |inner| {
                let inner = planned.representative(inner);
                own.uses.extend(Some(inner).filter(|inner| *inner != id));
            });
            if contested.contains(&(id, part)) || plan.same_as.is_some() {
                continue;
            }
            for rule in own_rules(planned, &ty, constraints) {
                own.has_rules = true;
                rule.each(&mut |rule| own.has_patterns |= matches!(rule, Rule::Pattern(..)));
            }
        }
        own
    }
}

/// Returns the parts of merged types whose constraints differ.
fn contested(planned: &Planned<'_>) -> HashSet<(TypeId, Part)> {
    let mut contested = HashSet::new();
    for plan in &planned.types {
        let Some((same, other)) = plan
            .same_as
            .and_then(|same| Some((same, planned.ty(same)?)))
        else {
            continue;
        };
        let both = parts(other).into_iter().zip(parts(plan));
        for ((part, _, one), (_, _, other)) in both {
            if one != other {
                contested.insert((same, part));
            }
        }
    }
    contested
}

/// Returns the parts of a type, each with its type and constraints.
fn parts<'a>(plan: &PlannedType<'a>) -> Vec<(Part, Cow<'a, Type>, &'a Constraints)> {
    match &plan.kind {
        PlannedKind::Struct(object) => {
            let fields = object.fields.iter().enumerate();
            let additional = object.additional.iter();
            fields
                .map(|(at, field)| (Part::At(at), Cow::Borrowed(field.ty), field.constraints))
                .chain(
                    additional.map(|it| (Part::Additional, Cow::Borrowed(it.ty), it.constraints)),
                )
                .chain([(
                    Part::Itself,
                    Cow::Owned(Type::Named(plan.id)),
                    object.constraints,
                )])
                .collect()
        }
        PlannedKind::Union(union) => {
            let branches = union.branches.iter().enumerate();
            branches
                .map(|(at, branch)| (Part::At(at), Cow::Borrowed(branch.ty), branch.constraints))
                .collect()
        }
        PlannedKind::Alias(content) | PlannedKind::Newtype(content) => {
            vec![(Part::Itself, Cow::Borrowed(content.ty), content.constraints)]
        }
        PlannedKind::Enum(_) => Vec::new(),
    }
}
