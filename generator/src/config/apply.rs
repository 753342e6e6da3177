//! Writes overrides of the configuration into the document: raw tree → raw tree.
//!
//! An override becomes the equivalent extension of the document (`x-sdkwright-name` and the like), so that later
//! stages implement one mechanism. Every selector that matches nothing is reported at its place.

use super::operations::{names as operation_names, operations};
use super::overrides::Override;
use super::{Config, resources, security, select};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::did_you_mean::did_you_mean;
use crate::load::Document;
use crate::pointer::escaped;
use crate::rust::configured_type::{ConfiguredType, NAMES};
use serde_json::{Map, Value};

/// Applies overrides and selection to a document of any version.
pub fn apply(document: &mut Document, config: &Config, diagnostics: &mut Diagnostics) {
    let overrides = &config.overrides;
    if !overrides.operations.is_empty()
        || !config.select.is_everything()
        || !config.resources.is_empty()
    {
        copy_path_items(document);
    }
    for entry in &overrides.schemas {
        schema(&mut document.tree, entry, diagnostics);
    }
    for entry in &overrides.operations {
        operation(document, entry, diagnostics);
    }
    for entry in &overrides.tags {
        tag(&mut document.tree, entry, diagnostics);
    }
    resources::apply(&mut document.tree, &config.resources, diagnostics);
    security::apply(&mut document.tree, &config.security, diagnostics);
    select::select(document, &config.select, diagnostics);
}

/// Replaces each path item that is a reference by a copy of its target, since other paths may refer to it too.
fn copy_path_items(document: &mut Document) {
    let paths = document.tree.get("paths").and_then(Value::as_object);
    let copies: Vec<(String, Map<String, Value>)> = paths
        .into_iter()
        .flatten()
        .filter(|(_, item)| item.get("$ref").is_some())
        .filter_map(|(path, item)| {
            let target = document.resolved(item)?.as_object()?;
            Some((path.clone(), target.clone()))
        })
        .collect();
    let mut paths = document
        .tree
        .get_mut("paths")
        .and_then(Value::as_object_mut);
    for (path, target) in copies {
        let item = paths.as_mut().and_then(|paths| paths.get_mut(&path));
        if let Some(item) = item.and_then(Value::as_object_mut) {
            item.shift_remove("$ref");
            // `parse` gives the members of the target precedence too.
            item.extend(target);
        }
    }
}

/// Reports a selector that matches nothing, with similar names as help.
pub(super) fn matches_nothing<'a>(
    what: &str,
    selector: &str,
    place: &Place,
    names: impl IntoIterator<Item = &'a str>,
    diagnostics: &mut Diagnostics,
) {
    let diagnostic = Diagnostic::new(
        Code::SelectorMatchesNothing,
        place.clone(),
        format!("the document has no {what} `{selector}`"),
    );
    diagnostics.push(match did_you_mean(selector, names) {
        Some(similar) => diagnostic.help(format!("a similar name exists: `{similar}`")),
        None => diagnostic.label("matches nothing"),
    });
}

/// Returns the pointer of the component schemas in a document of this version.
pub(super) fn schemas_pointer(tree: &Value) -> &'static str {
    if tree.get("swagger").is_some() {
        "/definitions"
    } else {
        "/components/schemas"
    }
}

/// Returns the number of component schemas.
pub fn schema_count(tree: &Value) -> usize {
    let schemas = tree
        .pointer(schemas_pointer(tree))
        .and_then(Value::as_object);
    schemas.map_or(0, Map::len)
}

/// Returns the number of operations.
pub fn operation_count(tree: &Value) -> usize {
    operations(tree).count()
}

/// Reports an unknown type override and attributes that are not allowed, at their place in the configuration.
fn check(tree: &Value, entry: &Override, diagnostics: &mut Diagnostics) {
    if let Some(text) = &entry.ty {
        let schemas = tree
            .pointer(schemas_pointer(tree))
            .and_then(Value::as_object);
        let keys: Vec<&str> = schemas
            .into_iter()
            .flatten()
            .map(|(key, _)| key.as_str())
            .collect();
        let given = ConfiguredType::parse(text);
        let name = given.as_ref().map_or(text.as_str(), ConfiguredType::name);
        if given.is_none() || !(NAMES.contains(&name) || keys.contains(&name)) {
            let message = format!("`{text}` is not a valid type for `{}`", entry.selector);
            let diagnostic =
                Diagnostic::new(Code::UnknownTypeOverride, entry.place.clone(), message);
            let names = keys.into_iter().chain(NAMES.iter().copied());
            diagnostics.push(match did_you_mean(name, names) {
                Some(similar) => {
                    diagnostic.help(format!("a type with a similar name exists: `{similar}`"))
                }
                None => diagnostic,
            });
        }
    }
    entry
        .members
        .iter()
        .for_each(|member| check(tree, member, diagnostics));
}

fn schema(tree: &mut Value, entry: &Override, diagnostics: &mut Diagnostics) {
    check(tree, entry, diagnostics);
    let pointer = schemas_pointer(tree);
    let mut nothing = Map::new();
    let schemas = tree
        .pointer_mut(pointer)
        .and_then(Value::as_object_mut)
        .unwrap_or(&mut nothing);
    if !schemas.get(&entry.selector).is_some_and(Value::is_object) {
        let names = schemas.keys().map(String::as_str);
        return matches_nothing("schema", &entry.selector, &entry.place, names, diagnostics);
    }
    let Some(schema) = schemas.get_mut(&entry.selector) else {
        return;
    };
    set_extensions(schema, entry);
    for member in &entry.members {
        if !property(schema, member) {
            let mut names = Vec::new();
            property_names(schema, &mut names);
            let what = format!("property of `{}` called", entry.selector);
            matches_nothing(&what, &member.selector, &member.place, names, diagnostics);
        }
    }
}

/// Applies an override to a property of a schema or of its subschemas. Returns `false` if there is no such property.
fn property(schema: &mut Value, entry: &Override) -> bool {
    let mut found = false;
    if let Some(property) = schema
        .get_mut("properties")
        .and_then(|properties| properties.get_mut(&entry.selector))
    {
        set_extensions(property, entry);
        found = true;
    }
    for part in schema
        .get_mut("allOf")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        found |= property(part, entry);
    }
    found
}

fn property_names<'a>(schema: &'a Value, names: &mut Vec<&'a str>) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        names.extend(properties.keys().map(String::as_str));
    }
    for part in schema
        .get("allOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        property_names(part, names);
    }
}

fn operation(document: &mut Document, entry: &Override, diagnostics: &mut Diagnostics) {
    let tree = &mut document.tree;
    check(tree, entry, diagnostics);
    let selected = operations(tree).find(|operation| operation.is_selected_by(&entry.selector));
    let Some(selected) = selected else {
        let names = operation_names(tree);
        return matches_nothing(
            "operation",
            &entry.selector,
            &entry.place,
            names.iter().map(String::as_str),
            diagnostics,
        );
    };
    let item = format!("/paths/{}", escaped(selected.path));
    let own = format!("{item}{}", selected.pointer());
    if let Some(operation) = tree.pointer_mut(&own) {
        set_extensions(operation, entry);
    }
    let lists = [own, item].map(|holder| format!("{holder}/parameters"));
    for member in &entry.members {
        if parameter(document, &lists, member).is_none() {
            let names = parameter_names(document, &lists);
            let what = format!("parameter of `{}` called", entry.selector);
            matches_nothing(
                &what,
                &member.selector,
                &member.place,
                names.iter().map(String::as_str),
                diagnostics,
            );
        }
    }
}

/// Applies an override to a parameter of an operation or of its path, which are in these lists. A reference is replaced
/// by a copy of its target, since the component may be used by other operations.
fn parameter(document: &mut Document, lists: &[String], entry: &Override) -> Option<()> {
    for list in lists {
        let found = document
            .tree
            .pointer(list)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .position(|parameter| parameter_name(document, parameter) == Some(&entry.selector));
        let Some(index) = found else { continue };
        let pointer = format!("{list}/{index}");
        let mut own = document.resolved(document.tree.pointer(&pointer)?)?.clone();
        if let Some(ty) = &entry.ty {
            parameter_type(&mut own, ty);
        }
        let only_name = Override {
            ty: None,
            ..entry.clone()
        };
        set_extensions(&mut own, &only_name);
        *document.tree.pointer_mut(&pointer)? = own;
        return Some(());
    }
    None
}

/// Sets the type on the schema of a parameter, if it has one, otherwise on the parameter itself (Swagger 2.0).
fn parameter_type(parameter: &mut Value, ty: &str) {
    let place = if parameter.get("schema").is_some() {
        parameter.get_mut("schema")
    } else {
        Some(parameter)
    };
    if let Some(object) = place.and_then(Value::as_object_mut) {
        object.insert(super::overrides::TYPE.to_owned(), ty.into());
    }
}

fn parameter_name<'t>(document: &'t Document, parameter: &'t Value) -> Option<&'t str> {
    document.resolved(parameter)?.get("name")?.as_str()
}

fn parameter_names(document: &Document, lists: &[String]) -> Vec<String> {
    lists
        .iter()
        .filter_map(|list| document.tree.pointer(list))
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(|parameter| parameter_name(document, parameter))
        .map(str::to_owned)
        .collect()
}

fn tag(tree: &mut Value, entry: &Override, diagnostics: &mut Diagnostics) {
    let used = tags(tree);
    if !used.contains(&entry.selector) {
        return matches_nothing(
            "tag",
            &entry.selector,
            &entry.place,
            used.iter().map(String::as_str),
            diagnostics,
        );
    }
    let Some(root) = tree.as_object_mut() else {
        return;
    };
    let list = root
        .entry("tags")
        .or_insert_with(|| Value::Array(Vec::new()));
    let Some(list) = list.as_array_mut() else {
        return;
    };
    let is_it = |tag: &Value| tag.get("name").and_then(Value::as_str) == Some(&entry.selector);
    match list.iter_mut().find(|tag| is_it(tag)) {
        Some(tag) => set_extensions(tag, entry),
        None => {
            let mut tag = serde_json::json!({ "name": entry.selector });
            set_extensions(&mut tag, entry);
            list.push(tag);
        }
    }
}

/// Returns every tag that the document describes or an operation uses, without duplicates.
pub(super) fn tags(tree: &Value) -> Vec<String> {
    let described = tree
        .get("tags")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|tag| tag.get("name")?.as_str());
    let used = operations(tree).flat_map(|operation| operation.tags());
    let mut all: Vec<String> = described.chain(used).map(str::to_owned).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn set_extensions(node: &mut Value, entry: &Override) {
    if let Some(object) = node.as_object_mut() {
        for (key, value) in entry.extensions() {
            object.insert(key.to_owned(), value);
        }
    }
}
