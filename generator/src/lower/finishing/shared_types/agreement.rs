//! The documentation of a shared type, from that of its places.
//!
//! The texts of a member are those that more than half of the places with such a text have: a deviating place more
//! changes nothing, and neither does the order of the places. Without such a majority there is none, since a text about one
//! place would be wrong for the others. Any place's example is one of the type.

use super::groups::Group;
use crate::model::{Docs, TypeDef, TypeKind, Types};
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Sets the documentation of the type of a group, and of its members. That of the type is what all places state: it is
/// about each place.
pub fn document<'t>(types: &'t Types, group: &Group, def: &mut TypeDef) {
    let places: Vec<&'t TypeDef> = group
        .places
        .iter()
        .filter_map(|id| types.get(*id))
        .collect();
    if !places.iter().all(|place| place.docs == def.docs) {
        let docs: Vec<&Docs> = places.iter().map(|place| &place.docs).collect();
        let notes = agreed(&docs).notes;
        def.docs = Docs {
            notes,
            ..Docs::default()
        };
    }
    let of_member = |member: &dyn Fn(&'t TypeKind) -> Option<&'t Docs>| {
        let docs = places.iter().filter_map(|place| member(&place.kind));
        agreed(&docs.collect::<Vec<_>>())
    };
    match &mut def.kind {
        TypeKind::Struct(structure) => {
            for (index, field) in structure.fields.iter_mut().enumerate() {
                field.docs = of_member(&|kind| match kind {
                    TypeKind::Struct(other) => Some(&other.fields.get(index)?.docs),
                    _ => None,
                });
            }
        }
        TypeKind::Union(union) => {
            for (index, branch) in union.branches.iter_mut().enumerate() {
                branch.docs = of_member(&|kind| match kind {
                    TypeKind::Union(other) => Some(&other.branches.get(index)?.docs),
                    _ => None,
                });
            }
        }
        TypeKind::Enum(list) => {
            for (index, variant) in list.variants.iter_mut().enumerate() {
                variant.docs = of_member(&|kind| match kind {
                    TypeKind::Enum(other) => {
                        // Most places have the values in the same order.
                        let same_place = other.variants.get(index).into_iter();
                        let mut variants = same_place.chain(&other.variants);
                        Some(&variants.find(|it| it.value == variant.value)?.docs)
                    }
                    _ => None,
                });
            }
        }
        TypeKind::Alias(_) => {}
    }
}

/// Returns what most of these state.
fn agreed(docs: &[&Docs]) -> Docs {
    let Some((&first, others)) = docs.split_first() else {
        return Docs::default();
    };
    if others.iter().all(|&other| other == first) {
        return first.clone();
    }
    let all = docs.iter().copied();
    let text = |part: fn(&Docs) -> Option<&String>| majority(all.clone().filter_map(part)).cloned();
    let notes = all.clone().map(|docs| &docs.notes);
    let is_everywhere = |other: &&Docs| other.deprecated == first.deprecated;
    Docs {
        title: text(|docs| docs.title.as_ref()),
        description: text(|docs| docs.description.as_ref()),
        format: text(|docs| docs.format.as_ref()),
        external_docs: text(|docs| docs.external_docs.as_ref()),
        example: most_frequent(all.clone().filter_map(|docs| docs.example.as_ref())),
        notes: majority(notes.filter(|notes| !notes.is_empty()))
            .cloned()
            .unwrap_or_default(),
        deprecated: match docs.iter().all(is_everywhere) {
            true => first.deprecated.clone(),
            false => None,
        },
        attributes: first.attributes.clone(),
    }
}

/// Returns the value that is more than half of these.
fn majority<'d, T: PartialEq>(values: impl Iterator<Item = &'d T> + Clone) -> Option<&'d T> {
    let mut candidate = None;
    let mut lead = 0_usize;
    for value in values.clone() {
        match candidate {
            Some(it) if it == value => lead += 1,
            _ if lead == 0 => (candidate, lead) = (Some(value), 1),
            _ => lead -= 1,
        }
    }
    let candidate = candidate?;
    let (mut all, mut equal) = (0_usize, 0_usize);
    for value in values {
        all += 1;
        equal += usize::from(value == candidate);
    }
    (equal * 2 > all).then_some(candidate)
}

/// Returns the value that there is most often; of several, the first one by its text.
fn most_frequent<'d>(values: impl Iterator<Item = &'d Value>) -> Option<Value> {
    let mut counts: BTreeMap<String, (usize, &Value)> = BTreeMap::new();
    for value in values {
        counts.entry(value.to_string()).or_insert((0, value)).0 += 1;
    }
    let best = counts
        .into_iter()
        .min_by_key(|(text, (count, _))| (Reverse(*count), text.clone()));
    best.map(|(_, (_, value))| value.clone())
}
