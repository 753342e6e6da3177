//! Exact comparison and division of JSON numbers of any size and precision.

use std::cmp::Ordering;
use std::fmt;

/// A finite number: its sign, its digits without leading and trailing zeros, and the exponent of the last digit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

impl Number {
    /// Parses a number. Returns `None` for `NaN` and `inf`.
    pub fn of(text: fmt::Arguments<'_>) -> Option<Self> {
        let text = text.to_string();
        let (negative, text) = match text.strip_prefix('-') {
            Some(text) => (true, text),
            None => (false, text.as_str()),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits = Vec::with_capacity(mantissa.len());
        for byte in whole.bytes().chain(fraction.bytes()) {
            digits.push(byte.checked_sub(b'0').filter(|digit| *digit < 10)?);
        }
        let leading = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..leading);
        let trailing = digits.iter().rev().take_while(|digit| **digit == 0).count();
        digits.truncate(digits.len() - trailing);
        if digits.is_empty() {
            return Some(Self {
                negative: false,
                digits,
                exponent: 0,
            });
        }
        let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
        // For an exponent beyond 64 bits, only its sign matters.
        let far = if exponent.starts_with('-') {
            i64::MIN / 2
        } else {
            i64::MAX / 2
        };
        let exponent = exponent
            .parse()
            .unwrap_or(far)
            .clamp(i64::MIN / 2, i64::MAX / 2);
        let after_point = i64::try_from(fraction.len()).ok()?;
        let trailing = i64::try_from(trailing).ok()?;
        Some(Self {
            negative,
            digits,
            exponent: exponent + trailing - after_point,
        })
    }

    fn of_double(number: f64) -> Option<Self> {
        Self::of(format_args!("{number:e}"))
    }

    /// Returns `true` if the number is a multiple of `step`.
    pub fn is_multiple_of(&self, step: f64) -> bool {
        let Some(step) = Self::of_double(step).filter(|step| !step.digits.is_empty()) else {
            return true;
        };
        if self.digits.is_empty() {
            return true;
        }
        // The last digit is not zero, so a number with more decimal places than the step is not a multiple of it.
        let Ok(zeros) = u64::try_from(self.exponent - step.exponent) else {
            return false;
        };
        let append = |number: u128, digit: &u8| number * 10 + u128::from(*digit);
        // An `f64` has at most 17 digits.
        let divisor = step.digits.iter().fold(0, append);
        let rest = |number: u128, digit: &u8| append(number, digit) % divisor;
        let digits = self.digits.iter().fold(0, rest);
        (digits * power_of_ten(zeros, divisor)).is_multiple_of(divisor)
    }

    /// Compares absolute values: first the position of the most significant digit, then the digits.
    fn magnitude(&self) -> (i64, &[u8]) {
        let length = i64::try_from(self.digits.len()).unwrap_or(i64::MAX / 4);
        (self.exponent + length, &self.digits)
    }

    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (false, false) => 1,
            (false, true) => -1,
        }
    }
}

/// Returns the remainder of a power of ten, by repeated squaring.
fn power_of_ten(mut exponent: u64, divisor: u128) -> u128 {
    let (mut power, mut square) = (1 % divisor, 10 % divisor);
    while exponent > 0 {
        if exponent % 2 == 1 {
            power = power * square % divisor;
        }
        square = square * square % divisor;
        exponent /= 2;
    }
    power
}

impl PartialEq<f64> for Number {
    fn eq(&self, other: &f64) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd<f64> for Number {
    fn partial_cmp(&self, other: &f64) -> Option<Ordering> {
        let other = Self::of_double(*other)?;
        let by_sign = self.sign().cmp(&other.sign());
        let by_magnitude = || match self.negative {
            false => self.magnitude().cmp(&other.magnitude()),
            true => other.magnitude().cmp(&self.magnitude()),
        };
        Some(by_sign.then_with(by_magnitude))
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn number(text: &str) -> Number {
        Number::of(format_args!("{text}")).unwrap()
    }

    #[test]
    fn numbers_of_any_size_compare_exactly() {
        assert!(number("9007199254740993") > 9007199254740992.0);
        assert!(number("-9007199254740993") < -9007199254740992.0);
        assert!(number("18446744073709551615") < 1.8446744073709552e19);
        assert!(number("-9223372036854775808") >= -9.223372036854776e18);
        assert!(number("0.10") == 0.1 && number("1E-1") == 0.1 && number("-0") == 0.0);
        assert!(number("0.1000000000000000000000001") > 0.1);
        assert!(number("-2") < -1.0 && number("-1") < 0.0 && number("1") > -1.0);
        assert!(number("1e99999999999999999999") > 1e300);
        assert!(number("1e-99999999999999999999") < 1e-300);
        assert!(Number::of(format_args!("{:e}", f64::NAN)).is_none());
    }

    #[test]
    fn steps_are_decimal() {
        for (text, step) in [
            ("0.3", 0.1),
            ("19.99", 0.01),
            ("1e30", 7e3),
            ("0", 5.0),
            ("-4", 2.0),
            ("4611686018427387904", 2.0),
        ] {
            assert_eq!(number(text).is_multiple_of(step), text != "1e30", "{text}");
        }
        for (text, step) in [
            ("0.25", 0.1),
            ("0.5", 10.0),
            ("5", 10.0),
            ("9007199254740993", 2.0),
            ("1e-400", 0.1),
        ] {
            assert!(!number(text).is_multiple_of(step), "{text}");
        }
        assert!(number("1e1000000").is_multiple_of(64.0));
    }
}
