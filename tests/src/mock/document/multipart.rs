//! Splits multipart bodies (RFC 2046 section 5.1, RFC 7578). Written for the tests, from the specifications.

/// A part of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) name: Option<String>,
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) content: Vec<u8>,
}

/// Splits a body with the boundary that its content type states.
///
/// # Errors
/// Why the body is malformed.
pub(super) fn parts(content_type: &str, body: &[u8]) -> Result<Vec<Part>, String> {
    let boundary = parameter(content_type, "boundary").ok_or("the content type has no boundary")?;
    let delimiter = [b"\r\n--", boundary.as_bytes()].concat();
    // The first delimiter has no line break before it.
    let whole = [b"\r\n", body].concat();
    let mut pieces = split(&whole, &delimiter).into_iter();
    pieces.next().ok_or("the body is empty")?;
    let mut parts = Vec::new();
    for piece in pieces {
        if piece.starts_with(b"--") {
            return Ok(parts);
        }
        let piece = piece
            .strip_prefix(b"\r\n")
            .ok_or("a boundary is not followed by a line break")?;
        parts.push(part(piece)?);
    }
    Err("there is no boundary at the end".to_owned())
}

fn part(piece: &[u8]) -> Result<Part, String> {
    let (head, content) = match piece.strip_prefix(b"\r\n") {
        Some(content) => (&[][..], content),
        None => {
            let at =
                find(piece, b"\r\n\r\n").ok_or("a part has no empty line after its headers")?;
            let (head, rest) = piece.split_at(at);
            (head, rest.get(4..).unwrap_or_default())
        }
    };
    let mut part = Part {
        content: content.to_vec(),
        ..Part::default()
    };
    let head = std::str::from_utf8(head).map_err(|_| "the headers of a part are not UTF-8")?;
    for line in head.split("\r\n").filter(|line| !line.is_empty()) {
        let (name, value) = line
            .split_once(':')
            .ok_or("a header of a part has no colon")?;
        match name.trim().to_lowercase().as_str() {
            "content-type" => part.content_type = Some(value.trim().to_owned()),
            "content-disposition" => {
                part.name = parameter(value, "name");
                part.file_name = parameter(value, "filename");
            }
            _ => {}
        }
    }
    Ok(part)
}

/// Returns a parameter of a header such as `form-data; name="a"`.
pub(super) fn parameter(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header.split_once(';')?.1;
    loop {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted_string(quoted),
            None => {
                let (value, next) = after.split_once(';').unwrap_or((after, ""));
                (value.trim().to_owned(), next)
            }
        };
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = next.trim_start().trim_start_matches(';');
    }
}

/// Returns the content of a quoted string after its first quote, and what follows. Browsers write a quote as `%22`,
/// and HTTP as `\"`.
fn quoted_string(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => {
                let rest = text.get(at + 1..).unwrap_or_default();
                return (
                    value
                        .replace("%22", "\"")
                        .replace("%0D", "\r")
                        .replace("%0A", "\n"),
                    rest,
                );
            }
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

fn split<'b>(bytes: &'b [u8], delimiter: &[u8]) -> Vec<&'b [u8]> {
    let (mut pieces, mut rest) = (Vec::new(), bytes);
    while let Some(at) = find(rest, delimiter) {
        let (piece, after) = rest.split_at(at);
        pieces.push(piece);
        rest = after.get(delimiter.len()..).unwrap_or_default();
    }
    pieces.push(rest);
    pieces
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::{Part, parameter, parts};

    #[test]
    fn parts_are_split_with_their_headers() {
        let body = b"--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\ny\r\n--b\r\n\
            content-disposition: form-data; filename=\"q\\\"%22.txt\"; name=f\r\ncontent-type: text/plain\r\n\r\n\r\n--b--\r\n";
        let expected = [
            Part {
                name: Some("a".to_owned()),
                content: b"x\r\ny".to_vec(),
                ..Part::default()
            },
            Part {
                name: Some("f".to_owned()),
                file_name: Some("q\"\".txt".to_owned()),
                content_type: Some("text/plain".to_owned()),
                content: Vec::new(),
            },
        ];
        let found = parts("multipart/form-data; boundary=b", body);
        assert_eq!(found.as_deref(), Ok(expected.as_slice()));
    }

    #[test]
    fn a_body_without_an_end_is_malformed() {
        let body = b"--b\r\ncontent-disposition: form-data; name=a\r\n\r\nx";
        assert!(parts("multipart/form-data; boundary=b", body).is_err());
        assert!(parts("multipart/form-data", body).is_err());
        assert_eq!(
            parameter("form-data; name=\"a;b\"; x=y", "x"),
            Some("y".to_owned())
        );
    }
}
