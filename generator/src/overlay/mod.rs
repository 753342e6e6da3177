//! overlay: raw tree → raw tree, with the corrections of Overlay documents.
//!
//! In: the bundled tree and the Overlay documents, in the order in which they are applied. Out: the changed tree, and
//! the number of actions that changed it. The Overlay Specification 1.0 and 1.1 define the actions (section 4.4.3,
//! Action Object); targets are JSONPath expressions as in RFC 9535. By the specification, an action that selects
//! nothing has no effect; since that usually means that the document has changed since the overlay was written, it is
//! reported as an error, at its target.

mod merge;
mod shape;
mod shorthand;

use crate::diagnostics::{Code, Correction, Diagnostic, Diagnostics, Place, Sources};
use serde_json::Value;
use serde_json_path::JsonPath;

/// An Overlay document.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    /// Its raw tree.
    pub tree: Value,
}

/// The overlays and actions that were applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The number of Overlay documents.
    pub overlays: usize,
    /// The number of actions that changed the tree.
    pub corrections: usize,
}

/// Applies overlays to a tree, in order.
///
/// Problems of an action are reported at its place in the overlay, and the remaining actions are applied. What was
/// changed is recorded in `sources`, so that a later problem is reported where its value is from.
pub fn apply(
    tree: &mut Value,
    overlays: &[Overlay],
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Applied {
    let mut applied = Applied {
        overlays: overlays.len(),
        corrections: 0,
    };
    for (number, overlay) in overlays.iter().enumerate() {
        for action in actions(number, &overlay.tree, diagnostics) {
            if action.apply(tree, sources, diagnostics) {
                applied.corrections += 1;
            }
        }
    }
    applied
}

/// A valid action.
struct Action<'a> {
    overlay: usize,
    pointer: String,
    target: JsonPath,
    change: Change<'a>,
}

enum Change<'a> {
    Remove,
    Update(&'a Value),
    Copy(JsonPath),
    Nothing,
}

/// Checks an Overlay document and returns its valid actions.
fn actions<'a>(overlay: usize, tree: &'a Value, diagnostics: &mut Diagnostics) -> Vec<Action<'a>> {
    match tree.get("overlay").and_then(Value::as_str) {
        Some(version) if is_known(version) => {}
        Some(version) => invalid(
            overlay,
            "/overlay",
            format!("version `{version}` of the Overlay Specification is not supported"),
            diagnostics,
        ),
        None => invalid(
            overlay,
            "",
            "not an Overlay document: the field `overlay` with the version is missing",
            diagnostics,
        ),
    }
    shape::check(overlay, tree, diagnostics);
    let Some(list) = tree.get("actions").and_then(Value::as_array) else {
        invalid(
            overlay,
            "/actions",
            "`actions` must be an array",
            diagnostics,
        );
        return Vec::new();
    };
    list.iter()
        .enumerate()
        .filter_map(|(index, action)| {
            let pointer = format!("/actions/{index}");
            let Some(target) = action.get("target").and_then(Value::as_str) else {
                invalid(
                    overlay,
                    &pointer,
                    "`target` of the action is missing",
                    diagnostics,
                );
                return None;
            };
            let target = json_path(overlay, &format!("{pointer}/target"), target, diagnostics)?;
            let change = change(overlay, &pointer, action, diagnostics)?;
            Some(Action {
                overlay,
                pointer,
                target,
                change,
            })
        })
        .collect()
}

/// `1.0.0`, `1.1.3`.
fn is_known(version: &str) -> bool {
    let patch = ["1.0.", "1.1."]
        .iter()
        .find_map(|minor| version.strip_prefix(minor));
    patch.is_some_and(|patch| !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns the change of an action. `remove` takes precedence over `update`, and `update` over `copy`, as the
/// specification requires.
fn change<'a>(
    overlay: usize,
    pointer: &str,
    action: &'a Value,
    diagnostics: &mut Diagnostics,
) -> Option<Change<'a>> {
    if action.get("remove").and_then(Value::as_bool) == Some(true) {
        return Some(Change::Remove);
    }
    if let Some(update) = action.get("update") {
        return Some(Change::Update(update));
    }
    if let Some(source) = action.get("copy").and_then(Value::as_str) {
        let source = json_path(overlay, &format!("{pointer}/copy"), source, diagnostics)?;
        return Some(Change::Copy(source));
    }
    Some(Change::Nothing)
}

fn json_path(
    overlay: usize,
    pointer: &str,
    text: &str,
    diagnostics: &mut Diagnostics,
) -> Option<JsonPath> {
    let parsed = JsonPath::parse(text);
    match parsed.or_else(|error| JsonPath::parse(&shorthand::quoted(text)).map_err(|_| error)) {
        Ok(path) => Some(path),
        Err(error) => {
            let place = Place::Overlay(overlay, pointer.to_owned());
            diagnostics.push(
                Diagnostic::new(
                    Code::OverlayPath,
                    place,
                    format!("`{text}` is not a valid JSONPath expression"),
                )
                .label(error.message().to_owned()),
            );
            None
        }
    }
}

fn invalid(
    overlay: usize,
    pointer: &str,
    message: impl Into<String>,
    diagnostics: &mut Diagnostics,
) {
    let place = Place::Overlay(overlay, pointer.to_owned());
    diagnostics.push(Diagnostic::new(Code::OverlayInvalid, place, message));
}

impl Action<'_> {
    /// Changes the tree. Returns `false` after a failure, which has been reported.
    fn apply(
        &self,
        tree: &mut Value,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let targets = pointers(&self.target, tree);
        if targets.is_empty() {
            self.selects_nothing("target", &self.target, diagnostics);
            return false;
        }
        if matches!(self.change, Change::Update(_) | Change::Copy(_)) {
            let corrections = targets.iter().map(|target| Correction {
                target: target.clone(),
                overlay: self.overlay,
                action: self.pointer.clone(),
            });
            sources.corrections.extend(corrections);
        }
        match &self.change {
            Change::Nothing => false,
            Change::Update(update) => merge_into(tree, &targets, update),
            Change::Remove => {
                let mut removed = false;
                // In reverse order, so that the remaining pointers stay valid.
                for target in targets.iter().rev() {
                    removed |= merge::remove(tree, target);
                }
                removed
            }
            Change::Copy(source) => match source.query(tree).exactly_one().cloned() {
                Ok(value) => merge_into(tree, &targets, &value),
                Err(_) => {
                    self.selects_nothing("copy", source, diagnostics);
                    false
                }
            },
        }
    }

    fn selects_nothing(&self, key: &str, path: &JsonPath, diagnostics: &mut Diagnostics) {
        let place = Place::Overlay(self.overlay, format!("{}/{key}", self.pointer));
        let message = match key {
            "copy" => format!("`{path}` does not select exactly one node of the document"),
            _ => format!("`{path}` selects nothing in the document"),
        };
        diagnostics.push(
            Diagnostic::new(Code::OverlaySelectsNothing, place, message).label("matches nothing"),
        );
    }
}

fn merge_into(tree: &mut Value, targets: &[String], update: &Value) -> bool {
    for target in targets {
        if let Some(node) = tree.pointer_mut(target) {
            merge::update(node, update);
        }
    }
    true
}

/// Returns the JSON pointers of the selected nodes in document order, without duplicates.
fn pointers(path: &JsonPath, tree: &Value) -> Vec<String> {
    let nodes = path.query_located(tree).dedup();
    nodes
        .locations()
        .map(|location| location.to_json_pointer())
        .collect()
}

#[cfg(test)]
mod tests;
