//! Assigns each type to a file.
//!
//! A component has its own file, which also contains its inline types; an operation has one for its inline types.

use crate::model::{Api, OperationIndex, PerType, TypeId, TypeName};
use crate::plan::AllOperationWords;
use crate::rust::idents;
use std::collections::{HashMap, HashSet};

/// The file of each type, without extension. No two files differ only in case.
pub fn files(
    api: &Api,
    names: &PerType<(String, Option<TypeId>)>,
    words: &AllOperationWords,
) -> PerType<String> {
    // The root of each type: a component or an operation.
    let roots: Vec<Root> = api.types.iter().map(|(id, _)| root(api, id)).collect();
    let mut given: HashMap<Root, String> = HashMap::new();
    let mut taken: HashSet<String> = OURS.iter().map(|name| (*name).to_owned()).collect();
    let mut wishes: Vec<(bool, &str, Root)> = Vec::new();
    let mut seen: HashSet<Root> = HashSet::new();
    for &at in roots.iter().filter(|at| seen.insert(**at)) {
        wishes.push(match at {
            Root::Component(id) => {
                let name = names.get(id).map_or("", |(name, _)| name.as_str());
                (false, name, at)
            }
            Root::Operation(operation) => (true, words.builder(operation), at),
        });
    }
    // Components first, so that no operation takes the file of one; then by name, not in the order of the document.
    wishes.sort_by_key(|(is_inline, words, _)| (*is_inline, *words));
    for (_, words, at) in wishes {
        given.insert(at, unique(idents::file(words), &mut taken));
    }
    roots
        .iter()
        .map(|at| given.get(at).cloned().unwrap_or_default())
        .collect()
}

/// Names of files that contain no types.
const OURS: &[&str] = &[
    "chrono_format",
    "jiff_format",
    "places",
    "required",
    "time_format",
    "uuid_format",
    "validation",
];

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Root {
    Component(TypeId),
    Operation(OperationIndex),
}

fn root(api: &Api, id: TypeId) -> Root {
    let mut at = id;
    // A chain of parents has at most as many members as there are types.
    for _ in 0..api.types.len() {
        match api.types.get(at).map(|def| &def.name) {
            Some(TypeName::Inline { parent, .. }) => at = *parent,
            Some(TypeName::Operation { operation, .. }) => return Root::Operation(*operation),
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
