//! Splits a body into JSON texts: JSON Lines, and JSON text sequences (RFC 7464).

use bytes::{Buf, Bytes, BytesMut};

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
    buffer: BytesMut,
    /// The number of bytes of the buffer that are known to contain no separator.
    searched: usize,
    separator: Separator,
}

impl RecordParser {
    pub fn new(separator: Separator) -> Self {
        Self {
            buffer: BytesMut::new(),
            searched: 0,
            separator,
        }
    }

    /// Adds received bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// Returns the number of bytes kept for the text that is being received.
    pub fn size(&self) -> usize {
        self.buffer.len()
    }

    /// Returns the next complete text. Blank ones are skipped.
    pub fn next_record(&mut self) -> Option<Bytes> {
        loop {
            let mut rest = self.buffer.iter().skip(self.searched);
            let Some(found) = rest.position(|byte| *byte == self.separator.byte()) else {
                self.searched = self.buffer.len();
                return None;
            };
            let record = self.buffer.split_to(self.searched + found);
            self.buffer.advance(1);
            self.searched = 0;
            if let Some(record) = trimmed(record) {
                return Some(record);
            }
        }
    }

    /// Returns the last text, which nothing follows.
    pub fn last_record(&mut self) -> Option<Bytes> {
        self.searched = 0;
        trimmed(self.buffer.split())
    }
}

fn trimmed(mut record: BytesMut) -> Option<Bytes> {
    let length = record.trim_ascii_end().len();
    record.truncate(length);
    record.advance(length - record.trim_ascii_start().len());
    (!record.is_empty()).then(|| record.freeze())
}
