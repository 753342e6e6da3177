//! The part of a document that is generated: `[select]`.

use super::reader::Reader;
use super::selectors::{self, Selectors};
use serde::Serialize;

/// The part of a document that is generated. The default is the complete document.
///
/// Components that no selected operation needs are left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Selection {
    /// The operations; empty for all.
    #[serde(flatten)]
    pub only: Selectors,
    /// Generate types only, without a client.
    pub types_only: bool,
}

impl Selection {
    /// Returns `true` if every operation is selected.
    pub fn is_everything(&self) -> bool {
        self.only.is_empty()
    }
}

pub(super) fn read(table: &mut Reader<'_, '_>) -> Selection {
    Selection {
        only: selectors::read(table),
        types_only: table.boolean("types-only").unwrap_or_default(),
    }
}
