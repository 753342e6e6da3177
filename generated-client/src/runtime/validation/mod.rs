// Written by sdkwright from the API's document: edits are lost.

//! Validation of values against the constraints of their schemas.
//!
//! Values are validated only on request, since servers change their constraints. An SDK contains a table of
//! constraints, whose rows the macros of `macros.rs` turn into code.

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

/// A constraint on a value.
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
    /// The minimum number of characters, items or properties.
    AtLeast(usize),
    /// The maximum number of characters, items or properties.
    AtMost(usize),
    /// No duplicate items.
    Unique,
    /// Text that matches the pattern, by the function.
    Pattern(&'static str, Matches),
    /// The same, with the pattern translated to the syntax of the function's library.
    PatternAs(&'static str, &'static str, Matches),
    /// The rules for each item of a list, or each value of a map.
    Each(&'static [Rule]),
    /// The rules for each item of a tuple.
    Places(&'static [&'static [Rule]]),
    /// The rules of a named type.
    All(&'static [Rule]),
}

/// A function that returns `true` if text matches a pattern.
pub type Matches = fn(&'static str, &str) -> bool;

/// The error of validating a value, with all violations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationError {
    violations: Vec<Violation>,
}

impl ValidationError {
    /// Returns all violations, in the order of the value.
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

/// A violation of a constraint. It does not contain the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    message: String,
}

impl Violation {
    /// Returns the path: `.items[3].name`, or empty for the whole value.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the message.
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

/// Validates a value.
///
/// # Errors
/// Returns an error with all violations.
pub fn validate(value: &dyn Validate) -> Result<(), ValidationError> {
    let mut checker = Checker::default();
    value.check(&[], &mut checker);
    match checker.into_violations() {
        violations if violations.is_empty() => Ok(()),
        violations => Err(ValidationError { violations }),
    }
}
