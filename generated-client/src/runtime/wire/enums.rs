// Written by sdkwright from the API's document: edits are lost.

//! Enums: every value is one, known or not.

use super::{Decode, text};
use serde_core::de::Deserializer;

/// Reads an enum of strings.
///
/// # Errors
/// Where what comes is no string.
pub fn string_enum<'de, T: for<'t> From<&'t str>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    text(deserializer, "a string", |text| Some(T::from(text)))
}

/// Reads an enum of whole numbers.
///
/// # Errors
/// Where what comes is no whole number.
pub fn integer_enum<'de, T: From<i64>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    i64::decode(deserializer).map(T::from)
}
