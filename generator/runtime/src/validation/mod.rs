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
    check_aliases, check_form, check_members, check_method, check_newtype, check_object,
    check_unchecked, check_union,
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    struct Item(String, Option<f64>);

    impl Validate for Item {
        fn check(&self, _: &'static [Rule], checker: &mut Checker) {
            checker.property("name", &self.0, &[Rule::AtMost(3)]);
            let price = &[Rule::Minimum(0.0), Rule::MultipleOf(0.1)];
            checker.property("unit price", &self.1, price);
        }
    }

    struct Place(&'static [Rule], Box<dyn Validate>);

    impl Validate for Place {
        fn check(&self, _: &'static [Rule], checker: &mut Checker) {
            checker.property("it", &*self.1, self.0);
        }
    }

    fn said(rules: &'static [Rule], value: impl Validate + 'static) -> String {
        match validate(&Place(rules, Box::new(value))) {
            Ok(()) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn everything_that_is_wrong_is_said_with_its_place() {
        let fine = Item("pen".to_owned(), Some(0.3));
        assert_eq!(validate(&fine), Ok(()));
        let wrong = Item("chalk".to_owned(), Some(-0.25));
        assert_eq!(
            validate(&wrong).unwrap_err().to_string(),
            "at .name: 5 of at most 3 characters; at [\"unit price\"]: less than 0; at [\"unit price\"]: not a multiple of 0.1"
        );
    }

    #[test]
    fn items_values_and_places_have_rules_of_their_own() {
        const SHORT: &[Rule] = &[Rule::AtMost(1)];
        let list = vec!["a".to_owned(), "bc".to_owned()];
        let rules = &[Rule::AtLeast(3), Rule::All(&[Rule::Each(SHORT)])];
        assert_eq!(
            said(rules, list.clone()),
            "at .it: 2 of at least 3 items; at .it[1]: 2 of at most 1 character"
        );
        let map = BTreeMap::from([("x".to_owned(), Some("bc".to_owned()))]);
        assert_eq!(
            said(&[Rule::Each(SHORT)], map),
            "at .it.x: 2 of at most 1 character"
        );
        let tuple = (true, "bc".to_owned());
        assert_eq!(
            said(&[Rule::Places(&[&[], SHORT])], tuple),
            "at .it[1]: 2 of at most 1 character"
        );
        assert_eq!(
            said(&[Rule::Unique], vec![list.clone(), Vec::new(), list]),
            "at .it: the items 0 and 2 are the same"
        );
    }

    #[test]
    fn characters_are_counted_and_bounds_are_exact() {
        assert_eq!(said(&[Rule::AtMost(2)], "äß".to_owned()), "");
        assert_eq!(
            said(&[Rule::Maximum(9007199254740992.0)], 9007199254740993_i64),
            "at .it: greater than 9007199254740992"
        );
        assert_eq!(
            said(&[Rule::ExclusiveMinimum(1.0)], 1_u32),
            "at .it: not greater than 1"
        );
        assert_eq!(
            said(&[Rule::Minimum(1.0)], f64::NAN),
            "at .it: not a finite number"
        );
    }

    struct Tree(Option<Box<Tree>>);

    impl Validate for Tree {
        fn check(&self, rules: &'static [Rule], checker: &mut Checker) {
            checker.property("x", &self.0, rules);
        }
    }

    #[test]
    fn what_is_nested_without_end_is_not_followed() {
        let tree = (0..1000).fold(Tree(None), |tree, _| Tree(Some(Box::new(tree))));
        let error = validate(&tree).unwrap_err();
        assert_eq!(error.violations().len(), 1);
        assert_eq!(
            error.violations()[0].message(),
            "nested too deeply to be checked"
        );
    }
}
