//! Typed headers of responses: what the types of the module `headers` of an SDK are made of.

mod format;

pub use format::{Format, Scalar};

use super::decode::target;
use super::error::{Error, Result, Target};
use super::response::{RawResponse, ResponseHead};
use super::shown_headers::is_shown;
use super::wire::{Decode, ValueError, from_value};
use std::borrow::Cow;
use std::fmt;

/// The headers of a response, to be decoded one by one.
#[derive(Clone, Copy)]
pub struct HeaderValues<'r>(&'r RawResponse);

impl<'r> HeaderValues<'r> {
    /// Returns the headers of a response or of a stream.
    #[inline]
    pub fn of(response: &'r impl ResponseHead) -> Self {
        Self(response.head())
    }

    /// Returns the headers of the response that an error is about, if there is one.
    #[inline]
    pub fn of_error(error: &'r Error) -> Option<Self> {
        error.response().map(Self)
    }

    /// Decodes a header that every response has.
    ///
    /// # Errors
    /// Returns an error if the header is absent or does not match the type.
    pub fn required<T: for<'de> Decode<'de>>(self, name: &str, format: &Format) -> Result<T> {
        match self.optional(name, format)? {
            Some(value) => Ok(value),
            None => Err(self.absent(name)),
        }
    }

    /// Decodes a header that a response can have.
    ///
    /// # Errors
    /// Returns an error if the header is present but does not match the type.
    pub fn optional<T: for<'de> Decode<'de>>(
        self,
        name: &str,
        format: &Format,
    ) -> Result<Option<T>> {
        let Some(text) = self.text(name)? else {
            return Ok(None);
        };
        let decoded = match format.value(&text) {
            Ok(value) => from_value(&value).map(Some),
            Err(error) => Err(error),
        };
        decoded.map_err(|error| self.mismatch(name, &target::<T>(), &error))
    }

    /// Returns the value of each occurrence of a header.
    ///
    /// # Errors
    /// Returns an error if a value is not text.
    pub fn repeated(self, name: &str) -> Result<Vec<String>> {
        let values = self.0.headers().get_all(name).into_iter();
        let texts = values.map(|value| match std::str::from_utf8(value.as_bytes()) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(self.not_text(name)),
        });
        texts.collect()
    }

    /// Returns the value as text. Occurrences of one header are the parts of a list (RFC 9110, section 5.3).
    fn text(self, name: &str) -> Result<Option<Cow<'r, str>>> {
        let mut whole: Option<Cow<'r, str>> = None;
        for value in self.0.headers().get_all(name) {
            let Ok(text) = std::str::from_utf8(value.as_bytes()) else {
                return Err(self.not_text(name));
            };
            whole = Some(match whole {
                None => Cow::Borrowed(text),
                Some(before) => Cow::Owned(format!("{before}, {text}")),
            });
        }
        Ok(whole)
    }

    fn absent(self, name: &str) -> Error {
        Error::of_header(self.0, format!("the header `{name}` is absent"))
    }

    fn not_text(self, name: &str) -> Error {
        Error::of_header(self.0, format!("the header `{name}` is not text in UTF-8"))
    }

    /// The error of a value that does not match. It contains the value only where that is certainly no secret.
    fn mismatch(self, name: &str, target: &Target, error: &ValueError) -> Error {
        let expected: &dyn fmt::Display = match is_shown(name) && !target.is_secret {
            true => error,
            false => &format_args!("expected {}", target.name),
        };
        Error::of_header(
            self.0,
            format!("the header `{name}` does not match its schema: {expected}"),
        )
    }
}

impl fmt::Debug for HeaderValues<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
