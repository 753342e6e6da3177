//! Adds the credentials of a client to a request.

use super::super::api::{Api, Scheme, SchemeKind};
use super::super::credentials::Credentials;
use super::super::error::{Error, ErrorKind, Result};
use super::super::headers;
use super::super::operation::Operation;
use super::percent;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderValue, PROXY_AUTHORIZATION};

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

/// Adds the credentials that the operation requires to the headers, and returns those that are sent in the query.
///
/// The first security requirement is used for which all credentials are present. A header set by the user replaces the
/// credential that would be sent in it.
pub fn apply(
    api: &Api,
    credentials: &Credentials,
    operation: &'static Operation,
    headers: &mut HeaderMap,
) -> Result<String> {
    let has = |index: &usize| {
        let scheme = api.schemes.get(*index);
        credentials.get(*index).is_some()
            || scheme.is_some_and(|scheme| headers.contains_key(header_of(scheme.kind)))
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
            None => Ok(String::new()),
            Some(_) => Err(missing(api, operation)),
        };
    };
    let mut query = String::new();
    for &index in *chosen {
        if let (Some(scheme), Some(secret)) = (api.schemes.get(index), credentials.get(index)) {
            apply_one(scheme, secret.expose(), headers, &mut query)?;
        }
    }
    Ok(query)
}

/// Returns the header in which a credential is sent; empty for one in the query.
fn header_of(kind: SchemeKind) -> &'static str {
    match kind {
        SchemeKind::Header(name) => name,
        SchemeKind::Query(_) => "",
        SchemeKind::Cookie(_) => "cookie",
        SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Http(_) => "authorization",
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
        SchemeKind::Bearer => put(headers, AUTHORIZATION.as_str(), &format!("Bearer {secret}")),
        SchemeKind::Basic => {
            let encoded = BASE64_STANDARD.encode(secret);
            put(headers, AUTHORIZATION.as_str(), &format!("Basic {encoded}"))
        }
        SchemeKind::Http(name) => {
            let credential = format!("{name} {secret}");
            put(headers, AUTHORIZATION.as_str(), &credential)
        }
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

fn sensitive(mut value: HeaderValue) -> HeaderValue {
    value.set_sensitive(true);
    value
}

/// Adds a cookie to the header `Cookie`, of which there is only one.
pub fn add_cookie(headers: &mut HeaderMap, cookie: &str) -> Result<()> {
    let mut text = Vec::new();
    if let Some(present) = headers.get(COOKIE) {
        text.extend_from_slice(present.as_bytes());
        text.extend_from_slice(b"; ");
    }
    text.extend_from_slice(cookie.as_bytes());
    let value = HeaderValue::from_bytes(&text)
        .map_err(|_| Error::new(ErrorKind::Request, "a cookie contains a control character"))?;
    headers.insert(COOKIE, sensitive(value));
    Ok(())
}

/// Creates the error of missing credentials, with the settings that would supply them.
fn missing(api: &Api, operation: &'static Operation) -> Error {
    let schemes = operation.security.first().copied().unwrap_or_default();
    let schemes = schemes.iter().filter_map(|&index| api.schemes.get(index));
    let settings: Vec<String> = schemes
        .map(|scheme| {
            format!(
                "set `{}` of the client's builder, or the environment variable {}",
                scheme.builder, scheme.env
            )
        })
        .collect();
    let message = format!(
        "the client has no credential for this operation: {}",
        settings.join("; and ")
    );
    Error::new(ErrorKind::Credentials, message).in_operation(operation)
}
