//! The path of a request: the path template with its parameters replaced by values.
//!
//! A value that is empty, `.` or `..` could lead to another operation, so it is an error. This includes encoded
//! values, which servers decode and the `url` crate normalises.

use super::super::error::{Error, ErrorKind, Result};
use super::super::operation::{Operation, ParameterLocation, PathStyle};
use super::parameters;
use super::percent;
use serde_json::Value;

/// Returns the percent-encoded path of a request that the document does not describe.
pub fn custom(operation: &'static Operation, path: &str) -> Result<String> {
    let path = percent::template(path.split('#').next().unwrap_or_default()).to_string();
    check_dots(operation, &path)?;
    Ok(path)
}

/// The length of values for which there is room from the beginning.
const ROOM_FOR_VALUES: usize = 32;

/// Returns the percent-encoded path.
pub fn expand(operation: &'static Operation, values: &[Option<Value>]) -> Result<String> {
    let mut path = String::with_capacity(operation.path.len() + ROOM_FOR_VALUES);
    let mut rest = operation.path;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        path.extend(percent::template(before));
        path.push_str(&value_of(operation, name, values)?);
        rest = after;
    }
    path.extend(percent::template(rest));
    check_dots(operation, &path)?;
    Ok(path)
}

/// Returns the replacement for `{name}`.
fn value_of(operation: &'static Operation, name: &str, values: &[Option<Value>]) -> Result<String> {
    let found = operation
        .parameters
        .iter()
        .zip(values)
        .find_map(|(parameter, value)| match parameter.location {
            ParameterLocation::Path(style) if parameter.name == name => {
                Some((parameter, style, value))
            }
            _ => None,
        });
    let Some((parameter, style, Some(value))) = found else {
        return Err(invalid(operation, name, "is not set"));
    };
    let text =
        parameters::path(parameter, style, value).map_err(|why| invalid(operation, name, &why))?;
    if text.is_empty() || is_empty(style, name, &text) {
        return Err(invalid(operation, name, "is empty"));
    }
    Ok(text)
}

/// Returns `true` if the value is empty apart from the prefix of its style.
fn is_empty(style: PathStyle, name: &str, text: &str) -> bool {
    match style {
        PathStyle::Simple => text.is_empty(),
        PathStyle::Label => text.trim_start_matches('.').is_empty(),
        PathStyle::Matrix => text
            .strip_prefix(';')
            .is_none_or(|text| text == percent::path(name)),
    }
}

/// Returns an error if a segment is `.` or `..` after decoding it one or more times.
fn check_dots(operation: &'static Operation, path: &str) -> Result<()> {
    let path = path.split('?').next().unwrap_or(path);
    for segment in path.split('/') {
        // Only dots, encoded ever so often, decode to dots.
        let may_be_dots = |byte: u8| matches!(byte, b'.' | b'%') || byte.is_ascii_hexdigit();
        if segment.is_empty() || !segment.bytes().all(may_be_dots) {
            continue;
        }
        let mut segment = segment.to_owned();
        while let Some(decoded) = decoded(&segment) {
            segment = decoded;
        }
        if matches!(segment.as_str(), "." | "..") {
            let message = "a value makes a segment of the path `.` or `..`";
            return Err(Error::new(ErrorKind::Request, message).in_operation(operation));
        }
    }
    Ok(())
}

/// Decodes the text once. Returns `None` if that does not change it.
fn decoded(text: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8_lossy();
    (decoded != text).then(|| decoded.into_owned())
}

fn invalid(operation: &'static Operation, name: &str, why: &str) -> Error {
    let message = format!("the value of the path parameter `{name}` {why}");
    Error::new(ErrorKind::Request, message).in_operation(operation)
}
