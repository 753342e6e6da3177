//! What is known about a failure.

use super::super::operation::Operation;
use super::super::response::RawResponse;
use super::super::transport::BoxError;
use bytes::Bytes;
use std::time::Duration;

/// The kind of an [`Error`](super::Error).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The settings of the client are invalid.
    Configuration,
    /// A credential is missing, or must not be sent to this server. Nothing was sent.
    Credentials,
    /// A value of the call is invalid. Nothing was sent.
    Request,
    /// The connection to the server failed.
    Connect,
    /// The time limit was exceeded.
    Timeout,
    /// The connection failed after it was made, the server has refused the request without processing it, or the
    /// response was not HTTP.
    Transport,
    /// The status of the response is not a success.
    Status,
    /// The response is a stream of events, and one of them reports an error. The body is that of the event.
    ErrorEvent,
    /// The body of the response, or an item of a stream, is larger than the limit.
    TooLarge,
    /// The response is a success, but its body does not match its schema.
    Decode,
    /// A header of the response is absent, or its value does not match its schema.
    Header,
    /// A body was received but could not be written to the writer.
    Write,
    /// The pages of a list do not end.
    Pagination,
    /// `wait` was called inside an asynchronous task.
    Blocking,
}

/// The data of an error.
pub struct Failure {
    pub kind: ErrorKind,
    pub operation: Option<&'static Operation>,
    /// Method and path of a request that the document does not describe.
    pub custom: Option<String>,
    /// A description of the failure. For an error response, the server's message.
    pub message: String,
    /// The type that could not be decoded.
    pub target: Option<Target>,
    pub json_path: Option<String>,
    pub response: Option<RawResponse>,
    /// The request that could not be decoded.
    pub received: Option<Received>,
    pub retry_after: Option<Duration>,
    pub attempts: u32,
    pub may_have_reached_server: bool,
    pub source: Option<BoxError>,
}

/// A request that the API sent.
pub struct Received {
    /// `the webhook invoicePaid`
    pub subject: String,
    pub body: Bytes,
    /// Names of properties whose values are not shown.
    pub secrets: &'static [&'static str],
}

/// The type that a body was decoded to.
pub struct Target {
    pub name: String,
    /// `true` if the whole body is a secret.
    pub is_secret: bool,
}
