//! Types of `oneOf` and `anyOf`.
//!
//! Branches that do not affect the type are removed (null, and those with `required` only). The others become one
//! type, an enum of all their values, or a union. Keywords beside `oneOf` or `anyOf` apply to each branch.

use super::all_of::{Choice, Merged};
use super::union_names;
use super::view::{AnyOf, Part, resolved};
use super::{annotations, conditions, discriminators, enums, equality, listed_values, nullable};
use crate::diagnostics::Code;
use crate::lower::schemas::{self, Goal};
use crate::lower::{Lowered, Lowering, Naming};
use crate::model::{Branch, BranchMatching, Constraints, Type, TypeKind, Union};
use crate::spec::{Additional, Discriminator, Document, PlaceId, SchemaId, SchemaType};
use serde_json::Value;

/// Limit of the combinations of several `oneOf` and `anyOf`.
const MOST_COMBINATIONS: usize = 64;

/// Returns the type of `oneOf` and `anyOf`; `None` if they do not affect the type.
pub fn lower<'d>(
    lowering: &mut Lowering<'d, '_>,
    merged: &mut Merged<'d>,
    parts: &[Part],
    goal: Goal<'_>,
    lowered: &mut Lowered,
    at: PlaceId,
) -> Option<Type> {
    let discriminator = merged
        .choices
        .iter()
        .find_map(|choice| choice.discriminator)
        .or(merged.discriminator);
    let mut only_null = false;
    let mut choices = Vec::new();
    let mut holds_several = discriminator.is_none();
    for choice in std::mem::take(&mut merged.choices) {
        let is_any_of = choice.is_any_of;
        let branches = flattened(lowering.document, choice);
        let count = branches.len();
        let branches: Vec<Part> = branches
            .into_iter()
            .filter(|branch| !nullable::only_null(lowering.document, branch))
            .collect();
        only_null |= branches.is_empty() && count > 0;
        if branches
            .iter()
            .all(|branch| only_narrows(lowering.document, branch, merged))
        {
            for branch in &branches {
                record_required(lowering.document, branch, merged);
            }
            if !branches.is_empty() {
                lowered
                    .docs
                    .notes
                    .push("Only some combinations of these properties are allowed.".to_owned());
            }
            continue;
        }
        holds_several &= is_any_of && !branches.iter().any(|one| is_closed(lowering.document, one));
        choices.push(branches);
    }
    if choices.is_empty() {
        return (only_null && merged.is_trivial() && merged.typ.is_none()).then_some(Type::Null);
    }
    let combinations = choices.iter().fold(1_usize, |count, branches| {
        count.saturating_mul(branches.len())
    });
    if combinations > MOST_COMBINATIONS && choices.len() > 1 {
        let message = format!(
            "{combinations} combinations of `oneOf` and `anyOf`; only the first of them becomes a union"
        );
        lowering.report(Code::TooManyCombinations, at, message);
        choices.truncate(1);
    }
    let is_trivial = merged.is_trivial();
    let mut alternatives: Vec<Vec<Part>> = vec![Vec::new()];
    for branches in choices {
        alternatives = alternatives
            .iter()
            .flat_map(|picked: &Vec<Part>| {
                branches
                    .iter()
                    .map(|branch| picked.iter().chain([branch]).copied().collect())
            })
            .collect();
    }
    let alternatives: Vec<Alternative> = alternatives
        .into_iter()
        .map(|picked| {
            let has_common_keywords = match picked.as_slice() {
                [branch] => is_trivial || includes_common(lowering, *branch, merged, goal.root),
                _ => is_trivial,
            };
            let parts = if has_common_keywords {
                picked.clone()
            } else {
                let beside = parts.iter().copied().map(Part::without_choices);
                beside.chain(picked.iter().copied()).collect()
            };
            Alternative { picked, parts }
        })
        .collect();
    Some(union(
        lowering,
        alternatives,
        Holding {
            discriminator,
            holds_several,
        },
        goal,
        lowered,
        at,
    ))
}

/// Returns the type of a value that satisfies one of several schemas.
pub fn any<'d>(
    lowering: &mut Lowering<'d, '_>,
    alternatives: &[Vec<Part>],
    goal: Goal<'_>,
) -> Lowered {
    let nullable = alternatives
        .iter()
        .any(|parts| nullable::all(lowering, parts));
    let at = alternatives
        .iter()
        .flatten()
        .next()
        .map(|part| lowering.place_of(part))
        .unwrap_or_default();
    let alternatives = alternatives
        .iter()
        .map(|parts| Alternative {
            picked: parts.clone(),
            parts: parts.clone(),
        })
        .collect();
    let mut lowered = annotations::of(lowering, &[]);
    lowered.ty = union(
        lowering,
        alternatives,
        Holding::default(),
        goal,
        &mut lowered,
        at,
    );
    lowered.nullable |= nullable;
    lowered
}

struct Alternative {
    /// Its branches: one, or one of each `oneOf` and `anyOf`.
    picked: Vec<Part>,
    /// Its branches, and the keywords beside `oneOf` or `anyOf`.
    parts: Vec<Part>,
}

/// The branches that hold for a value.
#[derive(Clone, Copy, Default)]
struct Holding<'d> {
    /// The discriminator that tells the one that does.
    discriminator: Option<&'d Discriminator<'d>>,
    /// Several of them can.
    holds_several: bool,
}

fn union<'d>(
    lowering: &mut Lowering<'d, '_>,
    mut alternatives: Vec<Alternative>,
    Holding {
        discriminator,
        holds_several,
    }: Holding<'d>,
    goal: Goal<'_>,
    lowered: &mut Lowered,
    at: PlaceId,
) -> Type {
    let parts = alternatives.iter().map(|one| one.parts.as_slice());
    if let Some(list) = listed_values::open_enum(lowering, parts, lowered) {
        let id = schemas::define(lowering, goal, &lowered.docs, at);
        return schemas::make(lowering, id, TypeKind::Enum(list));
    }
    if let [only] = alternatives.as_slice() {
        let inner = schemas::lower_parts(lowering, &only.parts, goal);
        let ty = inner.ty.clone();
        annotations::inherit(lowered, inner);
        return ty;
    }
    let parts = alternatives.iter().map(|one| one.parts.as_slice());
    if let Some(list) = listed_values::listed(lowering.document, parts) {
        let id = schemas::define(lowering, goal, &lowered.docs, at);
        return schemas::make(lowering, id, TypeKind::Enum(list));
    }
    let id = schemas::define(lowering, goal, &lowered.docs, at);
    let parent = Naming::Type(id);
    let property = discriminator.map(|discriminator| &*discriminator.property);
    let mut branches: Vec<Branch> = Vec::with_capacity(alternatives.len());
    let own = union_names::own_properties(
        lowering.document,
        alternatives.iter().map(|one| one.picked.as_slice()),
    );
    for (alternative, own) in alternatives.iter_mut().zip(own) {
        // A type for these keywords belongs to the union and is shared by the branches.
        for part in alternative
            .parts
            .iter_mut()
            .filter(|part| part.is_without_choices())
        {
            part.owner.get_or_insert(id);
        }
        let name = union_names::documented(lowering.document, &alternative.picked, property);
        let fallback = name
            .clone()
            .or(own)
            .unwrap_or_else(|| union_names::guessed(lowering.document, &alternative.picked));
        let inner = schemas::lower_parts(
            lowering,
            &alternative.parts,
            Goal::inline(&parent.then(&fallback)),
        );
        let tags = discriminator
            .map(|discriminator| tags(lowering, discriminator, &alternative.picked))
            .unwrap_or_default();
        lowered.nullable |= inner.nullable;
        let constant = inner.constant.clone();
        let constant = constant.and_then(|value| Some((enums::scalar(&value)?, value)));
        let (inner, constant, name) = match constant {
            None => (inner, None, name),
            Some((ty, value)) => {
                let name = union_names::of_value(lowering.document, &alternative.picked, &value);
                let inner = Lowered {
                    ty,
                    constraints: Constraints::default(),
                    ..inner
                };
                (inner, Some(value), Some(name))
            }
        };
        let is_same = |branch: &&mut Branch| branch.ty == inner.ty && branch.constant == constant;
        if let Some(same) = branches.iter_mut().find(is_same) {
            same.matching.tags.extend(tags);
            if same.constraints != inner.constraints {
                // Either set of constraints may apply, so neither is validated.
                same.constraints = Constraints::default();
            }
            continue;
        }
        let values = inner.constant.into_iter().collect();
        let intended_name = name.unwrap_or_else(|| {
            union_names::of_type(&lowering.types, &inner.ty).unwrap_or(fallback)
        });
        branches.push(Branch {
            intended_name,
            docs: inner.docs,
            ty: inner.ty,
            constant,
            constraints: inner.constraints,
            matching: BranchMatching {
                tags,
                values,
                ..BranchMatching::default()
            },
            is_tagged: false,
        });
    }
    if let Some(ty) = widest(&branches) {
        if let [only] = branches.as_slice() {
            lowered.constraints.narrow(only.constraints.clone());
            lowered.constant = only.constant.clone();
        }
        return ty;
    }
    schemas::make(
        lowering,
        id,
        TypeKind::Union(Union {
            branches,
            discriminator: property.map(str::to_owned),
            holds_several,
            overlaps: false,
        }),
    )
}

/// Returns the branches. A branch that is an inline `oneOf` or `anyOf` is replaced by its branches.
fn flattened(document: &Document<'_>, choice: Choice<'_>) -> Vec<Part> {
    let mut branches: Vec<Part> = Vec::with_capacity(choice.branches.len());
    let mut waiting: Vec<(Part, usize)> = choice
        .branches
        .into_iter()
        .rev()
        .map(|branch| (branch, 0))
        .collect();
    while let Some((branch, depth)) = waiting.pop() {
        let inner = if depth < 8 {
            inner_choice(document, branch)
        } else {
            Vec::new()
        };
        if inner.is_empty() {
            if !branches
                .iter()
                .any(|other| equality::same(document, other, &branch))
            {
                branches.push(branch);
            }
        } else {
            waiting.extend(inner.into_iter().rev().map(|part| (part, depth + 1)));
        }
    }
    branches
}

/// Returns the branches of an inline schema that is only a `oneOf` or `anyOf`.
fn inner_choice(document: &Document<'_>, branch: Part) -> Vec<Part> {
    let (Some(view), Some(bare)) = (
        branch.view(document),
        branch.without_choices().view(document),
    ) else {
        return Vec::new();
    };
    let has_both = !view.one_of().is_empty() && view.has_any_of();
    let is_only_choice = !has_both
        && view.all_of().is_empty()
        && view.typ.is_none()
        && view.discriminator().is_none()
        && view.title().is_none()
        && bare.is_trivial()
        && !conditions::describe_properties(document, branch.schema, &bare);
    match view.any_of() {
        _ if !is_only_choice => Vec::new(),
        AnyOf::Schemas([]) => branch.one_of(&view).collect(),
        AnyOf::Schemas(_) | AnyOf::Types(_) => branch.any_of(&view),
    }
}

/// Returns `true` if an object allows no other properties than its own.
fn is_closed(document: &Document<'_>, branch: &Part) -> bool {
    let view = resolved(document, branch.schema).map(|(_, view)| view);
    view.is_some_and(|view| view.additional() == Some(Additional::Any(false)))
}

/// Returns `true` if a branch only narrows the keywords beside it: `required`, `not`, bounds, a format.
fn only_narrows(document: &Document<'_>, branch: &Part, beside: &Merged<'_>) -> bool {
    let Some(view) = branch.view(document) else {
        return false;
    };
    let is_object = beside.typ == Some(SchemaType::Object) || !beside.properties.is_empty();
    let same_kind = match view.typ {
        None => true,
        Some(typ) => beside.typ == Some(typ) || (typ == SchemaType::Object && is_object),
    };
    let narrows = beside.typ.is_some()
        || is_object
        || view.required().next().is_some()
        || view.not().is_some();
    // An `allOf` of such schemas is one too.
    let parts = branch
        .parts(&view)
        .all(|part| only_narrows(document, &part, beside));
    let is_trivial = view.is_trivial_but_required()
        && !conditions::describe_properties(document, branch.schema, &view);
    is_trivial && parts && same_kind && narrows
}

/// Records the names that a branch requires, since a name without a schema is a property too.
fn record_required<'d>(document: &'d Document<'d>, branch: &Part, merged: &mut Merged<'d>) {
    if let Some(view) = branch.view(document) {
        merged.mentioned.extend(view.required());
        for part in branch.parts(&view) {
            record_required(document, &part, merged);
        }
    }
}

/// Returns `true` if a branch already includes the keywords beside it: a child that refers to its parent, or one that
/// repeats the common properties.
fn includes_common<'d>(
    lowering: &mut Lowering<'d, '_>,
    branch: Part,
    beside: &Merged<'d>,
    root: Option<SchemaId>,
) -> bool {
    if lowering.document.schemas.reference(branch.schema).is_none() {
        return false;
    }
    if root.is_some_and(|root| discriminators::is_descendant(lowering, branch.schema, root)) {
        return true;
    }
    let open = matches!(beside.additional, super::all_of::Additional::Values(_))
        || !beside.patterns.is_empty()
        || !beside.items.is_empty()
        || beside.values.is_some();
    let inner = Merged::of(lowering, &[branch], None);
    !open
        && inner.choices.is_empty()
        && beside.conditional.is_empty()
        && beside
            .properties
            .keys()
            .all(|name| inner.properties.contains_key(name))
        && beside
            .required
            .iter()
            .all(|name| inner.required.contains(name))
}

/// Returns the type that holds the values of all branches, if it is simpler to use than a union.
fn widest(branches: &[Branch]) -> Option<Type> {
    if let [only] = branches {
        return Some(only.ty.clone());
    }
    if branches
        .iter()
        .any(|branch| !branch.matching.tags.is_empty())
    {
        return None;
    }
    let all = |fits: fn(&Type) -> bool| branches.iter().all(|branch| fits(&branch.ty));
    let some = |ty: &Type| {
        let mut any = branches.iter().filter(|branch| branch.constant.is_none());
        any.any(|branch| branch.ty == *ty)
    };
    if all(|ty| matches!(ty, Type::Integer(_))) {
        return Some(Type::Integer(crate::model::Integer::I64));
    }
    if all(|ty| matches!(ty, Type::Integer(_) | Type::Number | Type::Decimal)) {
        return Some(if some(&Type::Decimal) {
            Type::Decimal
        } else {
            Type::Number
        });
    }
    // A constant is a variant of its own, except for the empty string beside any string.
    let is_named = |value: &Value| value != "";
    let mut constants = branches
        .iter()
        .filter_map(|branch| branch.constant.as_ref());
    let is_any_value = !constants.any(is_named);
    // A secret in a string would lose its secrecy.
    let is_text = |ty: &Type| ty.is_text() && *ty != Type::Secret;
    (is_any_value && some(&Type::String) && all(is_text)).then_some(Type::String)
}

fn tags(
    lowering: &Lowering<'_, '_>,
    discriminator: &Discriminator<'_>,
    picked: &[Part],
) -> Vec<String> {
    let document = lowering.document;
    let targets: Vec<SchemaId> = picked
        .iter()
        .filter_map(|branch| match branch.view(document) {
            None => document.schemas.target(branch.schema),
            // A reference with siblings.
            Some(view) => view
                .all_of()
                .iter()
                .find_map(|part| document.schemas.target(*part)),
        })
        .collect();
    if targets
        .iter()
        .any(|target| discriminators::is_default(lowering, discriminator, *target))
    {
        return Vec::new();
    }
    let mapped: Vec<String> = targets
        .iter()
        .flat_map(|target| discriminators::tags(lowering, discriminator, *target))
        .collect();
    if mapped.is_empty() {
        targets
            .iter()
            .filter_map(|target| discriminators::implicit(lowering, *target))
            .collect()
    } else {
        mapped
    }
}

#[cfg(test)]
#[path = "union_tests.rs"]
mod tests;
