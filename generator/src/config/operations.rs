//! The operations of a document of any version: those under a method of OpenAPI, and those under
//! `additionalOperations` (OpenAPI 3.2).

use crate::pointer::escaped;
use serde_json::{Map, Value};

/// The methods of a Path Item Object.
const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// The key of a Path Item Object for the operations of other methods.
const ADDITIONAL: &str = "additionalOperations";

/// An operation of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operation<'t> {
    /// The path.
    pub(super) path: &'t str,
    /// The method, as the document spells it.
    method: &'t str,
    is_additional: bool,
    /// The Operation Object.
    pub(super) value: &'t Value,
}

impl<'t> Operation<'t> {
    /// Returns `true` if a selector is its operationId, or its method and path, such as `GET /pets`.
    pub(super) fn is_selected_by(&self, selector: &str) -> bool {
        self.id() == Some(selector)
            || selector.split_once(' ').is_some_and(|(method, path)| {
                method.eq_ignore_ascii_case(self.method) && path.trim() == self.path
            })
    }

    /// Returns its JSON pointer in the path item.
    pub(super) fn pointer(&self) -> String {
        match self.is_additional {
            true => format!("/{ADDITIONAL}/{}", escaped(self.method)),
            false => format!("/{}", self.method),
        }
    }

    /// Returns its tags.
    pub(super) fn tags(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        let tags = self.value.get("tags").and_then(Value::as_array);
        tags.into_iter().flatten().filter_map(Value::as_str)
    }

    fn id(&self) -> Option<&'t str> {
        self.value.get("operationId")?.as_str()
    }
}

/// Returns every operation.
pub(super) fn operations(tree: &Value) -> impl Iterator<Item = Operation<'_>> {
    let paths = tree.get("paths").and_then(Value::as_object);
    paths
        .into_iter()
        .flatten()
        .flat_map(|(path, item)| of_item(path, item))
}

/// Returns the operations of a path item.
fn of_item<'t>(path: &'t str, item: &'t Value) -> impl Iterator<Item = Operation<'t>> {
    let own = METHODS
        .into_iter()
        .filter_map(move |method| Some((method, false, item.get(method)?)));
    let additional = item.get(ADDITIONAL).and_then(Value::as_object);
    let additional = additional.into_iter().flatten();
    own.chain(additional.map(|(method, value)| (method.as_str(), true, value)))
        .map(move |(method, is_additional, value)| Operation {
            path,
            method,
            is_additional,
            value,
        })
}

/// Returns the names by which operations can be selected.
pub(super) fn names(tree: &Value) -> Vec<String> {
    operations(tree)
        .flat_map(|operation| {
            let method = operation.method.to_uppercase();
            let id = operation.id().map(str::to_owned);
            id.into_iter()
                .chain([format!("{method} {}", operation.path)])
        })
        .collect()
}

/// Removes the other operations, and the paths without any.
pub(super) fn retain(tree: &mut Value, keep: impl Fn(&Operation<'_>) -> bool) {
    let Some(paths) = tree.get_mut("paths").and_then(Value::as_object_mut) else {
        return;
    };
    for (path, item) in paths.iter_mut() {
        let removed: Vec<(String, bool)> = of_item(path, item)
            .filter(|operation| !keep(operation))
            .map(|operation| (operation.method.to_owned(), operation.is_additional))
            .collect();
        for (method, is_additional) in removed {
            let owner = match is_additional {
                true => item.get_mut(ADDITIONAL),
                false => Some(&mut *item),
            };
            if let Some(owner) = owner.and_then(Value::as_object_mut) {
                owner.shift_remove(&method);
            }
        }
        let additional = item.get(ADDITIONAL).and_then(Value::as_object);
        if additional.is_some_and(Map::is_empty)
            && let Some(item) = item.as_object_mut()
        {
            item.shift_remove(ADDITIONAL);
        }
    }
    paths.retain(|path, item| of_item(path, item).next().is_some());
}
