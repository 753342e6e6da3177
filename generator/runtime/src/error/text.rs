//! How an error is printed. No text here may show a credential, a query or a value of the call.

use super::super::response::RawResponse;
use super::failure::{ErrorKind, Failure};
use std::fmt::{Formatter, Result};

/// How much of a body is shown.
const SHOWN: usize = 100;

/// Writes it on one line; the beginning of a body that could not be decoded on a second one.
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

/// Writes method and path template; says whether there are any.
fn subject(failure: &Failure, f: &mut Formatter<'_>) -> std::result::Result<bool, std::fmt::Error> {
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
    subject(failure, f)?;
    match &failure.target {
        Some(target) if failure.json_path.is_some() => {
            write!(f, " answered with JSON that does not fit {target}: ")?
        }
        _ => f.write_str(" answered with a body that cannot be read: ")?,
    }
    if let Some(path) = failure.json_path.as_deref().filter(|path| !path.is_empty()) {
        write!(f, "at {path}: ")?;
    }
    f.write_str(&failure.message)?;
    let Some(response) = &failure.response else {
        return Ok(());
    };
    let body = response.body();
    if body.is_empty() {
        return f.write_str("\n  body: empty");
    }
    if is_secret(failure) {
        let size = size(body.len());
        return write!(f, "\n  body: [redacted]  ({size}, kept in the error)");
    }
    let shown = one_line(&excerpt(response), SHOWN);
    write!(f, "\n  body: {}", shown.trim_end_matches('…'))?;
    if body.len() > SHOWN {
        write!(f, "…  ({}, kept in the error)", size(body.len()))?;
    }
    Ok(())
}

/// Whether the answer as a whole is a secret, or a list or a map of them.
fn is_secret(failure: &Failure) -> bool {
    let target = failure.target.as_deref().unwrap_or_default();
    target.contains("Secret<")
}

/// The beginning of a body, without secrets. More of it is looked at than is shown, so that none is cut in half and not known.
fn excerpt(response: &RawResponse) -> String {
    let body = response.body();
    let beginning = body.get(..8 * SHOWN).unwrap_or(body);
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim_end_matches('\u{fffd}');
    response.without_credentials(redacted(text, response.api().secrets))
}

/// `18 kB`
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

/// Text on one line, without control characters, cut at a length.
pub fn one_line(text: &str, longest: usize) -> String {
    let mut line = String::with_capacity(text.len().min(longest));
    for (count, c) in text.trim().chars().enumerate() {
        if count == longest {
            line.push('…');
            break;
        }
        line.push(if c.is_control() { ' ' } else { c });
    }
    line
}

/// Words in the name of a member whose value is better not shown.
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

/// JSON, perhaps cut off, with the values left out of members that are secrets by their name, or sound like it.
fn redacted(json: &str, secrets: &[&str]) -> String {
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

/// The end of the first `"name":` whose name is or sounds like that of a secret.
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

/// Whether a name, in its quotes, is one of these or sounds like that of a secret.
fn is_secret_name(quoted: &str, secrets: &[&str]) -> bool {
    // A server may write any character of it as an escape.
    let name = serde_json::from_str(quoted).unwrap_or_else(|_| quoted.to_owned());
    let lowercase = name.to_ascii_lowercase();
    secrets.contains(&name.as_str()) || SECRET_WORDS.iter().any(|word| lowercase.contains(word))
}

/// The length of the value with which the text begins; 0 where it is true, false or null, which say nothing.
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

/// The length of the object or the list with which the text begins; all of it if it is cut off.
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

/// The length of the string with which the text begins, both quotes counted; all of it if it is cut off.
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
