//! Headers of responses: what a header parameter writes is read back, any text is read, and media types of any text are
//! compared.

use crate::choices::Choices;
use crate::runtime::response_headers::{Format, HeaderValues, Scalar};
use crate::runtime::streaming::event_stream::{EventStream, raw};
use crate::runtime::transport::Body;
use crate::runtime::{Operation, Parameter, StreamRequest, decode};
use crate::sdk::{KEY, Sdk, operation, ready, received, sent};
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Request, Response};
use serde_json::Value;

const NAME: HeaderName = HeaderName::from_static("x-value");

static GET: Operation = operation("GET", "/");
static FLAT: Operation = Operation {
    parameters: &[Parameter::header("x-value")],
    ..operation("GET", "/")
};
static EXPLODED: Operation = Operation {
    parameters: &[Parameter::header("x-value").explode(true)],
    ..operation("GET", "/")
};
static JSON: Operation = Operation {
    parameters: &[Parameter::header("x-value").json()],
    ..operation("GET", "/")
};

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    match choices.below(4) {
        0 => any_text(choices.rest()),
        1 => media_type(choices.rest()),
        _ => round_trip(&mut choices),
    }
}

const fn object(explode: bool) -> Format {
    Format::Object {
        explode,
        literals: &[],
        others: Scalar::Text,
    }
}

/// Reads any text in every format. Only JSON can be invalid.
fn any_text(bytes: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(bytes) else {
        return;
    };
    let is_text = std::str::from_utf8(bytes).is_ok();
    let response = received(HeaderMap::from_iter([(NAME, value)]));
    let headers = HeaderValues::of(&response);
    let formats = [
        Format::One(Scalar::Literal),
        Format::List(',', Scalar::Literal),
        Format::List('|', Scalar::Text),
        object(true),
        object(false),
    ];
    for format in &formats {
        let value = headers.required::<Value>(NAME.as_str(), format);
        assert_eq!(value.is_ok(), is_text, "{format:?}: {value:?}");
    }
    let value = headers.optional::<Value>(NAME.as_str(), &Format::Json);
    let expected = serde_json::from_slice::<Value>(bytes).ok();
    assert_eq!(value.ok().flatten(), expected);
}

/// A response with any media type is a stream or an error, and the error shows no credential.
fn media_type(bytes: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(bytes) else {
        return;
    };
    let response = |status: u16| {
        let mut response = Response::new(Body::from(format!("{{\"error\":\"{KEY}\"}}")));
        *response.status_mut() = http::StatusCode::from_u16(status).unwrap();
        response.headers_mut().insert(CONTENT_TYPE, value.clone());
        response
    };
    let sdk = Sdk::answering([response(200), response(400)]);
    let opened = ready(StreamRequest::new(sdk.call(&GET), Ok).into_future()).unwrap();
    let _ = EventStream::new(opened, raw);
    let error = ready(sdk.call(&GET).send(decode::empty).into_future()).unwrap_err();
    assert!(!format!("{error} {error:?}").contains(KEY), "{error}");
}

/// A value is written as a header parameter and read as a header of a response.
fn round_trip(choices: &mut Choices<'_>) {
    let plain: Vec<char> = "abzAZ019 ._-+*/:;!?#%&'()\"\\<>@[]{}|~é語"
        .chars()
        .collect();
    let text = |choices: &mut Choices<'_>| format!("x{}x", choices.text_of(&plain, 6));
    let (operation, format, value): (_, _, Value) = match choices.below(4) {
        0 => {
            let items = (0..choices.within(1..=3)).map(|_| text(choices));
            (&FLAT, Format::List(',', Scalar::Text), items.collect())
        }
        1 => {
            let members = (0..choices.within(1..=3)).map(|_| (text(choices), text(choices).into()));
            (&FLAT, object(false), Value::Object(members.collect()))
        }
        2 => {
            let members = (0..choices.within(1..=3)).map(|_| (text(choices), text(choices).into()));
            (&EXPLODED, object(true), Value::Object(members.collect()))
        }
        _ => (&JSON, Format::Json, choices.json(3)),
    };
    let request: Request<Body> = match sent(operation, |call| call.header(NAME.as_str(), &value)) {
        Ok(request) => request,
        Err(error) => {
            assert!(value.to_string().contains('\u{7f}'), "{error}: {value}");
            return;
        }
    };
    let Some(header) = request.headers().get(NAME) else {
        assert!(value.is_null(), "{value} is not sent");
        return;
    };
    let response = received(HeaderMap::from_iter([(NAME, header.clone())]));
    let read = HeaderValues::of(&response)
        .required::<Value>(NAME.as_str(), &format)
        .unwrap();
    assert_eq!(read, value, "{header:?}");
}
