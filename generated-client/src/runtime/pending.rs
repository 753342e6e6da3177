// Written by sdkwright from the API's document: edits are lost.

//! The futures of a call.

use super::call::Call;
use super::error::Result;
use super::response::{RawResponse, Response};
use super::transport::BoxFuture;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A call on its way. It owns what it needs, so that it can be spawned.
#[must_use = "a future does nothing until it is awaited"]
pub struct Pending<T> {
    answer: BoxFuture<'static, Result<RawResponse>>,
    decoder: fn(&RawResponse) -> Result<T>,
}

impl<T> Pending<T> {
    pub(crate) fn new(
        answer: BoxFuture<'static, Result<RawResponse>>,
        decoder: fn(&RawResponse) -> Result<T>,
    ) -> Self {
        Self { answer, decoder }
    }

    /// Waits for it. Refused inside an asynchronous task.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait(self) -> Result<T> {
        (self.decoder)(&super::blocking::wait(self.answer)?)
    }
}

impl<T> Future for Pending<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.answer.as_mut().poll(context))?;
        Poll::Ready((self.decoder)(&answer))
    }
}

impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending").finish_non_exhaustive()
    }
}

/// A call that gives back the answer whole: status, headers, request id and body.
#[must_use = "a call does nothing until it is awaited"]
pub struct WithResponse<'c, T> {
    call: Call<'c>,
    decoder: fn(&RawResponse) -> Result<T>,
}

impl<'c, T> WithResponse<'c, T> {
    pub(crate) fn new(call: Call<'c>, decoder: fn(&RawResponse) -> Result<T>) -> Self {
        Self { call, decoder }
    }

    /// Sends it, and waits for the answer.
    ///
    /// # Errors
    /// As awaiting it has, and inside an asynchronous task.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait(self) -> Result<Response<T>> {
        let raw = super::blocking::wait(self.call.send_raw())?;
        let body = (self.decoder)(&raw)?;
        Ok(Response::new(raw, body))
    }
}

impl<T: 'static> IntoFuture for WithResponse<'_, T> {
    type Output = Result<Response<T>>;
    type IntoFuture = BoxFuture<'static, Result<Response<T>>>;

    fn into_future(self) -> Self::IntoFuture {
        let (answer, decoder) = (self.call.send_raw(), self.decoder);
        Box::pin(async move {
            let raw = answer.await?;
            let body = decoder(&raw)?;
            Ok(Response::new(raw, body))
        })
    }
}

impl<T> fmt::Debug for WithResponse<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.call.fmt(f)
    }
}
