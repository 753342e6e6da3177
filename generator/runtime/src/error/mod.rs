//! The error type of an SDK.

mod failure;
mod message;
mod text;

pub use failure::ErrorKind;
pub(crate) use failure::Target;

use super::operation::Operation;
use super::response::RawResponse;
use super::transport::{BoxError, TransportError, TransportErrorKind};
use bytes::Bytes;
use failure::{Failure, Received};
use serde_core::de::DeserializeOwned;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// The result of a call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The failure of a call, or of creating a client.
pub struct Error(Box<Failure>);

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Failure {
            kind,
            operation: None,
            custom: None,
            message: message.into(),
            target: None,
            json_path: None,
            response: None,
            received: None,
            retry_after: None,
            attempts: 0,
            may_have_reached_server: false,
            source: None,
        }))
    }

    /// Creates the error of a response whose status is not a success.
    pub(crate) fn of_status(response: RawResponse) -> Self {
        let message = message::find(response.body()).unwrap_or_default();
        let message = printable(&response, message);
        Self::new(ErrorKind::Status, message).with_response(response)
    }

    /// Creates the error that an event of a stream reports: the response has its data as the body.
    pub(crate) fn of_event(response: RawResponse) -> Self {
        let message = message::find(response.body())
            .unwrap_or_else(|| String::from_utf8_lossy(response.body()).into_owned());
        let message = printable(&response, message);
        Self::new(ErrorKind::ErrorEvent, message).with_response(response)
    }

    /// Adds what is known about the call after its response began.
    pub(crate) fn after_response(mut self, response: &RawResponse) -> Self {
        self.0.operation = Some(response.operation());
        self.0.attempts = response.attempts();
        self.0.may_have_reached_server = true;
        self
    }

    /// Creates the error of a response that could not be decoded.
    pub(crate) fn of_decoding(
        response: &RawResponse,
        target: Option<Target>,
        json_path: Option<String>,
        message: impl Into<String>,
    ) -> Self {
        let message = printable(response, message.into());
        let mut error = Self::new(ErrorKind::Decode, message).with_response(response.clone());
        error.0.target = target;
        error.0.json_path = json_path;
        error
    }

    /// Creates the error of a part of a request that cannot be serialized, such as `the body`.
    pub(crate) fn unserializable(what: &str, error: serde_json::Error) -> Self {
        let message = format!("{what} cannot be serialized");
        Self::new(ErrorKind::Request, message).with_source(error)
    }

    /// Creates the error of a header that is absent or could not be decoded.
    pub(crate) fn of_header(response: &RawResponse, message: String) -> Self {
        let message = printable(response, message);
        Self::new(ErrorKind::Header, message).with_response(response.clone())
    }

    /// Creates the error of a received request, such as `the webhook invoicePaid`, whose body could not be decoded.
    pub(crate) fn of_received(
        subject: String,
        body: Bytes,
        secrets: &'static [&'static str],
        undecodable: (Target, Option<String>, String),
    ) -> Self {
        let (target, json_path, message) = undecodable;
        let mut error = Self::new(ErrorKind::Decode, text::one_line(&message, MAX_MESSAGE));
        error.0.target = Some(target);
        error.0.json_path = json_path;
        error.0.received = Some(Received {
            subject,
            body,
            secrets,
        });
        error
    }

    pub(crate) fn of_transport(error: TransportError) -> Self {
        let kind = match error.kind() {
            TransportErrorKind::Connect => ErrorKind::Connect,
            TransportErrorKind::Timeout => ErrorKind::Timeout,
            TransportErrorKind::Broken | TransportErrorKind::Unprocessed => ErrorKind::Transport,
            TransportErrorKind::Redirected => ErrorKind::Configuration,
        };
        let mut result = Self::new(kind, error.to_string());
        result.0.may_have_reached_server = !matches!(
            error.kind(),
            TransportErrorKind::Connect | TransportErrorKind::Unprocessed
        );
        result.0.source = Some(error.into_source());
        result
    }

    pub(crate) fn with_response(mut self, response: RawResponse) -> Self {
        self.0.operation = Some(response.operation());
        self.0.attempts = response.attempts();
        self.0.may_have_reached_server = true;
        self.0.response = Some(response);
        self
    }

    pub(crate) fn in_operation(mut self, operation: &'static Operation) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// Sets method and path of a request that the document does not describe.
    pub(crate) fn in_custom(mut self, subject: Option<String>) -> Self {
        self.0.custom = subject;
        self
    }

    pub(crate) fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn with_message(mut self, message: String) -> Self {
        self.0.message = message;
        self.0.source = None;
        self
    }

    /// Marks the request as received by the server.
    pub(crate) fn with_server_reached(mut self) -> Self {
        self.0.may_have_reached_server = true;
        self
    }

    /// Appends to the message.
    pub(crate) fn append_message(&mut self, text: &str) {
        if !self.0.message.is_empty() {
            self.0.message.push_str("; ");
        }
        self.0.message.push_str(text);
    }

    pub(crate) fn failure_mut(&mut self) -> &mut Failure {
        &mut self.0
    }

    /// Returns the kind of the failure.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    pub(crate) fn response(&self) -> Option<&RawResponse> {
        self.0.response.as_ref()
    }

    /// Returns the status of the response, if there was one.
    pub fn status(&self) -> Option<u16> {
        self.0.response.as_ref().map(RawResponse::status)
    }

    /// Returns the headers of the response, if there was one.
    pub fn headers(&self) -> Option<&http::HeaderMap> {
        self.0.response.as_ref().map(RawResponse::headers)
    }

    /// Returns a description of the failure, without the operation. For an error response it is the server's message,
    /// if any.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Returns the request ID that the server assigned, if any.
    pub fn request_id(&self) -> Option<&str> {
        self.0.response.as_ref().and_then(RawResponse::request_id)
    }

    /// Returns how long the server asks to wait before the next attempt.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Returns the body of the response, if there was one. For an error response it is at most the first MiB. For a
    /// webhook that could not be decoded it is the body of the webhook.
    pub fn body(&self) -> Option<&Bytes> {
        match &self.0.received {
            Some(received) => Some(&received.body),
            None => self.0.response.as_ref().map(RawResponse::body),
        }
    }

    /// Decodes the body of an error response, or the data of an error event, as a documented type. Returns `None` if it
    /// does not match; [`body`](Self::body) has it in any case.
    pub fn api_as<T: DeserializeOwned>(&self) -> Option<T> {
        match self.0.kind {
            ErrorKind::Status | ErrorKind::ErrorEvent => serde_json::from_slice(self.body()?).ok(),
            _ => None,
        }
    }

    /// Returns the status of the response, if it is an error response to an operation that has this enum of errors.
    pub(crate) fn status_if_of(&self, errors: &str) -> Option<u16> {
        let has_errors = |operation: &Operation| operation.errors == Some(errors);
        match self.0.kind {
            ErrorKind::Status if self.0.operation.is_some_and(has_errors) => self.status(),
            _ => None,
        }
    }

    /// Returns the path of the JSON value that could not be decoded: `sessions[3].startedAt`.
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// Returns how many times the request was sent.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Returns `true` if the server may have received and processed the request.
    pub fn may_have_reached_server(&self) -> bool {
        self.0.may_have_reached_server
    }
}

/// Prepares text of a response for printing: one line, limited length, no credentials of the client.
fn printable(response: &RawResponse, message: String) -> String {
    text::one_line(&response.without_credentials(message), MAX_MESSAGE)
}

/// The maximum length of a message in characters.
const MAX_MESSAGE: usize = 500;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::write(&self.0, f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Failure {
            kind,
            operation,
            message,
            json_path,
            response,
            retry_after,
            attempts,
            may_have_reached_server,
            source,
            custom: _,
            target: _,
            received: _,
        } = &*self.0;
        f.debug_struct("Error")
            .field("kind", kind)
            .field("operation", &operation.map(|operation| operation.id))
            .field("message", message)
            .field("json_path", json_path)
            .field("response", response)
            .field("retry_after", retry_after)
            .field("attempts", attempts)
            .field("may_have_reached_server", may_have_reached_server)
            .field("source", source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_ref()
            .map(|source| &**source as &(dyn StdError + 'static))
    }
}
