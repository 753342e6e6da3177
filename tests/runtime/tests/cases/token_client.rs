//! A client that gets its credential from a token URL, with time and transport of its own.

use super::api::{leaked, operation};
use crate::runtime::testing::{MockClock, MockTransport, ReceivedRequest, Rule};
use crate::runtime::{Call, Core, Credential, Error, Operation, decode};

pub const TOKEN_URL: &str = "https://auth.example.com/token";

pub fn is_for_token(request: &ReceivedRequest) -> bool {
    request.url().starts_with(TOKEN_URL)
}

/// A client whose scheme 1, a bearer token, has this credential.
pub struct Client {
    pub core: Core,
    pub transport: MockTransport,
    pub clock: MockClock,
    get: &'static Operation,
}

impl Client {
    pub fn new(credential: impl Into<Credential>, rules: impl IntoIterator<Item = Rule>) -> Self {
        let super::api::Client {
            core,
            transport,
            clock,
        } = super::api::Client::with_credential(1, credential, rules, |_| {});
        let get = leaked(Operation {
            security: &[&[1]],
            ..operation("GET", "/x")
        });
        Self {
            core,
            transport,
            clock,
            get,
        }
    }

    pub async fn call(&self) -> Result<(), Error> {
        Call::new(&self.core, self.get).send(decode::empty).await
    }

    pub fn token_requests(&self) -> Vec<ReceivedRequest> {
        let received = self.transport.received().into_iter();
        received.filter(is_for_token).collect()
    }

    /// The tokens that the API has received.
    pub fn bearers(&self) -> Vec<String> {
        let received = self.transport.received().into_iter();
        received
            .filter(|request| !is_for_token(request))
            .map(|request| request.header("authorization").unwrap_or("-").to_owned())
            .collect()
    }
}
