//! Asks the interceptors of a client.

use super::super::error::{Error, ErrorKind, Result};
use super::super::interceptor::{AboutRequest, Interceptor, Outcome};
use super::super::operation::Operation;
use super::super::request::prepare::Prepared;
use super::super::response::RawResponse;
use bytes::Bytes;
use http::Request;
use http::request::Parts;
use std::sync::Arc;
use std::time::Duration;

/// Shows the request of a call to the interceptors of calls.
pub fn call(
    interceptors: &[Arc<dyn Interceptor>],
    operation: &'static Operation,
    prepared: &mut Prepared,
    body: Option<&Bytes>,
) -> Result<()> {
    let (mut parts, ()) = Request::new(()).into_parts();
    parts.method = prepared.method.clone();
    parts.uri = prepared.uri.clone();
    parts.headers = std::mem::take(&mut prepared.headers);
    let result = request(interceptors, operation, 0, &mut parts, body);
    prepared.method = parts.method;
    prepared.uri = parts.uri;
    prepared.headers = parts.headers;
    result
}

/// Shows a request to interceptors.
pub fn request(
    interceptors: &[Arc<dyn Interceptor>],
    operation: &'static Operation,
    attempt: u32,
    parts: &mut Parts,
    body: Option<&Bytes>,
) -> Result<()> {
    let about = AboutRequest::new(operation, attempt, body);
    for interceptor in interceptors {
        interceptor.request(parts, &about).map_err(|source| {
            Error::new(ErrorKind::Request, "an interceptor refused the request")
                .with_source(source)
                .in_operation(operation)
        })?;
    }
    Ok(())
}

/// Shows what came of a call or of an attempt to interceptors.
pub fn outcome(
    interceptors: &[Arc<dyn Interceptor>],
    operation: &'static Operation,
    attempt: u32,
    result: &Result<RawResponse>,
    elapsed: Duration,
) {
    let (status, headers, error) = match result {
        Ok(response) => (Some(response.status()), Some(response.headers()), None),
        Err(error) => (error.status(), error.headers(), Some(error)),
    };
    let outcome = Outcome {
        operation: operation.id,
        path: operation.path,
        attempt,
        status,
        headers,
        error,
        elapsed,
    };
    for interceptor in interceptors {
        interceptor.response(&outcome);
    }
}
