//! Percent-encoding: which characters stay as they are in which part of a URL.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What a query cannot hold even where reserved characters are allowed. `%` stays where it begins an encoded character.
const NEVER_IN_QUERY: &AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What a cookie's value cannot hold (RFC 6265, section 4.1.1), and `%`.
const NEVER_IN_COOKIE: &AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'%')
    .add(b',')
    .add(b';')
    .add(b'\\');

/// A value in a path.
pub fn path(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// A name or a value in a query.
pub fn query(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// A value in a query in which reserved characters stay, but for `&`, which would end it, `+`, which would be read as a blank,
/// and `#`.
pub fn query_reserved(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_encoded = c == '%' && is_hex_pair(text.as_bytes().get(at + 1..at + 3));
        match c {
            '%' if !is_encoded => result.push_str("%25"),
            '&' => result.push_str("%26"),
            '+' => result.push_str("%2B"),
            _ => result.extend(utf8_percent_encode(
                c.encode_utf8(&mut [0; 4]),
                NEVER_IN_QUERY,
            )),
        }
    }
    result
}

/// A value in a cookie.
pub fn cookie(text: &str) -> String {
    utf8_percent_encode(text, NEVER_IN_COOKIE).to_string()
}

/// A path template's own text: as it is, but for what no URL can hold.
pub fn template(text: &str) -> String {
    utf8_percent_encode(text, NEVER_IN_QUERY).to_string()
}

fn is_hex_pair(bytes: Option<&[u8]>) -> bool {
    bytes.is_some_and(|bytes| bytes.len() == 2 && bytes.iter().all(u8::is_ascii_hexdigit))
}
