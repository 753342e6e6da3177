//! Paths and their operations, in OpenAPI 3.

use super::adopted::AT;
use super::references::LONGEST_CHAIN;
use super::{Here, Reader};
use openapiv3::{Operation, PathItem, Paths, ReferenceOr};
use serde_json::{Map, Value};

/// The methods in the order in which `openapiv3` has them.
pub(super) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The order of the methods of a path in the document.
const ORDER: &str = "x-sdkwright-order";

/// A path item, wherever references led: its object, and its own pointer where it moved.
pub(super) struct FoundItem<'t> {
    pub(super) object: &'t Map<String, Value>,
    pub(super) moved: Option<String>,
    /// What stands beside the reference.
    pub(super) beside: Option<&'t Map<String, Value>>,
}

impl<'t> Reader<'t, '_> {
    /// Reads `paths`.
    pub(super) fn paths(&mut self, value: Option<&'t Value>, here: &Here<'_>) -> Paths {
        let mut paths = Paths::default();
        let Some(object) = value.and_then(|value| self.object(value, here)) else {
            return paths;
        };
        for (path, value) in object {
            if path.starts_with("x-") {
                continue;
            }
            let here = here.key(path);
            let Some(found) = self.path_item_object(value, &here) else {
                continue;
            };
            let moved = found.moved.as_deref().map(Here::pointer);
            let here = moved.unwrap_or(here);
            let item = self.path_item(&found, &here);
            let others = self.other_methods(&found, &item, path, &here);
            paths.paths.insert(path.clone(), ReferenceOr::Item(item));
            for (key, item) in others {
                paths.paths.insert(key, ReferenceOr::Item(item));
            }
        }
        paths
    }

    /// Follows the references of a path item.
    pub(super) fn path_item_object(
        &mut self,
        value: &'t Value,
        here: &Here<'_>,
    ) -> Option<FoundItem<'t>> {
        let object = self.object(value, here)?;
        let mut found = FoundItem {
            object,
            moved: None,
            beside: None,
        };
        let mut value = value;
        for _ in 0..LONGEST_CHAIN {
            let Some(text) = self.reference_in(value, here) else {
                return Some(found);
            };
            let target = self.look_up(text);
            let target =
                target.and_then(|(pointer, value)| Some((pointer, value, value.as_object()?)));
            let Some((pointer, target, object)) = target else {
                self.nothing_there("path item", text, here);
                return None;
            };
            if value.as_object().is_some_and(|object| object.len() > 1) {
                found.beside = value.as_object();
            }
            found.object = object;
            found.moved = Some(pointer);
            value = target;
        }
        self.wrong(
            here,
            "the path item is a reference to itself: it is left out",
        );
        None
    }

    fn path_item(&mut self, found: &FoundItem<'t>, here: &Here<'_>) -> PathItem {
        let mut item = PathItem {
            extensions: self.extensions(found.object),
            ..PathItem::default()
        };
        for (key, value) in found.object {
            self.path_item_member(&mut item, key, value, here);
        }
        for (key, value) in found.beside.into_iter().flatten() {
            if key != "$ref" {
                self.path_item_member(&mut item, key, value, here);
            }
        }
        if let Some(pointer) = &found.moved {
            item.extensions
                .insert(AT.to_owned(), pointer.as_str().into());
        }
        keep_order(&mut item, found.object);
        item
    }

    fn path_item_member(
        &mut self,
        item: &mut PathItem,
        key: &'t str,
        value: &'t Value,
        here: &Here<'_>,
    ) {
        let here = here.key(key);
        let method = match key.to_ascii_lowercase().as_str() {
            "get" => &mut item.get,
            "put" => &mut item.put,
            "post" => &mut item.post,
            "delete" => &mut item.delete,
            "options" => &mut item.options,
            "head" => &mut item.head,
            "patch" => &mut item.patch,
            "trace" => &mut item.trace,
            "summary" => {
                item.summary = self.text(value, &here);
                return;
            }
            "description" => {
                item.description = self.text(value, &here);
                return;
            }
            "servers" => {
                item.servers = self.servers(Some(value), &here);
                return;
            }
            "parameters" => {
                item.parameters = self.parameters(value, &here);
                return;
            }
            _ => return,
        };
        if method.is_none() {
            *method = self.operation(value, &here);
        }
    }

    /// The operations of a path that have methods which 3.0 does not know (`query` and `additionalOperations` of 3.2): each is a
    /// path item of its own, in which it stands as `post`.
    fn other_methods(
        &mut self,
        found: &FoundItem<'t>,
        item: &PathItem,
        path: &str,
        here: &Here<'_>,
    ) -> Vec<(String, PathItem)> {
        let mut others = Vec::new();
        if let Some(value) = found.object.get("query") {
            others.extend(self.other_method("QUERY", value, item, path, &here.key("query")));
        }
        if let Some(value) = found.object.get("additionalOperations") {
            let here = here.key("additionalOperations");
            for (method, value) in self.members(value, &here) {
                others.extend(self.other_method(method, value, item, path, &here.key(method)));
            }
        }
        others
    }

    fn other_method(
        &mut self,
        method: &str,
        value: &'t Value,
        item: &PathItem,
        path: &str,
        here: &Here<'_>,
    ) -> Option<(String, PathItem)> {
        let mut operation = self.operation(value, here)?;
        let at = here.to_pointer();
        operation.extensions.insert(AT.to_owned(), at.into());
        let mut item = PathItem {
            parameters: item.parameters.clone(),
            servers: item.servers.clone(),
            summary: item.summary.clone(),
            description: item.description.clone(),
            post: Some(operation),
            ..PathItem::default()
        };
        for (name, text) in [("method", method), ("path", path)] {
            item.extensions
                .insert(format!("x-sdkwright-{name}"), text.into());
        }
        Some((format!("{method} {path}"), item))
    }

    fn operation(&mut self, value: &'t Value, here: &Here<'_>) -> Option<Operation> {
        let object = self.object(value, here)?;
        let mut operation = Operation {
            extensions: self.extensions(object),
            ..Operation::default()
        };
        self.operation = operation_words(object, here);
        for (key, value) in object {
            let here = here.key(key);
            match key.as_str() {
                "tags" => operation.tags = self.texts(value, &here),
                "summary" => operation.summary = self.text(value, &here),
                "description" => operation.description = self.text(value, &here),
                "externalDocs" => {
                    operation.external_docs = self.external_docs(Some(value), &here);
                }
                "operationId" => operation.operation_id = self.text(value, &here),
                "parameters" => operation.parameters = self.parameters(value, &here),
                "requestBody" => operation.request_body = self.request_body(value, &here),
                "responses" => operation.responses = self.responses(value, &here),
                "deprecated" => {
                    operation.deprecated = self.flag(value, &here).unwrap_or(false);
                }
                "security" => operation.security = self.requirements(Some(value), &here),
                "servers" => operation.servers = self.servers(Some(value), &here),
                "callbacks" => self.callbacks(value, &self.operation.clone(), &here),
                _ => {}
            }
        }
        Some(operation)
    }
}

/// Keeps the order in which the methods of a path are written, where it is not the one of [`METHODS`].
pub(super) fn keep_order(item: &mut PathItem, object: &Map<String, Value>) {
    let written: Vec<(usize, Value)> = object
        .keys()
        .filter_map(|key| {
            let method = key.to_ascii_lowercase();
            let place = METHODS.iter().position(|known| *known == method)?;
            Some((place, method.into()))
        })
        .collect();
    if !written.is_sorted_by_key(|(place, _)| *place) {
        let methods: Vec<Value> = written.into_iter().map(|(_, method)| method).collect();
        item.extensions.insert(ORDER.to_owned(), methods.into());
    }
}

/// What an operation would be called: its operationId, or else its method and path.
fn operation_words(object: &Map<String, Value>, here: &Here<'_>) -> String {
    let id = object.get("operationId").and_then(Value::as_str);
    match id.filter(|id| !id.trim().is_empty()) {
        Some(id) => id.to_owned(),
        None => format!("{} {}", here.name(), here.holder()),
    }
}
