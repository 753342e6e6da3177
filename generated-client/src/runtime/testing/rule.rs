// Written by sdkwright from the API's document: edits are lost.

//! Rules: which requests are answered, and with what.

use super::super::transport::{Body, TransportError};
use super::received::ReceivedRequest;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use std::sync::Arc;
use std::time::Duration;

type Condition = Arc<dyn Fn(&ReceivedRequest) -> bool + Send + Sync>;
type Making = Arc<dyn Fn(&ReceivedRequest) -> Answer + Send + Sync>;

/// Answers to some requests: the first of a sequence for the first request that fits, and so on; the last one again and again.
#[derive(Clone)]
pub struct Rule {
    conditions: Vec<Condition>,
    answers: Vec<Making>,
}

impl Rule {
    /// For every request.
    pub fn any() -> Self {
        Self {
            conditions: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// For requests with this method and this path: `("GET", "/v3/sessions/{id}")`. A name in braces stands for one segment.
    pub fn on(method: &str, path: &str) -> Self {
        let (method, path) = (method.to_owned(), path.to_owned());
        Self::any().when(move |request| {
            request.method().eq_ignore_ascii_case(&method) && fits(&path, request.path())
        })
    }

    /// Only for requests for which this holds too.
    pub fn when(
        mut self,
        condition: impl Fn(&ReceivedRequest) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.conditions.push(Arc::new(condition));
        self
    }

    /// Answers with this; called again, with this after the answers before it.
    pub fn answer(self, answer: Answer) -> Self {
        self.answer_with(move |_| answer.clone())
    }

    /// Answers with what this makes of the request.
    pub fn answer_with(
        mut self,
        answer: impl Fn(&ReceivedRequest) -> Answer + Send + Sync + 'static,
    ) -> Self {
        self.answers.push(Arc::new(answer));
        self
    }

    pub(super) fn fits(&self, request: &ReceivedRequest) -> bool {
        self.conditions.iter().all(|condition| condition(request))
    }

    /// The answer to a request before which this rule has answered this many.
    pub(super) fn answer_to(&self, request: &ReceivedRequest, before: usize) -> Option<Answer> {
        let answer = self.answers.get(before).or(self.answers.last())?;
        Some(answer(request))
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rule")
            .field("answers", &self.answers.len())
            .finish_non_exhaustive()
    }
}

/// Whether a path is one of a template's.
fn fits(template: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(given)) if wanted == given || wanted.starts_with('{') => {}
            _ => return false,
        }
    }
}

/// What a request is answered with.
#[derive(Clone, Debug)]
pub struct Answer {
    pub(super) delay: Duration,
    pub(super) outcome: Outcome,
}

#[derive(Clone, Debug)]
pub(super) enum Outcome {
    Response {
        status: u16,
        headers: HeaderMap,
        body: Bytes,
    },
    Fails(Failing),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Failing {
    Connect,
    Timeout,
    Broken,
}

impl Answer {
    /// A response without a body.
    pub fn status(status: u16) -> Self {
        Self::new(Outcome::Response {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        })
    }

    /// A response with JSON.
    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        Self::bytes(status, "application/json", body.to_string())
    }

    /// A response with a body of this media type.
    pub fn bytes(status: u16, media_type: &'static str, body: impl Into<Bytes>) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        Self::new(Outcome::Response {
            status,
            headers,
            body: body.into(),
        })
    }

    /// There is no connection to the server.
    pub fn no_connection() -> Self {
        Self::new(Outcome::Fails(Failing::Connect))
    }

    /// The transport gives up waiting.
    pub fn timeout() -> Self {
        Self::new(Outcome::Fails(Failing::Timeout))
    }

    /// The connection breaks before there is a response.
    pub fn broken_connection() -> Self {
        Self::new(Outcome::Fails(Failing::Broken))
    }

    fn new(outcome: Outcome) -> Self {
        Self {
            delay: Duration::ZERO,
            outcome,
        }
    }

    /// With this header too. A name or a value that no response can have is left out.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Outcome::Response { headers, .. } = &mut self.outcome
            && let (Ok(name), Ok(value)) = (
                HeaderName::from_bytes(name.as_bytes()),
                HeaderValue::from_str(value),
            )
        {
            headers.append(name, value);
        }
        self
    }

    /// Only after this time, by the clock of the transport.
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    pub(super) fn into_result(self) -> Result<http::Response<Body>, TransportError> {
        match self.outcome {
            Outcome::Response {
                status,
                headers,
                body,
            } => {
                let mut response = http::Response::new(Body::from(body));
                *response.status_mut() =
                    http::StatusCode::from_u16(status).map_err(TransportError::broken)?;
                *response.headers_mut() = headers;
                Ok(response)
            }
            Outcome::Fails(Failing::Connect) => Err(TransportError::connect("as the rule says")),
            Outcome::Fails(Failing::Timeout) => Err(TransportError::timeout("as the rule says")),
            Outcome::Fails(Failing::Broken) => Err(TransportError::broken("as the rule says")),
        }
    }
}
