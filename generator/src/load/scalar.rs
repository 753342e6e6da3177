//! Resolves plain scalars of YAML by the core schema of YAML 1.2 (section 10.3.2): `yes`, `no`, `on` and dates are
//! strings.

use serde_json::{Number, Value};

/// A resolved plain scalar.
#[derive(Debug, PartialEq)]
pub(super) struct Resolved {
    /// Its value.
    pub value: Value,
    /// The printed value differs from the source text (`1.10`, `0x1F`, `True`).
    pub is_rewritten: bool,
}

/// Resolves a plain scalar.
pub(super) fn resolve(text: &str) -> Resolved {
    let value = match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(text).map_or_else(|| text.into(), Value::Number),
    };
    let is_rewritten = match &value {
        Value::Bool(value) => text != if *value { "true" } else { "false" },
        Value::Number(number) => number.to_string() != text,
        _ => false,
    };
    Resolved {
        value,
        is_rewritten,
    }
}

fn number(text: &str) -> Option<Number> {
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.')) {
        return None;
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    // Values with a leading zero, such as telephone numbers and codes, would lose it as a number.
    let has_leading_zero = matches!(unsigned.as_bytes(), [b'0', b'0'..=b'9', ..]);
    if has_leading_zero || !is_float(unsigned) {
        return None;
    }
    if let Ok(number) = text.parse::<i64>() {
        return Some(number.into());
    }
    if let Ok(number) = text.parse::<u64>() {
        return Some(number.into());
    }
    Number::from_f64(text.parse().ok()?)
}

fn radix(digits: &str, radix: u32) -> Option<Number> {
    if digits.starts_with('+') {
        return None;
    }
    u64::from_str_radix(digits, radix).ok().map(Number::from)
}

/// `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_float(text: &str) -> bool {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let is_exponent = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !digits.is_empty() && is_digits(digits)
    });
    let is_mantissa = match mantissa.split_once('.') {
        Some((whole, fraction)) => {
            is_digits(whole) && is_digits(fraction) && !(whole.is_empty() && fraction.is_empty())
        }
        None => !mantissa.is_empty() && is_digits(mantissa),
    };
    is_exponent && is_mantissa
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_and_dates_and_codes_are_text() {
        for text in [
            "yes",
            "no",
            "on",
            "off",
            "y",
            "2020-01-01",
            "12:30:45",
            "007",
            "1_000",
            ".",
            "-",
            "+",
            "1e",
            "0b1",
            ".nan",
            "1.2.3",
        ] {
            assert_eq!(resolve(text).value, json!(text), "{text}");
        }
    }

    #[test]
    fn numbers_are_numbers_and_keep_their_text_where_it_differs() {
        for (text, value, is_rewritten) in [
            ("200", json!(200), false),
            ("-1", json!(-1), false),
            ("1.5", json!(1.5), false),
            ("1.10", json!(1.1), true),
            ("1e3", json!(1000.0), true),
            ("0x1F", json!(31), true),
            ("0o17", json!(15), true),
            ("+3", json!(3), true),
            ("18446744073709551615", json!(u64::MAX), false),
            (
                "184467440737095516160",
                json!(184467440737095516160.0),
                true,
            ),
        ] {
            let resolved = resolve(text);
            assert_eq!(
                (resolved.value, resolved.is_rewritten),
                (value, is_rewritten),
                "{text}"
            );
        }
    }

    #[test]
    fn null_and_booleans_are_resolved() {
        assert_eq!(resolve("~").value, Value::Null);
        assert_eq!(resolve("").value, Value::Null);
        assert_eq!(
            resolve("True"),
            Resolved {
                value: json!(true),
                is_rewritten: true
            }
        );
    }
}
