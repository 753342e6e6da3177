//! Follows the redirect that an operation documents.
//!
//! The target is requested with GET and without the headers of the call. Credentials are sent only if the target is
//! within the origin of the base URL; a target with plain HTTP is refused if the base URL has HTTPS.

use super::super::error::{Error, ErrorKind, Result};
use super::super::request::authorization;
use super::super::request::client_config::ClientConfig;
use super::super::response::RawResponse;
use super::super::transport::{Body, TransportError};
use super::client::SharedClient;
use super::receive::{self, Limits};
use super::{redirect, timeout, tokens};
use http::header::{LOCATION, USER_AGENT};
use http::{HeaderMap, Request, Uri};
use url::Url;

/// Requests the target of a redirect, and of those that follow. Returns the last response without its body, and the
/// body, which is not read yet.
pub async fn follow(shared: &SharedClient, redirect: RawResponse) -> Result<(RawResponse, Body)> {
    let (config, settings) = (&shared.config, &shared.config.settings);
    let (mut response, mut from) = (redirect, config.base_url.clone());
    for _ in 0..redirect::MAX_REDIRECTS {
        let url = target(config, from.as_ref(), &response)?;
        let (request, providers) = request(config, &url, &response)?;
        let tokens = tokens::obtain(shared, &providers).await?;
        let request = tokens::add(shared, &tokens, request)?;
        let sent = timeout::within(
            &*settings.clock,
            settings.timeout,
            shared.transport.send(request),
        );
        let sent = sent.await.unwrap_or_else(|| {
            Err(TransportError::timeout(
                "the target of the redirect did not answer",
            ))
        });
        let sent = sent.map_err(|error| Error::of_transport(error).after_response(&response))?;
        let (parts, body) = sent.into_parts();
        let status = parts.status.as_u16();
        response = response.with_head(status, parts.headers);
        if redirect::is_redirect(status) {
            from = Some(url);
        } else if parts.status.is_success() {
            return Ok((response, body));
        } else {
            let limits = Limits {
                clock: &*settings.clock,
                idle: settings.idle_timeout,
                bytes: settings.max_response_bytes,
            };
            let body = receive::read_error_body(response.headers(), body, &limits).await;
            return Err(Error::of_status(response.with_body(body)));
        }
    }
    Err(refused("there are too many redirects", &response))
}

/// Returns the absolute URL of a redirect.
fn target(config: &ClientConfig, from: Option<&Url>, response: &RawResponse) -> Result<Url> {
    let location = response.headers().get(LOCATION);
    let location = location.and_then(|location| location.to_str().ok());
    let url = location.and_then(|location| match from {
        Some(from) => from.join(location).ok(),
        None => Url::parse(location).ok(),
    });
    let Some(mut url) = url else {
        return Err(refused("the redirect has no valid location", response));
    };
    url.set_fragment(None);
    let is_plain_base = config
        .base_url
        .as_ref()
        .is_some_and(|base| base.scheme() == "http");
    if url.scheme() != "https" && !(url.scheme() == "http" && is_plain_base) {
        return Err(refused("the redirect leaves HTTPS", response));
    }
    Ok(url)
}

/// Returns the request, and the schemes whose token is added to it.
fn request(
    config: &ClientConfig,
    url: &Url,
    response: &RawResponse,
) -> Result<(Request<Body>, Vec<usize>)> {
    let mut headers = HeaderMap::new();
    headers.insert(USER_AGENT, config.user_agent.clone());
    let mut providers = Vec::new();
    let base = config.base_url.as_ref().map(Url::origin);
    if base == Some(url.origin()) {
        let applied = authorization::apply(
            config.api,
            &config.credentials,
            response.operation(),
            &mut headers,
        )?;
        providers = applied.providers;
    }
    let Ok(uri) = url.as_str().parse::<Uri>() else {
        return Err(refused("the redirect has no valid location", response));
    };
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok((request, providers))
}

fn refused(message: &str, response: &RawResponse) -> Error {
    Error::new(ErrorKind::Transport, message).after_response(response)
}
