//! Rules: which requests get which responses.

use super::super::transport::{Body, TransportError};
use super::received::ReceivedRequest;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use std::sync::Arc;
use std::time::Duration;

type Condition = Arc<dyn Fn(&ReceivedRequest) -> bool + Send + Sync>;
type AnswerFn = Arc<dyn Fn(&ReceivedRequest) -> Answer + Send + Sync>;

/// The answers to some requests. Matching requests get the answers in their order, and the last one is repeated.
#[derive(Clone)]
pub struct Rule {
    conditions: Vec<Condition>,
    answers: Vec<AnswerFn>,
}

impl Rule {
    /// Creates a rule for all requests.
    pub fn any() -> Self {
        Self {
            conditions: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// Creates a rule for requests with this method and path: `("GET", "/v3/sessions/{id}")`. A name in braces matches
    /// any segment.
    pub fn on(method: &str, path: &str) -> Self {
        let (method, path) = (method.to_owned(), path.to_owned());
        Self::any().when(move |request| {
            request.method().eq_ignore_ascii_case(&method) && fits(&path, request.path())
        })
    }

    /// Restricts the rule to requests for which the condition is true.
    pub fn when(
        mut self,
        condition: impl Fn(&ReceivedRequest) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.conditions.push(Arc::new(condition));
        self
    }

    /// Adds an answer after the previous ones.
    pub fn answer(self, answer: Answer) -> Self {
        self.answer_with(move |_| answer.clone())
    }

    /// Adds an answer that depends on the request.
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

    /// Returns the answer to a request after a number of previous ones.
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

/// Returns `true` if a path matches a template.
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

/// The response to a request, or the failure of the transport.
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
    Failure(Failure),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Failure {
    Connect,
    Timeout,
    Broken,
    Unprocessed,
}

impl Answer {
    /// Creates a response without a body.
    pub fn status(status: u16) -> Self {
        Self::new(Outcome::Response {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        })
    }

    /// Creates a response with a JSON body.
    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        Self::bytes(status, "application/json", body.to_string())
    }

    /// Creates a response with a body of this media type.
    pub fn bytes(status: u16, media_type: &'static str, body: impl Into<Bytes>) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        Self::new(Outcome::Response {
            status,
            headers,
            body: body.into(),
        })
    }

    /// Creates a failure to connect.
    pub fn no_connection() -> Self {
        Self::new(Outcome::Failure(Failure::Connect))
    }

    /// Creates a timeout of the transport.
    pub fn timeout() -> Self {
        Self::new(Outcome::Failure(Failure::Timeout))
    }

    /// Creates a failure of the connection before the response.
    pub fn broken_connection() -> Self {
        Self::new(Outcome::Failure(Failure::Broken))
    }

    /// Creates the failure of a request that the server has certainly not processed, such as one refused by a server of
    /// HTTP/2.
    pub fn unprocessed() -> Self {
        Self::new(Outcome::Failure(Failure::Unprocessed))
    }

    fn new(outcome: Outcome) -> Self {
        Self {
            delay: Duration::ZERO,
            outcome,
        }
    }

    /// Adds a header to the response. An invalid name or value is ignored.
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

    /// Delays the answer, by the clock of the transport.
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
            Outcome::Failure(failure) => {
                let source = "simulated by a rule of the mock transport";
                Err(match failure {
                    Failure::Connect => TransportError::connect(source),
                    Failure::Timeout => TransportError::timeout(source),
                    Failure::Broken => TransportError::broken(source),
                    Failure::Unprocessed => TransportError::unprocessed(source),
                })
            }
        }
    }
}
