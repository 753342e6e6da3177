//! Which components do the operations need? The others are removed.
//!
//! A component is needed that is referred to from a path, from another needed component, or, by name, from a security
//! requirement. A child of a parent with a discriminator is needed with its parent, since a value may be one.

use super::apply::{escape, operations, schemas_pointer};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Keeps the components that are needed.
pub(super) fn keep(tree: &mut Value) {
    let needed = needed(tree);
    for folder in folders(tree) {
        if folder.ends_with("/securitySchemes") || folder == "/securityDefinitions" {
            keep_schemes(tree, &folder);
        } else if let Some(components) = tree.pointer_mut(&folder).and_then(Value::as_object_mut) {
            components.retain(|key, _| needed.contains(&format!("{folder}/{}", escape(key))));
        }
    }
    let used: HashSet<String> = operations(tree)
        .flat_map(|(_, _, operation)| super::apply::tags_of(operation))
        .map(str::to_owned)
        .collect();
    if let Some(tags) = tree.get_mut("tags").and_then(Value::as_array_mut) {
        tags.retain(|tag| {
            tag.get("name")
                .and_then(Value::as_str)
                .is_none_or(|name| used.contains(name))
        });
    }
}

/// The pointers of the objects that hold components, whatever the version.
fn folders(tree: &Value) -> Vec<String> {
    let components = tree.get("components").and_then(Value::as_object);
    let of_three = components
        .into_iter()
        .flatten()
        .filter(|(key, _)| !key.starts_with("x-"))
        .map(|(key, _)| format!("/components/{}", escape(key)));
    let of_two = [
        "definitions",
        "parameters",
        "responses",
        "securityDefinitions",
    ]
    .into_iter()
    .filter(|key| tree.get("swagger").is_some() && tree.get(key).is_some())
    .map(|key| format!("/{key}"));
    of_three.chain(of_two).collect()
}

/// The pointers of all needed components.
fn needed(tree: &Value) -> HashSet<String> {
    let folders = folders(tree);
    let children = children(tree);
    let mut needed = HashSet::new();
    let mut open: Vec<&Value> = tree.get("paths").into_iter().collect();
    while let Some(node) = open.pop() {
        each_reference(node, &mut |pointer| {
            for folder in &folders {
                let Some(rest) = pointer
                    .strip_prefix(folder.as_str())
                    .and_then(|rest| rest.strip_prefix('/'))
                else {
                    continue;
                };
                let key = rest.split('/').next().unwrap_or_default();
                let component = format!("{folder}/{key}");
                open_component(tree, component, &children, &mut needed, &mut open);
            }
        });
    }
    needed
}

fn open_component<'t>(
    tree: &'t Value,
    component: String,
    children: &HashMap<String, Vec<String>>,
    needed: &mut HashSet<String>,
    open: &mut Vec<&'t Value>,
) {
    let mut found = vec![component];
    while let Some(component) = found.pop() {
        if needed.insert(component.clone()) {
            open.extend(tree.pointer(&component));
            found.extend(children.get(&component).into_iter().flatten().cloned());
        }
    }
}

/// By parent with a discriminator: the schemas that have it in their `allOf`.
fn children(tree: &Value) -> HashMap<String, Vec<String>> {
    let folder = schemas_pointer(tree);
    let mut children: HashMap<String, Vec<String>> = HashMap::new();
    let schemas = tree.pointer(folder).and_then(Value::as_object);
    for (key, schema) in schemas.into_iter().flatten() {
        for part in schema
            .get("allOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let parent = part
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|reference| reference.strip_prefix('#'));
            if let Some(parent) = parent
                && tree
                    .pointer(parent)
                    .is_some_and(|parent| parent.get("discriminator").is_some())
            {
                children
                    .entry(parent.to_owned())
                    .or_default()
                    .push(format!("{folder}/{}", escape(key)));
            }
        }
    }
    children
}

/// Calls `found` with the pointer of every reference in a value: in `$ref`, and in the mapping of a discriminator.
fn each_reference(node: &Value, found: &mut impl FnMut(&str)) {
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        match node {
            Value::Object(object) => {
                if let Some(pointer) = object
                    .get("$ref")
                    .and_then(Value::as_str)
                    .and_then(|text| text.strip_prefix('#'))
                {
                    found(pointer);
                }
                let mapping = object
                    .get("discriminator")
                    .and_then(|discriminator| discriminator.get("mapping")?.as_object());
                for target in mapping
                    .into_iter()
                    .flatten()
                    .filter_map(|(_, target)| target.as_str())
                {
                    match target.strip_prefix('#') {
                        Some(pointer) => found(pointer),
                        // A bare name of a schema.
                        None => found(&format!("/components/schemas/{}", escape(target))),
                    }
                }
                open.extend(object.values());
            }
            Value::Array(list) => open.extend(list),
            _ => {}
        }
    }
}

/// Keeps the security schemes that a requirement names.
fn keep_schemes(tree: &mut Value, folder: &str) {
    let requirements = operations(tree)
        .filter_map(|(_, _, operation)| operation.get("security"))
        .chain(tree.get("security"))
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(Value::as_object);
    let named: HashSet<String> = requirements
        .flat_map(|requirement| requirement.keys().cloned())
        .collect();
    // Where no requirement is left to name one, all of them may be meant.
    if named.is_empty() {
        return;
    }
    if let Some(schemes) = tree.pointer_mut(folder).and_then(Value::as_object_mut) {
        schemes.retain(|key, _| named.contains(key));
    }
}
