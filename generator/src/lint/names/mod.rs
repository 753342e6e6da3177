//! Finds the names of an SDK that a person would not choose.
//!
//! `collect` pairs each name with the texts of the document that it is made of, and `causes` decides what is wrong with
//! it.

mod causes;
mod collect;

pub use causes::Cause;
pub use collect::names;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The names of one document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Names {
    /// The number of names, by kind.
    pub counts: BTreeMap<Kind, usize>,
    /// The names that a person would not choose.
    pub suspicious: Vec<Suspicious>,
}

/// What has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// A model, a handle, a request builder, an enum of an operation.
    Type,
    /// A method of the client or of a handle.
    Method,
    /// A field, a parameter, a variant.
    Member,
}

impl Kind {
    /// Returns the word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Method => "method",
            Self::Member => "member",
        }
    }
}

/// A name that a person would not choose.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Suspicious {
    /// What has it.
    pub kind: Kind,
    /// The name.
    pub name: String,
    /// The texts of the document that it is made of.
    pub source: String,
    /// What is wrong with it.
    pub causes: Vec<Cause>,
}
