//! Access tokens from a refresh token (RFC 6749, section 6).

use super::super::secret::Secret;
use super::super::token::{TokenContext, TokenProvider};
use super::super::transport::{BoxError, BoxFuture};
use super::cache::{Cache, Token};
use super::endpoint::Endpoint;
use std::fmt;
use std::sync::{Mutex, MutexGuard};

type OnRotation = Box<dyn Fn(&Secret<String>) + Send + Sync>;

/// Access tokens from a refresh token, which the program has from a login in a browser.
pub struct RefreshToken {
    endpoint: Endpoint,
    refresh_token: Mutex<Secret<String>>,
    on_rotation: Option<OnRotation>,
    cache: Cache,
}

impl RefreshToken {
    /// Creates a provider from the token URL, the client's ID and a refresh token.
    pub fn new(
        token_url: impl Into<String>,
        client_id: impl Into<String>,
        refresh_token: impl Into<Secret<String>>,
    ) -> Self {
        Self {
            endpoint: Endpoint::new(token_url.into(), client_id.into()),
            refresh_token: Mutex::new(refresh_token.into()),
            on_rotation: None,
            cache: Cache::default(),
        }
    }

    /// Sets the secret of the client, if it has one.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<Secret<String>>) -> Self {
        self.endpoint.secret(secret.into());
        self
    }

    /// Sends ID and secret in the body of the token request. Default: in the header `Authorization`.
    #[must_use]
    pub fn secret_in_body(mut self) -> Self {
        self.endpoint.in_body();
        self
    }

    /// Sets what is done when the server replaces the refresh token, such as saving the new one.
    #[must_use]
    pub fn on_rotation(mut self, save: impl Fn(&Secret<String>) + Send + Sync + 'static) -> Self {
        self.on_rotation = Some(Box::new(save));
        self
    }

    fn current(&self) -> MutexGuard<'_, Secret<String>> {
        self.refresh_token
            .lock()
            .unwrap_or_else(|lock| lock.into_inner())
    }

    async fn request(&self, context: TokenContext<'_>) -> Result<Token, BoxError> {
        let current = self.current().clone();
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", current.expose().as_str()),
        ];
        let (token, next) = self.endpoint.token(context, &form).await?;
        if let Some(next) = next.filter(|next| *next != current) {
            *self.current() = next.clone();
            if let Some(save) = &self.on_rotation {
                save(&next);
            }
        }
        Ok(token)
    }
}

impl TokenProvider for RefreshToken {
    fn token<'t>(
        &'t self,
        context: TokenContext<'t>,
    ) -> BoxFuture<'t, Result<Secret<String>, BoxError>> {
        Box::pin(async move {
            let request = || -> BoxFuture<'t, _> { Box::pin(self.request(context)) };
            self.cache.get(context.clock(), &request).await
        })
    }

    fn invalidate(&self, token: &Secret<String>) -> bool {
        self.cache.discard(token);
        true
    }
}

impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshToken").finish_non_exhaustive()
    }
}
