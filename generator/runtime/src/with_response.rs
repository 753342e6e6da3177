//! A request that returns the whole response.

use super::call::Call;
use super::error::Result;
use super::response::{RawResponse, Response};
use super::transport::BoxFuture;
use std::fmt;

/// Request builder for the whole response: status, headers, request ID and body. Await it to send the request.
#[must_use = "a request is not sent until it is awaited"]
pub struct WithResponse<'c, T> {
    call: Call<'c>,
    decoder: fn(&RawResponse) -> Result<T>,
}

impl<'c, T> WithResponse<'c, T> {
    pub(crate) fn new(call: Call<'c>, decoder: fn(&RawResponse) -> Result<T>) -> Self {
        Self { call, decoder }
    }

    /// Sends the request and blocks until the response is received.
    ///
    /// # Errors
    /// Returns the error of the call, or an error if called inside an asynchronous task.
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
        let (response, decoder) = (self.call.send_raw(), self.decoder);
        Box::pin(async move {
            let raw = response.await?;
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
