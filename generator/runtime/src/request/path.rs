//! The path of a request: the template, with a value in place of each name in braces.
//!
//! A value that is empty, `.` or `..` would make a path of another operation, so it is refused, also where it is so once decoded
//! (servers decode, and the `url` crate takes `%2e%2e` for `..`).

use super::super::error::{Error, ErrorKind, Result};
use super::super::operation::{Operation, PathStyle, Place};
use super::parameters;
use super::percent;
use serde_json::Value;

/// The path, percent-encoded.
pub fn fill(operation: &'static Operation, slots: &[Option<Value>]) -> Result<String> {
    let mut path = String::new();
    let mut rest = operation.path;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        path.push_str(&percent::template(before));
        path.push_str(&value_of(operation, name, slots)?);
        rest = after;
    }
    path.push_str(&percent::template(rest));
    refuse_dots(operation, &path)?;
    Ok(path)
}

/// The text in place of `{name}`.
fn value_of(operation: &'static Operation, name: &str, slots: &[Option<Value>]) -> Result<String> {
    let found =
        operation
            .parameters
            .iter()
            .zip(slots)
            .find_map(|(parameter, value)| match parameter.place {
                Place::Path(style) if parameter.name == name => {
                    Some((style, parameter.explode, value))
                }
                _ => None,
            });
    let Some((style, explode, Some(value))) = found else {
        return Err(refused(operation, name, "is not given"));
    };
    let text = parameters::path(name, style, explode, value)
        .map_err(|why| refused(operation, name, &why))?;
    if text.is_empty() || is_empty(style, name, &text) {
        return Err(refused(operation, name, "is empty"));
    }
    Ok(text)
}

/// Whether the value is empty behind what its style puts before it.
fn is_empty(style: PathStyle, name: &str, text: &str) -> bool {
    match style {
        PathStyle::Simple => text.is_empty(),
        PathStyle::Label => text.trim_start_matches('.').is_empty(),
        PathStyle::Matrix => text
            .strip_prefix(';')
            .is_none_or(|text| text == percent::path(name)),
    }
}

/// Refuses a segment that is `.` or `..` once decoded, however often it must be.
fn refuse_dots(operation: &'static Operation, path: &str) -> Result<()> {
    let path = path.split('?').next().unwrap_or(path);
    for segment in path.split('/') {
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

/// The text decoded once, if that changes it.
fn decoded(text: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8_lossy();
    (decoded != text).then(|| decoded.into_owned())
}

fn refused(operation: &'static Operation, name: &str, why: &str) -> Error {
    let message = format!("the value of the path parameter `{name}` {why}");
    Error::new(ErrorKind::Request, message).in_operation(operation)
}
