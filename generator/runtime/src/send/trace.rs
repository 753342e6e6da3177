//! Spans for calls and attempts, under the feature `tracing`. They contain method, URL template, status and attempt,
//! but no values from the caller or the server.

#[cfg(feature = "tracing")]
use super::super::error::Error;
use super::super::error::Result;
use super::super::operation::Operation;
use super::super::response::RawResponse;

#[cfg(feature = "tracing")]
pub use with_tracing::*;
#[cfg(not(feature = "tracing"))]
pub use without_tracing::*;

#[cfg(feature = "tracing")]
mod with_tracing {
    use super::{Error, Operation, RawResponse, Result};
    use tracing::field::Empty;
    use tracing::{Instrument, Span};

    /// Creates the span of a call.
    pub fn call(operation: &Operation) -> Span {
        tracing::info_span!(
            "call",
            operation = operation.id,
            http.request.method = operation.method,
            url.template = operation.path,
            http.response.status_code = Empty,
            attempts = Empty,
            error.kind = Empty,
        )
    }

    /// Creates the span of an attempt, a child of the call's span.
    pub fn attempt(operation: &Operation, number: u32) -> Span {
        tracing::debug_span!(
            "attempt",
            attempt = number,
            http.request.method = operation.method,
            url.template = operation.path,
            http.response.status_code = Empty,
            error.kind = Empty,
        )
    }

    /// Runs a future in a span.
    pub fn within<F: Future>(span: &Span, future: F) -> impl Future<Output = F::Output> {
        future.instrument(span.clone())
    }

    /// Records the result of a call.
    pub fn end_of_call(span: &Span, result: &Result<RawResponse>) {
        let attempts = result
            .as_ref()
            .map_or_else(Error::attempts, RawResponse::attempts);
        span.record("attempts", attempts);
        end_of_attempt(span, result);
    }

    /// Records the result of an attempt.
    pub fn end_of_attempt(span: &Span, result: &Result<RawResponse>) {
        let status = match result {
            Ok(response) => Some(response.status()),
            Err(error) => error.status(),
        };
        if let Some(status) = status {
            span.record("http.response.status_code", status);
        }
        if let Err(error) = result {
            span.record("error.kind", tracing::field::debug(error.kind()));
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod without_tracing {
    use super::{Operation, RawResponse, Result};

    /// No span.
    pub struct NoSpan;

    pub fn call(_operation: &Operation) -> NoSpan {
        NoSpan
    }

    pub fn attempt(_operation: &Operation, _number: u32) -> NoSpan {
        NoSpan
    }

    pub fn within<F: Future>(_span: &NoSpan, future: F) -> F {
        future
    }

    pub fn end_of_call(_span: &NoSpan, _result: &Result<RawResponse>) {}

    pub fn end_of_attempt(_span: &NoSpan, _result: &Result<RawResponse>) {}
}
