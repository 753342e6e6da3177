//! Interceptors, which see and change the requests of a client and see their responses.

use super::error::Error;
use super::operation::Operation;
use super::transport::BoxError;
use bytes::Bytes;
use http::HeaderMap;
use http::request::Parts;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Sees every request of a client before it is sent, and what came of it. Both methods have defaults that do nothing.
///
/// An interceptor of *calls* is asked once for a call: what it changes is the same in every attempt (a correlation
/// ID). An interceptor of *attempts* is asked each time a request is sent, with its credentials (a signature with the
/// time).
pub trait Interceptor: Send + Sync + 'static {
    /// Sees the request and may change it: method, URL and headers. An error ends the call before anything is sent.
    fn request(&self, request: &mut Parts, about: &AboutRequest<'_>) -> Result<(), BoxError> {
        let _ = (request, about);
        Ok(())
    }

    /// Sees the outcome.
    fn response(&self, outcome: &Outcome<'_>) {
        let _ = outcome;
    }
}

/// A request, as an [`Interceptor`] sees it in addition to its method, URL and headers.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct AboutRequest<'r> {
    /// The `operationId`, or method and path where the document has none.
    pub operation: &'static str,
    /// The path template: `/v3/sessions/{id}`.
    pub path: &'static str,
    /// The number of the attempt, from 1; 0 for an interceptor of calls.
    pub attempt: u32,
    /// The body, unless it is a stream.
    pub body: Option<&'r Bytes>,
}

impl<'r> AboutRequest<'r> {
    pub(crate) fn new(
        operation: &'static Operation,
        attempt: u32,
        body: Option<&'r Bytes>,
    ) -> Self {
        Self {
            operation: operation.id,
            path: operation.path,
            attempt,
            body,
        }
    }
}

impl fmt::Debug for AboutRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AboutRequest")
            .field("operation", &self.operation)
            .field("path", &self.path)
            .field("attempt", &self.attempt)
            .field("body", &self.body.map(Bytes::len))
            .finish()
    }
}

/// What came of a call or of an attempt.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Outcome<'r> {
    /// The `operationId`, or method and path where the document has none.
    pub operation: &'static str,
    /// The path template: `/v3/sessions/{id}`.
    pub path: &'static str,
    /// The number of the attempt; for an interceptor of calls, how many there were.
    pub attempt: u32,
    /// The status of the response, if there was one.
    pub status: Option<u16>,
    /// The headers of the response, if there was one.
    pub headers: Option<&'r HeaderMap>,
    /// The error, unless the status is a success.
    pub error: Option<&'r Error>,
    /// How long it took, by the client's clock.
    pub elapsed: Duration,
}

/// The interceptors of a client.
#[derive(Clone, Default)]
pub struct Interceptors {
    pub(crate) calls: Vec<Arc<dyn Interceptor>>,
    pub(crate) attempts: Vec<Arc<dyn Interceptor>>,
}
