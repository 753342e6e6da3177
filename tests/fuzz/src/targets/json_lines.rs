//! JSON Lines and JSON text sequences: the values do not depend on how a body is cut, are those of another reader, and
//! values that are sent are received.

use crate::choices::Choices;
use crate::runtime::transport::Body;
use crate::runtime::{ErrorKind, JsonLines, Operation, StreamRequest};
use crate::sdk::{Pieces, Sdk, all, operation, ready, sent};
use http::Response;
use serde_json::Value;

static LINES: Operation = operation("POST", "/lines");

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let is_sequence = choices.flag();
    let limit = choices.limit();
    let cuts = choices.cuts();
    if choices.once_in(4) {
        let values: Vec<Value> = (0..choices.below(4)).map(|_| choices.json(3)).collect();
        let body = written(&values, is_sequence);
        let received = received(&body, &cuts, usize::MAX, is_sequence);
        assert_eq!(received, values.into_iter().map(Ok).collect::<Vec<_>>());
        return;
    }
    let body = choices.rest();
    let received = received(body, &cuts, limit, is_sequence);
    let expected = texts(body, is_sequence)
        .map(|text| serde_json::from_slice(text).map_err(|_| ErrorKind::Decode));
    let expected: Vec<_> = expected.collect();
    match received.split_last() {
        Some((Err(ErrorKind::TooLarge), before)) => {
            assert!(
                limit < usize::MAX,
                "the stream ends at a limit that it has not"
            );
            assert_eq!(before, &expected[..before.len()]);
        }
        _ => {
            assert_eq!(received, expected);
            assert!(
                texts(body, is_sequence).all(|text| text.len() <= limit),
                "a value is too large"
            );
        }
    }
}

/// Returns the values that the client receives.
fn received(
    body: &[u8],
    cuts: &[usize],
    limit: usize,
    is_sequence: bool,
) -> Vec<Result<Value, ErrorKind>> {
    let response = Response::new(Body::stream(Pieces::new(body, cuts)));
    let sdk = Sdk::with([response], |settings| {
        settings.max_response_bytes(limit as u64)
    });
    let start = match is_sequence {
        true => JsonLines::<Value>::sequence,
        false => JsonLines::<Value>::lines,
    };
    let lines = ready(StreamRequest::new(sdk.call(&LINES), start).into_future()).unwrap();
    all(lines)
        .into_iter()
        .map(|item| item.map_err(|error| error.kind()))
        .collect()
}

/// Returns the body in which the client sends values.
fn written(values: &[Value], is_sequence: bool) -> Vec<u8> {
    let request = sent(&LINES, |call| match is_sequence {
        true => call.json_sequence("application/json-seq", values),
        false => call.json_lines("application/jsonl", values),
    });
    request.unwrap().body().as_bytes().unwrap().to_vec()
}

/// Returns the texts of a body, of which no text is blank.
fn texts(body: &[u8], is_sequence: bool) -> impl Iterator<Item = &[u8]> {
    let separator = if is_sequence { 0x1e } else { b'\n' };
    body.split(move |byte| *byte == separator)
        .map(<[u8]>::trim_ascii)
        .filter(|text| !text.is_empty())
}
