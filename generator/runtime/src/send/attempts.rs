//! The loop of attempts: one after the other, until there is an answer or the rules of [`retry`](super::retry) say that it is enough.

use super::super::clock::SystemClock;
use super::super::error::{Error, ErrorKind, Result};
use super::super::operation::Operation;
use super::super::request::content::Content;
use super::super::request::prepare::{Prepared, prepare};
use super::super::response::RawResponse;
use super::super::transport::{Body, TransportError};
use super::client::SharedClient;
use super::receive::{self, Limits};
use super::{redirect, retry, retry_after, timeout, trace};
use http::{HeaderMap, Request, Response};
use std::sync::Arc;
use std::time::Duration;

/// Sends a call.
pub async fn send(shared: Arc<SharedClient>, content: Content) -> Result<RawResponse> {
    let span = trace::call(content.operation);
    let result = trace::within(&span, try_to_send(&shared, content)).await;
    trace::end_of_call(&span, &result);
    result
}

async fn try_to_send(shared: &SharedClient, mut content: Content) -> Result<RawResponse> {
    let prepared = prepare(&shared.config, &mut content)?;
    if shared.config.settings.has_system_clock && !SystemClock::has_timers() {
        let error = Error::new(ErrorKind::Configuration, OUTSIDE_OF_TOKIO);
        return Err(error.in_operation(content.operation));
    }
    let mut call = Attempts {
        shared,
        operation: content.operation,
        timeout: content
            .tuning
            .timeout
            .unwrap_or(shared.config.settings.timeout),
        is_repeatable: retry::is_repeatable(&prepared.method, prepared.has_idempotency_key),
        prepared,
        made: 0,
        may_have_reached_server: false,
    };
    let retries = content
        .tuning
        .retries
        .unwrap_or(shared.config.settings.retries);
    let mut body = content.body.map_or_else(Body::empty, |(_, body)| body);
    loop {
        let next_body = body.try_clone();
        let error = match call.attempt(body).await {
            Ok(answer) => {
                shared.budget.give_back(call.made > 1);
                return Ok(answer);
            }
            Err(error) => error,
        };
        let has_more = call.made <= retries;
        let wait = call.wait_after(error, has_more && next_body.is_some())?;
        shared.config.settings.clock.sleep(wait).await;
        body = next_body.unwrap_or_else(Body::empty);
    }
}

/// What is said where a panic would be otherwise.
const OUTSIDE_OF_TOKIO: &str = "it is awaited outside of a tokio runtime: run it inside one, or give the client a transport and a \
                                clock of your own";

/// A call being sent.
struct Attempts<'c> {
    shared: &'c SharedClient,
    operation: &'static Operation,
    prepared: Prepared,
    timeout: Duration,
    is_repeatable: bool,
    made: u32,
    may_have_reached_server: bool,
}

impl Attempts<'_> {
    /// One attempt, within its time limit.
    async fn attempt(&mut self, body: Body) -> Result<RawResponse> {
        self.made += 1;
        let span = trace::attempt(self.operation, self.made);
        let clock = &*self.shared.config.settings.clock;
        let exchange = std::pin::pin!(trace::within(&span, self.exchange(body)));
        let result = timeout::within(clock, self.timeout, exchange).await;
        let result = result.unwrap_or_else(|| Err(too_slow(self.timeout)));
        trace::end_of_attempt(&span, &result);
        result
    }

    /// Sends the request, follows redirects, reads the answer.
    async fn exchange(&self, body: Body) -> Result<RawResponse> {
        let mut again = body.try_clone();
        let mut response = self.deliver(&self.prepared, body).await?;
        let mut redirected = None::<Prepared>;
        for _ in 0..redirect::MOST {
            let status = response.status().as_u16();
            let may_follow = self.shared.config.settings.follow_redirects
                && redirect::is_redirect(status)
                && !self.operation.success.contains(status);
            if !may_follow {
                break;
            }
            let from = redirected.as_ref().unwrap_or(&self.prepared);
            let Some((next, with_body)) = redirect::next(from, status, response.headers()) else {
                break;
            };
            if !with_body {
                again = Some(Body::empty());
            }
            let Some(body) = again.take() else { break };
            again = body.try_clone();
            response = self.deliver(&next, body).await?;
            redirected = Some(next);
        }
        self.receive(response).await
    }

    async fn deliver(&self, prepared: &Prepared, body: Body) -> Result<Response<Body>> {
        let mut request = Request::new(body);
        *request.method_mut() = prepared.method.clone();
        *request.uri_mut() = prepared.uri.clone();
        *request.headers_mut() = prepared.headers.clone();
        let sent = self.shared.transport.send(request).await;
        sent.map_err(Error::of_transport)
    }

    /// Reads the answer; one that is not success is an error.
    async fn receive(&self, response: Response<Body>) -> Result<RawResponse> {
        let (parts, body) = response.into_parts();
        let status = parts.status.as_u16();
        let settings = &self.shared.config.settings;
        let limits = Limits {
            clock: &*settings.clock,
            idle: settings.idle_timeout,
            bytes: settings.max_response_bytes,
        };
        if self.operation.success.contains(status) {
            let body = receive::whole(&parts.headers, body, &limits).await;
            let body = body.map_err(|error| error.reached_server())?;
            return Ok(self.answer(status, parts.headers, body));
        }
        let body = receive::beginning(&parts.headers, body, &limits).await;
        let mut error = Error::of_status(self.answer(status, parts.headers, body));
        if redirect::is_redirect(status) {
            error.add_words(match settings.follow_redirects {
                true => {
                    "the redirect leads away from the base URL's origin, in circles, or nowhere"
                }
                false => "redirects are not followed",
            });
        }
        Err(error)
    }

    fn answer(&self, status: u16, headers: HeaderMap, body: bytes::Bytes) -> RawResponse {
        let credentials = Arc::clone(&self.shared.config.credentials);
        RawResponse::new(
            self.operation,
            status,
            headers,
            body,
            self.made,
            self.shared.config.api,
            credentials,
        )
    }

    /// How long to wait before the next attempt; the error, if there is none.
    fn wait_after(&mut self, error: Error, has_more: bool) -> Result<Duration> {
        self.may_have_reached_server |= error.may_have_reached_server();
        let now = self.shared.config.settings.clock.now();
        let asked = error
            .headers()
            .and_then(|headers| retry_after::of(headers, now));
        let mut error = self.finished(error, asked);
        if !has_more || !retry::may_help(&error, self.is_repeatable, asked) {
            return Err(error);
        }
        let Some(wait) = retry::wait(self.made, asked) else {
            let asked = asked.unwrap_or_default();
            error.add_words(&format!(
                "the server asks to wait {} s, longer than the 60 s that a call waits",
                asked.as_secs()
            ));
            return Err(error);
        };
        if !self.shared.budget.take() {
            error.add_words("not tried again, since too many calls of this client fail");
            return Err(error);
        }
        Ok(wait)
    }

    /// The error with all that is known of the call.
    fn finished(&self, error: Error, asked: Option<Duration>) -> Error {
        let mut error = error.in_operation(self.operation);
        let failure = error.failure_mut();
        failure.attempts = self.made;
        failure.may_have_reached_server = self.may_have_reached_server;
        failure.retry_after = asked;
        error
    }
}

fn too_slow(limit: Duration) -> Error {
    let message = format!("there was no complete answer within {limit:?}");
    let error = Error::of_transport(TransportError::timeout(message.clone()));
    error.with_message(message)
}
