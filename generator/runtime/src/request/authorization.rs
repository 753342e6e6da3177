//! Adds the credentials of a client to a request.

use super::super::api::{Api, Scheme, SchemeKind};
use super::super::credentials::Credentials;
use super::super::error::{Error, ErrorKind, Result};
use super::super::headers;
use super::super::operation::Operation;
use super::super::secret::Secret;
use super::percent;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderValue, PROXY_AUTHORIZATION};
use http::request::Parts;

/// Returns `true` if one of the headers contains a credential.
pub fn is_present(headers: &HeaderMap, schemes: &[Scheme]) -> bool {
    headers.contains_key(AUTHORIZATION)
        || headers.contains_key(COOKIE)
        || headers.contains_key(PROXY_AUTHORIZATION)
        || schemes.iter().any(|scheme| match scheme.kind {
            SchemeKind::Header(name) => headers.contains_key(name),
            _ => false,
        })
}

/// Adds the credentials that the operation requires to the headers, and returns the others.
///
/// The first security requirement is used for which all credentials are present. A header set by the user replaces the
/// credential that would be sent in it.
pub fn apply(
    api: &Api,
    credentials: &Credentials,
    operation: &'static Operation,
    headers: &mut HeaderMap,
) -> Result<Applied> {
    let has = |index: &usize| {
        let scheme = api.schemes.get(*index);
        credentials.has(*index) || scheme.is_some_and(|scheme| is_set(scheme.kind, headers))
    };
    let alternatives = operation.security;
    let is_met = |alternative: &&&[usize]| alternative.iter().all(has);
    // An empty requirement (credentials are optional) comes last.
    let chosen = alternatives
        .iter()
        .filter(|alternative| !alternative.is_empty())
        .find(is_met)
        .or_else(|| alternatives.iter().find(is_met));
    let Some(chosen) = chosen else {
        return match alternatives.first() {
            None => Ok(Applied::default()),
            Some(_) => Err(missing(api, operation)),
        };
    };
    let mut applied = Applied::default();
    for &index in *chosen {
        let Some(scheme) = api
            .schemes
            .get(index)
            .filter(|scheme| !is_set(scheme.kind, headers))
        else {
            continue;
        };
        match credentials.fixed(index) {
            Some(secret) => apply_one(scheme, secret.expose(), headers, &mut applied.query)?,
            None => applied.providers.push(index),
        }
    }
    Ok(applied)
}

/// The credentials that are not sent in a header.
#[derive(Default)]
pub struct Applied {
    /// Those in the query.
    pub query: String,
    /// The schemes whose token is supplied for each attempt.
    pub providers: Vec<usize>,
}

/// Adds the token of a provider to a request.
pub fn apply_token(scheme: &Scheme, token: &Secret<String>, request: &mut Parts) -> Result<()> {
    let mut query = String::new();
    apply_one(scheme, token.expose(), &mut request.headers, &mut query)?;
    if query.is_empty() {
        return Ok(());
    }
    let separator = if request.uri.query().is_some() {
        '&'
    } else {
        '?'
    };
    let text = format!("{}{separator}{query}", request.uri);
    request.uri = text.parse().map_err(|_| {
        Error::new(
            ErrorKind::Credentials,
            "the token makes the URL of the request too long",
        )
    })?;
    Ok(())
}

/// Returns `true` if the user has set the credential of a scheme as a header.
fn is_set(kind: SchemeKind, headers: &HeaderMap) -> bool {
    match kind {
        SchemeKind::Header(name) => headers.contains_key(name),
        SchemeKind::Query(_) => false,
        SchemeKind::Cookie(name) => headers.get_all(COOKIE).iter().any(|value| {
            let mut cookies = value.as_bytes().split(|byte| *byte == b';');
            cookies.any(|cookie| {
                let rest = cookie.trim_ascii_start().strip_prefix(name.as_bytes());
                rest.is_some_and(|rest| rest.starts_with(b"="))
            })
        }),
        SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Http(_) => {
            headers.contains_key(AUTHORIZATION)
        }
    }
}

fn apply_one(
    scheme: &Scheme,
    secret: &str,
    headers: &mut HeaderMap,
    query: &mut String,
) -> Result<()> {
    match scheme.kind {
        SchemeKind::Header(name) => put(headers, name, secret),
        SchemeKind::Bearer => put_authorization(headers, format!("Bearer {secret}")),
        SchemeKind::Basic => {
            let encoded = BASE64_STANDARD.encode(secret);
            put_authorization(headers, format!("Basic {encoded}"))
        }
        SchemeKind::Http(name) => put_authorization(headers, format!("{name} {secret}")),
        SchemeKind::Cookie(name) => {
            add_cookie(headers, &format!("{name}={}", percent::cookie(secret)))
        }
        SchemeKind::Query(name) => {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(&percent::query(name));
            query.push('=');
            query.push_str(&percent::query(secret));
            Ok(())
        }
    }
}

/// Sets a header as sensitive, unless the user has set it.
fn put(headers: &mut HeaderMap, name: &str, value: &str) -> Result<()> {
    let (name, value) = headers::parse(name, value)?;
    let value = sensitive(value);
    headers.entry(name).or_insert(value);
    Ok(())
}

/// Sets the header `Authorization`, unless the user has set it.
fn put_authorization(headers: &mut HeaderMap, value: String) -> Result<()> {
    let value = headers::owned_value(AUTHORIZATION.as_str(), value)?;
    headers.entry(AUTHORIZATION).or_insert(sensitive(value));
    Ok(())
}

fn sensitive(mut value: HeaderValue) -> HeaderValue {
    value.set_sensitive(true);
    value
}

/// Adds a cookie to the header `Cookie`, of which there is only one.
pub fn add_cookie(headers: &mut HeaderMap, cookie: &str) -> Result<()> {
    add_cookies(headers, cookie.as_bytes())
}

/// Adds cookies in the form of the header.
pub fn add_cookies(headers: &mut HeaderMap, cookies: &[u8]) -> Result<()> {
    let mut text = Vec::new();
    if let Some(present) = headers.get(COOKIE) {
        text.extend_from_slice(present.as_bytes());
        text.extend_from_slice(b"; ");
    }
    text.extend_from_slice(cookies);
    let value = HeaderValue::from_bytes(&text)
        .map_err(|_| Error::new(ErrorKind::Request, "a cookie contains a control character"))?;
    headers.insert(COOKIE, sensitive(value));
    Ok(())
}

/// Creates the error of missing credentials, with the settings that would supply them, of each alternative.
fn missing(api: &Api, operation: &'static Operation) -> Error {
    let setting = |&index: &usize| {
        let scheme = api.schemes.get(index)?;
        let (builder, env) = (scheme.builder, scheme.env);
        Some(format!(
            "`{builder}` of the client's builder, or the environment variable {env}"
        ))
    };
    let alternative = |schemes: &&[usize]| {
        let settings: Vec<String> = schemes.iter().filter_map(setting).collect();
        format!("set {}", settings.join(", and "))
    };
    let alternatives: Vec<String> = operation.security.iter().map(alternative).collect();
    let message = format!(
        "the client has no credential for this operation: {}",
        alternatives.join("; or ")
    );
    Error::new(ErrorKind::Credentials, message).in_operation(operation)
}
