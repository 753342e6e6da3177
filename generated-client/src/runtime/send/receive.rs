// Written by sdkwright from the API's document: edits are lost.

//! Reading the body of a response: piece by piece, never more than the limit, never idle for long.

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

/// How much of the body of an error is kept.
const ERROR_BODY: u64 = 1024 * 1024;

/// How much space is made at most for a body that is announced and has not come.
const TRUSTED: u64 = 64 * 1024;

/// What limits the reading.
pub struct Limits<'c> {
    pub clock: &'c dyn Clock,
    pub idle: Duration,
    pub bytes: u64,
}

/// The whole body of a success.
pub async fn whole(headers: &HeaderMap, body: Body, limits: &Limits<'_>) -> Result<Bytes> {
    let announced = announced(headers);
    if announced.is_some_and(|length| length > limits.bytes) {
        return Err(too_large(limits.bytes));
    }
    let mut reading = Reading::new(body, announced);
    while let Some(piece) = reading.next(limits).await? {
        if (reading.read.len() + piece.len()) as u64 > limits.bytes {
            return Err(too_large(limits.bytes));
        }
        reading.read.extend_from_slice(&piece);
    }
    Ok(reading.read.freeze())
}

/// The beginning of the body of an error; as much as came, if it breaks off.
pub async fn beginning(headers: &HeaderMap, body: Body, limits: &Limits<'_>) -> Bytes {
    let most = limits.bytes.min(ERROR_BODY) as usize;
    let mut reading = Reading::new(body, announced(headers));
    while let Ok(Some(piece)) = reading.next(limits).await {
        let room = most - reading.read.len();
        reading
            .read
            .extend_from_slice(piece.get(..room).unwrap_or(&piece));
        if reading.read.len() == most {
            break;
        }
    }
    reading.read.freeze()
}

fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn too_large(limit: u64) -> Error {
    let message = format!("the response's body is larger than the limit of {limit} bytes");
    Error::new(ErrorKind::TooLarge, message)
}

struct Reading {
    body: Body,
    read: BytesMut,
}

impl Reading {
    fn new(body: Body, announced: Option<u64>) -> Self {
        let space = announced.unwrap_or_default().min(TRUSTED) as usize;
        Self {
            body,
            read: BytesMut::with_capacity(space),
        }
    }

    /// The next piece of the body.
    async fn next(&mut self, limits: &Limits<'_>) -> Result<Option<Bytes>> {
        let body = &mut self.body;
        let piece = std::future::poll_fn(|context| Pin::new(&mut *body).poll_next(context));
        let piece = timeout::within(limits.clock, limits.idle, piece).await;
        let piece = piece.ok_or_else(|| idle(limits.idle))?;
        piece.transpose().map_err(Error::of_transport)
    }
}

fn idle(limit: Duration) -> Error {
    let message = format!("nothing of the response's body came for {limit:?}");
    Error::of_transport(TransportError::timeout(message.clone())).with_message(message)
}
