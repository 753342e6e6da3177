//! Paths and operations of OpenAPI 3.

use super::extensions::deprecated;
use super::references::{LONGEST_CHAIN, part};
use super::{Here, Reader};
use crate::spec::{Operation, PathItem};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The methods with a fixed field in a Path Item Object, until 3.1.
pub(super) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The target of the references of a path item.
pub(super) struct FoundItem<'h, 't> {
    pub(super) object: &'t Map<String, Value>,
    pub(super) here: Here<'h, 't>,
    /// The members beside the reference.
    pub(super) beside: Option<&'t Map<String, Value>>,
}

impl<'t> Reader<'t, '_> {
    /// Reads `paths`.
    pub(super) fn paths(&mut self, value: Option<&'t Value>, here: &Here<'_, 't>) {
        let Some(object) = value.and_then(|value| self.object(value, here)) else {
            return;
        };
        self.check_extensions(object, here);
        for (path, value) in object {
            if !path.starts_with("x-") {
                let item = self.path_item(path, value, &here.key(path));
                self.document.paths.extend(item);
            }
        }
    }

    /// Follows the references of a path item.
    pub(super) fn found_item<'h>(
        &mut self,
        value: &'t Value,
        here: &Here<'h, 't>,
    ) -> Option<FoundItem<'h, 't>> {
        let mut found = FoundItem {
            object: self.object(value, here)?,
            here: *here,
            beside: None,
        };
        let mut value = value;
        for _ in 0..LONGEST_CHAIN {
            let Some(text) = self.reference_in(value, here) else {
                return Some(found);
            };
            let target = self.look_up(text);
            let target =
                target.and_then(|(location, value)| Some((location, value, value.as_object()?)));
            let Some((location, target, object)) = target else {
                self.report_unresolved("path item", text, here);
                return None;
            };
            if value.as_object().is_some_and(|object| object.len() > 1) {
                found.beside = value.as_object();
            }
            found.object = object;
            found.here = Here::at(self.keep_location(location));
            value = target;
        }
        self.wrong(here, "the path item refers only to itself; it is ignored");
        None
    }

    /// Reads a path item.
    pub(super) fn path_item(
        &mut self,
        path: &'t str,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> Option<PathItem<'t>> {
        let found = self.found_item(value, here)?;
        let place = self.keep(&found.here);
        let here = Here::at(place);
        self.check_extensions(found.object, &here);
        let mut item = PathItem {
            place,
            path: Cow::Borrowed(path),
            ..PathItem::default()
        };
        for (key, value) in found.object {
            self.path_item_member(&mut item, key, value, &here);
        }
        for (key, value) in found.beside.into_iter().flatten() {
            if key != "$ref" {
                self.path_item_member(&mut item, key, value, &here);
            }
        }
        Some(item)
    }

    fn path_item_member(
        &mut self,
        item: &mut PathItem<'t>,
        key: &'t str,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) {
        let path = item.path.clone();
        let here = here.key(key);
        match key {
            "summary" => item.summary = self.text(value, &here),
            "description" => item.description = self.text(value, &here),
            "servers" => item.servers = self.servers(Some(value), &here),
            "parameters" => {
                item.parameters_place = self.keep(&here);
                item.parameters = self.parameters(value, &Here::at(item.parameters_place));
            }
            "additionalOperations" => {
                for (method, value) in self.members(value, &here) {
                    let operation =
                        self.operation(Cow::Borrowed(method), &path, value, &here.key(method));
                    item.operations.extend(operation);
                }
            }
            key => {
                let method = key.to_ascii_uppercase();
                let is_known = item
                    .operations
                    .iter()
                    .any(|operation| operation.method == method);
                if is_method(key) && !is_known {
                    item.operations
                        .extend(self.operation(Cow::Owned(method), &path, value, &here));
                }
            }
        }
    }

    fn operation(
        &mut self,
        method: Cow<'t, str>,
        path: &str,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> Option<Operation<'t>> {
        let object = self.object(value, here)?;
        let place = self.keep(here);
        let here = Here::at(place);
        self.operation = operation_words(object, &method, path);
        let mut operation = Operation {
            place,
            method,
            ..Operation::default()
        };
        for (key, value) in object {
            let here = here.key(key);
            match key.as_str() {
                "parameters" => operation.parameters = self.parameters(value, &here),
                "requestBody" => {
                    let body = self.request_body(value, &here, None);
                    operation.request_body = part(value, body);
                }
                "servers" => operation.servers = self.servers(Some(value), &here),
                "callbacks" => {
                    let owner = self.operation.clone();
                    operation.callbacks = self.callbacks(value, &owner, &here);
                    self.operation = owner;
                }
                key => self.operation_member(&mut operation, key, value, &here),
            }
        }
        self.finish_operation(&mut operation, object, &here);
        Some(operation)
    }

    /// Reads a member that operations have in all versions.
    pub(super) fn operation_member(
        &mut self,
        operation: &mut Operation<'t>,
        key: &str,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) {
        match key {
            "tags" => operation.tags = self.texts(value, here),
            "summary" => operation.summary = self.text(value, here),
            "description" => operation.description = self.text(value, here),
            "externalDocs" => operation.external_docs = self.external_docs(Some(value), here),
            "operationId" => operation.id = self.text(value, here),
            "responses" => operation.responses = self.responses(value, here),
            "security" => operation.security = self.requirements(Some(value), here),
            _ => {}
        }
    }

    /// Combines members and extensions of an operation that affect each other.
    pub(super) fn finish_operation(
        &mut self,
        operation: &mut Operation<'t>,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) {
        self.check_extensions(object, here);
        let flag = self.flag_of(object, "deprecated", here).unwrap_or(false);
        operation.deprecated = deprecated(flag, object);
        operation.pagination = self.pagination(object, here);
        operation.hints = self.hints(object);
    }
}

/// Returns `true` if a key of a Path Item Object is a method (including `query` of OpenAPI 3.2).
pub(super) fn is_method(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key == "query" || METHODS.contains(&key.as_str())
}

/// Returns the words that name an operation: its operationId, or else its method and path.
fn operation_words<'t>(object: &'t Map<String, Value>, method: &str, path: &str) -> Cow<'t, str> {
    let id = object.get("operationId").and_then(Value::as_str);
    match id.filter(|id| !id.trim().is_empty()) {
        Some(id) => Cow::Borrowed(id),
        None => Cow::Owned(format!("{} {path}", method.to_ascii_lowercase())),
    }
}
