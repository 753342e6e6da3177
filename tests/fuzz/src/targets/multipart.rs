//! Multipart bodies: a reader that shares no code with the runtime finds the parts that were sent, whatever their names,
//! file names and contents are. The reader of the mock transport reads any bytes.

use crate::choices::Choices;
use crate::runtime::testing::MockTransport;
use crate::runtime::transport::{Body, Transport};
use crate::runtime::{FilePart, Multipart, Operation};
use crate::sdk::{operation, ready, sent};
use bytes::Bytes;
use http::Request;

static UPLOAD: Operation = operation("POST", "/upload");

/// A part as it is sent or received.
#[derive(Debug, PartialEq)]
struct Part {
    name: String,
    file_name: Option<String>,
    media_type: Option<String>,
    content: Vec<u8>,
}

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    if choices.once_in(4) {
        read_by_mock("multipart/form-data; boundary=x", choices.rest());
        return;
    }
    let mut parts = Vec::new();
    let mut body = Multipart::new();
    for _ in 0..choices.below(4) {
        // A part without a name has no file name either.
        let mut part = Part {
            name: format!("n{}", choices.text(6)),
            file_name: None,
            media_type: None,
            content: Vec::new(),
        };
        body = match choices.flag() {
            true => {
                let text = choices.text(20);
                part.content = text.clone().into_bytes();
                body.text(part.name.clone(), text)
            }
            false => {
                let length = choices.below(40);
                part.content = choices.bytes(length).to_vec();
                part.media_type = Some("application/octet-stream".to_owned());
                let mut file = FilePart::bytes(part.content.clone());
                part.file_name = Some(match choices.flag() {
                    true => choices.text(8),
                    false => part.name.clone(),
                });
                if let Some(name) = &part.file_name {
                    file = file.file_name(name.clone());
                }
                body.file(part.name.clone(), file)
            }
        };
        parts.push(part);
    }
    let request = sent(&UPLOAD, |call| call.multipart("multipart/form-data", body)).unwrap();
    let media_type = request.headers()["content-type"].to_str().unwrap();
    let boundary = media_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let body = request.body().as_bytes().unwrap();
    for part in &mut parts {
        part.name = escaped(&part.name);
        part.file_name = part.file_name.as_deref().map(escaped);
    }
    assert_eq!(
        read(boundary, body),
        parts,
        "{}",
        String::from_utf8_lossy(body)
    );
    let names = read_by_mock(media_type, body);
    assert_eq!(
        names.len(),
        parts.len(),
        "the mock transport reads as many parts"
    );
}

/// Escapes a name as the HTML standard does (section 4.10.21.8), and control characters in the same way.
fn escaped(name: &str) -> String {
    let characters = name.chars().map(|c| match c {
        c if c == '"' || c.is_ascii_control() => format!("%{:02X}", c as u32),
        other => other.to_string(),
    });
    characters.collect()
}

/// Reads a body, by RFC 2046, section 5.1.1.
fn read(boundary: &str, body: &[u8]) -> Vec<Part> {
    let delimiter = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut lines = Vec::new();
    // A line ends with CR and LF only.
    let mut start = 0;
    for end in 0..body.len() {
        if body[..end].ends_with(b"\r\n") {
            lines.push(&body[start..end]);
            start = end;
        }
    }
    lines.push(&body[start..]);
    let mut open: Option<Vec<&[u8]>> = None;
    for line in lines {
        let text = line.strip_suffix(b"\r\n").unwrap_or(line);
        let is_last = text == format!("{delimiter}--").as_bytes();
        if text == delimiter.as_bytes() || is_last {
            parts.extend(open.take().map(|lines| part(&lines)));
            open = (!is_last).then(Vec::new);
        } else if let Some(open) = &mut open {
            open.push(line);
        }
    }
    assert!(open.is_none(), "the body has no end");
    parts
}

fn part(lines: &[&[u8]]) -> Part {
    let blank = lines.iter().position(|line| *line == b"\r\n").unwrap();
    let (head, content) = lines.split_at(blank);
    let content = content[1..].concat();
    let mut part = Part {
        name: String::new(),
        file_name: None,
        media_type: None,
        content: content.strip_suffix(b"\r\n").unwrap().to_vec(),
    };
    for line in head {
        let line = std::str::from_utf8(line)
            .unwrap()
            .strip_suffix("\r\n")
            .unwrap();
        let (name, value) = line.split_once(": ").unwrap();
        match name {
            "Content-Disposition" => {
                let rest = value.strip_prefix("form-data; name=\"").unwrap();
                let (name, rest) = rest.split_once('"').unwrap();
                part.name = name.to_owned();
                part.file_name = rest.strip_prefix("; filename=\"").map(|rest| {
                    rest.strip_suffix('"')
                        .filter(|name| !name.contains('"'))
                        .unwrap()
                        .to_owned()
                });
                assert!(part.file_name.is_some() || rest.is_empty(), "{line}");
            }
            "Content-Type" => part.media_type = Some(value.to_owned()),
            other => panic!("a header {other}"),
        }
    }
    part
}

/// Reads a body with the mock transport. Returns the names of its parts.
fn read_by_mock(media_type: &str, body: &[u8]) -> Vec<String> {
    let transport = MockTransport::new();
    let request = Request::post("https://example.com")
        .header("content-type", media_type)
        .body(Body::from(Bytes::copy_from_slice(body)))
        .unwrap();
    let _ = ready(transport.send(request));
    let parts = transport.received()[0].parts();
    parts
        .iter()
        .map(|part| part.name().unwrap_or_default())
        .collect()
}
