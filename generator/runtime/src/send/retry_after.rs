//! The wait that the server asks for: `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3), or the header
//! `retry-after-ms` that some servers send.

use http::header::{HeaderMap, RETRY_AFTER};
use std::time::{Duration, SystemTime};

/// Returns the time to wait from `now`: zero for a date in the past, `None` without a valid header.
pub fn parse(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(milliseconds) = text("retry-after-ms").and_then(number) {
        return Some(seconds(milliseconds / 1000.0));
    }
    let value = text(RETRY_AFTER.as_str())?;
    if let Some(number) = number(value) {
        return Some(seconds(number));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// Returns a duration, the longest one for more seconds than it can have.
fn seconds(number: f64) -> Duration {
    Duration::try_from_secs_f64(number).unwrap_or(Duration::MAX)
}

/// Parses digits with an optional fraction: not `-1`, `nan`, `inf` or `1e3`.
fn number(text: &str) -> Option<f64> {
    let is_plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    text.parse().ok().filter(|_| is_plain)
}
