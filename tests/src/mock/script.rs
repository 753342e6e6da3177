//! Records every request, and sends the answers that a test has prepared instead of those of the API.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{fmt, io};

/// The longest request body that is read.
const BODY_LIMIT: usize = 64 << 20;

/// The prepared answers and the recorded requests.
#[derive(Clone, Default)]
pub(super) struct Script(Arc<Mutex<Content>>);

#[derive(Default)]
struct Content {
    received: Vec<Received>,
    answers: VecDeque<Answer>,
}

impl Script {
    /// Returns every request so far.
    pub(super) fn received(&self) -> Vec<Received> {
        self.content().received.clone()
    }

    /// Returns the number of requests so far.
    pub(super) fn count(&self) -> usize {
        self.content().received.len()
    }

    /// Returns the only request so far, or an error.
    pub(super) fn only(&self) -> io::Result<Received> {
        match <[Received; 1]>::try_from(self.received()) {
            Ok([only]) => Ok(only),
            Err(all) => Err(io::Error::other(format!(
                "{} requests were received, not one",
                all.len()
            ))),
        }
    }

    /// Queues an answer for the next request.
    pub(super) fn answer(&self, answer: Answer) {
        self.content().answers.push_back(answer);
    }

    fn content(&self) -> MutexGuard<'_, Content> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The method.
    pub method: String,
    /// Path and query, exactly as sent: nothing is decoded.
    pub target: String,
    /// The headers in their order, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Received {
    /// Returns the value of a header, if it was sent.
    pub fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(sent, _)| sent == name)?;
        Some(value)
    }

    /// Returns the body as JSON, or null if it is not JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// `POST /v3/sessions {"name":"Demo"}`
impl fmt::Display for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.target)?;
        if self.body.is_empty() {
            return Ok(());
        }
        write!(f, " {}", String::from_utf8_lossy(&self.body))
    }
}

/// An answer that a test has prepared.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Bytes,
    endless: bool,
}

impl Answer {
    /// Creates an answer with this status and nothing else.
    pub fn status(status: u16) -> Self {
        Self {
            status,
            ..Self::default()
        }
    }

    /// Creates an answer with this status and a JSON body.
    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        Self::status(status)
            .header("content-type", "application/json; charset=utf-8")
            .body(body.to_string())
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }

    /// Repeats the body for as long as the client reads.
    #[must_use]
    pub fn endless(mut self) -> Self {
        self.endless = true;
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let body = if self.endless {
            Body::from_stream(futures_util::stream::repeat_with(move || {
                Ok::<_, std::convert::Infallible>(self.body.clone())
            }))
        } else {
            Body::from(self.body)
        };
        let mut response = Response::new(body);
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in self.headers {
            if let (Ok(name), Ok(value)) =
                (HeaderName::try_from(name), HeaderValue::try_from(value))
            {
                response.headers_mut().append(name, value);
            }
        }
        response
    }
}

/// The middleware around the whole API.
pub(super) async fn record(State(script): State<Script>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let received = Received {
        method: parts.method.to_string(),
        target: parts.uri.to_string(),
        headers: parts
            .headers
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes());
                (name.to_string(), value.into_owned())
            })
            .collect(),
        body: body.to_vec(),
    };
    let prepared = {
        let mut script = script.content();
        script.received.push(received.clone());
        script.answers.pop_front()
    };
    match prepared {
        Some(answer) => answer.into_response(),
        None => {
            parts.extensions.insert(received);
            next.run(Request::from_parts(parts, Body::from(body))).await
        }
    }
}

/// The request as it was received, for handlers behind `record`.
impl<S: Send + Sync> FromRequestParts<S> for Received {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let received = parts.extensions.get::<Self>().cloned();
        received.ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}
