//! What the server answered: raw, for decoders, and decoded, for those who want to see the answer whole.

use super::api::Api;
use super::credentials::Credentials;
use super::operation::Operation;
use super::shown_headers::ShownHeaders;
use bytes::Bytes;
use http::HeaderMap;
use std::fmt;
use std::sync::Arc;

/// The headers under which servers name a request.
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

/// An answer as it came, with its body read whole. Decoders turn it into what the call gives back.
#[derive(Clone)]
pub struct RawResponse(Arc<Parts>);

struct Parts {
    operation: &'static Operation,
    status: u16,
    headers: HeaderMap,
    body: Bytes,
    attempts: u32,
    api: &'static Api,
    /// Those of the client, to be left out of what is printed of the answer.
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

    pub(crate) fn operation(&self) -> &'static Operation {
        self.0.operation
    }

    pub(crate) fn attempts(&self) -> u32 {
        self.0.attempts
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.0.api
    }

    /// Text of the answer without the client's credentials, which a server may repeat.
    pub(crate) fn without_credentials(&self, text: String) -> String {
        self.0.credentials.left_out_of(text)
    }

    /// The status: `200`.
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.0.body
    }

    /// The server's name for the request, by which its operator finds it.
    pub fn request_id(&self) -> Option<&str> {
        REQUEST_ID
            .iter()
            .find_map(|name| self.0.headers.get(*name)?.to_str().ok())
    }

    /// The media type of the body, without parameters, in small letters: `application/json`.
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

/// An answer, decoded, with its status and its headers.
#[derive(Clone)]
pub struct Response<T> {
    raw: RawResponse,
    body: T,
}

impl<T> Response<T> {
    pub(crate) fn new(raw: RawResponse, body: T) -> Self {
        Self { raw, body }
    }

    /// The status: `200`.
    pub fn status(&self) -> u16 {
        self.raw.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.raw.headers()
    }

    /// The server's name for the request, by which its operator finds it.
    pub fn request_id(&self) -> Option<&str> {
        self.raw.request_id()
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.raw.attempts()
    }

    /// The body, decoded.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body, decoded.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The body as it came.
    pub fn raw_body(&self) -> &Bytes {
        self.raw.body()
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
