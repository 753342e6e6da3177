//! Decoders: from a response to the result of a call.

use super::error::{Error, Result, Target};
use super::json_path;
use super::response::RawResponse;
use super::wire::{Decode, Decoded};
use bytes::Bytes;
use serde_core::de::DeserializeOwned;

/// Decodes a JSON body.
///
/// # Errors
/// Returns an error if the body is not JSON or does not match the type, with the path of the value.
pub fn json<T: for<'de> Decode<'de>>(response: &RawResponse) -> Result<T> {
    serde_json::from_slice(response.body())
        .map(|Decoded(value)| value)
        .map_err(|error| undecodable(response, target::<T>(), &error))
}

/// Decodes JSON that is a part of a response: an event, or a line.
///
/// # Errors
/// Returns an error if it is not JSON or does not match the type, with the part as the body of the response.
pub fn json_part<T: for<'de> Decode<'de>>(part: &[u8], response: &RawResponse) -> Result<T> {
    serde_json::from_slice(part)
        .map(|Decoded(value)| value)
        .map_err(|error| {
            let response = response.with_body(Bytes::copy_from_slice(part));
            undecodable(&response, target::<T>(), &error)
        })
}

/// Decodes a JSON body as a type of the user's.
pub(crate) fn serde<T: DeserializeOwned>(response: &RawResponse) -> Result<T> {
    serde_json::from_slice(response.body()).map_err(|error| {
        let target = Target {
            name: short_name(std::any::type_name::<T>()),
            // Nothing is known about the type.
            is_secret: false,
        };
        undecodable(response, target, &error)
    })
}

/// Decodes an optional JSON body: `None` for `null`, an empty body, and the statuses 204 and 205.
///
/// # Errors
/// Returns an error if the body is not JSON or does not match the type, with the path of the value.
pub fn json_or_none<T: for<'de> Decode<'de>>(response: &RawResponse) -> Result<Option<T>> {
    if is_absent(response) || response.body().trim_ascii() == b"null" {
        return Ok(None);
    }
    json(response).map(Some)
}

/// Decodes a text body.
///
/// # Errors
/// Returns an error if the body is not UTF-8.
pub fn text(response: &RawResponse) -> Result<String> {
    String::from_utf8(response.body().to_vec())
        .map_err(|_| Error::of_decoding(response, None, None, "it is not text in UTF-8"))
}

/// Decodes an optional text body: `None` for an empty body, and the statuses 204 and 205.
///
/// # Errors
/// Returns an error if the body is not UTF-8.
pub fn text_or_none(response: &RawResponse) -> Result<Option<String>> {
    if is_absent(response) {
        return Ok(None);
    }
    text(response).map(Some)
}

/// Returns the bytes of the body.
///
/// # Errors
/// Never returns an error.
pub fn bytes(response: &RawResponse) -> Result<Bytes> {
    Ok(response.body().clone())
}

/// Returns the bytes of an optional body: `None` for an empty body, and the statuses 204 and 205.
///
/// # Errors
/// Never returns an error.
pub fn bytes_or_none(response: &RawResponse) -> Result<Option<Bytes>> {
    Ok((!is_absent(response)).then(|| response.body().clone()))
}

/// Ignores the body.
///
/// # Errors
/// Never returns an error.
pub fn empty(_response: &RawResponse) -> Result<()> {
    Ok(())
}

/// Returns `true` if there is no body: an empty one, and the statuses 204 and 205.
pub(crate) fn is_absent(response: &RawResponse) -> bool {
    matches!(response.status(), 204 | 205) || response.body().is_empty()
}

pub(crate) fn target<T: for<'de> Decode<'de>>() -> Target {
    Target {
        name: short_name(std::any::type_name::<T>()),
        is_secret: T::SECRET,
    }
}

/// Decodes JSON that is not part of a response: a webhook.
pub(crate) fn payload<T: for<'de> Decode<'de>>(body: &[u8]) -> std::result::Result<T, Undecodable> {
    serde_json::from_slice(body)
        .map(|Decoded(value)| value)
        .map_err(|error| Undecodable::of(body, target::<T>(), &error))
}

/// Creates the error of a body that does not match. It is not generic, so it is compiled once.
fn undecodable(response: &RawResponse, target: Target, error: &serde_json::Error) -> Error {
    let undecodable = Undecodable::of(response.body(), target, error);
    let Undecodable {
        target,
        json_path,
        message,
    } = undecodable;
    Error::of_decoding(response, Some(target), json_path, message)
}

/// The reason why a body could not be decoded.
pub(crate) struct Undecodable {
    pub target: Target,
    /// The path of the value that does not match; `None` if the body is not JSON.
    pub json_path: Option<String>,
    pub message: String,
}

impl Undecodable {
    fn of(body: &[u8], target: Target, error: &serde_json::Error) -> Self {
        let (json_path, message) = json_path::of(body, error);
        Self {
            target,
            message: match json_path {
                None => format!("it is not JSON: {message}"),
                Some(_) => message,
            },
            json_path,
        }
    }
}

/// Returns `Vec<EquosSession>` for `alloc::vec::Vec<equos::models::EquosSession>`.
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
