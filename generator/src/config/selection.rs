//! Which part of a document becomes an SDK: `[select]`.

use super::reader::Reader;
use crate::diagnostics::Place;
use serde::Serialize;

/// Which part of a document becomes an SDK. Nothing said: all of it.
///
/// An operation is selected that one of the tags, operations or paths names; what no selected operation needs is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Selection {
    /// Tags.
    pub tags: Vec<Selector>,
    /// Operations, by operationId or as `GET /pets/{id}`.
    pub operations: Vec<Selector>,
    /// Paths, in which `*` stands for any text.
    pub paths: Vec<Selector>,
    /// Only the types, without a client.
    pub types_only: bool,
}

/// A name of something in the document, and where the configuration says it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Selector {
    /// The name.
    pub text: String,
    /// Where it is written.
    #[serde(skip)]
    pub place: Place,
}

impl Selection {
    /// Whether every operation is wanted.
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
