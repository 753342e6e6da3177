//! Estimates how large the SDK becomes, so that a document that describes one without end is refused before it fills the
//! memory: each use of a parent in `allOf`, a parameter or a description becomes code of its own.

use super::Lowering;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::limits;
use crate::model::Docs;
use crate::spec::PlaceId;

/// A type, a property and a parameter have more code than this, beside their documentation.
const LEAST: u64 = 256;

/// The estimated size of the SDK so far.
#[derive(Debug, Default)]
pub(super) struct OutputSize(u64);

impl Lowering<'_, '_> {
    /// Counts a type, a property or a parameter at a place. Returns `false` if the SDK is too large, which is reported
    /// once.
    pub(super) fn grow(&mut self, docs: &Docs, place: PlaceId) -> bool {
        let texts = docs
            .description
            .iter()
            .chain(&docs.title)
            .chain(&docs.notes);
        let size = LEAST + texts.map(|text| text.len() as u64).sum::<u64>();
        let was_too_large = self.is_too_large();
        self.output_size.0 = self.output_size.0.saturating_add(size);
        let is_too_large = self.is_too_large();
        if is_too_large && !was_too_large {
            let most = self.config.limits.output_size;
            let message = format!("the SDK has more than {most} bytes");
            let place = Place::Document(self.location(place));
            self.diagnostics.push(
                Diagnostic::new(Code::OutputBeyondLimit, place, message)
                    .label("exceeded here")
                    .help(limits::help("output-size")),
            );
        }
        !is_too_large
    }

    /// Returns `true` if nothing has to be derived any more.
    pub(super) fn is_too_large(&self) -> bool {
        self.output_size.0 > self.config.limits.output_size
    }
}
