//! The Cargo features of resources.
//!
//! Input: the planned resources and types. Output: the feature of each resource, and the features with which each file of
//! models and each set of headers is compiled. `cfg` selects files and not types, so that a model's file reads the same
//! whichever features are enabled: a file is compiled with every resource that uses a type in it, directly or in a type of
//! another file.

use super::{Planned, PlannedResource, PlannedType, representative};
use crate::config::{Config, ResourceFeatures};
use crate::model::{Api, Operation, PerType, TypeId};
use crate::rust::idents;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The feature that enables all resources.
pub const ALL_RESOURCES: &str = "all-resources";

/// The feature of the module `webhooks`, whose types are models too.
const WEBHOOKS: &str = "webhooks";

/// The least number of resources and of types with which resources have features by default. A smaller crate compiles in a
/// second or two.
const MANY_RESOURCES: usize = 8;
const MANY_TYPES: usize = 100;

/// The greatest number of resources that have features: crates.io accepts 300 of a crate.
const MOST_RESOURCES: usize = 250;

/// Features with any other meaning. All are reserved in every SDK, so that the name of a resource's feature does not depend
/// on what else the document needs.
pub const RESERVED: &[&str] = &[
    ALL_RESOURCES,
    "blocking",
    "default",
    "deprecation-warnings",
    "files",
    "gzip",
    "hyper",
    "native-tls",
    "reqwest",
    "rustls",
    "rustls-ring",
    "testing",
    "tls12",
    "tracing",
    "validate",
    WEBHOOKS,
];

/// The features with any of which a part of the crate is compiled. Without any, it is compiled always.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CompiledWith(Vec<String>);

impl CompiledWith {
    /// Returns the features, in the order of the resources.
    pub fn features(&self) -> &[String] {
        &self.0
    }
}

/// With which features each part of the crate is compiled that several resources can use.
#[derive(Clone, Debug, Default)]
pub struct SharedParts {
    files: HashMap<String, CompiledWith>,
    /// Of headers and of errors, whose names end differently.
    sets: HashMap<String, CompiledWith>,
}

impl SharedParts {
    /// Returns the features of a file of models.
    pub fn of_file(&self, file: &str) -> Option<&CompiledWith> {
        self.files.get(file)
    }

    /// Returns the features of a set of headers or errors, by its Rust name.
    pub fn of_set(&self, ident: &str) -> Option<&CompiledWith> {
        self.sets.get(ident)
    }
}

/// Sets the feature of each resource, unless the SDK has none. The parts that resources share follow from these.
pub fn assign(planned: &mut Planned<'_>, config: &Config) {
    if !has_features(planned, config) {
        return;
    }
    let names = names(&planned.resources);
    for (resource, name) in planned.resources.iter_mut().zip(names) {
        resource.feature = Some(name);
    }
    planned.shared_parts = SharedParts {
        files: of_files(planned),
        sets: of_sets(&planned.resources),
    };
}

fn has_features(planned: &Planned<'_>, config: &Config) -> bool {
    let resources = planned.resources.len();
    let defined = planned.types.iter().filter(|plan| plan.is_defined());
    !config.select.types_only
        && (1..=MOST_RESOURCES).contains(&resources)
        && match config.resource_features {
            ResourceFeatures::BySize => {
                resources >= MANY_RESOURCES && defined.count() >= MANY_TYPES
            }
            ResourceFeatures::On => true,
            ResourceFeatures::Off => false,
        }
}

/// Returns the name of each resource's feature: that of its module, with hyphens.
fn names(resources: &[PlannedResource<'_>]) -> Vec<String> {
    let mut taken: HashSet<String> = RESERVED.iter().map(|name| (*name).to_owned()).collect();
    let of_module = |resource: &PlannedResource<'_>| {
        let name = idents::file(&resource.module).replace('_', "-");
        name.trim_matches('-').to_owned()
    };
    let unique = |mut name: String, taken: &mut HashSet<String>| {
        while !taken.insert(name.clone()) {
            name.push_str("-resource");
        }
        name
    };
    let modules = resources.iter().map(of_module);
    modules.map(|name| unique(name, &mut taken)).collect()
}

/// What uses a file: a resource, by its index, or the module `webhooks`, by the number of resources.
type User = usize;

fn of_files(planned: &Planned<'_>) -> HashMap<String, CompiledWith> {
    let graph = FileGraph::of(planned.api, &planned.types);
    let mut users: Vec<BTreeSet<User>> = vec![BTreeSet::new(); graph.files.len()];
    let mut add = |user: User, first: Vec<TypeId>| {
        graph.each_reachable(first, |file| {
            if let Some(users) = users.get_mut(file) {
                users.insert(user);
            }
        });
    };
    for (index, resource) in planned.resources.iter().enumerate() {
        let operations = resource.operations.iter();
        add(index, used_by(operations.map(|plan| plan.operation)));
    }
    let webhooks = planned.resources.len();
    if planned.needs.webhooks {
        let mut first = Vec::new();
        let received = planned.api.received.iter().chain(&planned.api.answered);
        received
            .chain(planned.api.received_bodies())
            .for_each(|ty| ty.each_named(&mut |id| first.push(id)));
        add(webhooks, first);
    }
    let files = graph.files.iter().zip(&users);
    files
        .map(|(file, users)| {
            let compiled_with = compiled_with(&planned.resources, users);
            ((*file).to_owned(), compiled_with)
        })
        .collect()
}

fn of_sets(resources: &[PlannedResource<'_>]) -> HashMap<String, CompiledWith> {
    let mut users: HashMap<&str, BTreeSet<User>> = HashMap::new();
    for (index, resource) in resources.iter().enumerate() {
        for plan in &resource.operations {
            let sets = [&plan.success_headers, &plan.error_headers, &plan.errors];
            for name in sets.into_iter().flatten() {
                users.entry(&name.set).or_default().insert(index);
            }
        }
    }
    let sets = users.into_iter();
    sets.map(|(set, users)| (set.to_owned(), compiled_with(resources, &users)))
        .collect()
}

/// Returns the features of what these use. What more than half of the resources use is compiled always: a list of their
/// names at each such file would cost more to read than it saves to compile.
fn compiled_with(resources: &[PlannedResource<'_>], users: &BTreeSet<User>) -> CompiledWith {
    let of_resources = users.iter().filter_map(|user| resources.get(*user));
    let mut features: Vec<String> = of_resources
        .filter_map(|resource| resource.feature.clone())
        .collect();
    if features.len() * 2 > resources.len() {
        return CompiledWith::default();
    }
    if features.is_empty() {
        features.push(ALL_RESOURCES.to_owned());
    }
    if users.contains(&resources.len()) {
        features.push(WEBHOOKS.to_owned());
    }
    CompiledWith(features)
}

fn used_by<'a>(operations: impl Iterator<Item = &'a Operation>) -> Vec<TypeId> {
    let mut first = Vec::new();
    for operation in operations {
        operation.each_named(&mut |id| first.push(id));
    }
    first
}

/// The number of a file of models.
type File = usize;

/// Which files of models refer to which.
struct FileGraph<'p> {
    /// The names of the files.
    files: Vec<&'p str>,
    refers_to: Vec<Vec<File>>,
    /// The file with the definition of each type.
    of_types: PerType<Option<File>>,
}

impl<'p> FileGraph<'p> {
    fn of(api: &Api, types: &'p PerType<PlannedType<'p>>) -> Self {
        let mut files = Vec::new();
        let mut numbers: HashMap<&str, File> = HashMap::new();
        for plan in types.iter().filter(|plan| plan.is_defined()) {
            numbers.entry(&plan.file).or_insert_with(|| {
                files.push(plan.file.as_str());
                files.len() - 1
            });
        }
        let of_types = types.map(|plan| numbers.get(file(types, plan.id)?).copied());
        let mut refers_to: Vec<Vec<File>> = vec![Vec::new(); files.len()];
        for plan in types.iter().filter(|plan| plan.is_defined()) {
            let from = numbers.get(plan.file.as_str());
            if let Some(to) = from.and_then(|file| refers_to.get_mut(*file))
                && let Some(kind) = api.types.kind(plan.id)
            {
                kind.each_named(&mut |id| to.extend(of_types.get(id).copied().flatten()));
            }
        }
        Self {
            files,
            refers_to,
            of_types,
        }
    }

    /// Visits the files that these types need, each once.
    fn each_reachable(&self, first: Vec<TypeId>, mut visit: impl FnMut(File)) {
        let mut is_reached = vec![false; self.files.len()];
        let of_types = first.into_iter().map(|id| self.of_types.get(id).copied());
        let mut ahead: Vec<File> = of_types.flatten().flatten().collect();
        while let Some(file) = ahead.pop() {
            if let Some(is_reached) = is_reached.get_mut(file)
                && !std::mem::replace(is_reached, true)
            {
                visit(file);
                ahead.extend(self.refers_to.get(file).into_iter().flatten());
            }
        }
    }
}

/// Returns the file with the definition of a type: that of the type that is emitted for it.
fn file<'p>(types: &'p PerType<PlannedType<'_>>, id: TypeId) -> Option<&'p str> {
    let mut id = representative(types, id);
    // A chain of shared types has at most as many members as there are types.
    for _ in 0..types.len() {
        match types.get(id)?.place_of() {
            Some(shared) => id = representative(types, shared),
            None => break,
        }
    }
    types.get(id).map(|plan| plan.file.as_str())
}
