//! Methods that return the handles of resources inside others: `client.checkout().sessions()`.

use super::{TAKEN_METHODS, free};
use crate::model::Resource;
use crate::plan::names::strongest_first;
use crate::rust::idents;
use std::collections::{HashMap, HashSet};

/// The methods that return handles of resources inside others.
#[derive(Default)]
pub(super) struct Nested {
    /// By the index of such a resource.
    methods: HashMap<usize, String>,
    /// All of a resource that has others inside, by its index.
    inside: HashMap<usize, HashSet<String>>,
}

impl Nested {
    /// Names the methods. They have precedence over those of operations, since someone has declared them.
    pub fn of(resources: &[Resource]) -> Self {
        let mut nested = Self::default();
        for index in strongest_first(resources, |resource| &resource.intended_name) {
            let inside = resources.get(index).and_then(|it| it.inside.as_ref());
            let Some(inside) = inside else {
                continue;
            };
            let taken = nested.inside.entry(inside.resource);
            let taken = taken.or_insert_with(taken_methods);
            let name = idents::snake(&inside.name);
            let method = free(taken, name.clone(), name, "_");
            nested.methods.insert(index, method);
        }
        nested
    }

    /// Returns the names in a resource that are not free for methods of operations.
    pub fn taken(&self, index: usize) -> HashSet<String> {
        let own = self.inside.get(&index).cloned();
        own.unwrap_or_else(taken_methods)
    }

    /// Returns the methods from the client to the handle of each resource. Those that are in no other one are called
    /// as their modules.
    pub fn accessors(&self, resources: &[Resource], modules: &[&str]) -> Vec<Vec<String>> {
        let mut all: Vec<Vec<String>> = Vec::with_capacity(resources.len());
        for (index, (resource, module)) in resources.iter().zip(modules).enumerate() {
            // A resource comes after the one that contains it.
            let outer = resource.inside.as_ref();
            let outer = outer.and_then(|inside| all.get(inside.resource));
            let mut methods = outer.cloned().unwrap_or_default();
            let own = self.methods.get(&index).map_or(*module, String::as_str);
            methods.push(own.to_owned());
            all.push(methods);
        }
        all
    }
}

/// Returns the names that are not free in any resource.
fn taken_methods() -> HashSet<String> {
    TAKEN_METHODS.iter().map(|&name| name.to_owned()).collect()
}
