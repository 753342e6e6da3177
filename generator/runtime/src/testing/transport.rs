//! A transport that answers requests by rules.

use super::super::clock::{Clock, SystemClock};
use super::super::transport::{Body, BoxFuture, Transport, TransportError};
use super::received::ReceivedRequest;
use super::rule::{Answer, Rule};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};

/// A transport that records requests and answers them by rules. Clones share rules and records.
#[derive(Clone)]
pub struct MockTransport {
    state: Arc<Mutex<State>>,
    clock: Arc<dyn Clock>,
}

#[derive(Default)]
struct State {
    /// The rules, each with the number of requests that it answered.
    rules: Vec<(Rule, usize)>,
    received: Vec<ReceivedRequest>,
}

impl Default for MockTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl MockTransport {
    /// Creates a transport without rules.
    pub fn new() -> Self {
        Self::with_clock(SystemClock)
    }

    /// Creates a transport without rules whose delays use this clock.
    pub fn with_clock(clock: impl Clock) -> Self {
        Self {
            state: Arc::default(),
            clock: Arc::new(clock),
        }
    }

    /// Adds a rule. The first matching rule answers a request.
    pub fn rule(self, rule: Rule) -> Self {
        self.state().rules.push((rule, 0));
        self
    }

    /// Returns the received requests in their order. Each attempt is a request of its own.
    pub fn received(&self) -> Vec<ReceivedRequest> {
        self.state().received.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic inside a condition poisons the lock but leaves the state valid.
        self.state.lock().unwrap_or_else(|lock| lock.into_inner())
    }

    fn answer_to(&self, request: &ReceivedRequest) -> Option<Answer> {
        let mut state = self.state();
        state.received.push(request.clone());
        let found = state.rules.iter_mut().find(|(rule, _)| rule.fits(request));
        let (rule, before) = found?;
        let answer = rule.answer_to(request, *before);
        *before += 1;
        answer
    }
}

impl Transport for MockTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let request = ReceivedRequest {
                method: parts.method,
                url: parts.uri,
                headers: parts.headers,
                body: collect(body).await?,
            };
            let Some(answer) = self.answer_to(&request) else {
                let message = format!("no rule for {} {}", request.method(), request.path());
                return Err(TransportError::broken(message));
            };
            if !answer.delay.is_zero() {
                self.clock.sleep(answer.delay).await;
            }
            answer.into_result()
        })
    }
}

async fn collect(mut body: Body) -> Result<Bytes, TransportError> {
    let mut bytes = BytesMut::new();
    while let Some(piece) =
        std::future::poll_fn(|context| Pin::new(&mut body).poll_next(context)).await
    {
        bytes.extend_from_slice(&piece?);
    }
    Ok(bytes.freeze())
}

impl fmt::Debug for MockTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("MockTransport")
            .field("rules", &state.rules.len())
            .field("received", &state.received)
            .finish_non_exhaustive()
    }
}
