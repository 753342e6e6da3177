//! What is known about a failure.

use super::super::operation::Operation;
use super::super::response::RawResponse;
use super::super::transport::BoxError;
use std::time::Duration;

/// What kind of failure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client cannot be made with these settings.
    Configuration,
    /// A credential is missing, or must not be sent there. Nothing was sent.
    Credentials,
    /// A value of the call cannot be sent. Nothing was sent.
    Request,
    /// There was no connection to the server.
    Connect,
    /// It took too long.
    Timeout,
    /// The connection broke, or what came was not HTTP.
    Transport,
    /// The server answered with a status that is not success.
    Status,
    /// The response's body is larger than the limit.
    TooLarge,
    /// The response is a success, but its body is not what the API's document says.
    Decode,
    /// The pages of a list do not come to an end.
    Pagination,
    /// `wait` was called inside an asynchronous task.
    Blocking,
}

/// What is known of it.
pub struct Failure {
    pub kind: ErrorKind,
    pub operation: Option<&'static Operation>,
    /// What went wrong, in words; of an answer, the server's own.
    pub message: String,
    /// What the answer was decoded to, of an error in that.
    pub target: Option<String>,
    pub json_path: Option<String>,
    pub response: Option<RawResponse>,
    pub retry_after: Option<Duration>,
    pub attempts: u32,
    pub may_have_reached_server: bool,
    pub source: Option<BoxError>,
}
