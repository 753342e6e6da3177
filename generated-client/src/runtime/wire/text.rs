// Written by sdkwright from the API's document: edits are lost.

//! Strings with a format.

use serde_core::de::{Deserializer, Error, Visitor};
use std::fmt;

/// The longest text that an error repeats.
const LONGEST: usize = 60;

/// Reads a string and makes a value of it; the error of text that does not fit says what was expected and what came.
///
/// # Errors
/// Where what comes is no string, or `parse` gives none.
pub fn text<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    expected: &'static str,
    parse: fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor { expected, parse })
}

struct TextVisitor<T> {
    expected: &'static str,
    parse: fn(&str) -> Option<T>,
}

impl<T> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.parse)(text).ok_or_else(|| {
            let shown: String = text.chars().take(LONGEST).collect();
            let more = if shown.len() < text.len() { "…" } else { "" };
            E::custom(format_args!(
                "expected {}, found {shown:?}{more}",
                self.expected
            ))
        })
    }
}
