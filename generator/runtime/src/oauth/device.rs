//! The device flow (RFC 8628): the user confirms a code on another device.

use super::super::secret::Secret;
use super::super::token::{OwnedTokenContext, TokenContext, TokenProvider};
use super::super::transport::{BoxError, BoxFuture};
use super::cache::{Cache, Token, TokenRequest};
use super::endpoint::{Endpoint, Refused};
use serde_json::Value;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// The interval between two requests, unless the server names one, and by how much it grows if the server asks for it.
const INTERVAL: Duration = Duration::from_secs(5);

type Prompt = Arc<dyn Fn(&DevicePrompt) + Send + Sync>;

/// The device flow. The first call waits until the user has confirmed the code; later ones use the refresh token, if
/// the server has issued one.
pub struct DeviceCode {
    flow: Flow,
    cache: Cache,
}

/// What a request for a token needs. Clones share the refresh token.
#[derive(Clone)]
struct Flow {
    device_url: String,
    endpoint: Endpoint,
    scope: Option<String>,
    prompt: Prompt,
    refresh_token: Arc<Mutex<Option<Secret<String>>>>,
}

/// What the user has to do: open a page and enter a code.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DevicePrompt {
    /// The code to enter.
    pub user_code: String,
    /// The page to open.
    pub verification_uri: String,
    /// The page with the code already entered, if there is one.
    pub verification_uri_complete: Option<String>,
    /// How long the code is valid, if the server says so.
    pub expires_in: Option<Duration>,
}

impl DeviceCode {
    /// Creates a provider from the device authorization URL, the token URL, the client's ID, and what shows the code to
    /// the user.
    pub fn new(
        device_authorization_url: impl Into<String>,
        token_url: impl Into<String>,
        client_id: impl Into<String>,
        prompt: impl Fn(&DevicePrompt) + Send + Sync + 'static,
    ) -> Self {
        let mut endpoint = Endpoint::new(token_url.into(), client_id.into());
        // The server has to know the client before it issues a code.
        endpoint.in_body();
        Self {
            flow: Flow {
                device_url: device_authorization_url.into(),
                endpoint,
                scope: None,
                prompt: Arc::new(prompt),
                refresh_token: Arc::default(),
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

    /// Sets the scopes, separated by spaces.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.flow.scope = Some(scope.into());
        self
    }
}

impl Flow {
    fn refresh_token(&self) -> MutexGuard<'_, Option<Secret<String>>> {
        self.refresh_token
            .lock()
            .unwrap_or_else(|lock| lock.into_inner())
    }

    async fn request(self, context: OwnedTokenContext) -> Result<Token, BoxError> {
        let context = context.borrow();
        let refresh_token = self.refresh_token().clone();
        if let Some(refresh_token) = refresh_token {
            let form = [
                ("grant_type", "refresh_token"),
                ("refresh_token", refresh_token.expose().as_str()),
            ];
            match self.endpoint.token(context, &form).await {
                Ok(answer) => return Ok(self.keep(answer)),
                Err(error) if error.code.as_deref() == Some("invalid_grant") => {
                    *self.refresh_token() = None;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(self.keep(self.by_device(context).await?))
    }

    fn keep(&self, (token, next): (Token, Option<Secret<String>>)) -> Token {
        if next.is_some() {
            *self.refresh_token() = next;
        }
        token
    }

    async fn by_device(
        &self,
        context: TokenContext<'_>,
    ) -> Result<(Token, Option<Secret<String>>), Refused> {
        let scope = self.scope.as_deref().map(|scope| ("scope", scope));
        let form: Vec<(&str, &str)> = scope.into_iter().collect();
        let answer = self.endpoint.post(context, &self.device_url, &form).await?;
        let text = |name: &str| answer.get(name).and_then(Value::as_str).map(str::to_owned);
        let seconds = |name: &str| {
            answer
                .get(name)
                .and_then(Value::as_u64)
                .map(Duration::from_secs)
        };
        let device_code = text("device_code").unwrap_or_default();
        (self.prompt)(&DevicePrompt {
            user_code: text("user_code").unwrap_or_default(),
            verification_uri: text("verification_uri")
                .or_else(|| text("verification_url"))
                .unwrap_or_default(),
            verification_uri_complete: text("verification_uri_complete"),
            expires_in: seconds("expires_in"),
        });
        let mut interval = seconds("interval")
            .unwrap_or(INTERVAL)
            .max(Duration::from_secs(1));
        let form = [("grant_type", GRANT), ("device_code", device_code.as_str())];
        loop {
            context.clock().sleep(interval).await;
            match self.endpoint.token(context, &form).await {
                Err(error) => match error.code.as_deref() {
                    Some("authorization_pending") => {}
                    Some("slow_down") => interval += INTERVAL,
                    _ => return Err(error),
                },
                token => return token,
            }
        }
    }
}

impl TokenProvider for DeviceCode {
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

impl fmt::Debug for DeviceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceCode").finish_non_exhaustive()
    }
}
