//! Types of strings and numbers, by `format`, encoding and bounds.

use crate::model::{Constraints, Integer, Type};
use crate::spec::SchemaType;

/// Returns the type of a string.
pub fn string(format: Option<&str>, encoding: Option<&str>, media_type: Option<&str>) -> Type {
    match encoding.map(str::to_ascii_lowercase).as_deref() {
        Some("base64") => return Type::Base64,
        Some("base64url") => return Type::Base64Url,
        _ => {}
    }
    match format.map(str::to_ascii_lowercase).as_deref() {
        Some("date-time" | "datetime") => Type::DateTime,
        // `date-time-rfc1123` is Microsoft's name, `rfc7231` TypeSpec's.
        Some("http-date" | "date-time-rfc1123" | "date-time-rfc7231" | "rfc1123" | "rfc7231") => {
            Type::HttpDate
        }
        Some("date") => Type::Date,
        Some("time") => Type::Time,
        Some("duration") => Type::Duration,
        Some("uuid" | "guid") => Type::Uuid,
        Some("byte" | "base64") => Type::Base64,
        Some("base64url") => Type::Base64Url,
        Some("binary" | "file") => Type::Binary,
        Some("password") => Type::Secret,
        None if media_type.is_some_and(is_binary) => Type::Binary,
        _ => Type::String,
    }
}

/// Returns the type of content that is described by its media type alone: it is not JSON (OpenAPI 3.1.1, section
/// 4.8.14.4).
pub fn content(format: Option<&str>, encoding: Option<&str>, media_type: Option<&str>) -> Type {
    let is_text = media_type.is_some_and(|media_type| media_type.starts_with("text/"));
    match string(format, encoding, media_type) {
        Type::String if !is_text && format.is_none() => Type::Binary,
        ty => ty,
    }
}

/// Returns `true` if content of this media type is bytes and no text.
fn is_binary(media_type: &str) -> bool {
    let media_type = media_type.to_ascii_lowercase();
    let is_text = ["svg", "xml", "json"]
        .iter()
        .any(|word| media_type.contains(word));
    let kinds = [
        "image/",
        "audio/",
        "video/",
        "application/octet-stream",
        "application/pdf",
        "application/zip",
    ];
    !is_text && kinds.iter().any(|kind| media_type.starts_with(kind))
}

/// Returns the type of an integer.
pub fn integer(format: Option<&str>, constraints: &Constraints) -> Type {
    let format = format.unwrap_or_default().to_ascii_lowercase();
    if is_unix_time(&format) {
        return Type::UnixTime;
    }
    // Bounds are doubles, which are exact only up to 2^53. Beyond that only their magnitude is used.
    let beyond = |bound: Option<f64>| bound.is_some_and(|bound| bound.abs() > u64::MAX as f64);
    if is_wide(&format) || beyond(constraints.maximum) || beyond(constraints.minimum) {
        return Type::Decimal;
    }
    let unsigned = constraints.minimum.is_some_and(|minimum| {
        minimum >= 0.0 || (constraints.exclusive_minimum && minimum >= -1.0)
    });
    let over = |limit: f64| constraints.maximum.is_some_and(|maximum| maximum > limit);
    Type::Integer(match format.as_str() {
        "uint64" | "uint" | "unsigned" => Integer::U64,
        "uint32" | "uint16" | "uint8" => Integer::U32,
        "int32" | "int16" | "int8" if !over(f64::from(u32::MAX)) => match unsigned {
            true => Integer::U32,
            false if over(f64::from(i32::MAX)) => Integer::I64,
            false => Integer::I32,
        },
        _ if unsigned
            && constraints
                .maximum
                .is_some_and(|maximum| maximum <= f64::from(u32::MAX))
            && format.is_empty() =>
        {
            Integer::U32
        }
        _ if unsigned => Integer::U64,
        _ if over(i64::MAX as f64) => return Type::Decimal,
        _ => Integer::I64,
    })
}

/// Returns the type of a number.
pub fn number(format: Option<&str>, constraints: &Constraints) -> Type {
    match format.map(str::to_ascii_lowercase).as_deref() {
        Some(
            "int32" | "int64" | "int16" | "int8" | "uint64" | "uint32" | "uint16" | "uint8"
            | "integer" | "long",
        ) => integer(format, constraints),
        Some(format)
            if is_wide(format)
                || matches!(format, "decimal" | "decimal128" | "bigdecimal" | "money") =>
        {
            Type::Decimal
        }
        _ => Type::Number,
    }
}

/// Returns the JSON type that a format applies to.
pub fn kind(format: &str) -> Option<SchemaType<'static>> {
    match format {
        "int32" | "int64" | "uint32" | "uint64" | "int8" | "int16" | "uint8" | "uint16" => {
            Some(SchemaType::Integer)
        }
        format if is_unix_time(format) => Some(SchemaType::Integer),
        "float" | "double" | "decimal" => Some(SchemaType::Number),
        "date-time" | "date" | "time" | "duration" | "uuid" | "byte" | "base64" | "base64url"
        | "binary" | "password" | "email" | "uri" | "url" | "hostname" | "ipv4" | "ipv6"
        | "uri-reference" | "http-date" | "string" => Some(SchemaType::String),
        _ => None,
    }
}

/// Returns `true` for seconds since 1970.
fn is_unix_time(format: &str) -> bool {
    matches!(
        format,
        "unixtime" | "unix-time" | "unix_time" | "unix-timestamp"
    )
}

fn is_wide(format: &str) -> bool {
    matches!(
        format,
        "bigint" | "biginteger" | "big-integer" | "int128" | "uint128" | "int256" | "uint256"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_least(minimum: f64) -> Constraints {
        Constraints {
            minimum: Some(minimum),
            ..Constraints::default()
        }
    }

    #[test]
    fn an_integer_that_is_never_negative_is_unsigned() {
        assert_eq!(
            integer(Some("int32"), &at_least(0.0)),
            Type::Integer(Integer::U32)
        );
        assert_eq!(
            integer(Some("int64"), &at_least(1.0)),
            Type::Integer(Integer::U64)
        );
        assert_eq!(integer(None, &at_least(-1.0)), Type::Integer(Integer::I64));
    }

    #[test]
    fn dates_of_http_and_unix_are_dates() {
        for format in ["http-date", "date-time-rfc1123"] {
            assert_eq!(string(Some(format), None, None), Type::HttpDate, "{format}");
        }
        for format in ["unixtime", "unix-time"] {
            let none = Constraints::default();
            assert_eq!(integer(Some(format), &none), Type::UnixTime, "{format}");
        }
        // A fraction of a second would be lost.
        assert_eq!(
            number(Some("unixtime"), &Constraints::default()),
            Type::Number
        );
    }

    #[test]
    fn a_number_with_the_format_of_an_integer_is_one() {
        assert_eq!(
            number(Some("int64"), &Constraints::default()),
            Type::Integer(Integer::I64)
        );
    }

    #[test]
    fn an_integer_beyond_64_bits_is_kept_as_text() {
        assert_eq!(
            integer(
                None,
                &Constraints {
                    maximum: Some(1e30),
                    ..Constraints::default()
                }
            ),
            Type::Decimal
        );
    }
}
