//! Responses compressed with gzip.

use super::super::transport::{Body, TransportError};
use bytes::{Buf, Bytes};
use flate2::write::MultiGzDecoder;
use futures_core::Stream;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, HeaderValue};
use http::{Request, Response};
use std::io::Write;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// How much compressed data is decompressed at a time, which bounds the memory that a decompression bomb takes.
const PIECE: usize = 4096;

/// Asks for gzip, unless the request has its own header. Returns `true` if the response is to be decompressed.
pub fn accept(request: &mut Request<Body>) -> bool {
    let headers = request.headers_mut();
    if headers.contains_key(ACCEPT_ENCODING) {
        return false;
    }
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    true
}

/// Decompresses a response that is compressed. The headers are then those of the decompressed body.
pub fn decode(mut response: Response<Body>) -> Response<Body> {
    let headers = response.headers_mut();
    let is_compressed = headers
        .get(CONTENT_ENCODING)
        .is_some_and(|coding| coding.as_bytes().eq_ignore_ascii_case(b"gzip"));
    if !is_compressed {
        return response;
    }
    headers.remove(CONTENT_ENCODING);
    headers.remove(CONTENT_LENGTH);
    response.map(|body| {
        Body::stream(Decoded {
            body,
            received: Bytes::new(),
            decoder: Some(MultiGzDecoder::new(Vec::new())),
            is_empty: true,
        })
    })
}

struct Decoded {
    body: Body,
    /// Received and not decompressed yet.
    received: Bytes,
    /// `None` after the end.
    decoder: Option<MultiGzDecoder<Vec<u8>>>,
    /// Whether nothing has been received, as in the response to `HEAD`.
    is_empty: bool,
}

impl Decoded {
    /// Decompresses one piece of what was received.
    fn step(&mut self) -> std::io::Result<Vec<u8>> {
        let Some(decoder) = &mut self.decoder else {
            return Ok(Vec::new());
        };
        let length = self.received.len().min(PIECE);
        decoder.write_all(&self.received.split_to(length))?;
        Ok(std::mem::take(decoder.get_mut()))
    }

    /// Returns the rest after the last piece. A truncated body is an error.
    fn finish(&mut self) -> std::io::Result<Vec<u8>> {
        match self.decoder.take() {
            Some(decoder) if !self.is_empty => decoder.finish(),
            _ => Ok(Vec::new()),
        }
    }
}

impl Stream for Decoded {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while self.decoder.is_some() {
            let piece = if self.received.has_remaining() {
                self.step()
            } else {
                match ready!(Pin::new(&mut self.body).poll_next(context)) {
                    Some(Ok(chunk)) => {
                        self.is_empty &= chunk.is_empty();
                        self.received = chunk;
                        continue;
                    }
                    Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                    None => self.finish(),
                }
            };
            match piece {
                Ok(piece) if piece.is_empty() => {}
                Ok(piece) => return Poll::Ready(Some(Ok(piece.into()))),
                Err(error) => {
                    self.decoder = None;
                    return Poll::Ready(Some(Err(TransportError::broken(error))));
                }
            }
        }
        Poll::Ready(None)
    }
}
