//! Base64 and decimals, against grammars that share no code with the runtime.

use crate::runtime::wire::from_value;
use crate::runtime::{Base64, Base64Url, Decimal};
use serde_json::Value;

pub fn run(bytes: &[u8]) {
    let encoded = Base64(bytes.to_vec()).to_string();
    assert_eq!(base64(&encoded).as_deref(), Some(bytes), "{encoded}");
    assert_eq!(encoded.len() % 4, 0, "{encoded}");
    let encoded = Base64Url(bytes.to_vec()).to_string();
    assert_eq!(base64(&encoded).as_deref(), Some(bytes), "{encoded}");
    let is_url_safe = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    assert!(encoded.bytes().all(is_url_safe), "{encoded}");
    let text = String::from_utf8_lossy(bytes);
    let value = Value::from(&*text);
    let decoded = from_value::<Base64>(&value).ok().map(|Base64(bytes)| bytes);
    let decoded_url = from_value::<Base64Url>(&value)
        .ok()
        .map(|Base64Url(bytes)| bytes);
    assert_eq!(decoded, decoded_url, "{text:?}");
    assert_eq!(decoded, base64(&text), "{text:?}");
    let decimal = text.parse::<Decimal>();
    assert_eq!(decimal.is_ok(), is_number(bytes), "{text:?}");
    if let Ok(decimal) = decimal {
        assert_eq!(decimal.as_str(), text);
        assert_eq!(decimal.to_f64(), text.parse::<f64>().unwrap());
    }
}

/// Decodes both alphabets, with padding, without it or with a part of it, and ignores line ends.
fn base64(text: &str) -> Option<Vec<u8>> {
    let text: String = text.chars().filter(|c| !matches!(c, '\r' | '\n')).collect();
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    if padding > (4 - digits.len() % 4) % 4 {
        return None;
    }
    let mut bytes = Vec::new();
    let (mut kept, mut bits) = (0_u32, 0);
    for digit in digits.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        kept = kept << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(kept >> bits).unwrap());
            kept &= (1 << bits) - 1;
        }
    }
    // What is left is less than a digit, and zero.
    (bits < 6 && kept == 0).then_some(bytes)
}

/// Returns `true` for a number of RFC 8259, section 6.
fn is_number(text: &[u8]) -> bool {
    let mut rest = text.strip_prefix(b"-").unwrap_or(text);
    let mut digits = || {
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, after) = rest.split_at(count);
        rest = after.get(1..).unwrap_or_default();
        (
            digits,
            after.first().copied().map(|byte| byte.to_ascii_lowercase()),
        )
    };
    let (whole, mut next) = digits();
    if whole.is_empty() || (whole.len() > 1 && whole[0] == b'0') {
        return false;
    }
    if next == Some(b'.') {
        let (fraction, after) = digits();
        if fraction.is_empty() {
            return false;
        }
        next = after;
    }
    match next {
        None => true,
        Some(b'e') => match digits() {
            ([], Some(b'+' | b'-')) => matches!(digits(), ([_, ..], None)),
            ([_, ..], None) => true,
            _ => false,
        },
        Some(_) => false,
    }
}
