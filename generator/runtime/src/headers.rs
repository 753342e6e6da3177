//! Headers: which names and values can be sent.

use super::error::{Error, ErrorKind, Result};
use http::header::{HeaderName, HeaderValue};

/// A name and a value that can be sent. The error names the header and never repeats the value.
pub fn checked(name: &str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
        return Err(Error::new(
            ErrorKind::Request,
            format!("{name:?} is not the name of a header"),
        ));
    };
    let value = value_of(header.as_str(), value)?;
    Ok((header, value))
}

/// A value that can be sent in this header: no line breaks, no control characters; what is not ASCII goes as UTF-8.
pub fn value_of(name: &str, value: &str) -> Result<HeaderValue> {
    HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
        Error::new(
            ErrorKind::Request,
            format!(
                "the value for the header `{name}` has a line break or a control character in it"
            ),
        )
    })
}
