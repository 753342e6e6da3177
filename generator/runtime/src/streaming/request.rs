//! A request whose response is a stream.

use super::super::call::Call;
use super::super::error::Result;
use super::super::redirect::Redirect;
use super::super::request_builder::Request;
use super::super::transport::BoxFuture;
use super::byte_stream::ByteStream;
use super::opened::{Opened, open};
use bytes::Bytes;
use std::fmt;

/// Request builder for a stream. Await it to send the request: the stream is returned when the status and the headers
/// of the response are received.
///
/// The timeout of an attempt and retries apply until then. While the stream is read, only its idle timeout applies.
#[must_use = "a request is not sent until it is awaited"]
pub struct StreamRequest<'c, S> {
    call: Call<'c>,
    start: fn(Opened) -> Result<S>,
}

impl<'c, S> StreamRequest<'c, S> {
    /// Creates a request. `start` makes the stream of a successful response.
    pub(crate) const fn new(call: Call<'c>, start: fn(Opened) -> Result<S>) -> Self {
        Self { call, start }
    }

    /// Sends the request and blocks until the stream begins. Its `wait` makes it a blocking iterator.
    ///
    /// # Errors
    /// Returns the error of the call, or an error if called inside an asynchronous task.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait(self) -> Result<S> {
        let (core, content) = self.call.into_parts();
        (self.start)(super::super::blocking::wait(open(core, content))?)
    }
}

impl<S: 'static> IntoFuture for StreamRequest<'_, S> {
    type Output = Result<S>;
    type IntoFuture = BoxFuture<'static, Result<S>>;

    fn into_future(self) -> Self::IntoFuture {
        let (core, content) = self.call.into_parts();
        let (opening, start) = (open(core, content), self.start);
        Box::pin(async move { start(opening.await?) })
    }
}

impl<S> fmt::Debug for StreamRequest<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.call.fmt(f)
    }
}

impl<'c> Request<'c, Bytes> {
    /// Returns the body as a stream, as it is received, without a size limit.
    pub fn stream(self) -> StreamRequest<'c, ByteStream> {
        StreamRequest::new(self.into_call(), ByteStream::start)
    }
}

impl<'c> Request<'c, Option<Bytes>> {
    /// Returns the body as a stream, as it is received, without a size limit.
    pub fn stream(self) -> StreamRequest<'c, ByteStream> {
        StreamRequest::new(self.into_call(), ByteStream::start)
    }
}

impl<'c> Request<'c, Redirect> {
    /// Follows the redirect and returns the body of its target as a stream. Credentials are sent to the target only if
    /// it is within the origin of the base URL.
    pub fn stream(self) -> StreamRequest<'c, ByteStream> {
        StreamRequest::new(self.into_call(), ByteStream::start)
    }
}

/// Implements the method `stream` of a request whose output is bytes or a redirect, the same as that of [`Request`].
macro_rules! download {
    ($name:ident) => {
        impl<'c> $name<'c> {
            /// Returns the body as a stream, as it is received, without a size limit; that of its target, if the
            /// response is a redirect.
            pub fn stream(self) -> $crate::runtime::StreamRequest<'c, $crate::runtime::ByteStream> {
                $crate::runtime::StreamRequest::new(self.call, $crate::runtime::ByteStream::start)
            }
        }
    };
}

/// Implements the methods and traits of a request whose only response is a stream: those that every request has,
/// except for `with_response`.
macro_rules! stream_request {
    ($name:ident, $stream:ty) => {
        $crate::runtime::call_settings!($name);

        impl $name<'_> {
            /// Sends the request and blocks until the stream begins. Its `wait` makes it a blocking iterator.
            ///
            /// # Errors
            /// Returns the error of the call, or an error if called inside an asynchronous task.
            #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
            pub fn wait(self) -> $crate::runtime::Result<$stream> {
                self.stream().wait()
            }
        }

        impl ::std::future::IntoFuture for $name<'_> {
            type Output = $crate::runtime::Result<$stream>;
            type IntoFuture = $crate::runtime::transport::BoxFuture<'static, Self::Output>;

            fn into_future(self) -> Self::IntoFuture {
                ::std::future::IntoFuture::into_future(self.stream())
            }
        }
    };
}

pub(crate) use {download, stream_request};
