//! Requests that the document does not describe.

use super::call::Call;
use super::core::Core;
use super::decode;
use super::error::Result;
use super::operation::Operation;
use super::response::RawResponse;
use super::transport::BoxFuture;
use bytes::Bytes;
use http::Method;
use serde_core::Serialize;
use serde_core::de::DeserializeOwned;
use std::fmt;
use std::time::Duration;

/// Request builder for a method and a path that the document does not describe. Await it to send the request and
/// receive the response as it is, or decode the response with [`send_as`](Self::send_as).
///
/// Credentials, retries, limits and errors are those of any other request of the client.
#[must_use = "a request is not sent until it is awaited"]
pub struct CustomRequest<'c> {
    call: Call<'c>,
}

impl<'c> CustomRequest<'c> {
    /// Creates a request. `operation` describes what all such requests of an API have in common.
    pub fn new(core: &'c Core, operation: &'static Operation, method: Method, path: &str) -> Self {
        let mut call = Call::new(core, operation);
        call.custom(method, path);
        Self { call }
    }

    /// Adds names and values to the query.
    pub fn query(mut self, pairs: &[(&str, &str)]) -> Self {
        for (name, value) in pairs {
            self.call.with_query(name, value);
        }
        self
    }

    /// Sets a header, replacing any header of the same name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.call.with_header(name, value);
        self
    }

    /// Sets a JSON body.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.call.json(body);
        self
    }

    /// Sets a body of this media type.
    pub fn body(mut self, media_type: &str, body: impl Into<Bytes>) -> Self {
        self.call.body_as(media_type, body.into().into());
        self
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

    /// Sets the idempotency key, which is sent with every attempt.
    pub fn with_idempotency_key(mut self, key: &str) -> Self {
        self.call.with_idempotency_key(key);
        self
    }

    /// Sends the request and decodes the JSON of the response.
    ///
    /// # Errors
    /// Returns the error of the call, or an error with the path of the value if the JSON does not match the type.
    pub async fn send_as<T: DeserializeOwned>(self) -> Result<T> {
        let subject = self.call.custom_subject();
        let response = self.await?;
        decode::serde(&response).map_err(|error| error.in_custom(subject))
    }

    /// Sends the request and blocks until the response is received.
    ///
    /// # Errors
    /// Returns the error of the call, or an error if called inside an asynchronous task.
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait(self) -> Result<RawResponse> {
        super::blocking::wait(self.call.send_raw())
    }

    /// Sends the request, blocks until the response is received, and decodes its JSON.
    ///
    /// # Errors
    /// As [`wait`](Self::wait) and [`send_as`](Self::send_as).
    #[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
    pub fn wait_as<T: DeserializeOwned>(self) -> Result<T> {
        let subject = self.call.custom_subject();
        let response = self.wait()?;
        decode::serde(&response).map_err(|error| error.in_custom(subject))
    }
}

impl IntoFuture for CustomRequest<'_> {
    type Output = Result<RawResponse>;
    type IntoFuture = BoxFuture<'static, Result<RawResponse>>;

    fn into_future(self) -> Self::IntoFuture {
        self.call.send_raw()
    }
}

impl fmt::Debug for CustomRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.call.fmt(f)
    }
}
