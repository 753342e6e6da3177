//! A body as it is received.

use super::super::clock::Clock;
use super::super::error::{Error, ErrorKind, Result};
use super::super::response::{RawResponse, ResponseHead};
use super::super::send::receive;
use super::super::shown_headers::ShownHeaders;
use super::super::transport::{Body, BoxFuture};
use bytes::Bytes;
use futures_core::Stream;
use http::HeaderMap;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
#[cfg(not(target_arch = "wasm32"))]
use tokio::io::AsyncWrite;

/// The body of a response as a [`Stream`] of bytes, in the pieces in which it is received.
///
/// It has no size limit and no total timeout, only an idle timeout: that of the client. After an error it ends.
/// Dropping it closes the connection.
#[must_use = "a stream does nothing until it is polled"]
pub struct ByteStream {
    /// The response, with an empty body.
    head: RawResponse,
    body: Body,
    received: u64,
    progress: Option<Progress>,
    idle: IdleTimeout,
}

/// Is called with the number of bytes received, and the length of the body if the server announced it.
type Progress = Box<dyn FnMut(u64, Option<u64>) + Send>;

impl ByteStream {
    pub(crate) fn new(
        head: RawResponse,
        body: Body,
        clock: Arc<dyn Clock>,
        limit: Duration,
    ) -> Self {
        Self {
            head,
            body,
            received: 0,
            progress: None,
            idle: IdleTimeout {
                clock,
                limit,
                pending: None,
            },
        }
    }

    /// Returns the status: `200`.
    pub fn status(&self) -> u16 {
        self.head.status()
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        self.head.headers()
    }

    /// Returns the request ID that the server assigned, if any.
    pub fn request_id(&self) -> Option<&str> {
        self.head.request_id()
    }

    /// Returns the media type of the body in lower case, without parameters: `application/zip`.
    pub fn media_type(&self) -> Option<String> {
        self.head.media_type()
    }

    /// Returns the length of the whole body in bytes, if the server announced it.
    pub fn content_length(&self) -> Option<u64> {
        receive::content_length(self.head.headers())
    }

    /// Returns the number of bytes received.
    pub fn received(&self) -> u64 {
        self.received
    }

    /// Sets a function that is called for each received piece, with the number of bytes received so far and the length
    /// of the whole body, if the server announced it.
    pub fn with_progress(
        mut self,
        progress: impl FnMut(u64, Option<u64>) + Send + 'static,
    ) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// Writes the rest of the body to a writer, and flushes it. Returns the number of bytes written.
    ///
    /// # Errors
    /// Returns an error if the connection fails, if nothing is received during the idle timeout, or if the writer
    /// fails. What was received until then is written.
    #[cfg(not(target_arch = "wasm32"))]
    pub async fn write_to(&mut self, writer: &mut (impl AsyncWrite + Unpin)) -> Result<u64> {
        let mut written = 0;
        while let Some(bytes) = self.next_bytes().await? {
            let mut rest: &[u8] = &bytes;
            while !rest.is_empty() {
                let count = std::future::poll_fn(|context| {
                    Pin::new(&mut *writer).poll_write(context, rest)
                });
                let count = count.await.map_err(|error| self.not_written(error))?;
                if count == 0 {
                    return Err(self.not_written(std::io::ErrorKind::WriteZero.into()));
                }
                rest = rest.get(count..).unwrap_or_default();
            }
            written += bytes.len() as u64;
        }
        let flushed = std::future::poll_fn(|context| Pin::new(&mut *writer).poll_flush(context));
        flushed.await.map_err(|error| self.not_written(error))?;
        Ok(written)
    }

    /// Returns a blocking reader of the body, which is also an iterator over its pieces. Inside an asynchronous task it
    /// returns an error.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait(self) -> WaitBytes {
        WaitBytes {
            bytes: Some(self),
            rest: Bytes::new(),
        }
    }

    /// Returns the next piece of the body, or `None` at its end.
    ///
    /// # Errors
    /// Returns an error if the connection fails, or if nothing is received during the idle timeout.
    pub async fn next_bytes(&mut self) -> Result<Option<Bytes>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Closes the connection.
    pub(crate) fn close(&mut self) {
        self.body = Body::empty();
        self.idle.pending = None;
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn not_written(&mut self, source: std::io::Error) -> Error {
        let error = Error::new(ErrorKind::Write, "the response's body cannot be written");
        self.failed(error.with_source(source))
    }

    fn failed(&mut self, error: Error) -> Error {
        self.close();
        error.after_response(&self.head)
    }
}

impl ResponseHead for ByteStream {
    fn head(&self) -> &RawResponse {
        &self.head
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match Pin::new(&mut self.body).poll_next(context) {
            Poll::Ready(Some(Ok(bytes))) => {
                self.idle.pending = None;
                self.received = self.received.saturating_add(bytes.len() as u64);
                let (received, length) = (self.received, self.content_length());
                if let Some(progress) = &mut self.progress {
                    progress(received, length);
                }
                Poll::Ready(Some(Ok(bytes)))
            }
            Poll::Ready(Some(Err(error))) => {
                let error = self.failed(Error::of_transport(error));
                Poll::Ready(Some(Err(error)))
            }
            Poll::Ready(None) => {
                self.close();
                Poll::Ready(None)
            }
            Poll::Pending if self.idle.is_over(context) => {
                let error = receive::idle(self.idle.limit);
                let error = self.failed(error);
                Poll::Ready(Some(Err(error)))
            }
            Poll::Pending => Poll::Pending,
        }
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("status", &self.status())
            .field("headers", &ShownHeaders(self.headers()))
            .field("received", &self.received)
            .finish_non_exhaustive()
    }
}

/// The time since the last piece was received.
struct IdleTimeout {
    clock: Arc<dyn Clock>,
    limit: Duration,
    /// The timer, while a piece is awaited.
    pending: Option<BoxFuture<'static, ()>>,
}

impl IdleTimeout {
    fn is_over(&mut self, context: &mut Context<'_>) -> bool {
        let clock = &self.clock;
        let timer = self.pending.get_or_insert_with(|| clock.sleep(self.limit));
        timer.as_mut().poll(context).is_ready()
    }
}

/// A blocking reader of a body, which is also an iterator over its pieces.
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
#[derive(Debug)]
pub struct WaitBytes {
    bytes: Option<ByteStream>,
    /// The part of the last piece that was not read yet.
    rest: Bytes,
}

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
impl Iterator for WaitBytes {
    type Item = Result<Bytes>;

    fn next(&mut self) -> Option<Self::Item> {
        if !self.rest.is_empty() {
            return Some(Ok(std::mem::take(&mut self.rest)));
        }
        let mut bytes = self.bytes.take()?;
        let waited = super::super::blocking::wait(Box::pin(async move {
            let next = bytes.next_bytes().await;
            Ok((bytes, next))
        }));
        match waited {
            Err(error) => Some(Err(error)),
            Ok((bytes, next)) => {
                self.bytes = Some(bytes);
                next.transpose()
            }
        }
    }
}

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
impl std::io::Read for WaitBytes {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.rest.is_empty() {
            match self.next() {
                None => return Ok(0),
                Some(piece) => self.rest = piece.map_err(std::io::Error::other)?,
            }
        }
        let count = self.rest.len().min(buffer.len());
        let piece = self.rest.split_to(count);
        if let Some(place) = buffer.get_mut(..count) {
            place.copy_from_slice(&piece);
        }
        Ok(count)
    }
}
