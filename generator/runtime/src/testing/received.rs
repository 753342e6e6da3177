//! A request as a server would receive it.

use super::super::shown_headers::ShownHeaders;
use super::multipart::{self, ReceivedPart};
use bytes::Bytes;
use http::header::HeaderMap;
use std::fmt;

/// A request that a [`MockTransport`](super::MockTransport) received. Its `Debug` output does not show headers that
/// may contain a credential.
#[derive(Clone)]
pub struct ReceivedRequest {
    pub(super) method: http::Method,
    pub(super) url: http::Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl ReceivedRequest {
    /// Returns the method: `GET`.
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// Returns the whole URL, as it was sent.
    pub fn url(&self) -> String {
        self.url.to_string()
    }

    /// Returns the percent-encoded path.
    pub fn path(&self) -> &str {
        self.url.path()
    }

    /// Returns the percent-encoded query without the `?`; empty if there is none.
    pub fn query(&self) -> &str {
        self.url.query().unwrap_or_default()
    }

    /// Returns the decoded names and values of the query, in their order.
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        url::form_urlencoded::parse(self.query().as_bytes())
            .into_owned()
            .collect()
    }

    /// Returns the decoded names and values of a body that is a form (`application/x-www-form-urlencoded`), in their
    /// order.
    pub fn form_pairs(&self) -> Vec<(String, String)> {
        url::form_urlencoded::parse(&self.body)
            .into_owned()
            .collect()
    }

    /// Returns the parts of a multipart body, in their order; none if the body is not valid.
    pub fn parts(&self) -> Vec<ReceivedPart> {
        let media_type = self.header("content-type").unwrap_or_default();
        multipart::parts(media_type, &self.body)
    }

    /// Returns the value of a header, if it is present and valid text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Returns all headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the body; empty if there is none.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Returns the body as JSON; null if it is not JSON.
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
