//! Suffixes for names of the document that differ only in the case of letters or in separators.
//!
//! If `fooBar` and `foo_bar` want the same Rust name, neither has it: if one of them is added to the document later, code
//! that means the other does not compile, in place of sending the wrong one.

use crate::words::words;
use std::collections::HashMap;

/// Returns, for each name in Rust with its name in the document, the suffix that tells it apart, if it needs one.
pub fn suffixes(names: &[(&str, &str)]) -> Vec<Option<&'static str>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let styles: Vec<Option<&'static str>> =
        names.iter().map(|(_, written)| style(written)).collect();
    for ((name, _), style) in names.iter().zip(&styles) {
        *counts.entry(name).or_default() += usize::from(style.is_some());
    }
    let is_shared = |name: &str| counts.get(name).is_some_and(|&count| count > 1);
    names
        .iter()
        .zip(styles)
        .map(|((name, _), style)| style.filter(|_| is_shared(name)))
        .collect()
}

/// Returns the word for the spelling of a name, if it consists of words with one kind of separator.
fn style(written: &str) -> Option<&'static str> {
    let ends = |char: char| !char.is_alphanumeric();
    if written.starts_with(ends) || written.ends_with(ends) {
        return None;
    }
    let mut separators = written.chars().filter(|char| !char.is_alphanumeric());
    let separator = separators.next();
    if separators.any(|other| Some(other) != separator) {
        return None;
    }
    let letters = || written.chars().filter(|char| char.is_alphabetic());
    let is_upper = letters().all(char::is_uppercase);
    let begins_upper = letters().next().is_some_and(char::is_uppercase);
    Some(match separator {
        Some('_') if is_upper => "upper_snake",
        Some('_') => "snake",
        Some('-') if is_upper => "upper_kebab",
        Some('-') => "kebab",
        Some(' ') => "spaced",
        Some('.') => "dotted",
        Some('/') => "slashed",
        Some(_) => return None,
        None if letters().all(char::is_lowercase) => "lower",
        None if is_upper => "upper",
        None if !begins_upper => "camel",
        None if words(written).len() > 1 => "pascal",
        None => "title",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_differ_in_spelling_have_a_suffix() {
        let names = [
            ("foo_bar", "fooBar"),
            ("foo_bar", "foo_bar"),
            ("foo_bar", "FOO_BAR"),
            ("id", "id"),
            ("id", "_id"),
            ("cat", "cat"),
            ("cat", "Cat"),
            ("type_", "type"),
        ];
        let expected = [
            Some("camel"),
            Some("snake"),
            Some("upper_snake"),
            None,
            None,
            Some("lower"),
            Some("title"),
            None,
        ];
        assert_eq!(suffixes(&names), expected);
    }
}
