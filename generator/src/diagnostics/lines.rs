//! Lines and columns of byte offsets.

use std::ops::Range;

/// Characters are counted once for each block of so many bytes, so that a column in a line of 10 MB takes no longer
/// than one in a short line.
const BLOCK: usize = 4096;

/// The lines of a text.
#[derive(Debug)]
pub(super) struct Lines<'s> {
    text: &'s str,
    /// The offset of each line.
    starts: Vec<usize>,
    /// The number of characters before each block.
    characters: Vec<usize>,
}

/// A line and a column, which count from 1; a column is that of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub(super) struct LineColumn {
    pub line: usize,
    pub column: usize,
}

impl<'s> Lines<'s> {
    pub fn new(text: &'s str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(after.map(|(at, _)| at + 1));
        let mut characters = vec![0];
        let mut sum = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            sum += count(block);
            characters.push(sum);
        }
        Self {
            text,
            starts: starts.collect(),
            characters,
        }
    }

    /// Returns the line and the column of an offset.
    pub fn position(&self, offset: usize) -> LineColumn {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.start(line);
        LineColumn {
            line,
            column: self.before(offset).saturating_sub(self.before(start)) + 1,
        }
    }

    /// Returns the bytes of the line with this number, without its end.
    pub fn range(&self, line: usize) -> Range<usize> {
        let start = self.start(line);
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        let text = self.text.get(start..end).unwrap_or_default();
        start..start + text.trim_end_matches(['\n', '\r']).len()
    }

    fn start(&self, line: usize) -> usize {
        let index = line.saturating_sub(1);
        self.starts.get(index).copied().unwrap_or_default()
    }

    /// Returns the number of characters before an offset.
    fn before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        let known = self.characters.get(block).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(block * BLOCK..offset);
        known + rest.map_or(0, count)
    }
}

/// Returns the number of characters that begin in these bytes of UTF-8.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: usize) -> (usize, usize) {
        let found = Lines::new(text).position(offset);
        (found.line, found.column)
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(at("", 0), (1, 1));
        assert_eq!(at("a\nbc\n", 3), (2, 2));
        assert_eq!(at("a\nbc\n", 5), (3, 1));
        assert_eq!(at("é東: x", "é東: ".len()), (1, 5));
    }

    #[test]
    fn a_line_has_no_end() {
        let text = "a\r\nbc\n\nd";
        let lines = Lines::new(text);
        let all: Vec<&str> = (1..=4).map(|line| &text[lines.range(line)]).collect();
        assert_eq!(all, ["a", "bc", "", "d"]);
    }

    #[test]
    fn a_long_line_has_the_same_columns() {
        let text = "é".repeat(3 * BLOCK);
        assert_eq!(at(&text, 2 * (2 * BLOCK + 7)), (1, 2 * BLOCK + 8));
        assert_eq!(at(&text, text.len() + 9), (1, 3 * BLOCK + 1));
    }
}
