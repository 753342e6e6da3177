//! May a redirect be followed, and with what?
//!
//! Only if the user asked for it, and only to where the base URL is: same scheme, host and port. What is sent again is sent to the
//! server that has it already, so that no credential goes anywhere new.

use super::super::request::prepare::Prepared;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, Method, Uri};
use url::Url;

/// How many redirects are followed in a row.
pub const MOST: u32 = 10;

/// Whether a status is a redirect that asks for another request.
pub fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// The request that a redirect asks for, if it stays within the origin; and whether the body is sent with it.
pub fn next(prepared: &Prepared, status: u16, headers: &HeaderMap) -> Option<(Prepared, bool)> {
    let location = headers.get(LOCATION)?.to_str().ok()?;
    let from = Url::parse(&prepared.uri.to_string()).ok()?;
    let mut to = from.join(location).ok()?;
    to.set_fragment(None);
    let is_within =
        to.origin() == prepared.origin && to.username().is_empty() && to.password().is_none();
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
        origin: prepared.origin.clone(),
        headers,
        has_idempotency_key: prepared.has_idempotency_key,
    };
    Some((next, !becomes_get))
}

/// After 303 the answer is fetched; after 301 and 302 a POST is too, as everybody does (RFC 9110, section 15.4).
fn becomes_get(method: &Method, status: u16) -> bool {
    match status {
        303 => method != Method::HEAD,
        301 | 302 => method == Method::POST,
        _ => false,
    }
}
