//! Which file does each type live in?
//!
//! A component has its own; inline types live with the component or the operation that they stand in.

use crate::model::{Api, TypeId, TypeName};
use crate::rust::idents;
use std::collections::{HashMap, HashSet};

/// The file of each type by [`TypeId`], without ending; no two differ only in case.
pub fn files(api: &Api, names: &[(String, Option<TypeId>)]) -> Vec<String> {
    // By root: what a file stands for.
    let roots: Vec<Root<'_>> = api.types.iter().map(|(id, _)| root(api, id)).collect();
    let mut given: HashMap<Root<'_>, String> = HashMap::new();
    let mut taken: HashSet<String> = OURS.iter().map(|name| (*name).to_owned()).collect();
    let mut wishes: Vec<(bool, &str, Root<'_>)> = Vec::new();
    let mut seen: HashSet<Root<'_>> = HashSet::new();
    for &at in roots.iter().filter(|at| seen.insert(**at)) {
        wishes.push(match at {
            Root::Component(TypeId(id)) => {
                let name = names.get(id as usize).map_or("", |(name, _)| name.as_str());
                (false, name, at)
            }
            Root::Operation(operation) => (true, operation, at),
        });
    }
    // Components first, so that no inline type takes the file that is named after one; then by name, not as the document has them.
    wishes.sort_by_key(|(is_inline, words, _)| (*is_inline, *words));
    for (_, words, at) in wishes {
        given.insert(at, unique(idents::file(words), &mut taken));
    }
    roots
        .iter()
        .map(|at| given.get(at).cloned().unwrap_or_default())
        .collect()
}

/// Files beside those of the types.
const OURS: &[&str] = &[
    "chrono_format",
    "jiff_format",
    "time_format",
    "uuid_format",
    "validation",
];

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Root<'a> {
    Component(TypeId),
    Operation(&'a str),
}

fn root(api: &Api, id: TypeId) -> Root<'_> {
    let mut at = id;
    // No way is longer than there are types.
    for _ in 0..api.types.len() {
        match api.types.get(at).map(|def| &def.name) {
            Some(TypeName::Inline { parent, .. }) => at = *parent,
            Some(TypeName::Operation { operation, .. }) => return Root::Operation(operation),
            _ => return Root::Component(at),
        }
    }
    Root::Component(at)
}

fn unique(name: String, taken: &mut HashSet<String>) -> String {
    if taken.insert(name.to_lowercase()) {
        return name;
    }
    let mut number = 2_u32;
    loop {
        let numbered = format!("{name}_{number}");
        if taken.insert(numbered.to_lowercase()) {
            return numbered;
        }
        number += 1;
    }
}
