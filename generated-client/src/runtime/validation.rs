// Written by sdkwright from the API's document: edits are lost.

//! Checking values against the constraints of the API's document, before they are sent or after they came.
//!
//! Nothing is checked unless asked: servers know their rules best, and change them. The generated code says which limits stand where;
//! what they mean is here.

use super::nullable::Nullable;
use super::secret::Secret;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

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
    /// Where: `.items[3].name`.
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
        write!(formatter, "at {}: {}", self.path, self.message)
    }
}

/// Checks a value.
///
/// # Errors
/// Where it is not as the document wants it.
pub fn validate(value: &impl Validate) -> Result<(), ValidationError> {
    let mut checker = Checker {
        path: String::new(),
        violations: Vec::new(),
    };
    value.check(&mut checker);
    if checker.violations.is_empty() {
        return Ok(());
    }
    Err(ValidationError {
        violations: checker.violations,
    })
}

/// A type with constraints somewhere in it.
pub trait Validate {
    /// Says what is wrong with the value.
    fn check(&self, checker: &mut Checker);
}

/// A type that limits apply to.
pub trait Limited {
    /// Says which limits the value is beyond.
    fn limit(&self, limits: &Limits, checker: &mut Checker);
}

/// The limits of a value, by the keywords of JSON Schema.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "each is the keyword of the same name")]
pub struct Limits {
    pub minimum: Option<f64>,
    pub maximum: Option<f64>,
    pub exclusive_minimum: Option<f64>,
    pub exclusive_maximum: Option<f64>,
    pub multiple_of: Option<f64>,
    /// Of characters, items or properties.
    pub least: Option<usize>,
    /// Of characters, items or properties.
    pub most: Option<usize>,
    pub unique_items: bool,
    /// Whether text matches a pattern, and the pattern.
    pub pattern: Option<Pattern>,
}

/// Whether text matches, and the pattern that it should match.
pub type Pattern = (fn(&str) -> bool, &'static str);

impl Limits {
    /// No limits.
    pub const NONE: Self = Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: None,
        exclusive_maximum: None,
        multiple_of: None,
        least: None,
        most: None,
        unique_items: false,
        pattern: None,
    };

    fn count(&self, count: usize, what: &str, checker: &mut Checker) {
        if let Some(least) = self.least.filter(|least| count < *least) {
            checker.say(format_args!("{count} {what}, at least {least} are needed"));
        }
        if let Some(most) = self.most.filter(|most| count > *most) {
            checker.say(format_args!("{count} {what}, at most {most} are allowed"));
        }
    }
}

/// What was found so far, and where the check is.
#[derive(Debug)]
pub struct Checker {
    path: String,
    violations: Vec<Violation>,
}

impl Checker {
    /// Checks what is in a property.
    pub fn nested(&mut self, name: &str, value: &impl Validate) {
        self.within(name, |checker| value.check(checker));
    }

    /// Checks the limits of a property.
    pub fn limit(&mut self, name: &str, value: &impl Limited, limits: &Limits) {
        self.within(name, |checker| value.limit(limits, checker));
    }

    fn within(&mut self, name: &str, check: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        super::wire::push_key(&mut self.path, name);
        check(self);
        self.path.truncate(length);
    }

    fn at_index(&mut self, index: usize, value: &impl Validate) {
        let length = self.path.len();
        super::wire::push_index(&mut self.path, index);
        value.check(self);
        self.path.truncate(length);
    }

    fn say(&mut self, message: fmt::Arguments<'_>) {
        self.violations.push(Violation {
            path: self.path.clone(),
            message: message.to_string(),
        });
    }
}

impl<T: Validate> Validate for Option<T> {
    fn check(&self, checker: &mut Checker) {
        if let Some(value) = self {
            value.check(checker);
        }
    }
}

impl<T: Validate> Validate for Nullable<T> {
    fn check(&self, checker: &mut Checker) {
        if let Some(value) = self.as_ref() {
            value.check(checker);
        }
    }
}

impl<T: Validate> Validate for Box<T> {
    fn check(&self, checker: &mut Checker) {
        (**self).check(checker);
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn check(&self, checker: &mut Checker) {
        for (index, item) in self.iter().enumerate() {
            checker.at_index(index, item);
        }
    }
}

impl<T: Validate> Validate for BTreeMap<String, T> {
    fn check(&self, checker: &mut Checker) {
        for (name, value) in self {
            checker.nested(name, value);
        }
    }
}

impl<T: Limited> Limited for Option<T> {
    fn limit(&self, limits: &Limits, checker: &mut Checker) {
        if let Some(value) = self {
            value.limit(limits, checker);
        }
    }
}

impl<T: Limited> Limited for Nullable<T> {
    fn limit(&self, limits: &Limits, checker: &mut Checker) {
        if let Some(value) = self.as_ref() {
            value.limit(limits, checker);
        }
    }
}

impl Limited for f64 {
    fn limit(&self, limits: &Limits, checker: &mut Checker) {
        let number = *self;
        if let Some(minimum) = limits.minimum.filter(|minimum| number < *minimum) {
            checker.say(format_args!("less than {minimum}"));
        }
        if let Some(maximum) = limits.maximum.filter(|maximum| number > *maximum) {
            checker.say(format_args!("greater than {maximum}"));
        }
        if let Some(minimum) = limits
            .exclusive_minimum
            .filter(|minimum| number <= *minimum)
        {
            checker.say(format_args!("not greater than {minimum}"));
        }
        if let Some(maximum) = limits
            .exclusive_maximum
            .filter(|maximum| number >= *maximum)
        {
            checker.say(format_args!("not less than {maximum}"));
        }
        if let Some(step) = limits.multiple_of.filter(|step| *step > 0.0) {
            let times = number / step;
            // A step of 0.1 has no exact double.
            if (times - times.round()).abs() > 1e-9 * times.abs().max(1.0) {
                checker.say(format_args!("not a multiple of {step}"));
            }
        }
    }
}

macro_rules! limited_integers {
    ($($integer:ty)+) => {$(
        impl Limited for $integer {
            fn limit(&self, limits: &Limits, checker: &mut Checker) {
                (*self as f64).limit(limits, checker);
            }
        }
    )+};
}

limited_integers!(i32 i64 u32 u64);

impl Limited for String {
    fn limit(&self, limits: &Limits, checker: &mut Checker) {
        limits.count(self.chars().count(), "characters", checker);
        if let Some((matches, pattern)) = limits.pattern
            && !matches(self)
        {
            checker.say(format_args!("does not match {pattern:?}"));
        }
    }
}

impl Limited for Secret<String> {
    fn limit(&self, limits: &Limits, checker: &mut Checker) {
        self.expose().limit(limits, checker);
    }
}

impl<T: PartialEq> Limited for Vec<T> {
    fn limit(&self, limits: &Limits, checker: &mut Checker) {
        limits.count(self.len(), "items", checker);
        let twice = || {
            (1..)
                .zip(self)
                .any(|(next, item)| self.iter().skip(next).any(|other| other == item))
        };
        if limits.unique_items && twice() {
            checker.say(format_args!("an item is there twice"));
        }
    }
}

impl<T> Limited for BTreeSet<T> {
    fn limit(&self, limits: &Limits, checker: &mut Checker) {
        limits.count(self.len(), "items", checker);
    }
}

impl<T> Limited for BTreeMap<String, T> {
    fn limit(&self, limits: &Limits, checker: &mut Checker) {
        limits.count(self.len(), "properties", checker);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Order(Vec<Item>);
    struct Item(String, f64);

    impl Validate for Order {
        fn check(&self, checker: &mut Checker) {
            checker.nested("items", &self.0);
        }
    }

    impl Validate for Item {
        fn check(&self, checker: &mut Checker) {
            let name = Limits {
                most: Some(3),
                ..Limits::NONE
            };
            checker.limit("name", &self.0, &name);
            let price = Limits {
                minimum: Some(0.0),
                multiple_of: Some(0.1),
                ..Limits::NONE
            };
            checker.limit("unit price", &Some(self.1), &price);
        }
    }

    #[test]
    fn everything_that_is_wrong_is_said_with_its_place() {
        let fine = Item("pen".to_owned(), 0.3);
        assert_eq!(validate(&fine), Ok(()));
        let order = Order(vec![fine, Item("chalk".to_owned(), -0.25)]);
        let error = validate(&order).unwrap_err();
        assert_eq!(
            error.to_string(),
            "at .items[1].name: 5 characters, at most 3 are allowed; at .items[1][\"unit price\"]: less than 0; at .items[1][\"unit price\"]: not a multiple of 0.1"
        );
    }
}
