//! Decoders that share no code with the runtime.

use crate::nested_places::put;
use serde_json::{Value, json};

/// Decodes percent-encoded text. `None` if the result is not UTF-8.
pub fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |at: usize| char::from(*after.get(at).unwrap_or(&0)).to_digit(16);
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap());
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// Decodes a query or a form: names and values, in which `+` is a space. Text that is not UTF-8 is empty.
pub fn pairs(form: &str) -> Vec<(String, String)> {
    let decoded = |text: &str| percent_decoded(&text.replace('+', " ")).unwrap_or_default();
    let pairs = form.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(value))
        })
        .collect()
}

/// Decodes `q[a][b][]=1` as the parsers of Rails, PHP and qs do. Names of members are not numbers and not empty, and
/// contain no brackets.
pub fn brackets(query: &str) -> Value {
    let mut root = json!({});
    for (name, value) in pairs(query) {
        let keys = name.split('[');
        let keys = keys.map(|key| key.strip_suffix(']').unwrap_or(key).to_owned());
        put(&mut root, keys, value.into());
    }
    root
}
