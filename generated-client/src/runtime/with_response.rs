// Written by sdkwright from the API's document: edits are lost.

//! A request whose whole response is returned.

use super::call::Call;
use super::error::Result;
use super::response::{RawResponse, Response};
use super::transport::BoxFuture;
use std::fmt;

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
