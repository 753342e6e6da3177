//! Open enums, which accept unknown values.

use super::{Decode, text};
use serde_core::de::Deserializer;

/// Decodes an enum of strings.
///
/// # Errors
/// Returns an error if the input is not a string.
pub fn string_enum<'de, T: for<'t> From<&'t str>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    text(deserializer, "a string", |text| Some(T::from(text)))
}

/// Decodes an enum of integers.
///
/// # Errors
/// Returns an error if the input is not an integer.
pub fn integer_enum<'de, T: From<i64>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    i64::decode(deserializer).map(T::from)
}
