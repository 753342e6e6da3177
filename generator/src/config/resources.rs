//! Resources inside others: `[resources."checkout.sessions"]`.

use super::operations::operations;
use super::overrides::RESOURCE;
use super::reader::Reader;
use super::selectors::{self, Selectors};
use crate::diagnostics::Diagnostics;
use crate::pointer::escaped;
use serde::Serialize;
use serde_json::Value;

/// The operations of a resource that the configuration declares.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConfiguredResource {
    /// The names of the resources on the way to it, outermost first, and its own: `checkout.sessions`.
    pub path: String,
    /// Its operations.
    #[serde(flatten)]
    pub operations: Selectors,
}

pub(super) fn read(root: &mut Reader<'_, '_>) -> Vec<ConfiguredResource> {
    let read = root.named_tables("resources", selectors::read);
    let mut resources = Vec::with_capacity(read.len());
    for (path, place, operations) in read {
        match check(&path, &operations) {
            Ok(()) => resources.push(ConfiguredResource { path, operations }),
            Err(message) => root.refuse(place, message),
        }
    }
    resources
}

/// Returns `true` for the names of resources, separated by dots.
pub(crate) fn is_resource_path(path: &str) -> bool {
    const MOST: usize = 8;
    let is_name = |step: &str| step.chars().any(char::is_alphabetic);
    path.split('.').count() <= MOST && path.split('.').all(is_name)
}

fn check(path: &str, operations: &Selectors) -> Result<(), String> {
    if !is_resource_path(path) {
        return Err(format!(
            "`{path}` is not a path of names of resources, such as `checkout.sessions`"
        ));
    }
    if operations.is_empty() {
        return Err(format!(
            "the resource `{path}` has none of the keys `tags`, `operations` and `paths`"
        ));
    }
    Ok(())
}

/// Sets the resource of each listed operation; the last one that lists it, if several do.
pub(super) fn apply(
    tree: &mut Value,
    resources: &[ConfiguredResource],
    diagnostics: &mut Diagnostics,
) {
    for resource in resources {
        resource.operations.report_unmatched(tree, diagnostics);
    }
    let listed = operations(tree).filter_map(|operation| {
        let mut listing = resources.iter().rev();
        let resource = listing.find(|resource| resource.operations.list(&operation))?;
        let path = escaped(operation.path);
        let pointer = format!("/paths/{path}{}", operation.pointer());
        Some((pointer, resource.path.as_str()))
    });
    let listed: Vec<(String, &str)> = listed.collect();
    for (pointer, resource) in listed {
        let operation = tree.pointer_mut(&pointer).and_then(Value::as_object_mut);
        if let Some(operation) = operation {
            operation.insert(RESOURCE.to_owned(), resource.into());
        }
    }
}
