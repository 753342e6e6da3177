//! References in place of named members (`schemas: {$ref: schemas/index.yaml}`).

use super::super::Document;
use super::super::budget::Budget;
use super::super::tree::{Reason, measure};
use crate::diagnostics::{Origin, Sources};
use crate::pointer::Location;
use serde_json::Value;

/// Replaces such a reference by the members.
///
/// The members are copied, so nested references multiply them.
pub(super) fn inline(
    document: &mut Document,
    reference: &Location,
    budget: &Budget<'_>,
    sources: &mut Sources,
) -> Result<(), Reason> {
    let holder = reference.pointer.strip_suffix("/$ref");
    let holder = Location {
        file: reference.file,
        pointer: holder.unwrap_or(&reference.pointer).to_owned(),
    };
    let text = tree_of(document, reference.file)
        .and_then(|tree| tree.pointer(&reference.pointer)?.as_str());
    let Some(target) = text.and_then(|text| document.target(text)) else {
        return Ok(());
    };
    if holder.below(&target).is_some() {
        return Ok(());
    }
    let members = tree_of(document, target.file).and_then(|tree| tree.pointer(&target.pointer));
    let Some(value @ Value::Object(members)) = members else {
        return Ok(());
    };
    let (values, depth) = measure(value);
    if !budget.take(values) {
        return Err(Reason::Values);
    }
    let outer = holder.pointer.matches('/').count() as u64;
    if outer + depth > budget.limits.depth {
        return Err(Reason::Deep);
    }
    let mut members = members.clone();
    let tree = match document
        .files
        .values_mut()
        .find(|file| file.source == holder.file)
    {
        Some(file) => &mut file.tree,
        None => &mut document.tree,
    };
    let Some(Value::Object(object)) = tree.pointer_mut(&holder.pointer) else {
        return Ok(());
    };
    object.shift_remove("$ref");
    for key in members.keys().filter(|key| !object.contains_key(*key)) {
        sources.origins.push(Origin {
            moved: holder.key(key),
            written: target.key(key),
        });
    }
    members.append(object);
    *object = members;
    Ok(())
}

fn tree_of(document: &Document, source: usize) -> Option<&Value> {
    match source {
        0 => Some(&document.tree),
        _ => {
            let mut files = document.files.values();
            files
                .find(|file| file.source == source)
                .map(|file| &file.tree)
        }
    }
}
