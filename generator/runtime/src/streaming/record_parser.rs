//! Splits a body into JSON texts: JSON Lines, and JSON text sequences (RFC 7464).
//!
//! A text is a part of the piece in which it was received. Only one that is cut by the end of a piece is copied.

use bytes::{Buf, Bytes};

/// What separates the JSON texts of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// A line end, as in JSON Lines.
    LineEnd,
    /// A record separator before each text, as in `application/json-seq`.
    RecordSeparator,
}

impl Separator {
    const fn byte(self) -> u8 {
        match self {
            Self::LineEnd => b'\n',
            Self::RecordSeparator => b'\x1e',
        }
    }
}

/// The state of splitting a body.
#[derive(Debug)]
pub struct RecordParser {
    /// The rest of the last piece.
    piece: Bytes,
    /// The beginning of a text whose end is not in the pieces so far.
    begun: Vec<u8>,
    separator: Separator,
}

impl RecordParser {
    pub fn new(separator: Separator) -> Self {
        Self {
            piece: Bytes::new(),
            begun: Vec::new(),
            separator,
        }
    }

    /// Adds the next piece.
    pub fn push(&mut self, piece: Bytes) {
        if self.piece.is_empty() {
            self.piece = piece;
        } else {
            self.piece = [&*self.piece, &*piece].concat().into();
        }
    }

    /// Returns the number of bytes kept for the text that is being received.
    pub fn size(&self) -> usize {
        self.begun.len() + self.piece.len()
    }

    /// Returns the next complete text. Blank ones are skipped.
    pub fn next_record(&mut self) -> Option<Bytes> {
        loop {
            let Some(end) = memchr::memchr(self.separator.byte(), &self.piece) else {
                let piece = std::mem::take(&mut self.piece);
                self.begun.extend_from_slice(&piece);
                return None;
            };
            let end = self.piece.split_to(end);
            self.piece.advance(1);
            if let Some(record) = trimmed(self.whole(end)) {
                return Some(record);
            }
        }
    }

    /// Returns the last text, which nothing follows.
    pub fn last_record(&mut self) -> Option<Bytes> {
        let end = std::mem::take(&mut self.piece);
        trimmed(self.whole(end))
    }

    /// Returns a text, of which the beginning may be in earlier pieces.
    fn whole(&mut self, end: Bytes) -> Bytes {
        if self.begun.is_empty() {
            return end;
        }
        let mut whole = std::mem::take(&mut self.begun);
        whole.extend_from_slice(&end);
        whole.into()
    }
}

fn trimmed(mut record: Bytes) -> Option<Bytes> {
    let length = record.trim_ascii_end().len();
    record.truncate(length);
    record.advance(length - record.trim_ascii_start().len());
    (!record.is_empty()).then_some(record)
}
