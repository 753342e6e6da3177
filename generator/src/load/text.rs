//! Decodes files: bytes → text.
//!
//! JSON and YAML are encoded in UTF-8. A byte order mark is removed. UTF-16 is converted, and is detected by its byte
//! order mark or by its zero bytes. Bytes that are not valid UTF-8 are replaced by U+FFFD, and this is reported.

/// A decoded text, and the place of the first replacement.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The offset of the first byte that is not valid.
    pub repaired_at: Option<usize>,
}

/// Decodes the bytes of a file.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    match bytes.as_slice() {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest.to_vec()),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [first, 0, ..] if *first != 0 => utf16(&bytes, u16::from_le_bytes),
        [0, second, ..] if *second != 0 => utf16(&bytes, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: Vec<u8>) -> Decoded {
    match String::from_utf8(bytes) {
        Ok(text) => Decoded {
            text,
            repaired_at: None,
        },
        Err(error) => Decoded {
            repaired_at: Some(error.utf8_error().valid_up_to()),
            text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
        },
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut decoded = Decoded {
        text: String::with_capacity(bytes.len() / 2),
        repaired_at: None,
    };
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        if character.is_err() {
            decoded.repaired_at.get_or_insert(decoded.text.len());
        }
        decoded.text.push(character.unwrap_or('\u{fffd}'));
    }
    if !rest.is_empty() {
        decoded.repaired_at.get_or_insert(decoded.text.len());
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_taken_off() {
        assert_eq!(decode(b"\xef\xbb\xbf{}".to_vec()).text, "{}");
    }

    #[test]
    fn utf_16_is_text() {
        assert_eq!(
            decode(b"\xff\xfea\0: \0".to_vec()).text.chars().next(),
            Some('a')
        );
        assert_eq!(decode(b"{\0}\0".to_vec()).text, "{}");
        assert_eq!(decode(b"\xfe\xff\0{\0}".to_vec()).text, "{}");
    }

    #[test]
    fn other_bytes_are_marked() {
        let decoded = decode(b"a: caf\xe9".to_vec());
        assert_eq!(
            (decoded.text.as_str(), decoded.repaired_at),
            ("a: caf\u{fffd}", Some(6))
        );
    }
}
