//! lint: what a maintainer may want to change in the document although the SDK is generated.
//!
//! In: the planned model. Out: the values without a type, each with the reason, and the names that a person would not
//! choose.

mod names;
mod untyped;

pub use names::{Cause, Kind, Names, Suspicious, names};
pub use untyped::{UntypedValue, Values, values};

use crate::plan::Planned;

/// The findings of one document.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The values of its schemas, and those without a type.
    pub values: Values,
    /// The names of the SDK, and the suspicious ones.
    pub names: Names,
}

/// Returns the findings on a planned SDK.
pub fn findings(planned: &Planned<'_>) -> Findings {
    Findings {
        values: values(planned),
        names: names(planned),
    }
}
