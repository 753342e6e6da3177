//! Names of media types (RFC 9110, section 8.3.1).

/// Returns a media type without its parameters, in lower case: `application/json` for `Application/JSON; charset=utf-8`.
pub fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Returns `true` if a text can be the value of a header.
pub fn is_sendable(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}
