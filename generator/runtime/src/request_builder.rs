//! What the request of every operation has: tuning, sending, printing.
//!
//! A call whose operation takes nothing optional is a [`Request`], which is compiled once for all of them. For one that has setters,
//! `request!(Name, Output, decoder)` writes the same for a struct of its own, `Name<'c> { call: Call<'c> }`.

use super::call::Call;
use super::error::Result;
use super::pending::Pending;
use super::response::RawResponse;
use super::with_response::WithResponse;
use std::fmt;
use std::time::Duration;

/// A call of an operation that takes nothing optional: awaiting it sends it, and gives a `T`.
#[must_use = "a call does nothing until it is awaited"]
pub struct Request<'c, T> {
    call: Call<'c>,
    decoder: fn(&RawResponse) -> Result<T>,
}

impl<'c, T> Request<'c, T> {
    pub(crate) const fn new(call: Call<'c>, decoder: fn(&RawResponse) -> Result<T>) -> Self {
        Self { call, decoder }
    }

    /// How long one attempt may take, in place of the client's own setting.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.call.with_timeout(timeout);
        self
    }

    /// How often a failed attempt may be followed by another one, in place of the client's own setting. 0: never.
    pub fn with_retries(mut self, retries: u32) -> Self {
        self.call.with_retries(retries);
        self
    }

    /// Sends this header too, in place of one of the same name.
    pub fn with_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.call.with_header(name.as_ref(), value.as_ref());
        self
    }

    /// Sends this idempotency key with every attempt. With it a call may be tried again that otherwise would not be,
    /// since the server sees that it is the same call.
    pub fn with_idempotency_key(mut self, key: impl AsRef<str>) -> Self {
        self.call.with_idempotency_key(key.as_ref());
        self
    }

    /// Gives back the response whole when it is awaited: status, headers, request id and body.
    pub fn with_response(self) -> WithResponse<'c, T> {
        WithResponse::new(self.call, self.decoder)
    }

    /// Sends the request, and waits for the answer.
    ///
    /// # Errors
    /// As awaiting it has; inside an asynchronous task it is refused.
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

/// Writes the methods and traits that every request has; the same as those of [`Request`].
///
/// `$crate::runtime` is where the runtime is in an SDK, and in the runtime's own tests, which include it as that module.
macro_rules! request {
    ($name:ident, $output:ty, $decoder:expr) => {
        impl<'c> $name<'c> {
            /// How long one attempt may take, in place of the client's own setting.
            pub fn with_timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.call.with_timeout(timeout);
                self
            }

            /// How often a failed attempt may be followed by another one, in place of the client's own setting. 0: never.
            pub fn with_retries(mut self, retries: u32) -> Self {
                self.call.with_retries(retries);
                self
            }

            /// Sends this header too, in place of one of the same name.
            pub fn with_header(
                mut self,
                name: impl ::std::convert::AsRef<str>,
                value: impl ::std::convert::AsRef<str>,
            ) -> Self {
                self.call.with_header(name.as_ref(), value.as_ref());
                self
            }

            /// Sends this idempotency key with every attempt. With it a call may be tried again that otherwise would not be,
            /// since the server sees that it is the same call.
            pub fn with_idempotency_key(mut self, key: impl ::std::convert::AsRef<str>) -> Self {
                self.call.with_idempotency_key(key.as_ref());
                self
            }

            /// Gives back the response whole when it is awaited: status, headers, request id and body.
            pub fn with_response(self) -> $crate::runtime::WithResponse<'c, $output> {
                $crate::runtime::WithResponse::new(self.call, $decoder)
            }

            /// Sends the request, and waits for the answer.
            ///
            /// # Errors
            /// As awaiting it has; inside an asynchronous task it is refused.
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

        impl ::std::fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.call, f)
            }
        }
    };
}

pub(crate) use request;
