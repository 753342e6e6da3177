//! The one error of an SDK: opaque, small, and able to say all that is known.

mod failure;
mod message;
mod text;

pub use failure::ErrorKind;

use super::operation::Operation;
use super::response::RawResponse;
use super::transport::{BoxError, TransportError, TransportErrorKind};
use bytes::Bytes;
use failure::Failure;
use serde_core::de::DeserializeOwned;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// What a call gives back.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call, or the making of a client, failed.
pub struct Error(Box<Failure>);

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Failure {
            kind,
            operation: None,
            message: message.into(),
            target: None,
            json_path: None,
            response: None,
            retry_after: None,
            attempts: 0,
            may_have_reached_server: false,
            source: None,
        }))
    }

    /// Of an answer whose status is not success.
    pub(crate) fn of_status(response: RawResponse) -> Self {
        let message = message::find(response.body()).unwrap_or_default();
        let message = shown(&response, message);
        Self::new(ErrorKind::Status, message).answered(response)
    }

    /// Of a success that could not be decoded.
    pub(crate) fn of_decoding(
        response: &RawResponse,
        target: Option<String>,
        json_path: Option<String>,
        message: impl Into<String>,
    ) -> Self {
        let message = shown(response, message.into());
        let mut error = Self::new(ErrorKind::Decode, message).answered(response.clone());
        error.0.target = target;
        error.0.json_path = json_path;
        error
    }

    pub(crate) fn of_transport(error: TransportError) -> Self {
        let kind = match error.kind() {
            TransportErrorKind::Connect => ErrorKind::Connect,
            TransportErrorKind::Timeout => ErrorKind::Timeout,
            TransportErrorKind::Broken => ErrorKind::Transport,
        };
        let mut result = Self::new(kind, error.to_string());
        result.0.may_have_reached_server = kind != ErrorKind::Connect;
        result.0.source = Some(error.into_source());
        result
    }

    pub(crate) fn answered(mut self, response: RawResponse) -> Self {
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

    pub(crate) fn caused_by(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn with_message(mut self, message: String) -> Self {
        self.0.message = message;
        self.0.source = None;
        self
    }

    /// The server has seen the request, whatever came after.
    pub(crate) fn reached_server(mut self) -> Self {
        self.0.may_have_reached_server = true;
        self
    }

    /// Adds to what went wrong.
    pub(crate) fn add_words(&mut self, words: &str) {
        if !self.0.message.is_empty() {
            self.0.message.push_str("; ");
        }
        self.0.message.push_str(words);
    }

    pub(crate) fn failure_mut(&mut self) -> &mut Failure {
        &mut self.0
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        self.0.response.as_ref().map(RawResponse::status)
    }

    /// The headers of the answer, if there was one.
    pub fn headers(&self) -> Option<&http::HeaderMap> {
        self.0.response.as_ref().map(RawResponse::headers)
    }

    /// What went wrong, in words, without saying where. Of an answer, the message that the server gave, if it gave one.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The server's name for the request, by which its operator finds it.
    pub fn request_id(&self) -> Option<&str> {
        self.0.response.as_ref().and_then(RawResponse::request_id)
    }

    /// How long the server asks to wait before the next attempt.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The body of the answer, if there was one. Of an answer that is not success, at most its first MiB.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.response.as_ref().map(RawResponse::body)
    }

    /// The body of an answer that is not success, as the type that the API's document gives for it; none if it is something else.
    pub fn api<T: DeserializeOwned>(&self) -> Option<T> {
        match self.0.kind {
            ErrorKind::Status => serde_json::from_slice(self.body()?).ok(),
            _ => None,
        }
    }

    /// Where in the JSON of the answer the value is that could not be decoded: `sessions[3].startedAt`.
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the server may have seen the request, and done what it asks.
    pub fn may_have_reached_server(&self) -> bool {
        self.0.may_have_reached_server
    }
}

/// Text of an answer as it is shown: on one line, not too long, without the client's credentials.
fn shown(response: &RawResponse, message: String) -> String {
    text::one_line(&response.without_credentials(message), LONGEST_MESSAGE)
}

/// How many characters of a message are shown.
const LONGEST_MESSAGE: usize = 500;

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
            target: _,
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
