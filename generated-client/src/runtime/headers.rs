// Written by sdkwright from the API's document: edits are lost.

//! Headers: what may be in one, and which may be shown.

use super::api::{Scheme, SchemeKind};
use super::error::{Error, ErrorKind, Result};
use http::header::{
    AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue, PROXY_AUTHORIZATION,
};
use std::fmt;

/// A name and a value that can be sent. The error names the header and never repeats the value.
pub fn checked(name: &str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
        return Err(Error::new(
            ErrorKind::Request,
            format!("{name:?} is not the name of a header"),
        ));
    };
    let value = value_of(header.as_str(), value)?;
    Ok((header, value))
}

/// A value that can be sent in this header: no line breaks, no control characters; what is not ASCII goes as UTF-8.
pub fn value_of(name: &str, value: &str) -> Result<HeaderValue> {
    HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
        Error::new(
            ErrorKind::Request,
            format!(
                "the value for the header `{name}` has a line break or a control character in it"
            ),
        )
    })
}

/// Whether the API's credentials, or anybody's, go into one of these headers.
pub fn have_credentials(headers: &HeaderMap, schemes: &[Scheme]) -> bool {
    headers.contains_key(AUTHORIZATION)
        || headers.contains_key(COOKIE)
        || headers.contains_key(PROXY_AUTHORIZATION)
        || schemes.iter().any(|scheme| match scheme.kind {
            SchemeKind::Header(name) => headers.contains_key(name),
            _ => false,
        })
}

/// Headers whose values may be shown. Any other may hold a secret.
const SHOWN: &[&str] = &[
    "accept",
    "accept-encoding",
    "accept-language",
    "age",
    "allow",
    "cache-control",
    "connection",
    "content-encoding",
    "content-language",
    "content-length",
    "content-range",
    "content-type",
    "date",
    "deprecation",
    "etag",
    "expires",
    "host",
    "last-modified",
    "retry-after",
    "retry-after-ms",
    "server",
    "sunset",
    "transfer-encoding",
    "user-agent",
    "vary",
    "x-request-id",
    "request-id",
];

/// Headers for a person to read, with values only where they are known to be harmless.
pub struct Shown<'h>(pub &'h HeaderMap);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.0.iter().map(|(name, value)| {
                let harmless = SHOWN.contains(&name.as_str()) && !value.is_sensitive();
                let value = value.to_str().ok().filter(|_| harmless);
                (name.as_str(), value.unwrap_or("[redacted]"))
            }))
            .finish()
    }
}
