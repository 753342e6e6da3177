//! Removes the components that no remaining operation needs.
//!
//! A component is needed if a path, another needed component, or a security requirement (by name) refers to it. The
//! children of a needed parent with a discriminator are needed, since a value may be one of them.

use super::apply::schemas_pointer;
use super::operations::operations;
use crate::load::Document;
use crate::pointer::escaped;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Keeps the components that are needed.
pub(super) fn keep(document: &mut Document) {
    let needed = needed(document);
    let tree = &mut document.tree;
    for folder in folders(tree) {
        if folder.ends_with("/securitySchemes") || folder == "/securityDefinitions" {
            keep_schemes(tree, &folder);
        } else if let Some(components) = tree.pointer_mut(&folder).and_then(Value::as_object_mut) {
            components.retain(|key, _| needed.contains(&format!("{folder}/{}", escaped(key))));
        }
    }
    let used: HashSet<String> = operations(tree)
        .flat_map(|operation| operation.tags())
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

/// Returns the pointers of the objects that contain components, of any version.
fn folders(tree: &Value) -> Vec<String> {
    let components = tree.get("components").and_then(Value::as_object);
    let of_three = components
        .into_iter()
        .flatten()
        .filter(|(key, _)| !key.starts_with("x-"))
        .map(|(key, _)| format!("/components/{}", escaped(key)));
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

/// Returns the pointers of all needed components.
fn needed(document: &Document) -> HashSet<String> {
    let tree = &document.tree;
    let folders = folders(tree);
    let children = children(tree);
    let mut needed = HashSet::new();
    let mut elsewhere = HashSet::new();
    let mut open: Vec<&Value> = tree.get("paths").into_iter().collect();
    while let Some(node) = open.pop() {
        each_reference(node, &mut |reference| {
            let Some((location, target)) = document.look_up(reference) else {
                return;
            };
            if location.file != 0 {
                if elsewhere.insert(location) {
                    open.push(target);
                }
                return;
            }
            for folder in &folders {
                let Some(rest) = location
                    .pointer
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

/// Returns, for each parent with a discriminator, the schemas that have it in their `allOf`.
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
                    .push(format!("{folder}/{}", escaped(key)));
            }
        }
    }
    children
}

/// Calls `found` with every reference in a value: `$ref`, and values of the mapping of a discriminator.
fn each_reference(node: &Value, found: &mut impl FnMut(&str)) {
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        match node {
            Value::Object(object) => {
                if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
                    found(reference.trim());
                }
                let mapping = object
                    .get("discriminator")
                    .and_then(|discriminator| discriminator.get("mapping")?.as_object());
                for target in mapping
                    .into_iter()
                    .flatten()
                    .filter_map(|(_, target)| target.as_str())
                {
                    found(target);
                    // The name of a component schema.
                    found(&format!("#/components/schemas/{}", escaped(target)));
                }
                // The items of a stream, by the key of their component schema.
                let stream = object.get(super::STREAM);
                let items =
                    stream.and_then(|stream| stream.as_str().or(stream.get("items")?.as_str()));
                if let Some(items) = items {
                    found(&format!("#/components/schemas/{}", escaped(items)));
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
        .filter_map(|operation| operation.value.get("security"))
        .chain(tree.get("security"))
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(Value::as_object);
    let named: HashSet<String> = requirements
        .flat_map(|requirement| requirement.keys().cloned())
        .collect();
    // Without any requirement, all schemes are kept.
    if named.is_empty() {
        return;
    }
    if let Some(schemes) = tree.pointer_mut(folder).and_then(Value::as_object_mut) {
        schemes.retain(|key, _| named.contains(key));
    }
}
