//! Parses an event stream, by the rules of the HTML standard, section 9.2.6 ("Interpreting an event stream").
//!
//! The bytes arrive in pieces that can be cut anywhere, also inside a line end or a character.

use bytes::{Buf, BytesMut};
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
    buffer: BytesMut,
    /// The number of bytes of the buffer that are known to contain no line end.
    searched: usize,
    /// Whether the previous line ended with CR: an LF that follows belongs to it.
    ended_with_cr: bool,
    is_started: bool,
    /// The event whose lines are being received.
    event: ServerSentEvent,
    has_data: bool,
    /// The ID of the last complete event that had one.
    last_id: String,
    /// The last time to wait before reconnecting that the server asked for.
    retry: Option<Duration>,
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

impl EventParser {
    /// Adds received bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// Returns the number of bytes kept for the event that is being received.
    pub fn size(&self) -> usize {
        self.buffer.len() + self.event.data.len() + self.event.event.len()
    }

    /// Returns the next complete event. An event without data is not one.
    pub fn next_event(&mut self) -> Option<ServerSentEvent> {
        while let Some(line) = self.next_line() {
            if line.is_empty() {
                if let Some(event) = self.end_of_event() {
                    return Some(event);
                }
                continue;
            }
            self.field(&line);
        }
        None
    }

    /// Forgets the event that is being received, for a new connection.
    pub fn restart(&mut self) {
        let (last_id, retry) = (std::mem::take(&mut self.last_id), self.retry);
        *self = Self {
            event: ServerSentEvent {
                id: last_id.clone(),
                ..ServerSentEvent::default()
            },
            last_id,
            retry,
            ..Self::default()
        };
    }

    /// Returns the ID of the last complete event that had one, empty if there is none.
    pub fn last_id(&self) -> &str {
        &self.last_id
    }

    /// Returns the last time to wait before reconnecting that the server asked for.
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Takes the next complete line, without its end, off the buffer.
    fn next_line(&mut self) -> Option<String> {
        if !self.is_started {
            if self.buffer.len() < BYTE_ORDER_MARK.len()
                && BYTE_ORDER_MARK.starts_with(&self.buffer)
            {
                return None;
            }
            self.is_started = true;
            if self.buffer.starts_with(BYTE_ORDER_MARK) {
                self.buffer.advance(BYTE_ORDER_MARK.len());
            }
        }
        if self.ended_with_cr && !self.buffer.is_empty() {
            self.ended_with_cr = false;
            if self.buffer.first() == Some(&b'\n') {
                self.buffer.advance(1);
            }
        }
        let mut rest = self.buffer.iter().skip(self.searched);
        let Some(found) = rest.position(|byte| matches!(byte, b'\r' | b'\n')) else {
            self.searched = self.buffer.len();
            return None;
        };
        let line = self.buffer.split_to(self.searched + found);
        self.searched = 0;
        self.ended_with_cr = self.buffer.first() == Some(&b'\r');
        self.buffer.advance(1);
        Some(String::from_utf8_lossy(&line).into_owned())
    }

    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "event" => value.clone_into(&mut self.event.event),
            "data" => {
                if self.has_data {
                    self.event.data.push('\n');
                }
                self.has_data = true;
                self.event.data.push_str(value);
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.event.id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                if let Ok(milliseconds) = value.parse() {
                    self.retry = Some(Duration::from_millis(milliseconds));
                    self.event.retry = self.retry;
                }
            }
            // A comment, or an unknown field.
            _ => {}
        }
    }

    fn end_of_event(&mut self) -> Option<ServerSentEvent> {
        self.last_id.clone_from(&self.event.id);
        let next = ServerSentEvent {
            id: self.event.id.clone(),
            ..ServerSentEvent::default()
        };
        let event = std::mem::replace(&mut self.event, next);
        std::mem::take(&mut self.has_data).then_some(event)
    }
}
