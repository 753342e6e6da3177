//! The interface between the SDK and the HTTP client that sends its requests, at the level of `http::Request` and
//! `http::Response`. Authentication, retries and timeouts are above it. Tests, recorders and other HTTP clients
//! implement it.

#[cfg(all(feature = "files", not(target_arch = "wasm32")))]
use super::file_reader::FileReader;
use bytes::Bytes;
use futures_core::Stream;
use std::collections::VecDeque;
use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The crate of the types of requests and responses.
pub use http;

/// A boxed future that is `Send`.
#[cfg(not(target_arch = "wasm32"))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// A boxed future. In a browser it does not have to be `Send`.
#[cfg(target_arch = "wasm32")]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A boxed error.
pub type BoxError = Box<dyn StdError + Send + Sync>;

#[cfg(not(target_arch = "wasm32"))]
type BoxStream = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;
#[cfg(target_arch = "wasm32")]
type BoxStream = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>>>>;

/// Sends a request and returns the response, whatever its status.
///
/// An implementation sends each request once: it neither retries nor follows redirects, and has no timeout except for
/// connecting. The headers of the request are complete except for those of the HTTP framing (`host`,
/// `content-length`).
pub trait Transport: Send + Sync + 'static {
    /// Sends a request. Dropping the future or the body of the response cancels it.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        (**self).send(request)
    }
}

/// The body of a request or a response: bytes or a stream. It implements [`Stream`].
pub struct Body(Inner);

enum Inner {
    Bytes(Bytes),
    Stream(BoxStream, Option<u64>),
    #[cfg(all(feature = "files", not(target_arch = "wasm32")))]
    File(FileReader),
    /// Several bodies, one after the other.
    Chain(VecDeque<Body>),
}

impl Body {
    /// Creates an empty body.
    pub const fn empty() -> Self {
        Self(Inner::Bytes(Bytes::new()))
    }

    /// Creates a streaming body. It can be sent only once, so a call with it is never retried.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn stream(
        stream: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Self(Inner::Stream(Box::pin(stream), None))
    }

    /// Creates a streaming body. It can be sent only once, so a call with it is never retried.
    #[cfg(target_arch = "wasm32")]
    pub fn stream(stream: impl Stream<Item = Result<Bytes, TransportError>> + 'static) -> Self {
        Self(Inner::Stream(Box::pin(stream), None))
    }

    /// Creates a body that is read from a file while it is sent.
    #[cfg(all(feature = "files", not(target_arch = "wasm32")))]
    pub(crate) fn file(file: FileReader) -> Self {
        Self(Inner::File(file))
    }

    /// Joins several bodies.
    pub(crate) fn chain(bodies: Vec<Self>) -> Self {
        let joined: Option<Vec<&[u8]>> = bodies
            .iter()
            .map(|body| Some(&**body.as_bytes()?))
            .collect();
        match joined {
            Some(parts) => parts.concat().into(),
            None => Self(Inner::Chain(bodies.into())),
        }
    }

    /// Sets the length of a stream, in bytes. The request then has the header `Content-Length`.
    #[must_use]
    pub fn with_length(mut self, bytes: u64) -> Self {
        if let Inner::Stream(_, length) = &mut self.0 {
            *length = Some(bytes);
        }
        self
    }

    /// Returns the number of bytes that are still to be sent, if it is known.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes.len() as u64),
            Inner::Stream(_, length) => *length,
            #[cfg(all(feature = "files", not(target_arch = "wasm32")))]
            Inner::File(file) => Some(file.remaining()),
            Inner::Chain(bodies) => bodies.iter().map(Self::length).sum(),
        }
    }

    /// Returns the bytes, unless the body is read while it is sent.
    pub const fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Clones the body, unless it is or contains a stream.
    pub fn try_clone(&self) -> Option<Self> {
        Some(Self(match &self.0 {
            Inner::Bytes(bytes) => Inner::Bytes(bytes.clone()),
            Inner::Stream(..) => return None,
            #[cfg(all(feature = "files", not(target_arch = "wasm32")))]
            Inner::File(file) => Inner::File(file.again()),
            Inner::Chain(bodies) => {
                let bodies: Option<VecDeque<Self>> = bodies.iter().map(Self::try_clone).collect();
                Inner::Chain(bodies?)
            }
        }))
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from(text).into()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(f, "{length} bytes"),
            None => f.write_str("a stream"),
        }
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Inner::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Inner::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Inner::Stream(stream, length) => {
                let chunk = ready!(stream.as_mut().poll_next(context));
                if let (Some(Ok(chunk)), Some(length)) = (&chunk, length) {
                    *length = length.saturating_sub(chunk.len() as u64);
                }
                Poll::Ready(chunk)
            }
            #[cfg(all(feature = "files", not(target_arch = "wasm32")))]
            Inner::File(file) => {
                let chunk = ready!(file.poll_chunk(context));
                Poll::Ready(
                    chunk
                        .transpose()
                        .map(|chunk| chunk.map_err(TransportError::broken)),
                )
            }
            Inner::Chain(bodies) => {
                while let Some(first) = bodies.front_mut() {
                    if let Some(chunk) = ready!(Pin::new(first).poll_next(context)) {
                        return Poll::Ready(Some(chunk));
                    }
                    bodies.pop_front();
                }
                Poll::Ready(None)
            }
        }
    }
}

/// The error of a transport.
///
/// Its text is shown to users and logged, so it must not contain the URL, which may contain a credential.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
}

/// The stage at which a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TransportErrorKind {
    Connect,
    Timeout,
    Broken,
    /// The server has certainly not processed the request, although there was a connection.
    Unprocessed,
    /// The transport has left the origin of the request.
    Redirected,
}

impl TransportError {
    /// Creates an error of connecting: the server has received nothing of the request.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Connect, source)
    }

    /// Creates a timeout error after the connection was made.
    pub fn timeout(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Timeout, source)
    }

    /// Creates an error after the connection was made: the server may have received the request.
    pub fn broken(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Broken, source)
    }

    /// Creates an error after the connection was made, of a request that the server has certainly not processed: it was
    /// not sent, or the server has refused it (RFC 9113, section 8.7). It may be sent again, whatever its method.
    pub fn unprocessed(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Unprocessed, source)
    }

    /// Creates the error of a transport that has followed a redirect to another origin by itself.
    pub(crate) fn redirected() -> Self {
        Self::new(
            TransportErrorKind::Redirected,
            "the response is from another origin",
        )
    }

    fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    pub(crate) fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    pub(crate) fn into_source(self) -> BoxError {
        self.source
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection to the server",
            TransportErrorKind::Timeout => "the server took too long",
            TransportErrorKind::Broken => "the connection broke",
            TransportErrorKind::Unprocessed => "the server has not processed the request",
            TransportErrorKind::Redirected => {
                "the client of reqwest has followed a redirect to another server, which may have received \
                 credentials: create it with the redirect policy `none`"
            }
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
