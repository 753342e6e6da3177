//! Lists of operations in the configuration: by tag, by operationId or method and path, by pattern of the path.

use super::apply::{matches_nothing, tags};
use super::operations::{Operation, names, operations};
use super::reader::Reader;
use crate::diagnostics::{Diagnostics, Place};
use serde::Serialize;
use serde_json::Value;

/// A list of operations. One that fits any of the selectors is listed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Selectors {
    /// Tags.
    pub tags: Vec<Selector>,
    /// Operations, by operationId or as `GET /pets/{id}`.
    pub operations: Vec<Selector>,
    /// Paths, in which `*` matches any text.
    pub paths: Vec<Selector>,
}

/// A name in the document, and its place in the configuration.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Selector {
    /// The name.
    pub text: String,
    /// Its place in the configuration.
    #[serde(skip)]
    pub place: Place,
}

pub(super) fn read(table: &mut Reader<'_, '_>) -> Selectors {
    Selectors {
        tags: selectors(table, "tags"),
        operations: selectors(table, "operations"),
        paths: selectors(table, "paths"),
    }
}

fn selectors(table: &mut Reader<'_, '_>, key: &'static str) -> Vec<Selector> {
    table
        .spanned_strings(key)
        .into_iter()
        .map(|(text, place)| Selector { text, place })
        .collect()
}

impl Selectors {
    /// Returns `true` if there are no selectors.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.operations.is_empty() && self.paths.is_empty()
    }

    /// Returns `true` if an operation is listed.
    pub(super) fn list(&self, operation: &Operation<'_>) -> bool {
        let (mut tags, mut operations) = (self.tags.iter(), self.operations.iter());
        let mut paths = self.paths.iter();
        tags.any(|tag| operation.tags().any(|own| own == tag.text))
            || operations.any(|selector| operation.is_selected_by(&selector.text))
            || paths.any(|pattern| fits(&pattern.text, operation.path))
    }

    /// Reports the selectors that match nothing in a document.
    pub(super) fn report_unmatched(&self, tree: &Value, diagnostics: &mut Diagnostics) {
        let all_tags = tags(tree);
        for tag in &self.tags {
            if !all_tags.contains(&tag.text) {
                let names = all_tags.iter().map(String::as_str);
                matches_nothing("tag", &tag.text, &tag.place, names, diagnostics);
            }
        }
        for Selector { text, place } in &self.operations {
            if !operations(tree).any(|operation| operation.is_selected_by(text)) {
                let names = names(tree);
                let names = names.iter().map(String::as_str);
                matches_nothing("operation", text, place, names, diagnostics);
            }
        }
        let paths: Vec<&str> = operations(tree).map(|operation| operation.path).collect();
        for Selector { text, place } in &self.paths {
            if !paths.iter().any(|path| fits(text, path)) {
                matches_nothing("path", text, place, paths.iter().copied(), diagnostics);
            }
        }
    }
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
