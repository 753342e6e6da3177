//! A stream of server-sent events: its events do not depend on how the stream is cut, and are those of the HTML
//! standard, section 9.2.6.

use crate::choices::Choices;
use crate::runtime::streaming::event_stream::raw;
use crate::runtime::transport::Body;
use crate::runtime::{ErrorKind, EventStream, Operation, ServerSentEvent, StreamRequest};
use crate::sdk::{Pieces, Sdk, all, operation, ready};
use http::Response;
use std::time::Duration;

static EVENTS: Operation = operation("GET", "/events");

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let limit = choices.limit();
    let cuts = choices.cuts();
    let body = choices.rest();
    let (events, end) = received(body, &cuts, limit);
    let mut expected = interpreted(body);
    let error = expected.iter().position(|event| event.event == "error");
    expected.truncate(error.unwrap_or(expected.len()));
    match end {
        Some(ErrorKind::TooLarge) => {
            assert!(
                limit < usize::MAX,
                "the stream ends at a limit that it has not"
            );
            assert_eq!(
                events,
                expected[..events.len()],
                "the events before the limit"
            );
        }
        end => {
            assert_eq!(
                end.is_some(),
                error.is_some(),
                "an event named error ends the stream: {end:?}"
            );
            assert_eq!(events, expected);
        }
    }
    assert!(
        events.iter().all(|event| event.data.len() <= limit),
        "an event is too large"
    );
}

/// Returns the events that the client receives, and the error that ends the stream.
fn received(
    body: &[u8],
    cuts: &[usize],
    limit: usize,
) -> (Vec<ServerSentEvent>, Option<ErrorKind>) {
    let response = Response::new(Body::stream(Pieces::new(body, cuts)));
    let sdk = Sdk::with([response], |settings| {
        settings.max_response_bytes(limit as u64)
    });
    let opened = ready(StreamRequest::new(sdk.call(&EVENTS), Ok).into_future()).unwrap();
    let stream = EventStream::new(opened, raw).unwrap().with_end_marker("");
    let mut events = Vec::new();
    let mut end = None;
    for item in all(stream) {
        assert!(end.is_none(), "the stream continues after an error");
        match item {
            Ok(event) => events.push(event),
            Err(error) => end = Some(error.kind()),
        }
    }
    (events, end)
}

/// Interprets the whole stream, as the standard describes it.
fn interpreted(body: &[u8]) -> Vec<ServerSentEvent> {
    let text = String::from_utf8_lossy(body);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines: Vec<&str> = text.split('\n').collect();
    // What the last line end is followed by is not a line.
    lines.pop();
    let (mut data, mut name, mut last_id, mut retry) =
        (String::new(), String::new(), String::new(), None);
    let mut events = Vec::new();
    for line in lines {
        if line.is_empty() {
            let (data, name, retry) = (
                std::mem::take(&mut data),
                std::mem::take(&mut name),
                retry.take(),
            );
            if let Some(data) = data.strip_suffix('\n') {
                events.push(ServerSentEvent {
                    event: name,
                    data: data.to_owned(),
                    id: last_id.clone(),
                    retry,
                });
            }
            continue;
        }
        let (field, value) = match line.find(':') {
            Some(colon) => (&line[..colon], &line[colon + 1..]),
            None => (line, ""),
        };
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => name = value.to_owned(),
            "data" => {
                data.push_str(value);
                data.push('\n');
            }
            "id" if !value.contains('\0') => last_id = value.to_owned(),
            "retry" if !value.is_empty() && value.chars().all(|c| c.is_ascii_digit()) => {
                if let Ok(milliseconds) = value.parse() {
                    retry = Some(Duration::from_millis(milliseconds));
                }
            }
            _ => {}
        }
    }
    events
}
