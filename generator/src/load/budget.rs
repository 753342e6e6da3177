//! What may still be read of a document.

use crate::limits::Limits;
use std::cell::Cell;

/// The limits of a run, and the values that all files of the document have so far.
pub(super) struct Budget<'l> {
    pub limits: &'l Limits,
    values: Cell<u64>,
}

impl<'l> Budget<'l> {
    pub fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            values: Cell::new(0),
        }
    }

    /// Counts values. Returns `false` if there are too many.
    #[must_use]
    pub fn take(&self, values: u64) -> bool {
        let values = self.values.get().saturating_add(values);
        self.values.set(values);
        !self.is_exceeded()
    }

    /// Returns `true` if there are too many values.
    pub fn is_exceeded(&self) -> bool {
        self.values.get() > self.limits.values
    }
}
