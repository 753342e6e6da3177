//! How headers are printed: with their values only where these are known to hold no secret.

use http::HeaderMap;
use std::fmt;

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
pub struct ShownHeaders<'h>(pub &'h HeaderMap);

impl fmt::Debug for ShownHeaders<'_> {
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
