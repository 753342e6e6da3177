//! Builds the HTTP request of a call: URL, headers, credentials.

use super::super::error::{Error, ErrorKind, Result};
use super::super::headers;
use super::super::operation::ParameterLocation;
use super::client_config::{ClientConfig, OwnServers};
use super::content::Content;
use super::{authorization, idempotency, origin, parameters, path, percent};
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use http::{Method, Uri};
use serde_json::Value;
use std::borrow::Cow;
use url::Url;

/// The number of headers for which there is room from the beginning.
const HEADERS: usize = 8;

/// A request without its body, the same for every attempt.
pub struct Prepared {
    pub method: Method,
    pub uri: Uri,
    pub headers: HeaderMap,
    /// The schemes whose token is supplied for each attempt.
    pub providers: Vec<usize>,
    /// Whether the server recognises attempts of the same call.
    pub has_idempotency_key: bool,
}

/// Builds the request of a call.
///
/// # Errors
/// Returns an error for missing or invalid values and credentials. Nothing is sent then.
pub fn prepare(config: &ClientConfig, content: &mut Content) -> Result<Prepared> {
    let operation = content.operation;
    let in_operation = |error: Error| error.in_operation(operation);
    if let Some(problem) = content.problem.take() {
        return Err(problem);
    }
    check_required(content)?;
    let base_url = base_url(config, content).map_err(in_operation)?;
    let idempotency_key = idempotency::key(config, content).map_err(in_operation)?;
    let has_idempotency_key = idempotency_key.is_some();
    let mut headers = headers_of(config, content, idempotency_key).map_err(in_operation)?;
    let target = target(&base_url, content)?;
    let authorization::Applied {
        query: secret_query,
        providers,
    } = authorization::apply(config.api, &config.credentials, operation, &mut headers)
        .map_err(in_operation)?;
    let carries_credentials = !secret_query.is_empty()
        || !providers.is_empty()
        || authorization::is_present(&headers, config.api.schemes);
    if carries_credentials {
        origin::may_carry_credentials(&base_url, config.settings.allow_plain_http)
            .map_err(in_operation)?;
    }
    Ok(Prepared {
        method: match content.link {
            Some(_) => Method::GET,
            None => content.method(),
        },
        uri: uri(target, &secret_query).map_err(in_operation)?,
        headers,
        providers,
        has_idempotency_key,
    })
}

/// Returns an error if a required parameter is missing.
fn check_required(content: &Content) -> Result<()> {
    for (parameter, value) in content.operation.parameters.iter().zip(&content.values) {
        if parameter.required && value.as_ref().is_none_or(Value::is_null) {
            let message = format!("the parameter `{}` is required", parameter.name);
            return Err(Error::new(ErrorKind::Request, message).in_operation(content.operation));
        }
    }
    Ok(())
}

/// Returns the base URL of this call.
fn base_url<'c>(config: &'c ClientConfig, content: &Content) -> Result<Cow<'c, Url>> {
    let own = content
        .operation
        .base_url
        .filter(|url| match config.own_servers {
            OwnServers::All => true,
            OwnServers::Paths => origin::is_relative(url),
            OwnServers::None => false,
        });
    match (own, &config.base_url) {
        (Some(own), Some(base_url)) if origin::is_relative(own) => {
            origin::resolve(base_url, own).map(Cow::Owned)
        }
        (Some(own), _) if !origin::is_relative(own) => origin::base_url(own).map(Cow::Owned),
        (_, Some(base_url)) => Ok(Cow::Borrowed(base_url)),
        (_, None) => {
            let path = own.or(config.api.base_url).unwrap_or_default();
            let known = match path {
                "" => String::new(),
                url if origin::has_variables(url) => {
                    format!(", and the server of the API, `{url}`, has a variable without a value")
                }
                path => format!(", and the server of the API, `{path}`, is only a path"),
            };
            let message = format!(
                "there is no base URL{known}: set `base_url` of the client's builder, or the environment variable {}_BASE_URL",
                config.api.env_prefix
            );
            Err(Error::new(ErrorKind::Configuration, message))
        }
    }
}

/// Returns the headers without credentials. Those of the call replace those of the client and of the operation.
fn headers_of(
    config: &ClientConfig,
    content: &Content,
    idempotency_key: Option<(HeaderName, HeaderValue)>,
) -> Result<HeaderMap> {
    let mut headers = HeaderMap::with_capacity(HEADERS);
    headers.insert(USER_AGENT, config.user_agent.clone());
    let accept = content.accept.unwrap_or(content.operation.accept);
    if !accept.is_empty() {
        // One that is not valid would be a mistake of the document: it is an error, and no panic.
        let accept = Bytes::from_static(accept.as_bytes());
        let accept = HeaderValue::from_maybe_shared(accept)
            .map_err(|_| Error::new(ErrorKind::Request, "the header `accept` is not valid"))?;
        headers.insert(ACCEPT, accept);
    }
    for (name, value) in &config.settings.headers {
        headers.insert(name, value.clone());
    }
    for (parameter, value) in content.operation.parameters.iter().zip(&content.values) {
        match (parameter.location, value) {
            (ParameterLocation::Header, Some(value)) => {
                if let Some(text) = parameters::header(parameter, value) {
                    let (name, mut value) = headers::parse(parameter.name, &text)?;
                    value.set_sensitive(true);
                    headers.insert(name, value);
                }
            }
            (ParameterLocation::Cookie(style), Some(value)) => {
                let cookies = parameters::cookies(parameter, style, value)
                    .map_err(|why| Error::new(ErrorKind::Request, why))?;
                for cookie in cookies {
                    authorization::add_cookie(&mut headers, &cookie)?;
                }
            }
            _ => {}
        }
    }
    if let Some((media_type, _)) = &content.body {
        headers.insert(CONTENT_TYPE, media_type.clone());
    }
    if let Some((name, key)) = idempotency_key {
        headers.insert(name, key);
    }
    for (name, value) in &content.tuning.headers {
        // There is one header `Cookie`, which can contain parameters too.
        match *name == COOKIE {
            true => authorization::add_cookies(&mut headers, value.as_bytes())?,
            false => drop(headers.insert(name, value.clone())),
        }
    }
    Ok(headers)
}

/// Returns the query without credentials.
fn query(content: &Content) -> String {
    let mut parts = Vec::new();
    for (parameter, value) in content.operation.parameters.iter().zip(&content.values) {
        let Some(value) = value else { continue };
        match parameter.location {
            ParameterLocation::Query(style) => {
                parameters::query(parameter, style, value, &mut parts);
            }
            ParameterLocation::Querystring => {
                parameters::querystring(parameter, value, &mut parts);
            }
            _ => {}
        }
    }
    for (name, value) in &content.tuning.query {
        parts.push(format!(
            "{}={}",
            percent::query(name),
            percent::query(value)
        ));
    }
    parts.join("&")
}

/// Returns the URL of a call, without credentials.
///
/// # Errors
/// Returns an error for missing or invalid values.
pub fn url(config: &ClientConfig, content: &Content) -> Result<Url> {
    let operation = content.operation;
    let base_url = base_url(config, content).map_err(|error| error.in_operation(operation))?;
    let target = target(&base_url, content)?;
    Url::parse(&target).map_err(|_| invalid_url().in_operation(operation))
}

/// Returns the text of that URL.
fn target(base_url: &Url, content: &Content) -> Result<String> {
    if let Some(link) = &content.link {
        // Setting the parts keeps the origin, whatever the link is.
        let mut url = base_url.clone();
        let (path, query) = match link.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (link.as_str(), None),
        };
        url.set_path(path);
        url.set_query(query);
        return Ok(url.into());
    }
    let base = base_url.as_str().trim_end_matches('/');
    let path = match &content.custom {
        Some(custom) => path::custom(content.operation, &custom.path)?,
        None => path::expand(content.operation, &content.values)?,
    };
    let query = query(content);
    let mut text = String::with_capacity(base.len() + path.len() + query.len() + 2);
    text.push_str(base);
    if !path.starts_with('/') {
        text.push('/');
    }
    text.push_str(&path);
    add_query(&mut text, &query);
    Ok(text)
}

fn add_query(url: &mut String, query: &str) {
    if !query.is_empty() {
        // A path template can contain a query.
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(query);
    }
}

/// Adds the credentials to the URL.
fn uri(mut url: String, secret_query: &str) -> Result<Uri> {
    add_query(&mut url, secret_query);
    Uri::from_maybe_shared(Bytes::from(url)).map_err(|_| invalid_url())
}

fn invalid_url() -> Error {
    Error::new(
        ErrorKind::Request,
        "the URL of the request is invalid or longer than 65,534 bytes",
    )
}
