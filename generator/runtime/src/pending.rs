//! The future of a call.

use super::error::Result;
use super::response::RawResponse;
use super::transport::BoxFuture;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The future of a call. It owns everything it needs, so it can be spawned.
#[must_use = "a future does nothing until it is awaited"]
pub struct Pending<T> {
    response: BoxFuture<'static, Result<RawResponse>>,
    decoder: fn(&RawResponse) -> Result<T>,
}

impl<T> Pending<T> {
    pub(crate) fn new(
        response: BoxFuture<'static, Result<RawResponse>>,
        decoder: fn(&RawResponse) -> Result<T>,
    ) -> Self {
        Self { response, decoder }
    }

    /// Blocks until the call is complete.
    ///
    /// # Errors
    /// Returns the error of the call, or an error if called inside an asynchronous task.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait(self) -> Result<T> {
        (self.decoder)(&super::blocking::wait(self.response)?)
    }
}

impl<T> Future for Pending<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let response = ready!(self.response.as_mut().poll(context))?;
        Poll::Ready((self.decoder)(&response))
    }
}

impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending").finish_non_exhaustive()
    }
}
