//! Decoders: from an answer to what a call gives back.

use super::error::{Error, Result, Target};
use super::json_path;
use super::response::RawResponse;
use super::wire::{Decode, Decoded};
use bytes::Bytes;

/// JSON.
///
/// # Errors
/// If the body is not JSON, or does not fit the type: with the path of the value that does not.
pub fn json<T: for<'de> Decode<'de>>(response: &RawResponse) -> Result<T> {
    serde_json::from_slice(response.body())
        .map(|Decoded(value)| value)
        .map_err(|error| {
            let target = Target {
                name: short_name(std::any::type_name::<T>()),
                is_secret: T::SECRET,
            };
            undecodable(response, target, &error)
        })
}

/// JSON, or nothing: `null`, an empty body, 204 and 205 are none.
///
/// # Errors
/// If the body is not JSON, or does not fit the type: with the path of the value that does not.
pub fn json_or_none<T: for<'de> Decode<'de>>(response: &RawResponse) -> Result<Option<T>> {
    if is_nothing(response) || response.body().trim_ascii() == b"null" {
        return Ok(None);
    }
    json(response).map(Some)
}

/// Text, UTF-8.
///
/// # Errors
/// If it is not.
pub fn text(response: &RawResponse) -> Result<String> {
    String::from_utf8(response.body().to_vec())
        .map_err(|_| Error::of_decoding(response, None, None, "it is not text in UTF-8"))
}

/// Text, or nothing: an empty body, 204 and 205 are none.
///
/// # Errors
/// If it is not UTF-8.
pub fn text_or_none(response: &RawResponse) -> Result<Option<String>> {
    if is_nothing(response) {
        return Ok(None);
    }
    text(response).map(Some)
}

/// Bytes as they came.
///
/// # Errors
/// None.
pub fn bytes(response: &RawResponse) -> Result<Bytes> {
    Ok(response.body().clone())
}

/// Bytes as they came, or nothing: an empty body, 204 and 205 are none.
///
/// # Errors
/// None.
pub fn bytes_or_none(response: &RawResponse) -> Result<Option<Bytes>> {
    Ok((!is_nothing(response)).then(|| response.body().clone()))
}

/// No body, or one that nobody reads.
///
/// # Errors
/// None.
pub fn empty(_response: &RawResponse) -> Result<()> {
    Ok(())
}

fn is_nothing(response: &RawResponse) -> bool {
    matches!(response.status(), 204 | 205) || response.body().is_empty()
}

/// The error of a body that does not fit. Not generic, since every type would have it once more.
fn undecodable(response: &RawResponse, target: Target, error: &serde_json::Error) -> Error {
    let target = Some(target);
    match json_path::of(response.body(), error) {
        (None, message) => {
            let message = format!("it is not JSON: {message}");
            Error::of_decoding(response, target, None, message)
        }
        (path, message) => Error::of_decoding(response, target, path, message),
    }
}

/// `Vec<EquosSession>` for `alloc::vec::Vec<equos::models::EquosSession>`.
fn short_name(name: &str) -> String {
    let mut short = String::new();
    let mut word = 0;
    for c in name.chars() {
        match c {
            ':' => short.truncate(word),
            c if c.is_alphanumeric() || c == '_' => short.push(c),
            c => {
                short.push(c);
                word = short.len();
            }
        }
    }
    short
}
