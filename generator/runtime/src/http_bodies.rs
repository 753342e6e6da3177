//! Bodies of requests and responses as `http_body` has them, for the transports.

use super::transport::{Body, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_LENGTH, HeaderValue};
use http::{Method, Request};
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let chunk = ready!(self.poll_next(context));
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.as_bytes().is_some_and(Bytes::is_empty)
    }

    /// The exact length becomes the header `Content-Length`.
    fn size_hint(&self) -> SizeHint {
        self.length().map(SizeHint::with_exact).unwrap_or_default()
    }
}

/// Adds `Content-Length: 0` where a body is expected, as RFC 9110, section 8.6 recommends. hyper does not add it, and
/// some servers require it.
pub fn add_length(request: &mut Request<Body>) {
    let is_expected = matches!(
        *request.method(),
        Method::POST | Method::PUT | Method::PATCH
    );
    if is_expected && request.body().as_bytes().is_some_and(Bytes::is_empty) {
        let zero = HeaderValue::from_static("0");
        request.headers_mut().insert(CONTENT_LENGTH, zero);
    }
}

/// Returns the body of a response. Trailers are ignored. If the body knows its end, a body that ends before is an error.
pub fn incoming<B>(body: B, knows_its_end: bool, failed: fn(B::Error) -> TransportError) -> Body
where
    B: http_body::Body<Data = Bytes> + Send + Unpin + 'static,
{
    Body::stream(Incoming {
        body,
        knows_its_end,
        failed,
    })
}

struct Incoming<B: http_body::Body> {
    body: B,
    knows_its_end: bool,
    failed: fn(B::Error) -> TransportError,
}

impl<B: http_body::Body<Data = Bytes> + Unpin> Stream for Incoming<B> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                None if self.knows_its_end && !self.body.is_end_stream() => {
                    self.knows_its_end = false;
                    let error = TransportError::broken("the body ended before its end");
                    return Poll::Ready(Some(Err(error)));
                }
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err((self.failed)(error)))),
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
            }
        }
    }
}
