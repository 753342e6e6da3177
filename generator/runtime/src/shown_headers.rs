//! Formats headers for debugging. Values are shown only for headers that are known not to contain secrets.

use http::HeaderMap;
use std::fmt;

/// Headers whose values are shown. Any other header may contain a secret.
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

/// Returns `true` if the value of a header is known not to contain a secret.
pub fn is_shown(name: &str) -> bool {
    SHOWN.iter().any(|shown| name.eq_ignore_ascii_case(shown))
}

/// Wraps headers to print only the values that contain no secret.
pub struct ShownHeaders<'h>(pub &'h HeaderMap);

impl fmt::Debug for ShownHeaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.0.iter().map(|(name, value)| {
                let is_harmless = SHOWN.contains(&name.as_str()) && !value.is_sensitive();
                let value = value.to_str().ok().filter(|_| is_harmless);
                (name.as_str(), value.unwrap_or("[redacted]"))
            }))
            .finish()
    }
}
