//! Which redirects are followed, and with which request.
//!
//! Redirects are followed only if the user asks for it, and only within the origin of the base URL (same scheme, host
//! and port), so that no credential is sent to another server.

use super::super::request::prepare::Prepared;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, Method, Uri};
use url::Url;

/// The maximum number of redirects followed in a row.
pub const MAX_REDIRECTS: u32 = 10;

/// Returns `true` if the status is a redirect with a new location.
pub fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// Returns the request for the new location and whether it includes the body, or `None` if the location is not
/// allowed.
pub fn next(prepared: &Prepared, status: u16, headers: &HeaderMap) -> Option<(Prepared, bool)> {
    let location = headers.get(LOCATION)?.to_str().ok()?;
    let from = Url::parse(&prepared.uri.to_string()).ok()?;
    let mut to = from.join(location).ok()?;
    to.set_fragment(None);
    let is_within =
        to.origin() == from.origin() && to.username().is_empty() && to.password().is_none();
    let uri: Uri = to.as_str().parse().ok().filter(|_| is_within)?;
    let becomes_get = becomes_get(&prepared.method, status);
    let mut headers = prepared.headers.clone();
    if becomes_get {
        headers.remove(CONTENT_TYPE);
    }
    let next = Prepared {
        method: match becomes_get {
            true => Method::GET,
            false => prepared.method.clone(),
        },
        uri,
        headers,
        providers: prepared.providers.clone(),
        has_idempotency_key: prepared.has_idempotency_key,
    };
    Some((next, !becomes_get))
}

/// Whether the method changes to GET: after 303, and for POST also after 301 and 302 (RFC 9110, section 15.4).
fn becomes_get(method: &Method, status: u16) -> bool {
    match status {
        303 => method != Method::HEAD,
        301 | 302 => method == Method::POST,
        _ => false,
    }
}
