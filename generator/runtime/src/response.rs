//! Responses: raw for decoders, and decoded for users.

use super::api::Api;
use super::credentials::Credentials;
use super::operation::Operation;
use super::shown_headers::ShownHeaders;
use bytes::Bytes;
use http::HeaderMap;
use std::fmt;
use std::sync::Arc;

/// The headers in which servers send a request ID.
const REQUEST_ID: &[&str] = &[
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-trace-id",
    "cf-ray",
];

/// A response with its whole body, not decoded.
#[derive(Clone)]
pub struct RawResponse(Arc<Parts>);

struct Parts {
    operation: &'static Operation,
    status: u16,
    headers: HeaderMap,
    body: Bytes,
    attempts: u32,
    api: &'static Api,
    /// The client's credentials, which are removed from printed text.
    credentials: Arc<Credentials>,
}

impl RawResponse {
    pub(crate) fn new(
        operation: &'static Operation,
        status: u16,
        headers: HeaderMap,
        body: Bytes,
        attempts: u32,
        api: &'static Api,
        credentials: Arc<Credentials>,
    ) -> Self {
        Self(Arc::new(Parts {
            operation,
            status,
            headers,
            body,
            attempts,
            api,
            credentials,
        }))
    }

    /// Returns the response of the target of a redirect, without a body.
    pub(crate) fn with_head(&self, status: u16, headers: HeaderMap) -> Self {
        Self(Arc::new(Parts {
            operation: self.0.operation,
            status,
            headers,
            body: Bytes::new(),
            attempts: self.0.attempts,
            api: self.0.api,
            credentials: Arc::clone(&self.0.credentials),
        }))
    }

    /// Returns the same response with another body: a part of a stream.
    pub(crate) fn with_body(&self, body: Bytes) -> Self {
        Self(Arc::new(Parts {
            operation: self.0.operation,
            status: self.0.status,
            headers: self.0.headers.clone(),
            body,
            attempts: self.0.attempts,
            api: self.0.api,
            credentials: Arc::clone(&self.0.credentials),
        }))
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.0.operation
    }

    pub(crate) fn attempts(&self) -> u32 {
        self.0.attempts
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.0.api
    }

    /// Removes the client's credentials from text of the response, in which a server may repeat them.
    pub(crate) fn without_credentials(&self, text: String) -> String {
        self.0.credentials.redact(text)
    }

    /// Returns the status: `200`.
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// Returns the body.
    pub fn body(&self) -> &Bytes {
        &self.0.body
    }

    /// Returns the request ID that the server assigned, if any.
    pub fn request_id(&self) -> Option<&str> {
        REQUEST_ID
            .iter()
            .find_map(|name| self.0.headers.get(*name)?.to_str().ok())
    }

    /// Returns the media type of the body in lower case, without parameters: `application/json`.
    pub fn media_type(&self) -> Option<String> {
        let value = self.0.headers.get(http::header::CONTENT_TYPE)?;
        let value = value.to_str().ok()?.split(';').next()?;
        Some(value.trim().to_ascii_lowercase())
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.0.status)
            .field("headers", &ShownHeaders(&self.0.headers))
            .field("body", &format_args!("{} bytes", self.0.body.len()))
            .finish()
    }
}

/// A response whose headers can be decoded: a [`Response`], or a stream.
pub trait ResponseHead {
    /// Returns the response; that of a stream has no body.
    #[doc(hidden)]
    fn head(&self) -> &RawResponse;
}

/// A decoded response with its status and headers.
#[derive(Clone)]
pub struct Response<T> {
    raw: RawResponse,
    body: T,
}

impl<T> Response<T> {
    pub(crate) fn new(raw: RawResponse, body: T) -> Self {
        Self { raw, body }
    }

    /// Returns the status: `200`.
    pub fn status(&self) -> u16 {
        self.raw.status()
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        self.raw.headers()
    }

    /// Returns the request ID that the server assigned, if any.
    pub fn request_id(&self) -> Option<&str> {
        self.raw.request_id()
    }

    /// Returns how many times the request was sent.
    pub fn attempts(&self) -> u32 {
        self.raw.attempts()
    }

    /// Returns the decoded body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// Returns the decoded body, consuming the response.
    pub fn into_body(self) -> T {
        self.body
    }

    /// Returns the body as it was received.
    pub fn raw_body(&self) -> &Bytes {
        self.raw.body()
    }
}

impl<T> ResponseHead for Response<T> {
    fn head(&self) -> &RawResponse {
        &self.raw
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status())
            .field("headers", &ShownHeaders(self.headers()))
            .field("body", &self.body)
            .finish()
    }
}
