//! Tokens that are obtained while the client is in use.

use super::clock::Clock;
use super::secret::Secret;
use super::transport::{BoxError, BoxFuture, Transport};
use std::sync::Arc;

/// Supplies the tokens of a security scheme. It is asked before every attempt, so a token can be renewed between two
/// of them.
///
/// ```ignore
/// struct FromVault(Vault);
///
/// impl TokenProvider for FromVault {
///     fn token<'t>(&'t self, _: TokenContext<'t>) -> BoxFuture<'t, Result<Secret<String>, BoxError>> {
///         Box::pin(async move { Ok(Secret::new(self.0.read("api").await?)) })
///     }
/// }
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// Returns the token for an attempt. An error ends the call before anything is sent.
    fn token<'t>(
        &'t self,
        context: TokenContext<'t>,
    ) -> BoxFuture<'t, Result<Secret<String>, BoxError>>;

    /// Discards a token that the server has refused with status 401. Returns `true` if the next token is another one:
    /// the request is then sent again, once.
    fn invalidate(&self, token: &Secret<String>) -> bool {
        let _ = token;
        false
    }
}

impl<T: TokenProvider + ?Sized> TokenProvider for Arc<T> {
    fn token<'t>(
        &'t self,
        context: TokenContext<'t>,
    ) -> BoxFuture<'t, Result<Secret<String>, BoxError>> {
        (**self).token(context)
    }

    fn invalidate(&self, token: &Secret<String>) -> bool {
        (**self).invalidate(token)
    }
}

/// What a provider can use of the client that asks it.
#[derive(Clone, Copy)]
pub struct TokenContext<'c> {
    transport: &'c Arc<dyn Transport>,
    clock: &'c Arc<dyn Clock>,
}

impl<'c> TokenContext<'c> {
    pub(crate) fn new(transport: &'c Arc<dyn Transport>, clock: &'c Arc<dyn Clock>) -> Self {
        Self { transport, clock }
    }

    /// Returns the transport of the client.
    pub fn transport(&self) -> &'c dyn Transport {
        &**self.transport
    }

    /// Returns the clock of the client.
    pub fn clock(&self) -> &'c dyn Clock {
        &**self.clock
    }

    pub(crate) fn to_owned(self) -> OwnedTokenContext {
        OwnedTokenContext {
            transport: Arc::clone(self.transport),
            clock: Arc::clone(self.clock),
        }
    }
}

/// A context for a request that outlives the call that began it.
pub(crate) struct OwnedTokenContext {
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
}

impl OwnedTokenContext {
    pub(crate) fn borrow(&self) -> TokenContext<'_> {
        TokenContext::new(&self.transport, &self.clock)
    }
}

impl std::fmt::Debug for TokenContext<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenContext").finish_non_exhaustive()
    }
}
