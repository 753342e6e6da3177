// Written by sdkwright from the API's document: edits are lost.

//! Checking values against the constraints of the API's document, before they are sent or after they came.
//!
//! Nothing is checked unless asked: servers know their rules best, and change them. An SDK has a table of which rules hold where
//! (`macros.rs` makes code of its rows); what they mean is here.

mod checker;
mod macros;
mod number;
mod properties;
mod values;

pub use checker::{Checker, Validate};
pub(crate) use macros::{
    check_aliases, check_method, check_newtype, check_object, check_unchecked, check_union,
};

use std::fmt;

/// A rule that a value has to keep.
#[derive(Clone, Copy, Debug)]
#[allow(
    missing_docs,
    reason = "most are the keyword of JSON Schema of the same name"
)]
pub enum Rule {
    Minimum(f64),
    Maximum(f64),
    ExclusiveMinimum(f64),
    ExclusiveMaximum(f64),
    MultipleOf(f64),
    /// So many characters, items or properties.
    AtLeast(usize),
    /// So many characters, items or properties.
    AtMost(usize),
    /// No item twice.
    Unique,
    /// Text that the function finds the pattern in.
    Pattern(&'static str, Matches),
    /// The same, where the pattern has to be written in other words for the function.
    PatternAs(&'static str, &'static str, Matches),
    /// The rules of each item of a list, or of each value of a map.
    Each(&'static [Rule]),
    /// The rules of each place of a tuple.
    Places(&'static [&'static [Rule]]),
    /// All of these, which go with the name of a type.
    All(&'static [Rule]),
}

/// Whether a pattern is in a text.
pub type Matches = fn(&'static str, &str) -> bool;

/// What is wrong with a value: everything, not only the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationError {
    violations: Vec<Violation>,
}

impl ValidationError {
    /// Everything that is wrong, in the order of the value.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

impl fmt::Display for ValidationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.violations.iter().enumerate() {
            if index > 0 {
                formatter.write_str("; ")?;
            }
            write!(formatter, "{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ValidationError {}

/// One thing that is wrong. It never shows the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    message: String,
}

impl Violation {
    /// Where: `.items[3].name`; empty for the value as a whole.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => formatter.write_str(&self.message),
            path => write!(formatter, "at {path}: {}", self.message),
        }
    }
}

/// Checks a value.
///
/// # Errors
/// Where it is not as the document wants it.
pub fn validate(value: &dyn Validate) -> Result<(), ValidationError> {
    let mut checker = Checker::default();
    value.check(&[], &mut checker);
    match checker.into_violations() {
        violations if violations.is_empty() => Ok(()),
        violations => Err(ValidationError { violations }),
    }
}
