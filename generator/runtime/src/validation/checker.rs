//! The traversal of a value, with the current path and the violations found.

use super::number::Number;
use super::{Rule, Violation, properties};
use serde_core::ser::Serialize;
use std::collections::HashMap;
use std::fmt;

/// The maximum depth of a value. Decoders and servers do not accept deeper ones.
const DEEPEST: usize = 256;

/// A type whose values can be validated.
pub trait Validate {
    /// Reports the violations of these rules, which apply at this path, and of the rules of the type.
    fn check(&self, rules: &'static [Rule], checker: &mut Checker);
}

/// The violations found so far, and the current path.
#[derive(Debug, Default)]
pub struct Checker {
    path: String,
    depth: usize,
    violations: Vec<Violation>,
}

impl Checker {
    /// Checks a property.
    pub fn property(&mut self, name: &str, value: &dyn Validate, rules: &'static [Rule]) {
        self.within(
            |path| super::super::wire::push_key(path, name),
            value,
            rules,
        );
    }

    /// Checks an item of a list.
    pub(super) fn item(&mut self, index: usize, value: &dyn Validate, rules: &'static [Rule]) {
        self.within(
            |path| super::super::wire::push_index(path, index),
            value,
            rules,
        );
    }

    /// Checks the number of properties of an object.
    pub fn properties<T: Serialize>(&mut self, rules: &'static [Rule], object: &T) {
        if has(rules, |rule| {
            matches!(rule, Rule::AtLeast(_) | Rule::AtMost(_))
        }) && let Some(count) = properties::count(object)
        {
            self.count(rules, count, ["property", "properties"]);
        }
    }

    /// Checks a number of characters, items or properties.
    pub(super) fn count(&mut self, rules: &'static [Rule], count: usize, what: [&str; 2]) {
        let [one, many] = what;
        let name = |count: usize| if count == 1 { one } else { many };
        each(rules, &mut |rule| match *rule {
            Rule::AtLeast(least) if count < least => {
                let what = name(least);
                self.report(format_args!("{count} of at least {least} {what}"));
            }
            Rule::AtMost(most) if count > most => {
                let what = name(most);
                self.report(format_args!("{count} of at most {most} {what}"));
            }
            _ => {}
        });
    }

    /// Checks text.
    pub(super) fn text(&mut self, rules: &'static [Rule], text: &str) {
        if rules.is_empty() {
            return;
        }
        self.count(rules, text.chars().count(), ["character", "characters"]);
        each(rules, &mut |rule| match *rule {
            Rule::Pattern(pattern, matches) if !matches(pattern, text) => {
                self.report(format_args!("does not match {pattern:?}"));
            }
            Rule::PatternAs(pattern, read, matches) if !matches(read, text) => {
                self.report(format_args!("does not match {pattern:?}"));
            }
            _ => {}
        });
    }

    /// Checks a number, by its text.
    pub(super) fn number(&mut self, rules: &'static [Rule], number: fmt::Arguments<'_>) {
        if rules.is_empty() {
            return;
        }
        let Some(number) = Number::of(number) else {
            self.report(format_args!("not a finite number"));
            return;
        };
        each(rules, &mut |rule| match *rule {
            Rule::Minimum(bound) if number < bound => {
                self.report(format_args!("less than {bound}"));
            }
            Rule::Maximum(bound) if number > bound => {
                self.report(format_args!("greater than {bound}"));
            }
            Rule::ExclusiveMinimum(bound) if number <= bound => {
                self.report(format_args!("not greater than {bound}"));
            }
            Rule::ExclusiveMaximum(bound) if number >= bound => {
                self.report(format_args!("not less than {bound}"));
            }
            Rule::MultipleOf(step) if !number.is_multiple_of(step) => {
                self.report(format_args!("not a multiple of {step}"));
            }
            _ => {}
        });
    }

    /// Checks for duplicate items, by their JSON.
    pub(super) fn unique<T: Serialize>(&mut self, rules: &'static [Rule], items: &[T]) {
        if !has(rules, |rule| matches!(rule, Rule::Unique)) {
            return;
        }
        let mut places = HashMap::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            let Ok(text) = serde_json::to_string(item) else {
                continue;
            };
            if let Some(first) = places.insert(text, place) {
                self.report(format_args!("the items {first} and {place} are the same"));
            }
        }
    }

    pub(super) fn into_violations(self) -> Vec<Violation> {
        self.violations
    }

    fn within(
        &mut self,
        step: impl FnOnce(&mut String),
        value: &dyn Validate,
        rules: &'static [Rule],
    ) {
        let length = self.path.len();
        step(&mut self.path);
        self.depth += 1;
        match self.depth <= DEEPEST {
            true => value.check(rules, self),
            false => self.report(format_args!("nested too deeply to be checked")),
        }
        self.depth -= 1;
        self.path.truncate(length);
    }

    fn report(&mut self, message: fmt::Arguments<'_>) {
        self.violations.push(Violation {
            path: self.path.clone(),
            message: message.to_string(),
        });
    }
}

/// Returns the rules for each item of a list, or each value of a map.
pub(super) fn of_each(rules: &'static [Rule]) -> &'static [Rule] {
    let mut found: &[Rule] = &[];
    each(rules, &mut |rule| {
        if let Rule::Each(rules) = rule {
            found = rules;
        }
    });
    found
}

/// Returns the rules for an item of a tuple.
pub(super) fn of_place(rules: &'static [Rule], place: usize) -> &'static [Rule] {
    let mut found: &[Rule] = &[];
    each(rules, &mut |rule| {
        if let Rule::Places(places) = rule {
            found = places.get(place).copied().unwrap_or_default();
        }
    });
    found
}

fn has(rules: &'static [Rule], is_it: fn(&Rule) -> bool) -> bool {
    let mut has = false;
    each(rules, &mut |rule| has |= is_it(rule));
    has
}

/// Calls a function for each rule, including those of named types.
fn each(rules: &'static [Rule], call: &mut dyn FnMut(&'static Rule)) {
    for rule in rules {
        match rule {
            Rule::All(rules) => each(rules, call),
            rule => call(rule),
        }
    }
}
