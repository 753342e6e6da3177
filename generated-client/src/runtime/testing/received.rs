// Written by sdkwright from the API's document: edits are lost.

//! A request as a server would have seen it.

use super::super::shown_headers::ShownHeaders;
use bytes::Bytes;
use http::header::HeaderMap;
use std::fmt;

/// A request that a [`MockTransport`](super::MockTransport) received. Its `Debug` shows no header that may hold a credential.
#[derive(Clone)]
pub struct ReceivedRequest {
    pub(super) method: http::Method,
    pub(super) url: http::Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl ReceivedRequest {
    /// The method: `GET`.
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// The whole URL, as it was sent.
    pub fn url(&self) -> String {
        self.url.to_string()
    }

    /// The path, as it was sent: percent-encoded.
    pub fn path(&self) -> &str {
        self.url.path()
    }

    /// The query, as it was sent: percent-encoded, without the `?`; empty if there is none.
    pub fn query(&self) -> &str {
        self.url.query().unwrap_or_default()
    }

    /// The names and values of the query, decoded, in their order.
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        url::form_urlencoded::parse(self.query().as_bytes())
            .into_owned()
            .collect()
    }

    /// The value of a header, if there is one of that name and it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// All headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body; empty if there is none.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as JSON; null if it is not.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

impl fmt::Debug for ReceivedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivedRequest")
            .field("method", &self.method)
            .field("path", &self.path())
            .field("headers", &ShownHeaders(&self.headers))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}
