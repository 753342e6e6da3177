//! Parses an event stream, by the rules of the HTML standard, section 9.2.6 ("Interpreting an event stream").
//!
//! The bytes arrive in pieces that can be cut anywhere, also inside a line end or a character. Lines are read where
//! they are: only what an event consists of is copied, and the beginning of a line that is cut.

use bytes::{Buf, Bytes};
use std::time::Duration;

/// An event of an event stream (server-sent events), as it was received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServerSentEvent {
    /// The name of the event; empty if the server sent none, which means `message`.
    pub event: String,
    /// The data. Several lines are joined by line feeds.
    pub data: String,
    /// The ID of the event, or that of the last event before it that had one. Empty if there was none.
    pub id: String,
    /// The time that the server asks to wait before reconnecting, if the event has one.
    pub retry: Option<Duration>,
}

/// The state of parsing a stream.
#[derive(Debug, Default)]
pub struct EventParser {
    /// The rest of the last piece.
    piece: Bytes,
    /// The beginning of a line whose end is not in the pieces so far.
    begun: Vec<u8>,
    /// Whether the previous line ended with CR: an LF that follows belongs to it.
    ended_with_cr: bool,
    /// Whether the first line, which can begin with a byte order mark, has been read.
    is_started: bool,
    unfinished: Unfinished,
    /// An event whose memory the next one uses.
    spare: ServerSentEvent,
    /// The ID of the last complete event that had one.
    last_id: String,
    /// The last time to wait before reconnecting that a complete event had.
    retry: Option<Duration>,
}

/// The event whose lines are being received.
#[derive(Debug, Default)]
struct Unfinished {
    event: ServerSentEvent,
    has_data: bool,
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The largest text whose memory is kept for the next event.
const MOST_KEPT: usize = 64 << 10;

impl EventParser {
    /// Adds the next piece.
    pub fn push(&mut self, piece: Bytes) {
        if self.piece.is_empty() {
            self.piece = piece;
        } else {
            self.piece = [&*self.piece, &*piece].concat().into();
        }
    }

    /// Returns the number of bytes kept for the event that is being received.
    pub fn size(&self) -> usize {
        let event = &self.unfinished.event;
        self.begun.len() + self.piece.len() + event.data.len() + event.event.len()
    }

    /// Returns the next complete event. An event without data is not one.
    pub fn next_event(&mut self) -> Option<ServerSentEvent> {
        let mut piece = std::mem::take(&mut self.piece);
        let mut rest: &[u8] = &piece;
        let event = self.read_event(&mut rest);
        let read = piece.len() - rest.len();
        piece.advance(read);
        self.piece = piece;
        event
    }

    /// Reads lines up to the end of an event, and returns it if it is one.
    fn read_event(&mut self, rest: &mut &[u8]) -> Option<ServerSentEvent> {
        loop {
            if self.ended_with_cr && !rest.is_empty() {
                self.ended_with_cr = false;
                *rest = rest.strip_prefix(b"\n").unwrap_or(rest);
            }
            let end = memchr::memchr2(b'\r', b'\n', rest);
            let Some((line, [line_end, after @ ..])) =
                end.and_then(|end| rest.split_at_checked(end))
            else {
                self.begun.extend_from_slice(std::mem::take(rest));
                return None;
            };
            self.ended_with_cr = *line_end == b'\r';
            *rest = after;
            if self.line(line)
                && let Some(event) = self.end_of_event()
            {
                return Some(event);
            }
        }
    }

    /// Takes an event back that is no longer used, for its memory.
    pub fn reuse(&mut self, event: ServerSentEvent) {
        self.spare = event;
    }

    /// Forgets the event that is being received, for a new connection.
    pub fn restart(&mut self) {
        let (last_id, retry) = (std::mem::take(&mut self.last_id), self.retry());
        *self = Self {
            last_id: last_id.clone(),
            retry,
            ..Self::default()
        };
        self.unfinished.event.id = last_id;
    }

    /// Returns the ID of the last complete event that had one, empty if there is none.
    pub fn last_id(&self) -> &str {
        &self.last_id
    }

    /// Returns the last time to wait before reconnecting that the server asked for.
    pub fn retry(&self) -> Option<Duration> {
        self.unfinished.event.retry.or(self.retry)
    }

    /// Reads the end of a line. Returns `true` if the line is blank, which ends an event.
    fn line(&mut self, end: &[u8]) -> bool {
        if self.is_started && self.begun.is_empty() {
            return self.unfinished.line(end);
        }
        self.begun.extend_from_slice(end);
        let is_first = !std::mem::replace(&mut self.is_started, true);
        let line = match self.begun.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) if is_first => rest,
            _ => &self.begun,
        };
        let is_blank = self.unfinished.line(line);
        self.begun.clear();
        self.begun.shrink_to(MOST_KEPT);
        is_blank
    }

    fn end_of_event(&mut self) -> Option<ServerSentEvent> {
        self.retry = self.retry();
        let event = &self.unfinished.event;
        self.last_id.clone_from(&event.id);
        let mut next = std::mem::take(&mut self.spare);
        next.id.clone_from(&event.id);
        for text in [&mut next.event, &mut next.data] {
            text.clear();
            text.shrink_to(MOST_KEPT);
        }
        next.retry = None;
        let event = std::mem::replace(&mut self.unfinished.event, next);
        if std::mem::take(&mut self.unfinished.has_data) {
            return Some(event);
        }
        self.spare = event;
        None
    }
}

impl Unfinished {
    /// Reads a line. Returns `true` if it is blank, which ends the event.
    fn line(&mut self, line: &[u8]) -> bool {
        let colon = memchr::memchr(b':', line);
        let (name, rest) = line.split_at(colon.unwrap_or(line.len()));
        let value = rest.strip_prefix(b":").unwrap_or(rest);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match name {
            b"" if line.is_empty() => return true,
            b"event" => replace(&mut self.event.event, value),
            b"data" => {
                if self.has_data {
                    self.event.data.push('\n');
                }
                self.has_data = true;
                append(&mut self.event.data, value);
            }
            b"id" if !value.contains(&0) => replace(&mut self.event.id, value),
            b"retry" if value.iter().all(u8::is_ascii_digit) => {
                let digits = str::from_utf8(value).ok();
                if let Some(milliseconds) = digits.and_then(|digits| digits.parse().ok()) {
                    self.event.retry = Some(Duration::from_millis(milliseconds));
                }
            }
            // A comment, or an unknown field.
            _ => {}
        }
        false
    }
}

fn replace(text: &mut String, bytes: &[u8]) {
    text.clear();
    append(text, bytes);
}

/// Appends bytes as text. What is not valid UTF-8 becomes U+FFFD.
fn append(text: &mut String, bytes: &[u8]) {
    match str::from_utf8(bytes) {
        Ok(valid) => text.push_str(valid),
        Err(_) => text.push_str(&String::from_utf8_lossy(bytes)),
    }
}
