//! The events of a YAML text, with bytes instead of the parser's characters.

use super::Event;
use saphyr_parser::{Event as Yaml, Parser, ScalarStyle};
use std::ops::Range;

/// Tells each event with its bytes, up to the end, to the first mistake, or until nobody wants to hear more.
pub(super) fn read(text: &str, take: &mut dyn FnMut(Event<'_>, Range<usize>) -> bool) {
    let mut bytes = Bytes::new(text);
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { return };
        let start = bytes.of(span.start.index());
        let range = || start..start;
        let goes_on = match event {
            Yaml::MappingStart(..) => take(Event::StartObject, range()),
            Yaml::SequenceStart(..) => take(Event::StartArray, range()),
            Yaml::MappingEnd | Yaml::SequenceEnd => take(Event::End, range()),
            // What an alias stands for has its own place; here it is a scalar.
            Yaml::Alias(_) => take(Event::Scalar("".into()), range()),
            Yaml::Scalar(content, style, ..) => {
                let end = match style {
                    // A block scalar is marked by its first line only.
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

/// Turns numbers of characters into numbers of bytes, quickly as long as they hardly go back.
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
