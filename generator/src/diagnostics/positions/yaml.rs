//! Parse events of a YAML text, with byte offsets instead of the parser's character offsets.

use super::Event;
use saphyr_parser::{Event as Yaml, Parser, ScalarStyle};
use std::ops::Range;

/// Reports each event with its bytes until the end, the first error, or until `take` returns `false`.
pub(super) fn read(text: &str, take: &mut dyn FnMut(Event<'_>, Range<usize>) -> bool) {
    let mut bytes = Bytes::new(text);
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { return };
        let start = bytes.of(span.start.index());
        let range = || start..start;
        let goes_on = match event {
            Yaml::DocumentStart(_) => {
                let mark = text.get(start..).unwrap_or_default();
                let length = if mark.starts_with("---") { 3 } else { 1 };
                take(Event::StartDocument, start..start + length)
            }
            Yaml::MappingStart(..) => take(Event::StartObject, range()),
            Yaml::SequenceStart(..) => take(Event::StartArray, range()),
            Yaml::MappingEnd | Yaml::SequenceEnd => take(Event::End, range()),
            // The content of an alias has its own position; here it is a scalar.
            Yaml::Alias(_) => take(Event::Scalar("".into()), range()),
            Yaml::Scalar(content, style, ..) => {
                let end = match style {
                    // Of a block scalar, only the first line is marked.
                    ScalarStyle::Literal | ScalarStyle::Folded => start + 1,
                    _ => bytes.of(span.end.index()),
                };
                let written = text.get(start..end).unwrap_or_default();
                take(
                    Event::Scalar(content),
                    start..start + written.trim_end().len(),
                )
            }
            _ => true,
        };
        if !goes_on {
            return;
        }
    }
}

/// Converts character offsets to byte offsets. Fast while the offsets ascend.
struct Bytes<'a> {
    text: &'a str,
    character: usize,
    byte: usize,
}

impl<'a> Bytes<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            character: 0,
            byte: 0,
        }
    }

    fn of(&mut self, character: usize) -> usize {
        if character < self.character {
            (self.character, self.byte) = (0, 0);
        }
        let rest = self.text.get(self.byte..).unwrap_or_default();
        let steps = character - self.character;
        self.byte += rest
            .char_indices()
            .nth(steps)
            .map_or(rest.len(), |(byte, _)| byte);
        self.character = character;
        self.byte
    }
}
