//! Parse events of a JSON text (RFC 8259). The text has been parsed before, so errors are not reported again.

use super::Event;
use std::borrow::Cow;
use std::ops::Range;

/// Reports each event with its bytes until the end, the first error, or until `take` returns `false`.
pub(super) fn read(text: &str, take: &mut dyn FnMut(Event<'_>, Range<usize>) -> bool) {
    let mut rest = text.char_indices().peekable();
    while let Some((start, character)) = rest.next() {
        let goes_on = match character {
            '{' => take(Event::StartObject, start..start + 1),
            '[' => take(Event::StartArray, start..start + 1),
            '}' | ']' => take(Event::End, start..start + 1),
            '"' => {
                let mut escaped = false;
                let closing = rest.find(|(_, character)| {
                    let closes = *character == '"' && !escaped;
                    escaped = *character == '\\' && !escaped;
                    closes
                });
                let Some((last, _)) = closing else { return };
                let range = start..last + 1;
                let quoted = text.get(range.clone()).unwrap_or_default();
                let content = serde_json::from_str::<String>(quoted).unwrap_or_default();
                take(Event::Scalar(Cow::Owned(content)), range)
            }
            ',' | ':' => true,
            _ if character.is_whitespace() || character == '\u{feff}' => true,
            _ => {
                let mut end = start + character.len_utf8();
                while let Some((at, next)) = rest.peek() {
                    if next.is_whitespace() || ",:]}[{\"".contains(*next) {
                        break;
                    }
                    end = at + next.len_utf8();
                    rest.next();
                }
                let literal = text.get(start..end).unwrap_or_default();
                take(Event::Scalar(Cow::Borrowed(literal)), start..end)
            }
        };
        if !goes_on {
            return;
        }
    }
}
