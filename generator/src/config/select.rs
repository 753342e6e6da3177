//! Removes the operations that are not selected, and the components that only these need.

use super::Selection;
use super::apply::{matches_nothing, tags};
use super::operations::{Operation, names as operation_names, operations, retain};
use super::reachable;
use super::selection::Selector;
use crate::diagnostics::Diagnostics;
use crate::load::Document;
use serde_json::Value;

/// Removes the operations that are not selected, then the unreferenced components.
pub(super) fn select(
    document: &mut Document,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) {
    let tree = &mut document.tree;
    if !selection.is_everything() {
        report_unmatched(tree, selection, diagnostics);
        retain(tree, |operation| is_selected(selection, operation));
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

fn is_selected(selection: &Selection, operation: &Operation<'_>) -> bool {
    let has = |tag: &Selector| operation.tags().any(|own| own == tag.text);
    selection.tags.iter().any(has)
        || selection
            .operations
            .iter()
            .any(|selector| operation.is_selected_by(&selector.text))
        || selection
            .paths
            .iter()
            .any(|pattern| fits(&pattern.text, operation.path))
}

/// Returns `true` if a path matches a pattern in which `*` matches any text.
fn fits(pattern: &str, path: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else {
        return false;
    };
    let mut ends_here = true;
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        ends_here = false;
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    !ends_here || rest.is_empty()
}

fn report_unmatched(tree: &Value, selection: &Selection, diagnostics: &mut Diagnostics) {
    let all_tags = tags(tree);
    for tag in &selection.tags {
        if !all_tags.contains(&tag.text) {
            matches_nothing(
                "tag",
                &tag.text,
                &tag.place,
                all_tags.iter().map(String::as_str),
                diagnostics,
            );
        }
    }
    for selector in &selection.operations {
        if !operations(tree).any(|operation| operation.is_selected_by(&selector.text)) {
            let names = operation_names(tree);
            matches_nothing(
                "operation",
                &selector.text,
                &selector.place,
                names.iter().map(String::as_str),
                diagnostics,
            );
        }
    }
    let paths: Vec<&str> = operations(tree).map(|operation| operation.path).collect();
    for pattern in &selection.paths {
        if !paths.iter().any(|path| fits(&pattern.text, path)) {
            matches_nothing(
                "path",
                &pattern.text,
                &pattern.place,
                paths.iter().copied(),
                diagnostics,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn an_asterisk_matches_any_text() {
        for (pattern, path, does) in [
            ("/pets", "/pets", true),
            ("/pets", "/pets/{id}", false),
            ("/pets/*", "/pets/{id}/photos", true),
            ("/pets/*", "/pets", false),
            ("*/photos", "/pets/{id}/photos", true),
            ("/*/{id}/*", "/pets/{id}/photos", true),
            ("/*/{id}", "/pets/{id}/photos", false),
        ] {
            assert_eq!(fits(pattern, path), does, "{pattern} {path}");
        }
    }
}
