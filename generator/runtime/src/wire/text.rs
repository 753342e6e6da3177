//! Strings with a format.

use serde_core::de::{Deserializer, Error, Visitor};
use std::fmt;

/// The maximum length of text in an error, in characters.
const MAX_SHOWN: usize = 60;

/// Decodes a string and parses it.
///
/// # Errors
/// Returns an error if the input is not a string or `parse` returns `None`. It contains the expected format and the
/// text.
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
            let shown: String = text.chars().take(MAX_SHOWN).collect();
            let more = if shown.len() < text.len() { "…" } else { "" };
            E::custom(format_args!(
                "expected {}, found {shown:?}{more}",
                self.expected
            ))
        })
    }
}
