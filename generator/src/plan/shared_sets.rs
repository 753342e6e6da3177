//! Sets that operations share: those of [headers](super::response_headers) and of [typed errors](super::error_sets). Each
//! distinct one becomes one type, however many operations document it.
//!
//! A set is what it is in Rust: names, types and serializations, without descriptions. Its name is made of these too,
//! never of an operation, so that a further operation renames none.

use super::operation_names::free;
use super::planned::representative;
use super::{PlannedSet, PlannedType};
use crate::model::{PerType, Type};
use crate::rust::idents;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashSet};

/// A member of a set.
pub trait Member: Sized {
    /// The end of the name of every set.
    const ENDING: &'static str;

    /// Returns what the member is in Rust.
    fn key(&self, types: &PerType<PlannedType<'_>>) -> String;

    /// Takes note of the same member of another operation, which may be described otherwise.
    fn agree_with(&mut self, other: Self);

    /// Returns the beginning of the name of a set of these members.
    fn base(members: &[Self]) -> String;
}

/// The sets of the API, by their keys.
#[derive(Debug)]
pub struct Sets<'a, 't, T> {
    types: &'t PerType<PlannedType<'a>>,
    by_key: BTreeMap<String, PlannedSet<T>>,
}

impl<'a, 't, T: Member> Sets<'a, 't, T> {
    /// Returns the distinct ones of the sets of all operations.
    pub fn of(types: &'t PerType<PlannedType<'a>>, all: impl Iterator<Item = Vec<T>>) -> Self {
        let mut by_key: BTreeMap<String, PlannedSet<T>> = BTreeMap::new();
        for members in all.filter(|members| !members.is_empty()) {
            match by_key.entry(key(types, &members)) {
                Entry::Vacant(slot) => {
                    let ident = String::new();
                    slot.insert(PlannedSet { ident, members });
                }
                Entry::Occupied(mut known) => {
                    let known = known.get_mut().members.iter_mut();
                    known
                        .zip(members)
                        .for_each(|(known, other)| known.agree_with(other));
                }
            }
        }
        name(&mut by_key);
        Self { types, by_key }
    }

    /// Returns `true` if there are none.
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// Returns the name of the type of these members.
    pub fn ident(&self, members: &[T]) -> Option<&str> {
        let set = self.by_key.get(&key(self.types, members))?;
        Some(&set.ident)
    }

    /// Returns the sets in the order of their names.
    pub fn into_sorted(self) -> Vec<PlannedSet<T>> {
        let mut sets: Vec<_> = self.by_key.into_values().collect();
        sets.sort_by(|one, other| one.ident.cmp(&other.ident));
        sets
    }
}

fn key<T: Member>(types: &PerType<PlannedType<'_>>, members: &[T]) -> String {
    members
        .iter()
        .map(|member| member.key(types) + "\n")
        .collect()
}

/// Names the sets. Of several that want the same name the first one by its key has it; the others have a digest of their
/// keys too, which does not depend on how many there are.
fn name<T: Member>(by_key: &mut BTreeMap<String, PlannedSet<T>>) {
    let mut taken = HashSet::new();
    for (key, set) in by_key {
        let name = format!("{}{}", T::base(&set.members), T::ENDING);
        let hash = idents::digest(key);
        let other = format!("{name}{:04X}", (hash >> 16) ^ (hash & 0xffff));
        set.ident = free(&mut taken, name, other, "");
    }
}

/// Returns a type as text, by the names of the types that are emitted.
pub fn type_key(types: &PerType<PlannedType<'_>>, ty: &Type) -> String {
    let key = |ty| type_key(types, ty);
    match ty {
        Type::Named(id) => {
            let emitted = types.get(representative(types, *id));
            emitted.map(|plan| plan.ident.clone()).unwrap_or_default()
        }
        Type::List(item) => format!("List<{}>", key(item)),
        Type::Set(item) => format!("Set<{}>", key(item)),
        Type::Map(value) => format!("Map<{}>", key(value)),
        Type::Nullable(inner) => format!("Nullable<{}>", key(inner)),
        Type::Tuple(items) => {
            let items: Vec<String> = items.iter().map(key).collect();
            format!("({})", items.join(", "))
        }
        Type::Any(_) => "Any".to_owned(),
        leaf => format!("{leaf:?}"),
    }
}
