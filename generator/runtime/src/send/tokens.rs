//! Tokens that are supplied for each attempt.

use super::super::error::{Error, ErrorKind, Result};
use super::super::request::authorization;
use super::super::secret::Secret;
use super::super::token::TokenContext;
use super::super::transport::Body;
use super::client::SharedClient;
use http::Request;

/// The tokens of an attempt, each with the index of its scheme.
pub type Tokens = Vec<(usize, Secret<String>)>;

/// Asks the providers of these schemes for tokens.
pub async fn obtain(shared: &SharedClient, schemes: &[usize]) -> Result<Tokens> {
    let mut tokens = Tokens::new();
    let config = &shared.config;
    let context = TokenContext::new(&shared.transport, &config.settings.clock);
    for &scheme in schemes {
        let Some(provider) = config.credentials.provider(scheme) else {
            continue;
        };
        let token = provider.token(context).await.map_err(|source| {
            Error::new(ErrorKind::Credentials, "no token was obtained").with_source(source)
        })?;
        config.credentials.remember(&token);
        tokens.push((scheme, token));
    }
    Ok(tokens)
}

/// Adds tokens to a request.
pub fn add(
    shared: &SharedClient,
    tokens: &Tokens,
    request: Request<Body>,
) -> Result<Request<Body>> {
    if tokens.is_empty() {
        return Ok(request);
    }
    let (mut parts, body) = request.into_parts();
    for (scheme, token) in tokens {
        if let Some(scheme) = shared.config.api.schemes.get(*scheme) {
            authorization::apply_token(scheme, token, &mut parts)?;
        }
    }
    Ok(Request::from_parts(parts, body))
}

/// Discards tokens that the server has refused. Returns `true` if there may be others.
pub fn discard(shared: &SharedClient, tokens: &Tokens) -> bool {
    tokens.iter().fold(false, |renews, (scheme, token)| {
        let provider = shared.config.credentials.provider(*scheme);
        provider.is_some_and(|provider| provider.invalidate(token)) || renews
    })
}
