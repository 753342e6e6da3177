//! Reads the body of a response, within its size limit and idle timeout.

use super::super::clock::Clock;
use super::super::error::{Error, ErrorKind, Result};
use super::super::transport::{Body, TransportError};
use super::timeout;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::HeaderMap;
use http::header::CONTENT_LENGTH;
use std::pin::Pin;
use std::time::Duration;

/// The maximum size of the body kept with an error.
const MAX_ERROR_BODY: u64 = 1024 * 1024;

/// The maximum capacity reserved because of a `Content-Length`.
const MAX_RESERVED: u64 = 1024 * 1024;

/// The limits for reading a body.
pub struct Limits<'c> {
    pub clock: &'c dyn Clock,
    pub idle: Duration,
    pub bytes: u64,
}

/// Reads the whole body of a successful response.
pub async fn read_body(headers: &HeaderMap, body: Body, limits: &Limits<'_>) -> Result<Bytes> {
    let announced = content_length(headers);
    if announced.is_some_and(|length| length > limits.bytes) {
        return Err(too_large(limits.bytes));
    }
    let mut reader = BodyReader::new(body, None);
    // Most bodies are one chunk, which is not copied then.
    let mut first = Bytes::new();
    while let Some(chunk) = reader.next(limits).await? {
        let length = first.len() + reader.received.len();
        if (length + chunk.len()) as u64 > limits.bytes {
            return Err(too_large(limits.bytes));
        }
        if length == 0 {
            first = chunk;
            continue;
        }
        if reader.received.is_empty() {
            let announced = announced.unwrap_or_default().min(MAX_RESERVED) as usize;
            reader.received.reserve(announced.max(length + chunk.len()));
            reader
                .received
                .extend_from_slice(&std::mem::take(&mut first));
        }
        reader.received.extend_from_slice(&chunk);
    }
    if reader.received.is_empty() {
        return Ok(first);
    }
    Ok(reader.received.freeze())
}

/// Reads the beginning of the body of an error response. If reading fails, returns what was received.
pub async fn read_error_body(headers: &HeaderMap, body: Body, limits: &Limits<'_>) -> Bytes {
    let most = limits.bytes.min(MAX_ERROR_BODY) as usize;
    let mut reader = BodyReader::new(body, content_length(headers));
    while let Ok(Some(chunk)) = reader.next(limits).await {
        let room = most - reader.received.len();
        reader
            .received
            .extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
        if reader.received.len() == most {
            break;
        }
    }
    reader.received.freeze()
}

/// Returns the announced length of a body.
pub fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn too_large(limit: u64) -> Error {
    let message = format!("the response's body is larger than the limit of {limit} bytes");
    Error::new(ErrorKind::TooLarge, message)
}

struct BodyReader {
    body: Body,
    received: BytesMut,
}

impl BodyReader {
    fn new(body: Body, announced: Option<u64>) -> Self {
        let space = announced.unwrap_or_default().min(MAX_RESERVED) as usize;
        Self {
            body,
            received: BytesMut::with_capacity(space),
        }
    }

    /// Reads the next chunk of the body.
    async fn next(&mut self, limits: &Limits<'_>) -> Result<Option<Bytes>> {
        let body = &mut self.body;
        let chunk = std::future::poll_fn(|context| Pin::new(&mut *body).poll_next(context));
        let chunk = timeout::within(limits.clock, limits.idle, chunk).await;
        let chunk = chunk.ok_or_else(|| idle(limits.idle))?;
        chunk.transpose().map_err(Error::of_transport)
    }
}

/// Creates the error of a body that stopped coming.
pub fn idle(limit: Duration) -> Error {
    let message = format!("nothing of the response's body was received for {limit:?}");
    Error::of_transport(TransportError::timeout(message.clone())).with_message(message)
}
