//! Tells whether the branches of an `anyOf` hold for one value, as far as their own properties show it.

use super::merged_schema::{Definitions, Merged};
use serde_json::Value;
use std::slice;

/// The limit of nested properties.
const DEEPEST: usize = 8;

/// Returns `true` if no two branches contradict each other, and none of them is a map, a union, or marked.
pub fn hold(branches: &[&Value], definitions: &Definitions) -> bool {
    let merge = |branch| Merged::without_choices(slice::from_ref(branch), definitions);
    let all: Vec<Merged> = branches.iter().map(merge).collect();
    let is_map = |branch: &Merged| branch.all("additionalProperties").any(Value::is_object);
    let is_union = |branch: &Merged| {
        ["anyOf", "oneOf"]
            .iter()
            .any(|key| branch.first(key).is_some())
    };
    // A required property with one value marks the branch that has it (`deleted: true`): it holds alone.
    let is_marked = |branch: &Merged| {
        branch.required().iter().any(|name| {
            let property = Merged::without_choices(&branch.property(name), definitions);
            property.values().is_some_and(|values| values.len() == 1)
                && all.iter().any(|other| other.property(name).is_empty())
        })
    };
    let is_alone = |branch: &Merged| is_map(branch) || is_union(branch) || is_marked(branch);
    !all.iter().any(is_alone)
        && all.iter().enumerate().all(|(index, one)| {
            let mut after = all.iter().skip(index + 1);
            !after.any(|other| contradict(one, other, definitions, 0))
        })
}

/// Returns `true` if a property of both, at any depth, has no value that is valid for both.
fn contradict(one: &Merged, other: &Merged, definitions: &Definitions, depth: usize) -> bool {
    one.properties().into_iter().any(|name| {
        let (one, other) = (one.property(name), other.property(name));
        if depth >= DEEPEST || other.is_empty() || one == other {
            return false;
        }
        let merge = |schemas: &[_]| Merged::without_choices(schemas, definitions);
        !merge(&[&*one, &*other].concat()).is_possible()
            || contradict(&merge(&one), &merge(&other), definitions, depth + 1)
    })
}
