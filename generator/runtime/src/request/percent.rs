//! Percent-encoding of the parts of a URL.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// All characters except the unreserved ones of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Characters that are encoded in a query even where reserved characters are allowed. `%` is kept before two
/// hexadecimal digits.
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

/// Characters that a cookie value cannot contain (RFC 6265, section 4.1.1), and `%`.
const NEVER_IN_COOKIE: &AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'%')
    .add(b',')
    .add(b';')
    .add(b'\\');

/// Encodes a value in a path.
pub fn path(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Encodes a name or a value in a query.
pub fn query(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Encodes a value in a path without encoding reserved characters, except `?` and `#`, which would end the path.
pub fn path_reserved(text: &str) -> String {
    reserved(text, "?")
}

/// Encodes a value in a query without encoding reserved characters, except `&`, which would end the value, `+`, which
/// would be decoded as a space, and `#`.
pub fn query_reserved(text: &str) -> String {
    reserved(text, "&+")
}

/// Encodes text except reserved characters and percent-encoded triples, but always encodes `never`.
fn reserved(text: &str, never: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_encoded = c == '%' && is_hex_pair(text.as_bytes().get(at + 1..at + 3));
        let set = match c {
            '%' if !is_encoded => RESERVED,
            c if never.contains(c) => RESERVED,
            _ => NEVER_IN_QUERY,
        };
        result.extend(utf8_percent_encode(c.encode_utf8(&mut [0; 4]), set));
    }
    result
}

/// Encodes the text of a complete query: only what a URL cannot contain.
pub fn query_text(text: &str) -> String {
    utf8_percent_encode(text, NEVER_IN_QUERY).to_string()
}

/// Encodes a value in a cookie.
pub fn cookie(text: &str) -> String {
    utf8_percent_encode(text, NEVER_IN_COOKIE).to_string()
}

/// Encodes the literal text of a path template: only characters that a URL cannot contain.
pub fn template(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, NEVER_IN_QUERY)
}

fn is_hex_pair(bytes: Option<&[u8]>) -> bool {
    bytes.is_some_and(|bytes| bytes.len() == 2 && bytes.iter().all(u8::is_ascii_hexdigit))
}
