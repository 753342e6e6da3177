//! A token that many calls share: one of them requests it, the others wait.
//!
//! If the call that requests it is cancelled, the request is kept for another call to continue: the server may have
//! answered it already, and its answer may contain the only valid refresh token.

use super::super::clock::Clock;
use super::super::secret::Secret;
use super::super::transport::{BoxError, BoxFuture};
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard};
use std::task::{Context, Poll, Waker, ready};
use std::time::{Duration, SystemTime};

/// How long before its end a token is renewed at most.
const MARGIN: Duration = Duration::from_secs(60);

/// How long the old token is used without another attempt after it could not be renewed.
const PAUSE: Duration = Duration::from_secs(10);

/// An access token.
pub struct Token {
    secret: Secret<String>,
    /// When it is renewed, and when it expires.
    lifetime: Option<(SystemTime, SystemTime)>,
}

impl Token {
    /// Creates a token that expires after this time.
    pub fn new(secret: Secret<String>, expires_in: Option<Duration>, now: SystemTime) -> Self {
        let lifetime = expires_in.and_then(|duration| {
            let renewal = duration.saturating_sub(MARGIN.min(duration / 10));
            Some((now.checked_add(renewal)?, now.checked_add(duration)?))
        });
        Self { secret, lifetime }
    }

    fn is_fresh(&self, now: SystemTime) -> bool {
        self.lifetime.is_none_or(|(renewal, _)| now < renewal)
    }

    fn is_valid(&self, now: SystemTime) -> bool {
        self.lifetime.is_none_or(|(_, end)| now < end)
    }
}

/// The token of a provider.
#[derive(Default)]
pub struct Cache(Mutex<State>);

#[derive(Default)]
struct State {
    token: Option<Token>,
    /// Whether a call requests a token.
    is_requested: bool,
    /// Counts the requests, so that a call knows which one it has waited for.
    round: u64,
    /// The round of the last failure, and its text.
    failure: Option<(u64, String)>,
    /// Until when the old token is used without another request.
    pause: Option<SystemTime>,
    /// The request of a call that was cancelled.
    abandoned: Abandoned,
    waiting: Vec<Waker>,
}

/// A request for a token. It does not borrow from the call that begins it.
pub type TokenRequest = BoxFuture<'static, Result<Token, BoxError>>;

#[cfg(not(target_arch = "wasm32"))]
type Abandoned = Option<TokenRequest>;
/// In a browser a request cannot be continued by another call, since it cannot be kept in a shared place.
#[cfg(target_arch = "wasm32")]
type Abandoned = Option<std::convert::Infallible>;

enum Step {
    Use(Secret<String>),
    Fail(String),
    Request(Abandoned),
    Wait(u64),
}

impl Cache {
    /// Returns the token, requesting it if it is missing or about to expire and no other call does.
    pub async fn get(
        &self,
        clock: &dyn Clock,
        request: impl FnOnce() -> TokenRequest,
    ) -> Result<Secret<String>, BoxError> {
        let mut waited = None;
        loop {
            match self.step(clock.now(), waited) {
                Step::Use(token) => return Ok(token),
                Step::Fail(message) => return Err(message.into()),
                Step::Request(abandoned) => {
                    let mut requesting = Requesting {
                        cache: self,
                        request: Some(continued(abandoned).unwrap_or_else(request)),
                    };
                    let result = (&mut requesting).await;
                    return requesting.finish(result, clock.now());
                }
                Step::Wait(round) => {
                    Waiting { cache: self, round }.await;
                    waited = Some(round);
                }
            }
        }
    }

    /// Discards a token that the server has refused.
    pub fn discard(&self, refused: &Secret<String>) {
        let mut state = self.state();
        if state
            .token
            .as_ref()
            .is_some_and(|token| token.secret == *refused)
        {
            state.token = None;
        }
    }

    fn step(&self, now: SystemTime, waited: Option<u64>) -> Step {
        let mut state = self.state();
        let is_paused = state.pause.is_some_and(|end| now < end);
        if let Some(token) = &state.token
            && token.is_valid(now)
            && (token.is_fresh(now) || state.is_requested || is_paused)
        {
            return Step::Use(token.secret.clone());
        }
        if state.is_requested {
            return Step::Wait(state.round);
        }
        match &state.failure {
            Some((round, message)) if waited == Some(*round) => Step::Fail(message.clone()),
            _ => {
                state.is_requested = true;
                state.round += 1;
                Step::Request(state.abandoned.take())
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // No code panics while it holds the lock.
        self.0.lock().unwrap_or_else(|lock| lock.into_inner())
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn continued(abandoned: Abandoned) -> Option<TokenRequest> {
    abandoned
}

#[cfg(target_arch = "wasm32")]
fn continued(abandoned: Abandoned) -> Option<TokenRequest> {
    abandoned.map(|never| match never {})
}

/// Exists while a call requests a token. If that call is cancelled, another one takes over.
struct Requesting<'c> {
    cache: &'c Cache,
    /// `None` after its end.
    request: Option<TokenRequest>,
}

impl Future for Requesting<'_> {
    type Output = Result<Token, BoxError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // It is not polled after its end.
        let Some(request) = &mut self.request else {
            return Poll::Pending;
        };
        let result = ready!(request.as_mut().poll(context));
        self.request = None;
        Poll::Ready(result)
    }
}

impl Requesting<'_> {
    fn finish(
        &self,
        result: Result<Token, BoxError>,
        now: SystemTime,
    ) -> Result<Secret<String>, BoxError> {
        let mut state = self.cache.state();
        match result {
            Ok(token) => {
                let secret = token.secret.clone();
                state.token = Some(token);
                state.failure = None;
                state.pause = None;
                Ok(secret)
            }
            Err(error) => {
                state.failure = Some((state.round, error.to_string()));
                state.pause = now.checked_add(PAUSE);
                let old = state.token.as_ref().filter(|token| token.is_valid(now));
                old.map(|token| token.secret.clone()).ok_or(error)
            }
        }
    }
}

impl Drop for Requesting<'_> {
    fn drop(&mut self) {
        let mut state = self.cache.state();
        state.is_requested = false;
        // A request that has panicked cannot be continued.
        #[cfg(not(target_arch = "wasm32"))]
        if !std::thread::panicking() {
            state.abandoned = self.request.take();
        }
        state.waiting.drain(..).for_each(Waker::wake);
    }
}

/// Waits for the end of a request.
struct Waiting<'c> {
    cache: &'c Cache,
    round: u64,
}

impl Future for Waiting<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.cache.state();
        if !state.is_requested || state.round != self.round {
            return Poll::Ready(());
        }
        let waker = context.waker();
        if !state.waiting.iter().any(|other| other.will_wake(waker)) {
            state.waiting.push(waker.clone());
        }
        Poll::Pending
    }
}
