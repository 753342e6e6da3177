//! Groups: the places of each shared type.

use super::definitions::Definitions;
use super::names::{concept, of_branches};
use super::subjects::{Subjects, is_telling};
use crate::model::{PerType, TypeId, TypeKind, TypeName, TypeSet, Types};
use crate::words::words;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The places of a shared type.
#[derive(Debug)]
pub struct Group {
    /// The places, in the order of the document. There is at least one.
    pub places: Vec<TypeId>,
    /// The component that has this definition and is about the same.
    pub component: Option<TypeId>,
}

/// An enum or an object with as many members is the same thing wherever it is, whatever its subject.
const MANY: usize = 5;

/// Returns the groups of these types, those with the most places first.
pub fn find(
    types: &Types,
    components: usize,
    eligible: &TypeSet,
    definitions: &Definitions,
    subjects: &Subjects,
) -> Vec<Group> {
    let mut sets = Sets(PerType::of(types, |id, _| id));
    for ids in definitions.equal(eligible.iter()).values() {
        join_equal(types, ids, subjects, &mut sets);
    }
    join_inside(types, eligible, definitions, &mut sets);
    let mut places: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for id in eligible.iter() {
        places.entry(sets.of(id)).or_default().push(id);
    }
    let components = definitions.equal(types.ids().take(components));
    let groups = places.into_values().filter_map(|places| {
        let first = *places.first()?;
        let equal = components.get(&definitions.get(first)?);
        let component = equal.and_then(|equal| component(types, first, equal, subjects));
        let is_shared = places.len() > 1 || component.is_some() || concept(types, first).is_some();
        is_shared.then_some(Group { places, component })
    });
    let mut groups: Vec<Group> = groups.collect();
    // Not in the order of the document, so that an addition changes no name.
    groups.sort_by_cached_key(|group| {
        let first = group.places.first().copied();
        let members = first
            .and_then(|id| types.get(id))
            .map(|def| members(&def.kind));
        let subject = first.map(|id| subjects.get(id).to_vec());
        let places = group.places.iter().filter_map(|id| types.get(*id));
        let place = places.map(|def| (&def.at.file, &def.at.pointer)).min();
        (Reverse(group.places.len()), subject, members, place)
    });
    groups
}

/// Joins types of the same definition that a person would make one.
fn join_equal(types: &Types, ids: &[TypeId], subjects: &Subjects, sets: &mut Sets) {
    let Some(def) = ids.first().and_then(|id| types.get(*id)) else {
        return;
    };
    let is_one = members(&def.kind).len() >= MANY
        || ids.first().is_some_and(|id| concept(types, *id).is_some())
        || matches!(&def.kind, TypeKind::Union(union) if of_branches(types, union).is_some());
    if is_one {
        sets.join_all(ids.iter().copied());
        return;
    }
    let mut by_subject: BTreeMap<&[String], Vec<TypeId>> = BTreeMap::new();
    for id in ids {
        by_subject.entry(subjects.get(*id)).or_default().push(*id);
    }
    // Without a subject that names something, only a list of values is known to be the same.
    by_subject.retain(|subject, _| is_telling(subject) || matches!(def.kind, TypeKind::Enum(_)));
    for ids in by_subject.values() {
        sets.join_all(ids.iter().copied());
    }
    // A `default_tax_rate` is a `tax_rate`.
    for (longer, ids) in &by_subject {
        let general = by_subject.iter().find(|(shorter, _)| {
            is_telling(shorter) && longer.len() > shorter.len() && longer.ends_with(shorter)
        });
        if let Some((_, others)) = general {
            sets.join_all(ids.iter().chain(others).copied());
        }
    }
}

/// Joins the types at the same place inside types that are joined: if these are one, those are too.
fn join_inside(types: &Types, eligible: &TypeSet, definitions: &Definitions, sets: &mut Sets) {
    let mut joined: Vec<(TypeId, TypeId)> = eligible.iter().map(|id| (sets.of(id), id)).collect();
    while let Some((one, other)) = joined.pop() {
        for (one, other) in named_in(types, one).into_iter().zip(named_in(types, other)) {
            if eligible.contains(one)
                && eligible.contains(other)
                && definitions.get(one) == definitions.get(other)
                && sets.of(one) != sets.of(other)
            {
                sets.join(one, other);
                joined.push((one, other));
            }
        }
    }
}

/// Returns the types that a type refers to, in the order of its definition.
fn named_in(types: &Types, id: TypeId) -> Vec<TypeId> {
    let mut found = Vec::new();
    if let Some(kind) = types.kind(id) {
        kind.each_named(&mut |id| found.push(id));
    }
    found
}

/// Returns the one component of these that an inline type of the same definition is.
fn component(
    types: &Types,
    inline: TypeId,
    equal: &[TypeId],
    subjects: &Subjects,
) -> Option<TypeId> {
    let kind = types.kind(inline)?;
    let subject = subjects.get(inline);
    let is_same = |id: &TypeId| {
        let named = types.get(*id).is_some_and(|def| match &def.name {
            TypeName::Component(key) => words(key).ends_with(subject),
            _ => false,
        });
        members(kind).len() >= MANY || (named && is_telling(subject))
    };
    let mut found = equal.iter().filter(|id| is_same(id));
    let only = found.next().copied();
    only.filter(|_| found.next().is_none())
}

/// Returns the components that differ from another one in the word `nullable` only, with the other one.
pub fn nullable_components(
    types: &Types,
    components: usize,
    definitions: &Definitions,
) -> Vec<(TypeId, TypeId)> {
    let mut pairs = Vec::new();
    for ids in definitions.equal(types.ids().take(components)).values() {
        let mut plain: HashMap<Vec<String>, TypeId> = HashMap::new();
        let mut nullable: Vec<(Vec<String>, TypeId)> = Vec::new();
        for id in ids.iter().filter(|_| ids.len() > 1) {
            let Some(TypeName::Component(key)) = types.get(*id).map(|def| &def.name) else {
                continue;
            };
            let mut words = words(key);
            let all = words.len();
            words.retain(|word| word != "nullable");
            match words.len() == all {
                true => _ = plain.insert(words, *id),
                false => nullable.push((words, *id)),
            }
        }
        for (words, id) in nullable {
            pairs.extend(plain.get(&words).map(|plain| (id, *plain)));
        }
    }
    pairs
}

/// Returns the names of what a definition consists of: values, properties or branches.
pub fn members(kind: &TypeKind) -> BTreeSet<String> {
    match kind {
        TypeKind::Struct(structure) => {
            let fields = structure.fields.iter();
            fields.map(|field| field.wire_name.clone()).collect()
        }
        TypeKind::Enum(list) => {
            let variants = list.variants.iter();
            variants.map(|variant| variant.value.to_string()).collect()
        }
        TypeKind::Union(union) => {
            let branches = union.branches.iter();
            branches
                .map(|branch| branch.intended_name.clone())
                .collect()
        }
        TypeKind::Alias(_) => BTreeSet::new(),
    }
}

/// Returns the subjects of these types, the most frequent ones first.
pub fn by_frequency<'s>(places: &[TypeId], subjects: &'s Subjects) -> Vec<&'s [String]> {
    let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
    for id in places {
        *counts.entry(subjects.get(*id)).or_default() += 1;
    }
    let mut found: Vec<_> = counts.into_iter().collect();
    found.sort_by_key(|(subject, count)| (Reverse(*count), subject.len(), *subject));
    found.into_iter().map(|(subject, _)| subject).collect()
}

/// Disjoint sets of types: each leads to another one of its set, and one to itself.
struct Sets(PerType<TypeId>);

impl Sets {
    /// Returns the type for a set.
    fn of(&mut self, id: TypeId) -> TypeId {
        let mut at = id;
        while let Some(&next) = self.0.get(at).filter(|next| **next != at) {
            let further = self.0.get(next).copied().unwrap_or(next);
            self.0.set(at, further);
            at = next;
        }
        at
    }

    fn join(&mut self, one: TypeId, other: TypeId) {
        let (one, other) = (self.of(one), self.of(other));
        self.0.set(one.max(other), one.min(other));
    }

    fn join_all(&mut self, ids: impl IntoIterator<Item = TypeId>) {
        let mut ids = ids.into_iter();
        if let Some(first) = ids.next() {
            ids.for_each(|id| self.join(first, id));
        }
    }
}
