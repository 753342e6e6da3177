//! Decodes the body of a received request.

use super::super::decode;
use super::super::error::{Error, Result};
use super::super::wire::Decode;
use bytes::Bytes;
use http::HeaderMap;
use serde_json::Value;

/// The body of a webhook or of the request of a callback.
#[derive(Clone, Copy, Debug)]
pub struct Received<'r> {
    what: &'static str,
    name: &'r str,
    body: &'r [u8],
    secrets: &'static [&'static str],
}

impl<'r> Received<'r> {
    /// Creates the body of the request with this name; `what` is `webhook` or `callback`. Errors show no values of the
    /// properties in `secrets`.
    pub fn new(
        what: &'static str,
        name: &'r str,
        body: &'r [u8],
        secrets: &'static [&'static str],
    ) -> Self {
        Self {
            what,
            name,
            body,
            secrets,
        }
    }

    /// Decodes JSON.
    ///
    /// # Errors
    /// Returns an error if the body is not JSON or does not match the type, with the path of the value.
    pub fn json<T: for<'de> Decode<'de>>(self) -> Result<T> {
        decode::payload(self.body).map_err(|error| self.undecodable(error))
    }

    /// Returns the body of an unknown webhook: null, if there is none.
    ///
    /// # Errors
    /// Returns an error if the body is not JSON.
    pub fn value(self) -> Result<Value> {
        match self.body {
            [] => Ok(Value::Null),
            _ => self.json(),
        }
    }

    /// Returns the bytes of the body.
    ///
    /// # Errors
    /// Never returns an error.
    pub fn bytes(self) -> Result<Bytes> {
        Ok(Bytes::copy_from_slice(self.body))
    }

    fn undecodable(self, error: decode::Undecodable) -> Error {
        let subject = match self.name {
            "" => format!("a {}", self.what),
            name => format!("the {} `{name}`", self.what),
        };
        let body = Bytes::copy_from_slice(self.body);
        let reason = (error.target, error.json_path, error.message);
        Error::of_received(subject, body, self.secrets, reason)
    }
}

/// How a request is recognised: it has one of these values in each of these headers and properties.
#[derive(Debug)]
pub struct Recognition {
    /// The name of the request in the document.
    pub name: &'static str,
    /// Headers, each with its values.
    pub headers: &'static [(&'static str, &'static [&'static str])],
    /// JSON pointers into the body, each with its values.
    pub properties: &'static [(&'static str, &'static [&'static str])],
}

impl Recognition {
    fn matches(&self, headers: &HeaderMap, body: &Value) -> bool {
        let is_one_of =
            |text: Option<&str>, values: &[&str]| text.is_some_and(|text| values.contains(&text));
        let header = |name: &str| headers.get(name)?.to_str().ok();
        let property = |pointer: &str| body.pointer(pointer)?.as_str();
        self.headers
            .iter()
            .all(|(name, values)| is_one_of(header(name), values))
            && self
                .properties
                .iter()
                .all(|(pointer, values)| is_one_of(property(pointer), values))
    }

    /// Returns the name of the request that was received, or `""` for one that is not in the list. `received` has the
    /// body.
    ///
    /// # Errors
    /// Returns an error if a property is needed and the body is not JSON.
    pub fn find(
        requests: &[Self],
        headers: &HeaderMap,
        received: Received<'_>,
    ) -> Result<&'static str> {
        let needs_body = requests.iter().any(|it| !it.properties.is_empty());
        let value = match needs_body {
            true => received.value()?,
            false => Value::Null,
        };
        let found = requests.iter().find(|it| it.matches(headers, &value));
        Ok(found.map_or("", |request| request.name))
    }
}
