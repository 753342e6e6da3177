//! Decodes multipart bodies (RFC 2046, section 5.1).

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use std::fmt;

/// A part of a multipart body that was received. Its `Debug` output does not show the content.
#[derive(Clone)]
pub struct ReceivedPart {
    headers: HeaderMap,
    body: Bytes,
}

impl ReceivedPart {
    /// Returns the name of the part.
    pub fn name(&self) -> Option<String> {
        self.parameter("name")
    }

    /// Returns the file name, if the part is a file.
    pub fn file_name(&self) -> Option<String> {
        self.parameter("filename")
    }

    /// Returns the media type, if the part has one.
    pub fn content_type(&self) -> Option<&str> {
        self.header("content-type")
    }

    /// Returns the value of a header, if it is present and valid text.
    pub fn header(&self, name: &str) -> Option<&str> {
        std::str::from_utf8(self.headers.get(name)?.as_bytes()).ok()
    }

    /// Returns the content.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Returns the content as text; empty if it is not valid UTF-8.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap_or_default()
    }

    fn parameter(&self, name: &str) -> Option<String> {
        let disposition = self.header("content-disposition")?;
        let (_, rest) = disposition.split_once(&format!("; {name}=\""))?;
        let (value, _) = rest.split_once('"')?;
        Some(unescaped(value))
    }
}

/// Decodes what the names of parts escape: quotes and control characters.
fn unescaped(text: &str) -> String {
    let escaped = ('\0'..='\x1f').chain(['"', '\x7f']);
    escaped.fold(text.to_owned(), |text, c| {
        text.replace(&format!("%{:02X}", u32::from(c)), &c.to_string())
    })
}

impl fmt::Debug for ReceivedPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivedPart")
            .field("name", &self.name())
            .field("file_name", &self.file_name())
            .field("content_type", &self.content_type())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// Returns the parts of a body with this media type.
pub(super) fn parts(media_type: &str, body: &Bytes) -> Vec<ReceivedPart> {
    let Some((_, boundary)) = media_type.split_once("boundary=") else {
        return Vec::new();
    };
    let boundary = boundary
        .split(';')
        .next()
        .unwrap_or_default()
        .trim_matches('"');
    let mut parts = Vec::new();
    let Some(mut at) = body
        .starts_with(format!("--{boundary}\r\n").as_bytes())
        .then_some(boundary.len() + 4)
    else {
        return Vec::new();
    };
    let delimiter = format!("\r\n--{boundary}");
    while let Some(rest) = body.get(at..) {
        let Some(length) = find(rest, delimiter.as_bytes()) else {
            break;
        };
        parts.extend(part(&body.slice(at..at + length)));
        at += length + delimiter.len() + 2;
    }
    parts
}

fn part(bytes: &Bytes) -> Option<ReceivedPart> {
    let length = find(bytes, b"\r\n\r\n")?;
    let head = std::str::from_utf8(bytes.get(..length)?).ok()?;
    let mut headers = HeaderMap::new();
    for line in head.lines() {
        let (name, value) = line.split_once(": ")?;
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        headers.append(name, HeaderValue::from_bytes(value.as_bytes()).ok()?);
    }
    Some(ReceivedPart {
        headers,
        body: bytes.slice(length + 4..),
    })
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}
