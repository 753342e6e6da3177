//! The part of a document that is generated: `[select]`.

use super::reader::Reader;
use crate::diagnostics::Place;
use serde::Serialize;

/// The part of a document that is generated. The default is the complete document.
///
/// An operation is selected if its tags, its operationId or its path is listed. Components that no selected operation
/// needs are left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Selection {
    /// Tags.
    pub tags: Vec<Selector>,
    /// Operations, by operationId or as `GET /pets/{id}`.
    pub operations: Vec<Selector>,
    /// Paths, in which `*` matches any text.
    pub paths: Vec<Selector>,
    /// Generate types only, without a client.
    pub types_only: bool,
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

impl Selection {
    /// Returns `true` if every operation is selected.
    pub fn is_everything(&self) -> bool {
        self.tags.is_empty() && self.operations.is_empty() && self.paths.is_empty()
    }
}

pub(super) fn read(table: &mut Reader<'_, '_>) -> Selection {
    Selection {
        tags: selectors(table, "tags"),
        operations: selectors(table, "operations"),
        paths: selectors(table, "paths"),
        types_only: table.boolean("types-only").unwrap_or_default(),
    }
}

fn selectors(table: &mut Reader<'_, '_>, key: &'static str) -> Vec<Selector> {
    table
        .spanned_strings(key)
        .into_iter()
        .map(|(text, place)| Selector { text, place })
        .collect()
}
