//! Creates literals. No other module does.
//!
//! Text of the document enters code here, in a doc attribute (`doc_attributes`) or as an identifier (`idents`), and
//! nowhere else.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use serde_json::Value;

/// Returns a string literal with exactly this text. Unprintable characters are escaped, so that they cannot mislead.
pub fn string(text: &str) -> Literal {
    // Most text is ASCII, for which looking up each character's class takes too long.
    if !text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Literal::string(text);
    }
    let mut quoted = String::with_capacity(text.len() + text.len() / 16 + 2);
    quoted.push('"');
    for part in text.split_inclusive(['"', '\\', '\n']) {
        let plain = part.trim_end_matches(['"', '\\', '\n']);
        quoted.push_str(plain);
        match part.get(plain.len()..) {
            Some("\n") => quoted.push_str("\\n"),
            Some(escaped @ ("\"" | "\\")) => {
                quoted.push('\\');
                quoted.push_str(escaped);
            }
            _ => {}
        }
    }
    quoted.push('"');
    quoted.parse().unwrap_or_else(|_| Literal::string(text))
}

/// Returns a raw string literal with exactly this text, which syn reads much faster than one with escapes.
pub fn raw_string(text: &str) -> Literal {
    // The text may end in none of its quotes, so the fence is longer than what follows any of them.
    let after_quotes = text.split('"').skip(1);
    let hashes = after_quotes.map(|rest| rest.len() - rest.trim_start_matches('#').len());
    let fence = "#".repeat(hashes.max().unwrap_or_default() + 1);
    let quoted = format!("r{fence}\"{text}\"{fence}");
    // There is no raw string with a carriage return, or with more than 255 hashes.
    quoted.parse().unwrap_or_else(|_| Literal::string(text))
}

/// Returns an integer literal without a type.
pub fn integer(value: i64) -> TokenStream {
    let digits = Literal::u64_unsuffixed(value.unsigned_abs());
    if value == i64::MIN {
        quote!(i64::MIN)
    } else if value < 0 {
        quote!(-#digits)
    } else {
        quote!(#digits)
    }
}

/// Returns an integer literal with its type.
pub fn integer_i64(value: i64) -> TokenStream {
    let digits = Literal::u64_unsuffixed(value.unsigned_abs());
    if value == i64::MIN {
        return quote!(i64::MIN);
    }
    let text = format!("{digits}_i64");
    let digits = text.parse::<Literal>().unwrap_or(digits);
    if value < 0 {
        quote!(-#digits)
    } else {
        quote!(#digits)
    }
}

/// Returns an unsigned integer literal without a type.
pub fn unsigned(value: u64) -> Literal {
    Literal::u64_unsuffixed(value)
}

/// Returns a float literal without a type. A value that is not finite becomes zero, since no document can contain one.
pub fn float(value: f64) -> TokenStream {
    let value = if value.is_finite() { value } else { 0.0 };
    let digits = Literal::f64_unsuffixed(value.abs());
    if value.is_sign_negative() {
        quote!(-#digits)
    } else {
        quote!(#digits)
    }
}

/// Returns the literal of a scalar, with its type if a conversion accepts several. Any other value is JSON text.
pub fn scalar(value: &Value) -> TokenStream {
    match value {
        Value::Bool(value) => quote!(#value),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => integer_i64(number),
            (None, Some(number)) => Literal::u64_suffixed(number).into_token_stream(),
            (None, None) => float(number.as_f64().unwrap_or_default()),
        },
        Value::String(text) => string(text).into_token_stream(),
        other => json(other).into_token_stream(),
    }
}

/// Returns the JSON text of a value, as a string literal.
pub fn json(value: &Value) -> Literal {
    string(&value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_what_it_is_and_stays_inside() {
        for text in [
            "\"", "\\", "a\nb", "a\rb", "\u{2028}", "\u{202e}", "\0", "*/", "]]", "{}", "r#\"",
            "```",
        ] {
            let literal = string(text).to_string();
            assert!(literal.is_ascii(), "{literal}");
            assert_eq!(
                syn::parse_str::<syn::LitStr>(&literal).expect(text).value(),
                text
            );
        }
    }

    #[test]
    fn raw_text_stays_what_it_is_and_stays_inside() {
        let longest = format!("\"{}", "#".repeat(1_000_000));
        for text in [
            "", "\"", "\\", "a\nb", "\"#", "\"###\"#", "ä", "\r", &longest,
        ] {
            let literal = raw_string(text).to_string();
            assert_eq!(
                syn::parse_str::<syn::LitStr>(&literal).expect(text).value(),
                text
            );
        }
    }

    #[test]
    fn numbers_keep_their_sign() {
        assert_eq!(integer(-1).to_string(), "- 1");
        assert_eq!(float(-0.5).to_string(), "- 0.5");
        assert_eq!(float(1e300).to_string().parse::<f64>(), Ok(1e300));
    }
}
