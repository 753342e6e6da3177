//! What type a choice is: `oneOf` and `anyOf`.
//!
//! Branches that say nothing about the type go (null, those that only require properties); what is left is one type, an
//! enum of everything that the branches list, or a union. What stands beside a choice is part of each branch.

use super::all_of::{Choice, Merged};
use super::schemas::{self, Goal};
use super::union_names;
use super::view::{Node, Spot, View};
use super::{At, Lowered, Lowering, Naming, annotations, discriminators, enums, nullable};
use crate::diagnostics::Code;
use crate::model::{Branch, Constraints, Docs, Tell, Type, TypeKind, Union, Variant};
use openapiv3::Discriminator;

/// More combinations of several choices than this are not spelled out.
const MOST_COMBINATIONS: usize = 64;

/// The type of a choice; `None` where the choices say nothing about the type.
pub fn lower<'d>(
    lowering: &mut Lowering<'d>,
    merged: &mut Merged<'d>,
    spots: &[Spot<'d>],
    goal: Goal<'_, 'd>,
    lowered: &mut Lowered,
    at: &At<'d>,
) -> Option<Type> {
    let discriminator = merged
        .choices
        .iter()
        .find_map(|choice| choice.discriminator)
        .or(merged.discriminator);
    let mut only_null = false;
    let mut choices = Vec::new();
    for choice in std::mem::take(&mut merged.choices) {
        let branches = flattened(choice);
        let count = branches.len();
        let branches: Vec<Spot<'d>> = branches
            .into_iter()
            .filter(|branch| !nullable::only_null(branch.node))
            .collect();
        only_null |= branches.is_empty() && count > 0;
        if branches.iter().all(|branch| is_thin(branch.node, merged)) {
            for branch in &branches {
                mention(branch.node, merged);
            }
            if !branches.is_empty() {
                lowered.docs.notes.push("The API's document allows only certain combinations of these, which the type cannot say.".to_owned());
            }
            continue;
        }
        choices.push(branches);
    }
    if choices.is_empty() {
        return (only_null && merged.says_little() && merged.typ.is_none()).then_some(Type::Null);
    }
    let combinations = choices.iter().fold(1_usize, |count, branches| {
        count.saturating_mul(branches.len())
    });
    if combinations > MOST_COMBINATIONS && choices.len() > 1 {
        lowering.say(Code::TooManyCombinations, at, format!("{combinations} combinations of several choices are too many to be types of their own: only the first choice is"));
        choices.truncate(1);
    }
    let says_little = merged.says_little();
    let mut alternatives: Vec<Vec<Spot<'d>>> = vec![Vec::new()];
    for branches in choices {
        alternatives = alternatives
            .iter()
            .flat_map(|picked| {
                branches
                    .iter()
                    .map(|branch| picked.iter().chain([branch]).cloned().collect())
            })
            .collect();
    }
    let alternatives: Vec<Alternative<'d>> = alternatives
        .into_iter()
        .map(|picked| {
            let said = match picked.as_slice() {
                [branch] => says_little || holds_already(lowering, branch, merged, goal.root),
                _ => says_little,
            };
            let parts = if said {
                picked.clone()
            } else {
                spots
                    .iter()
                    .map(Spot::bare)
                    .chain(picked.iter().cloned())
                    .collect()
            };
            Alternative { picked, parts }
        })
        .collect();
    Some(union(
        lowering,
        alternatives,
        discriminator,
        goal,
        lowered,
        at,
    ))
}

/// The type of a value that satisfies one of several things, none of which has to be a schema's own choice.
pub fn any<'d>(
    lowering: &mut Lowering<'d>,
    alternatives: &[Vec<Spot<'d>>],
    goal: Goal<'_, 'd>,
) -> Lowered {
    let nullable = alternatives
        .iter()
        .any(|spots| nullable::all(lowering, spots));
    let at = alternatives
        .iter()
        .flatten()
        .next()
        .map(|spot| spot.at.clone())
        .unwrap_or_default();
    let alternatives = alternatives
        .iter()
        .map(|spots| Alternative {
            picked: spots.clone(),
            parts: spots.clone(),
        })
        .collect();
    let mut lowered = annotations::of(lowering, &[]);
    lowered.ty = union(lowering, alternatives, None, goal, &mut lowered, &at);
    lowered.nullable |= nullable;
    lowered
}

struct Alternative<'d> {
    /// The branches that it is made of: one, or one of each choice.
    picked: Vec<Spot<'d>>,
    /// Those, with what stands beside the choice.
    parts: Vec<Spot<'d>>,
}

fn union<'d>(
    lowering: &mut Lowering<'d>,
    mut alternatives: Vec<Alternative<'d>>,
    discriminator: Option<&'d Discriminator>,
    goal: Goal<'_, 'd>,
    lowered: &mut Lowered,
    at: &At<'d>,
) -> Type {
    if let Some(index) = open_enum(lowering, &alternatives) {
        alternatives = alternatives.into_iter().skip(index).take(1).collect();
    }
    if let [only] = alternatives.as_slice() {
        let inner = schemas::lower_spots(lowering, &only.parts, goal);
        let ty = inner.ty.clone();
        annotations::inherit(lowered, inner);
        return ty;
    }
    if let Some(variants) = listed(&alternatives) {
        let id = schemas::define(lowering, goal, &lowered.docs, at);
        return schemas::make(lowering, id, TypeKind::Enum(enums::of_variants(variants)));
    }
    let id = schemas::define(lowering, goal, &lowered.docs, at);
    let parent = Naming::Type(id);
    let property = discriminator.map(|discriminator| discriminator.property_name.as_str());
    let mut branches: Vec<Branch> = Vec::with_capacity(alternatives.len());
    let own = union_names::own_properties(alternatives.iter().map(|one| one.picked.as_slice()));
    for (alternative, own) in alternatives.iter_mut().zip(own) {
        // What stands beside the choice belongs to the union, not to each branch anew.
        for part in alternative.parts.iter_mut().filter(|part| part.bare) {
            part.owner.get_or_insert(id);
        }
        let name = union_names::given(&alternative.picked, property);
        let way = name
            .clone()
            .or(own)
            .unwrap_or_else(|| union_names::guessed(&alternative.picked));
        let inner = schemas::lower_spots(
            lowering,
            &alternative.parts,
            Goal::inline(&parent.then(&way)),
        );
        let tags = discriminator
            .map(|discriminator| tags(lowering, discriminator, &alternative.picked))
            .unwrap_or_default();
        lowered.nullable |= inner.nullable;
        if let Some(same) = branches.iter_mut().find(|branch| branch.ty == inner.ty) {
            same.tell.tags.extend(tags);
            if same.constraints != inner.constraints {
                // One of them is to hold, and nobody can say which.
                same.constraints = Constraints::default();
            }
            continue;
        }
        let values = inner.constant.into_iter().collect();
        let intended_name =
            name.unwrap_or_else(|| union_names::of_type(&lowering.types, &inner.ty).unwrap_or(way));
        branches.push(Branch {
            intended_name,
            docs: inner.docs,
            ty: inner.ty,
            constraints: inner.constraints,
            tell: Tell {
                tags,
                values,
                ..Tell::default()
            },
        });
    }
    if let Some(ty) = widest(&branches) {
        if let [only] = branches.as_slice() {
            lowered.constraints.narrow(only.constraints.clone());
        }
        return ty;
    }
    schemas::make(
        lowering,
        id,
        TypeKind::Union(Union {
            branches,
            discriminator: property.map(str::to_owned),
            overlaps: false,
        }),
    )
}

/// Branches, with those of inline choices inside in their place.
fn flattened(choice: Choice<'_>) -> Vec<Spot<'_>> {
    let mut branches: Vec<Spot<'_>> = Vec::with_capacity(choice.branches.len());
    let mut waiting: Vec<(Spot<'_>, usize)> = choice
        .branches
        .into_iter()
        .rev()
        .map(|branch| (branch, 0))
        .collect();
    while let Some((branch, depth)) = waiting.pop() {
        if let Node::Schema(schema) = branch.node {
            let view = View::of(schema);
            let bare = View::of_spot(schema, true);
            let (keyword, inner) = if view.any_of.is_empty() {
                ("oneOf", view.one_of)
            } else {
                ("anyOf", view.any_of)
            };
            if depth < 8
                && !inner.is_empty()
                && (view.one_of.is_empty() || view.any_of.is_empty())
                && view.all_of.is_empty()
                && view.typ.is_none()
                && view.data.discriminator.is_none()
                && view.data.title.is_none()
                && bare.says_little()
            {
                waiting.extend(inner.iter().enumerate().rev().map(|(index, node)| {
                    (
                        Spot::new(node, branch.at.key(keyword).index(index)),
                        depth + 1,
                    )
                }));
                continue;
            }
        }
        if !branches.iter().any(|other| other.node == branch.node) {
            branches.push(branch);
        }
    }
    branches
}

/// Whether a branch only narrows what stands beside the choice: required properties, `not`, bounds, a format.
fn is_thin(node: Node<'_>, beside: &Merged<'_>) -> bool {
    let Node::Schema(schema) = node else {
        return false;
    };
    let view = View::of(schema);
    let little = View {
        required: &[],
        ..view.clone()
    }
    .says_little();
    let is_object = beside.typ == Some("object") || !beside.properties.is_empty();
    let same_kind = match view.typ {
        None => true,
        Some(typ) => beside.typ == Some(typ) || (typ == "object" && is_object),
    };
    let narrows =
        beside.typ.is_some() || is_object || !view.required.is_empty() || view.not.is_some();
    // Parts that are only narrowing themselves narrow together.
    let parts = view.all_of.iter().all(|part| is_thin(part.into(), beside));
    little && parts && same_kind && narrows
}

/// Keeps the names that a branch requires: one that is described nowhere is a property all the same.
fn mention<'d>(node: Node<'d>, merged: &mut Merged<'d>) {
    if let Node::Schema(schema) = node {
        let view = View::of(schema);
        merged
            .mentioned
            .extend(view.required.iter().map(String::as_str));
        for part in view.all_of {
            mention(part.into(), merged);
        }
    }
}

/// Whether a branch says already what stands beside the choice: a child that refers to its parent, or one that repeats the
/// common properties.
fn holds_already<'d>(
    lowering: &mut Lowering<'d>,
    branch: &Spot<'d>,
    beside: &Merged<'d>,
    root: Option<&'d str>,
) -> bool {
    if !matches!(branch.node, Node::Reference(_)) {
        return false;
    }
    if root.is_some_and(|root| discriminators::stands_on(lowering, branch.node, root)) {
        return true;
    }
    let open = matches!(beside.additional, super::all_of::Additional::Values(_))
        || !beside.patterns.is_empty()
        || !beside.items.is_empty()
        || beside.values.is_some();
    let inner = Merged::of(lowering, std::slice::from_ref(branch), None);
    !open
        && inner.choices.is_empty()
        && beside
            .properties
            .keys()
            .all(|name| inner.properties.contains_key(name))
        && beside
            .required
            .iter()
            .all(|name| inner.required.contains(name))
}

/// Strings of which some are listed: the place of the one branch with the list, as enums are open anyway.
fn open_enum<'d>(lowering: &Lowering<'d>, alternatives: &[Alternative<'d>]) -> Option<usize> {
    let mut list = None;
    for (index, alternative) in alternatives.iter().enumerate() {
        let [part] = alternative.parts.as_slice() else {
            return None;
        };
        let node = match part.node {
            Node::Reference(reference) => lowering.look_up(reference)?.node,
            node => node,
        };
        let Node::Schema(schema) = node else {
            return None;
        };
        let view = View::of(schema);
        let is_string =
            view.typ == Some("string") || (view.typ.is_none() && !view.enumeration.is_empty());
        if !is_string
            || !view.all_of.is_empty()
            || !view.one_of.is_empty()
            || !view.any_of.is_empty()
            || view.constant().is_some()
        {
            return None;
        }
        if view.enumeration.is_empty() {
            if view.format.is_some() {
                return None;
            }
        } else if list.replace(index).is_some()
            || !view
                .enumeration
                .iter()
                .all(|value| value.is_string() || value.is_null())
        {
            return None;
        }
    }
    if alternatives.len() > 1 { list } else { None }
}

/// Inline branches that all list their values, one by one or several at a time: the way of writing an enum that leaves room
/// for a description of each.
fn listed(alternatives: &[Alternative<'_>]) -> Option<Vec<Variant>> {
    let mut variants: Vec<Variant> = Vec::new();
    for alternative in alternatives {
        let [
            Spot {
                node: Node::Schema(schema),
                ..
            },
        ] = alternative.parts.as_slice()
        else {
            return None;
        };
        let view = View::of(schema);
        let values: Vec<_> = view
            .constant()
            .into_iter()
            .chain(view.enumeration.iter())
            .filter(|value| !value.is_null())
            .cloned()
            .collect();
        if values.is_empty()
            || view.properties.is_some()
            || !view.all_of.is_empty()
            || !values
                .iter()
                .all(|value| value.is_string() || value.is_i64())
        {
            return None;
        }
        let single = values.len() == 1;
        for value in values {
            if variants.iter().any(|variant| variant.value == value) {
                continue;
            }
            let title = view.data.title.clone().filter(|_| single);
            let description = view.data.description.clone().filter(|_| single);
            let intended_name = if value.is_string() {
                enums::text(&value)
            } else {
                title.clone().unwrap_or_else(|| enums::text(&value))
            };
            variants.push(Variant {
                value,
                intended_name,
                docs: Docs {
                    title,
                    description,
                    ..Docs::default()
                },
            });
        }
    }
    let strings = variants
        .iter()
        .filter(|variant| variant.value.is_string())
        .count();
    (strings == variants.len() || strings == 0).then_some(variants)
}

/// The one type that holds all branches, where it is one that people would rather have than a union.
fn widest(branches: &[Branch]) -> Option<Type> {
    if let [only] = branches {
        return Some(only.ty.clone());
    }
    if branches.iter().any(|branch| !branch.tell.tags.is_empty()) {
        return None;
    }
    let all = |fits: fn(&Type) -> bool| branches.iter().all(|branch| fits(&branch.ty));
    let some = |ty: &Type| branches.iter().any(|branch| branch.ty == *ty);
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
    let is_text = |ty: &Type| {
        matches!(
            ty,
            Type::String
                | Type::DateTime
                | Type::Date
                | Type::Time
                | Type::Duration
                | Type::Uuid
                | Type::Base64
                | Type::Base64Url
        )
    };
    (some(&Type::String) && all(is_text)).then_some(Type::String)
}

fn tags(
    lowering: &Lowering<'_>,
    discriminator: &Discriminator,
    picked: &[Spot<'_>],
) -> Vec<String> {
    let references = || {
        picked.iter().filter_map(|branch| match branch.node {
            Node::Reference(reference) => Some(super::schema_references::last_word(reference)),
            // A reference with siblings.
            Node::Schema(schema) => View::of(schema).all_of.iter().find_map(|part| match part {
                openapiv3::ReferenceOr::Reference { reference } => {
                    Some(super::schema_references::last_word(reference))
                }
                openapiv3::ReferenceOr::Item(_) => None,
            }),
        })
    };
    if references().any(|component| discriminators::is_default(discriminator, component)) {
        return Vec::new();
    }
    let mapped: Vec<String> = references()
        .flat_map(|component| discriminators::tags(discriminator, component))
        .collect();
    if mapped.is_empty() {
        references()
            .flat_map(|component| discriminators::implicit(lowering, component))
            .collect()
    } else {
        mapped
    }
}

#[cfg(test)]
#[path = "union_tests.rs"]
mod tests;
