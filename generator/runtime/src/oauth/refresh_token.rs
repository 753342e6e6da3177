//! Access tokens from a refresh token (RFC 6749, section 6).

use super::super::secret::Secret;
use super::super::token::{OwnedTokenContext, TokenContext, TokenProvider};
use super::super::transport::{BoxError, BoxFuture};
use super::cache::{Cache, Token, TokenRequest};
use super::endpoint::Endpoint;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};

type OnRotation = Arc<dyn Fn(&Secret<String>) + Send + Sync>;

/// Access tokens from a refresh token, which the program has from a login in a browser.
pub struct RefreshToken {
    flow: Flow,
    cache: Cache,
}

/// What a request for a token needs. Clones share the refresh token.
#[derive(Clone)]
struct Flow {
    endpoint: Endpoint,
    refresh_token: Arc<Mutex<Secret<String>>>,
    on_rotation: Option<OnRotation>,
}

impl RefreshToken {
    /// Creates a provider from the token URL, the client's ID and a refresh token.
    pub fn new(
        token_url: impl Into<String>,
        client_id: impl Into<String>,
        refresh_token: impl Into<Secret<String>>,
    ) -> Self {
        Self {
            flow: Flow {
                endpoint: Endpoint::new(token_url.into(), client_id.into()),
                refresh_token: Arc::new(Mutex::new(refresh_token.into())),
                on_rotation: None,
            },
            cache: Cache::default(),
        }
    }

    /// Sets the secret of the client, if it has one.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<Secret<String>>) -> Self {
        self.flow.endpoint.secret(secret.into());
        self
    }

    /// Sends ID and secret in the body of the token request. Default: in the header `Authorization`.
    #[must_use]
    pub fn secret_in_body(mut self) -> Self {
        self.flow.endpoint.in_body();
        self
    }

    /// Sets what is done when the server replaces the refresh token, such as saving the new one.
    #[must_use]
    pub fn on_rotation(mut self, save: impl Fn(&Secret<String>) + Send + Sync + 'static) -> Self {
        self.flow.on_rotation = Some(Arc::new(save));
        self
    }
}

impl Flow {
    fn current(&self) -> MutexGuard<'_, Secret<String>> {
        self.refresh_token
            .lock()
            .unwrap_or_else(|lock| lock.into_inner())
    }

    async fn request(self, context: OwnedTokenContext) -> Result<Token, BoxError> {
        let current = self.current().clone();
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", current.expose().as_str()),
        ];
        let (token, next) = self.endpoint.token(context.borrow(), &form).await?;
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
            let request =
                || -> TokenRequest { Box::pin(self.flow.clone().request(context.to_owned())) };
            self.cache.get(context.clock(), request).await
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
