//! JSON Lines and JSON text sequences.

use super::super::decode;
use super::super::error::{Error, ErrorKind, Result};
use super::super::response::{RawResponse, ResponseHead};
use super::super::wire::Decode;
use super::byte_stream::ByteStream;
use super::opened::Opened;
use super::record_parser::{RecordParser, Separator};
use bytes::Bytes;
use futures_core::Stream;
use http::HeaderMap;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A [`Stream`] of the JSON values of a response: JSON Lines (also called NDJSON), or a JSON text sequence.
///
/// A value that does not match its type is an error, after which the stream continues. After any other error it ends.
/// The size of a value is limited by the client's `max_response_bytes`. Dropping the stream closes the connection.
#[must_use = "a stream does nothing until it is polled"]
pub struct JsonLines<T> {
    lines: Lines,
    decoder: fn(&[u8], &RawResponse) -> Result<T>,
}

/// The texts of a response. It is not generic, so it is compiled once.
struct Lines {
    bytes: ByteStream,
    parser: RecordParser,
    limit: u64,
    is_over: bool,
}

impl<T: for<'de> Decode<'de>> JsonLines<T> {
    /// Creates the stream of a response with a JSON value per line.
    pub(crate) fn lines(opened: Opened) -> Result<Self> {
        Self::new(opened, Separator::LineEnd)
    }

    /// Creates the stream of a JSON text sequence.
    pub(crate) fn sequence(opened: Opened) -> Result<Self> {
        Self::new(opened, Separator::RecordSeparator)
    }

    fn new(opened: Opened, separator: Separator) -> Result<Self> {
        Ok(Self {
            lines: Lines {
                limit: opened.item_limit(),
                bytes: opened.bytes,
                parser: RecordParser::new(separator),
                is_over: false,
            },
            decoder: decode::json_part::<T>,
        })
    }
}

impl<T> JsonLines<T> {
    /// Returns the status: `200`.
    pub fn status(&self) -> u16 {
        self.lines.bytes.status()
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        self.lines.bytes.headers()
    }

    /// Returns the request ID that the server assigned, if any.
    pub fn request_id(&self) -> Option<&str> {
        self.lines.bytes.request_id()
    }

    /// Returns a blocking iterator over the values. Inside an asynchronous task it returns an error.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait(self) -> WaitLines<T> {
        WaitLines {
            lines: Some(self.lines),
            decoder: self.decoder,
        }
    }
}

impl Lines {
    fn poll_line(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        loop {
            if let Some(line) = self.parser.next_record() {
                let is_too_large = line.len() as u64 > self.limit;
                return Poll::Ready(Some(match is_too_large {
                    true => Err(self.too_large()),
                    false => Ok(line),
                }));
            }
            if self.parser.size() as u64 > self.limit {
                return Poll::Ready(Some(Err(self.too_large())));
            }
            if self.is_over {
                return Poll::Ready(self.parser.last_record().map(Ok));
            }
            match ready!(Pin::new(&mut self.bytes).poll_next(context)) {
                Some(Ok(bytes)) => self.parser.push(bytes),
                Some(Err(error)) => {
                    self.end();
                    return Poll::Ready(Some(Err(error)));
                }
                None => self.is_over = true,
            }
        }
    }

    fn too_large(&mut self) -> Error {
        let message = format!("a line is larger than the limit of {} bytes", self.limit);
        self.end();
        Error::new(ErrorKind::TooLarge, message).after_response(self.bytes.head())
    }

    fn end(&mut self) {
        self.bytes.close();
        self.parser = RecordParser::new(Separator::LineEnd);
        self.is_over = true;
    }
}

impl<T> ResponseHead for JsonLines<T> {
    fn head(&self) -> &RawResponse {
        self.lines.bytes.head()
    }
}

impl<T> Stream for JsonLines<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let line = ready!(self.lines.poll_line(context));
        let decoder = self.decoder;
        Poll::Ready(line.map(|line| line.and_then(|line| decoder(&line, self.lines.bytes.head()))))
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines")
            .field("bytes", &self.lines.bytes)
            .finish_non_exhaustive()
    }
}

/// A blocking iterator over the JSON values of a response.
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
pub struct WaitLines<T> {
    lines: Option<Lines>,
    decoder: fn(&[u8], &RawResponse) -> Result<T>,
}

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
impl<T> Iterator for WaitLines<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut lines = self.lines.take()?;
        let waited = super::super::blocking::wait(Box::pin(async move {
            let line = std::future::poll_fn(|context| lines.poll_line(context)).await;
            Ok((lines, line))
        }));
        match waited {
            Err(error) => Some(Err(error)),
            Ok((lines, line)) => {
                let line = line
                    .map(|line| line.and_then(|line| (self.decoder)(&line, lines.bytes.head())));
                self.lines = Some(lines);
                line
            }
        }
    }
}

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
impl<T> fmt::Debug for WaitLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitLines").finish_non_exhaustive()
    }
}
