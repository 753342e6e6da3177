//! Removes the operations that are not selected, and the components that only these need.

use super::Selection;
use super::operations::retain;
use super::reachable;
use crate::diagnostics::Diagnostics;
use crate::load::Document;

/// Removes the operations that are not selected, then the unreferenced components.
pub(super) fn select(
    document: &mut Document,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) {
    let tree = &mut document.tree;
    if !selection.is_everything() {
        selection.only.report_unmatched(tree, diagnostics);
        retain(tree, |operation| selection.only.list(operation));
        // Webhooks cannot be selected.
        if let Some(root) = tree.as_object_mut() {
            root.shift_remove("webhooks");
            root.shift_remove("x-webhooks");
        }
        reachable::keep(document);
    }
    if selection.types_only {
        retain(&mut document.tree, |_| false);
    }
}
