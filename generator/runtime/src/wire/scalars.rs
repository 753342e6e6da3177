//! Scalars, as JSON allows them: an integer can be written `5.0`, a number `5`.

use super::Decode;
use super::text::text;
use serde_core::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use std::fmt;

impl<'de> Decode<'de> for bool {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl<'de> Decode<'de> for String {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl<'de> Decode<'de> for serde_json::Value {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

/// Decodes null only.
impl<'de> Decode<'de> for () {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl<'de> Decode<'de> for f64 {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl<'de> Decode<'de> for i64 {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        whole(deserializer.deserialize_i64(Whole("a whole number of 64 bits"))?)
    }
}

impl<'de> Decode<'de> for u64 {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        whole(deserializer.deserialize_u64(Whole("a whole number of 64 bits, not negative"))?)
    }
}

impl<'de> Decode<'de> for i32 {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        whole(deserializer.deserialize_i64(Whole("a whole number of 32 bits"))?)
    }
}

impl<'de> Decode<'de> for u32 {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        whole(deserializer.deserialize_u64(Whole("a whole number of 32 bits, not negative"))?)
    }
}

/// An integer of any size, with the description of the expected type.
struct Came {
    number: i128,
    expected: &'static str,
}

fn whole<T: TryFrom<i128>, E: Error>(came: Came) -> Result<T, E> {
    T::try_from(came.number).map_err(|_| {
        E::custom(format_args!(
            "expected {}, found {}",
            came.expected, came.number
        ))
    })
}

struct Whole(&'static str);

impl Visitor<'_> for Whole {
    type Value = Came;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Came, E> {
        Ok(Came {
            number: number.into(),
            expected: self.0,
        })
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Came, E> {
        Ok(Came {
            number: number.into(),
            expected: self.0,
        })
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Came, E> {
        // Beyond 2^53 an `f64` is an integer, although not always the one in the text.
        if number.fract() == 0.0 && number.abs() < 1e30 {
            Ok(Came {
                number: number as i128,
                expected: self.0,
            })
        } else {
            Err(E::invalid_type(Unexpected::Float(number), &self))
        }
    }
}

impl<'de> Decode<'de> for Box<str> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer, "a string", |text| Some(text.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Decoded;

    fn decode<T: for<'de> super::Decode<'de>>(json: &str) -> Result<T, String> {
        serde_json::from_str::<Decoded<T>>(json)
            .map(|decoded| decoded.0)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_whole_number_may_come_with_a_point() {
        assert_eq!(decode::<i64>("5.0"), Ok(5));
        assert_eq!(decode::<u32>("4294967295.0"), Ok(u32::MAX));
        assert_eq!(decode::<f64>("5"), Ok(5.0));
        assert_eq!(decode::<Vec<i32>>("[1, 2.0, 3e0]"), Ok(vec![1, 2, 3]));
    }

    #[test]
    fn a_number_out_of_range_is_named() {
        let message = decode::<i32>("2147483648").unwrap_err();
        assert_eq!(
            message,
            "expected a whole number of 32 bits, found 2147483648"
        );
        let message = decode::<u32>("-1").unwrap_err();
        assert_eq!(
            message,
            "expected a whole number of 32 bits, not negative, found -1"
        );
        let message = decode::<i64>("0.5").unwrap_err();
        assert!(
            message.contains("expected a whole number of 64 bits"),
            "{message}"
        );
    }
}
