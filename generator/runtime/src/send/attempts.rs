//! Sends a call in one or more attempts, by the rules of [`retry`](super::retry).

use super::super::clock::SystemClock;
use super::super::error::{Error, ErrorKind, Result};
use super::super::operation::Operation;
use super::super::request::content::Content;
use super::super::request::prepare::{Prepared, prepare};
use super::super::response::RawResponse;
use super::super::transport::{Body, TransportError};
use super::client::SharedClient;
use super::receive::{self, Limits};
use super::retry::Permit;
use super::timeout::Progress;
use super::tokens::Tokens;
use super::{intercept, redirect, retry, retry_after, timeout, tokens, trace};
use http::{HeaderMap, Request, Response};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Sends a call and returns its response.
pub async fn send(shared: Arc<SharedClient>, content: Content) -> Result<RawResponse> {
    receive_in_span(&shared, content, &mut None).await
}

/// Sends a call and returns its response without the body, and the body, which is not read yet.
pub async fn open(shared: Arc<SharedClient>, content: Content) -> Result<(RawResponse, Body)> {
    let mut unread = Some(Body::empty());
    let response = receive_in_span(&shared, content, &mut unread).await?;
    Ok((response, unread.unwrap_or_else(Body::empty)))
}

/// Sends a call and returns its response. If there is a place for an unread body, the body is put there.
async fn receive_in_span(
    shared: &SharedClient,
    content: Content,
    unread: &mut Option<Body>,
) -> Result<RawResponse> {
    let span = trace::call(content.operation);
    let custom = content.custom_subject();
    let settings = &shared.config.settings;
    let calls = &settings.interceptors.calls;
    let started = (!calls.is_empty()).then(|| settings.clock.now());
    let operation = content.operation;
    let result = trace::within(&span, try_to_send(shared, content, unread)).await;
    let result = result.map_err(|error| error.in_custom(custom));
    trace::end_of_call(&span, &result);
    if let Some(started) = started {
        let attempts = result
            .as_ref()
            .map_or_else(Error::attempts, RawResponse::attempts);
        let elapsed = elapsed(started, settings.clock.now());
        intercept::outcome(calls, operation, attempts, &result, elapsed);
    }
    result
}

async fn try_to_send(
    shared: &SharedClient,
    mut content: Content,
    unread: &mut Option<Body>,
) -> Result<RawResponse> {
    let mut prepared = prepare(&shared.config, &mut content)?;
    let calls = &shared.config.settings.interceptors.calls;
    if !calls.is_empty() {
        let body = content.body.as_ref().and_then(|(_, body)| body.as_bytes());
        intercept::call(calls, content.operation, &mut prepared, body)?;
    }
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
        sent: Progress::default(),
        is_repeatable: retry::is_repeatable(&prepared.method, prepared.has_idempotency_key),
        prepared,
        unread,
        tokens: Tokens::new(),
        has_renewed_tokens: false,
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
            Ok(response) => {
                shared.budget.give_back(call.made > 1);
                return Ok(response);
            }
            Err(error) => error,
        };
        if next_body.is_some() && call.renews_tokens(&error) {
            body = next_body.unwrap_or_else(Body::empty);
            continue;
        }
        let has_more = call.made <= retries;
        let (wait, permit) = call.wait_after(error, has_more && next_body.is_some())?;
        shared.config.settings.clock.sleep(wait).await;
        permit.spend();
        body = next_body.unwrap_or_else(Body::empty);
    }
}

/// The error in place of the panic that tokio's timers would cause.
const OUTSIDE_OF_TOKIO: &str = "the call was awaited outside of a tokio runtime: run it inside one, or set a \
                                transport and a clock of your own";

/// The state of a call while it is sent.
struct Attempts<'c> {
    shared: &'c SharedClient,
    operation: &'static Operation,
    prepared: Prepared,
    /// The place for an unread body, if the body is not read here.
    unread: &'c mut Option<Body>,
    tokens: Tokens,
    has_renewed_tokens: bool,
    timeout: Duration,
    /// Extends the timeout while a body that is a stream or a file is sent.
    sent: Progress,
    is_repeatable: bool,
    made: u32,
    may_have_reached_server: bool,
}

impl<'c> Attempts<'c> {
    /// Sends the request once, within the timeout of an attempt.
    async fn attempt(&mut self, body: Body) -> Result<RawResponse> {
        if !self.prepared.providers.is_empty() {
            self.tokens = tokens::obtain(self.shared, &self.prepared.providers).await?;
        }
        self.made += 1;
        let started = self.start();
        let span = trace::attempt(self.operation, self.made);
        let (clock, limit) = (&*self.shared.config.settings.clock, self.timeout);
        let sent = self.sent.clone();
        let result = {
            let exchange = std::pin::pin!(trace::within(&span, self.exchange(body)));
            timeout::within(clock, limit, exchange)
                .extended_by(&sent)
                .await
        };
        let result = result.unwrap_or_else(|| Err(timed_out(limit)));
        trace::end_of_attempt(&span, &result);
        if let Some(started) = started {
            let settings = &self.shared.config.settings;
            let attempts = &settings.interceptors.attempts;
            let elapsed = elapsed(started, settings.clock.now());
            intercept::outcome(attempts, self.operation, self.made, &result, elapsed);
        }
        result
    }

    /// Returns the time, if an interceptor wants to know how long the attempt takes.
    fn start(&self) -> Option<SystemTime> {
        let settings = &self.shared.config.settings;
        (!settings.interceptors.attempts.is_empty()).then(|| settings.clock.now())
    }

    /// Returns `true` if the server has refused the tokens, and there may be others. This is so once in a call.
    fn renews_tokens(&mut self, error: &Error) -> bool {
        if error.status() != Some(401) || self.tokens.is_empty() || self.has_renewed_tokens {
            return false;
        }
        self.has_renewed_tokens = true;
        tokens::discard(self.shared, &self.tokens)
    }

    /// Sends the request, follows redirects and reads the response.
    async fn exchange(&mut self, body: Body) -> Result<RawResponse> {
        let mut again = body.try_clone();
        let request = self.request(&self.prepared, body)?;
        let mut response = deliver(self.shared, request).await?;
        let mut redirected = None::<Prepared>;
        for _ in 0..redirect::MAX_REDIRECTS {
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
            let request = self.request(&next, body)?;
            let delivered = deliver(self.shared, request).await;
            // The server may have processed the request that it redirects.
            response = delivered.map_err(Error::with_server_reached)?;
            redirected = Some(next);
        }
        self.receive(response).await
    }

    /// Returns the request of an attempt or of a redirect.
    fn request(&self, prepared: &Prepared, body: Body) -> Result<Request<Body>> {
        let mut request = Request::new(self.sent.counting(body));
        *request.method_mut() = prepared.method.clone();
        *request.uri_mut() = prepared.uri.clone();
        *request.headers_mut() = prepared.headers.clone();
        let request = tokens::add(self.shared, &self.tokens, request)?;
        let attempts = &self.shared.config.settings.interceptors.attempts;
        if attempts.is_empty() {
            return Ok(request);
        }
        let (mut parts, body) = request.into_parts();
        let bytes = body.as_bytes();
        intercept::request(attempts, self.operation, self.made, &mut parts, bytes)?;
        Ok(Request::from_parts(parts, body))
    }

    /// Reads the response. A status other than success is an error.
    async fn receive(&mut self, response: Response<Body>) -> Result<RawResponse> {
        let (parts, body) = response.into_parts();
        let status = parts.status.as_u16();
        let settings = &self.shared.config.settings;
        let limits = Limits {
            clock: &*settings.clock,
            idle: settings.idle_timeout,
            bytes: settings.max_response_bytes,
        };
        if self.operation.success.contains(status) {
            if let Some(unread) = self.unread {
                *unread = body;
                return Ok(self.raw_response(status, parts.headers, bytes::Bytes::new()));
            }
            let body = receive::read_body(&parts.headers, body, &limits).await;
            let body = body.map_err(|error| error.with_server_reached())?;
            return Ok(self.raw_response(status, parts.headers, body));
        }
        let body = receive::read_error_body(&parts.headers, body, &limits).await;
        let mut error = Error::of_status(self.raw_response(status, parts.headers, body));
        if redirect::is_redirect(status) {
            error.append_message(match settings.follow_redirects {
                true => {
                    "the redirect leaves the origin of the base URL, repeats too often, or has no valid location"
                }
                false => "redirects are not followed",
            });
        }
        Err(error)
    }

    fn raw_response(&self, status: u16, headers: HeaderMap, body: bytes::Bytes) -> RawResponse {
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

    /// Returns how long to wait before the next attempt and the permit for it, or the error if there is none.
    fn wait_after(&mut self, error: Error, has_more: bool) -> Result<(Duration, Permit<'c>)> {
        self.may_have_reached_server |= error.may_have_reached_server();
        let now = self.shared.config.settings.clock.now();
        let asked = error
            .headers()
            .and_then(|headers| retry_after::parse(headers, now));
        let is_retryable = retry::is_retryable(&error, self.is_repeatable, asked);
        let mut error = self.complete(error, asked);
        if !has_more || !is_retryable {
            return Err(error);
        }
        let Some(wait) = retry::wait(self.made, asked) else {
            let asked = asked.unwrap_or_default();
            error.append_message(&format!(
                "the server asks to wait {} s, which exceeds the limit of 60 s",
                asked.as_secs()
            ));
            return Err(error);
        };
        let Some(permit) = self.shared.budget.take() else {
            error.append_message("not retried, since too many calls of this client fail");
            return Err(error);
        };
        Ok((wait, permit))
    }

    /// Adds what is known about the call to the error.
    fn complete(&self, error: Error, asked: Option<Duration>) -> Error {
        let mut error = error.in_operation(self.operation);
        let failure = error.failure_mut();
        failure.attempts = self.made;
        failure.may_have_reached_server = self.may_have_reached_server;
        failure.retry_after = asked;
        error
    }
}

async fn deliver(shared: &SharedClient, request: Request<Body>) -> Result<Response<Body>> {
    let sent = shared.transport.send(request).await;
    sent.map_err(Error::of_transport)
}

fn elapsed(start: SystemTime, end: SystemTime) -> Duration {
    end.duration_since(start).unwrap_or_default()
}

fn timed_out(limit: Duration) -> Error {
    let message = format!("there was no complete response within {limit:?}");
    let error = Error::of_transport(TransportError::timeout(message.clone()));
    error.with_message(message)
}
