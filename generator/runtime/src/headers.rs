//! Validation of header names and values.

use super::error::{Error, ErrorKind, Result};
use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};

/// Validates a name and a value. The error contains the name, but never the value.
pub fn parse(name: &str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
        return Err(Error::new(
            ErrorKind::Request,
            format!("{name:?} is not the name of a header"),
        ));
    };
    let value = parse_value(header.as_str(), value)?;
    Ok((header, value))
}

/// Validates a value: no line breaks and no control characters. Other characters are sent as UTF-8.
pub fn parse_value(name: &str, value: &str) -> Result<HeaderValue> {
    HeaderValue::from_bytes(value.as_bytes()).map_err(|_| invalid_value(name))
}

/// Validates a value without copying it.
pub fn owned_value(name: &str, value: String) -> Result<HeaderValue> {
    HeaderValue::from_maybe_shared(Bytes::from(value)).map_err(|_| invalid_value(name))
}

fn invalid_value(name: &str) -> Error {
    Error::new(
        ErrorKind::Request,
        format!("the value for the header `{name}` contains a line break or a control character"),
    )
}
