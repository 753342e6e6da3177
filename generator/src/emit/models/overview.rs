//! The models of a large crate by resource, for the docs of the module `models`.
//!
//! rustdoc lists all types of a module by kind and name. The sections here are in its sidebar too. Types inside another
//! one, which are named after it, are found from there.

use crate::model::{Operation, TypeId, TypeName, TypeSet};
use crate::plan::{Planned, PlannedType};
use crate::rust::doc_attributes::code;
use std::collections::BTreeMap;

/// The least number of types for which there is an overview.
const LARGE: usize = 100;

/// What uses a type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum User {
    /// The operations of one resource.
    Resource(usize),
    /// Those of several.
    Several,
    /// No operation.
    None,
}

/// Returns the overview as Markdown; empty if the crate is small or has no operations.
pub fn overview(planned: &Planned<'_>) -> String {
    let is_own = |plan: &&PlannedType<'_>| plan.is_defined();
    if planned.resources.len() < 2 || planned.types.iter().filter(is_own).count() < LARGE {
        return String::new();
    }
    let users = users(planned);
    let mut groups: BTreeMap<User, Vec<&str>> = BTreeMap::new();
    for plan in planned.types.iter().filter(is_own) {
        if !matches!(plan.name, TypeName::Inline { .. }) {
            let user = users.get(&plan.id).copied().unwrap_or(User::None);
            groups.entry(user).or_default().push(&plan.ident);
        }
    }
    let sections = groups.into_iter().map(|(user, mut names)| {
        names.sort_unstable();
        let links: Vec<String> = names.iter().map(|name| format!("[`{name}`]")).collect();
        format!("{}\n\n{}", heading(planned, user), links.join(",\n"))
    });
    let sections: Vec<String> = sections.collect();
    sections.join("\n\n")
}

fn heading(planned: &Planned<'_>, user: User) -> String {
    match user {
        User::Resource(index) => planned
            .resources
            .get(index)
            .map_or_else(String::new, |plan| {
                let (ident, module) = (&plan.ident, &plan.module);
                let call = code(&plan.call());
                format!("# {ident}\n\nTypes of [{call}](crate::resources::{module}::{ident}):")
            }),
        User::Several => "# Shared\n\nTypes of several resources:".to_owned(),
        User::None => "# Other\n\nTypes that no operation uses:".to_owned(),
    }
}

/// Returns what uses each type, directly or inside another one.
fn users(planned: &Planned<'_>) -> BTreeMap<TypeId, User> {
    let mut users = BTreeMap::new();
    for (index, plan) in planned.resources.iter().enumerate() {
        for id in used_by(planned, &plan.resource.operations).iter() {
            users
                .entry(id)
                .and_modify(|user| *user = User::Several)
                .or_insert(User::Resource(index));
        }
    }
    users
}

fn used_by(planned: &Planned<'_>, operations: &[Operation]) -> TypeSet {
    let mut first = Vec::new();
    for operation in operations {
        operation.each_named(&mut |id| first.push(planned.representative(id)));
    }
    planned.api.types.reachable(first, |id, ahead| {
        if let Some(kind) = planned.api.types.kind(id) {
            kind.each_named(&mut |id| ahead.push(planned.representative(id)));
        }
    })
}
