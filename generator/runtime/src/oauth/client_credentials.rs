//! The client credentials flow (RFC 6749, section 4.4).

use super::super::secret::Secret;
use super::super::token::{OwnedTokenContext, TokenContext, TokenProvider};
use super::super::transport::{BoxError, BoxFuture};
use super::cache::{Cache, Token, TokenRequest};
use super::endpoint::Endpoint;
use std::fmt;
use std::sync::Arc;

/// The client credentials flow: the program itself is the user.
pub struct ClientCredentials {
    endpoint: Arc<Endpoint>,
    cache: Cache,
}

impl ClientCredentials {
    /// Creates a provider from the token URL, the client's ID and its secret.
    pub fn new(
        token_url: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret<String>>,
    ) -> Self {
        let mut endpoint = Endpoint::new(token_url.into(), client_id.into());
        endpoint.secret(client_secret.into());
        Self {
            endpoint: Arc::new(endpoint),
            cache: Cache::default(),
        }
    }

    /// Sets the scopes, separated by spaces.
    #[must_use]
    pub fn scope(self, scope: impl Into<String>) -> Self {
        self.parameter("scope", scope)
    }

    /// Adds a parameter to the token request: `audience`.
    #[must_use]
    pub fn parameter(mut self, name: impl AsRef<str>, value: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.endpoint).parameter(name.as_ref(), value.into());
        self
    }

    /// Sends ID and secret in the body of the token request. Default: in the header `Authorization`.
    #[must_use]
    pub fn secret_in_body(mut self) -> Self {
        Arc::make_mut(&mut self.endpoint).in_body();
        self
    }
}

async fn request(endpoint: Arc<Endpoint>, context: OwnedTokenContext) -> Result<Token, BoxError> {
    let form = [("grant_type", "client_credentials")];
    let (token, _) = endpoint.token(context.borrow(), &form).await?;
    Ok(token)
}

impl TokenProvider for ClientCredentials {
    fn token<'t>(
        &'t self,
        context: TokenContext<'t>,
    ) -> BoxFuture<'t, Result<Secret<String>, BoxError>> {
        Box::pin(async move {
            let request = || -> TokenRequest {
                Box::pin(request(Arc::clone(&self.endpoint), context.to_owned()))
            };
            self.cache.get(context.clock(), request).await
        })
    }

    fn invalidate(&self, token: &Secret<String>) -> bool {
        self.cache.discard(token);
        true
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials").finish_non_exhaustive()
    }
}
