//! Request builders: the methods and traits that all requests have.
//!
//! The request of an operation without optional parameters is a [`Request`], which is compiled once for all of them.
//! For a request with setters, `request!(Name, Output, decoder)` implements the same for a struct `Name<'c> { call:
//! Call<'c> }`.

use super::call::Call;
use super::error::Result;
use super::pending::Pending;
use super::response::RawResponse;
use super::with_response::WithResponse;
use std::fmt;
use std::time::Duration;

/// Request builder for an operation without optional parameters. Await it to send the request.
#[must_use = "a request is not sent until it is awaited"]
pub struct Request<'c, T> {
    call: Call<'c>,
    decoder: fn(&RawResponse) -> Result<T>,
}

impl<'c, T> Request<'c, T> {
    pub(crate) const fn new(call: Call<'c>, decoder: fn(&RawResponse) -> Result<T>) -> Self {
        Self { call, decoder }
    }

    pub(crate) fn into_call(self) -> Call<'c> {
        self.call
    }

    /// Sets the timeout of one attempt for this request.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.call.with_timeout(timeout);
        self
    }

    /// Sets the maximum number of retries for this request. 0 disables retries.
    pub fn with_retries(mut self, retries: u32) -> Self {
        self.call.with_retries(retries);
        self
    }

    /// Adds a name and a value to the query.
    pub fn with_query(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.call.with_query(name.as_ref(), value.as_ref());
        self
    }

    /// Sets a header, replacing any header of the same name.
    pub fn with_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.call.with_header(name.as_ref(), value.as_ref());
        self
    }

    /// Sets the idempotency key, which is sent with every attempt. It allows retries that are otherwise not safe,
    /// since the server recognises attempts of the same call.
    pub fn with_idempotency_key(mut self, key: impl AsRef<str>) -> Self {
        self.call.with_idempotency_key(key.as_ref());
        self
    }

    /// Returns the whole response when awaited: status, headers, request ID and body.
    pub fn with_response(self) -> WithResponse<'c, T> {
        WithResponse::new(self.call, self.decoder)
    }

    /// Sends the request and blocks until the response is received.
    ///
    /// # Errors
    /// Returns the error of the call, or an error if called inside an asynchronous task.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait(self) -> Result<T> {
        self.into_future().wait()
    }
}

impl<T> IntoFuture for Request<'_, T> {
    type Output = Result<T>;
    type IntoFuture = Pending<T>;

    fn into_future(self) -> Self::IntoFuture {
        self.call.send(self.decoder)
    }
}

impl<T> fmt::Debug for Request<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.call, f)
    }
}

/// Implements the methods that configure a request, the same as those of [`Request`].
///
/// `$crate::runtime` is the path of the runtime in an SDK and in the runtime's own tests.
macro_rules! call_settings {
    ($name:ident) => {
        impl<'c> $name<'c> {
            /// Sets the timeout of one attempt for this request.
            pub fn with_timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.call.with_timeout(timeout);
                self
            }

            /// Sets the maximum number of retries for this request. 0 disables retries.
            pub fn with_retries(mut self, retries: u32) -> Self {
                self.call.with_retries(retries);
                self
            }

            /// Adds a name and a value to the query.
            pub fn with_query(
                mut self,
                name: impl ::std::convert::AsRef<str>,
                value: impl ::std::convert::AsRef<str>,
            ) -> Self {
                self.call.with_query(name.as_ref(), value.as_ref());
                self
            }

            /// Sets a header, replacing any header of the same name.
            pub fn with_header(
                mut self,
                name: impl ::std::convert::AsRef<str>,
                value: impl ::std::convert::AsRef<str>,
            ) -> Self {
                self.call.with_header(name.as_ref(), value.as_ref());
                self
            }

            /// Sets the idempotency key, which is sent with every attempt. It allows retries that are otherwise not
            /// safe, since the server recognises attempts of the same call.
            pub fn with_idempotency_key(mut self, key: impl ::std::convert::AsRef<str>) -> Self {
                self.call.with_idempotency_key(key.as_ref());
                self
            }
        }

        impl ::std::fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.call, f)
            }
        }
    };
}

/// Implements the methods and traits that every request has, the same as those of [`Request`].
macro_rules! request {
    ($name:ident, $output:ty, $decoder:expr) => {
        $crate::runtime::call_settings!($name);

        impl<'c> $name<'c> {
            /// Returns the whole response when awaited: status, headers, request ID and body.
            pub fn with_response(self) -> $crate::runtime::WithResponse<'c, $output> {
                $crate::runtime::WithResponse::new(self.call, $decoder)
            }

            /// Sends the request and blocks until the response is received.
            ///
            /// # Errors
            /// Returns the error of the call, or an error if called inside an asynchronous task.
            #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
            pub fn wait(self) -> $crate::runtime::Result<$output> {
                ::std::future::IntoFuture::into_future(self).wait()
            }
        }

        impl ::std::future::IntoFuture for $name<'_> {
            type Output = $crate::runtime::Result<$output>;
            type IntoFuture = $crate::runtime::Pending<$output>;

            fn into_future(self) -> Self::IntoFuture {
                self.call.send($decoder)
            }
        }
    };
}

pub(crate) use {call_settings, request};
