//! Formats an error. The text never contains a credential, a query or a value of the call.

use super::super::response::RawResponse;
use super::failure::{ErrorKind, Failure};
use std::fmt::{Formatter, Result};

/// The maximum length of the excerpt of a body.
const MAX_EXCERPT: usize = 100;

/// Writes an error on one line. For a body that could not be decoded, a second line has its beginning.
pub fn write(failure: &Failure, f: &mut Formatter<'_>) -> Result {
    match failure.kind {
        ErrorKind::Decode => undecoded(failure, f),
        ErrorKind::Status => status(failure, f),
        _ => {
            if subject(failure, f)? {
                f.write_str(" failed: ")?;
            }
            f.write_str(&failure.message)?;
            ending(failure, f)
        }
    }
}

/// Writes method and path template. Returns `false` if the error has no operation.
fn subject(failure: &Failure, f: &mut Formatter<'_>) -> std::result::Result<bool, std::fmt::Error> {
    if let Some(custom) = &failure.custom {
        f.write_str(custom)?;
        return Ok(true);
    }
    let Some(operation) = failure.operation else {
        return Ok(false);
    };
    write!(f, "{} {}", operation.method, operation.path)?;
    Ok(true)
}

fn status(failure: &Failure, f: &mut Formatter<'_>) -> Result {
    subject(failure, f)?;
    f.write_str(" failed")?;
    if let Some(response) = &failure.response {
        write!(f, ": {}", response.status())?;
        let code = http::StatusCode::from_u16(response.status()).ok();
        if let Some(reason) = code.and_then(|code| code.canonical_reason()) {
            write!(f, " {reason}")?;
        }
    }
    if !failure.message.is_empty() {
        write!(f, ": {}", failure.message)?;
    }
    ending(failure, f)
}

/// ` (request id 8f1c, 2 attempts)`
fn ending(failure: &Failure, f: &mut Formatter<'_>) -> Result {
    let mut parts = Vec::new();
    let response = failure.response.as_ref();
    if let Some(id) = response.and_then(|response| response.request_id()) {
        parts.push(format!("request id {}", one_line(id, 100)));
    }
    match failure.attempts {
        0 => {}
        1 => parts.push("1 attempt".to_owned()),
        attempts => parts.push(format!("{attempts} attempts")),
    }
    if parts.is_empty() {
        return Ok(());
    }
    write!(f, " ({})", parts.join(", "))
}

fn undecoded(failure: &Failure, f: &mut Formatter<'_>) -> Result {
    let has = match &failure.received {
        Some(received) => {
            f.write_str(&received.subject)?;
            "has"
        }
        None => {
            subject(failure, f)?;
            "answered with"
        }
    };
    match &failure.target {
        Some(target) if failure.json_path.is_some() => {
            write!(f, " {has} JSON that does not fit {}: ", target.name)?
        }
        _ => write!(f, " {has} a body that cannot be read: ")?,
    }
    if let Some(path) = failure.json_path.as_deref().filter(|path| !path.is_empty()) {
        write!(f, "at {path}: ")?;
    }
    f.write_str(&failure.message)?;
    let (body, secrets) = match (&failure.received, &failure.response) {
        (Some(received), _) => (&received.body, received.secrets),
        (None, Some(response)) => (response.body(), response.api().secrets),
        (None, None) => return Ok(()),
    };
    if body.is_empty() {
        return f.write_str("\n  body: empty");
    }
    if failure
        .target
        .as_ref()
        .is_some_and(|target| target.is_secret)
    {
        let size = size(body.len());
        return write!(f, "\n  body: [redacted]  ({size}, kept in the error)");
    }
    let mut shown = excerpt(body, secrets);
    if let Some(response) = &failure.response {
        shown = response.without_credentials(shown);
    }
    let shown = one_line(&shown, MAX_EXCERPT);
    write!(f, "\n  body: {}", shown.trim_end_matches('…'))?;
    if body.len() > MAX_EXCERPT {
        write!(f, "…  ({}, kept in the error)", size(body.len()))?;
    }
    Ok(())
}

/// Returns the beginning of a body, without secrets. Secrets are searched in a longer part than is shown, so that one
/// at the cut is recognised.
fn excerpt(body: &[u8], secrets: &[&str]) -> String {
    let beginning = body.get(..8 * MAX_EXCERPT).unwrap_or(body);
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim_end_matches('\u{fffd}');
    redact(text, secrets)
}

/// `18 kB`
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

/// Returns text on one line, without control characters, truncated to a maximum length.
pub fn one_line(text: &str, max_length: usize) -> String {
    let mut line = String::with_capacity(text.len().min(max_length));
    for (count, c) in text.trim().chars().enumerate() {
        if count == max_length {
            line.push('…');
            break;
        }
        line.push(if c.is_control() { ' ' } else { c });
    }
    line
}

/// Parts of names of properties whose values are not shown.
const SECRET_WORDS: &[&str] = &[
    "token",
    "secret",
    "passw",
    "passphrase",
    "credential",
    "authorization",
    "cookie",
    "apikey",
    "api_key",
    "api-key",
    "accesskey",
    "access_key",
    "privatekey",
    "private_key",
    "signature",
    "jwt",
];

/// Removes the values of secret properties from JSON, which may be truncated. A property is secret if it is listed or
/// if its name suggests it.
fn redact(json: &str, secrets: &[&str]) -> String {
    let mut result = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(colon) = after_secret_name(rest, secrets) {
        let (before, after) = rest.split_at(colon);
        result.push_str(before);
        let value = after.trim_start();
        let length = value_length(value);
        if length == 0 {
            rest = after;
            continue;
        }
        result.push_str("\"[redacted]\"");
        rest = value.get(length..).unwrap_or_default();
    }
    result.push_str(rest);
    result
}

/// Returns the end of the first `"name":` with the name of a secret.
fn after_secret_name(json: &str, secrets: &[&str]) -> Option<usize> {
    let mut from = 0;
    while let Some(start) = json.get(from..)?.find('"').map(|at| from + at) {
        let length = string_length(json.get(start..)?);
        let end = start + length;
        let after = json.get(end..)?;
        let blank = after.len() - after.trim_start().len();
        if after.trim_start().starts_with(':') && is_secret_name(json.get(start..end)?, secrets) {
            return Some(end + blank + 1);
        }
        from = end;
    }
    None
}

/// Returns `true` if a quoted name is one of these or suggests a secret.
fn is_secret_name(quoted: &str, secrets: &[&str]) -> bool {
    // A server may write any character as an escape sequence.
    let name = serde_json::from_str(quoted).unwrap_or_else(|_| quoted.to_owned());
    let lowercase = name.to_ascii_lowercase();
    secrets.contains(&name.as_str()) || SECRET_WORDS.iter().any(|word| lowercase.contains(word))
}

/// Returns the length of the value at the beginning of the text; 0 for true, false and null, which reveal nothing.
fn value_length(json: &str) -> usize {
    if json.starts_with('"') {
        string_length(json)
    } else if json.starts_with(['{', '[']) {
        nested_length(json)
    } else if json.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        json.find([',', '}', ']', ' ', '\n']).unwrap_or(json.len())
    } else {
        0
    }
}

/// Returns the length of the object or array at the beginning of the text; the whole length if it is truncated.
fn nested_length(json: &str) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(c) = json.get(at..).and_then(|rest| rest.chars().next()) {
        match c {
            '"' => {
                at += json.get(at..).map_or(1, string_length);
                continue;
            }
            '{' | '[' => depth += 1,
            '}' | ']' if depth <= 1 => return at + 1,
            '}' | ']' => depth -= 1,
            _ => {}
        }
        at += c.len_utf8();
    }
    json.len()
}

/// Returns the length of the string at the beginning of the text with its quotes; the whole length if it is truncated.
fn string_length(json: &str) -> usize {
    let mut escaped = false;
    for (at, c) in json.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    json.len()
}
