//! Which failed attempts are retried, and when.
//!
//! | failure | idempotent methods, and calls with an idempotency key | others |
//! | --- | --- | --- |
//! | no connection, a request that the server has not processed | yes | yes |
//! | a timeout, a broken connection | yes | no |
//! | 429 | yes | yes |
//! | 503 | yes | with `Retry-After` |
//! | 408, 500, 502, 504 | yes | no |
//! | anything else | no | no |
//!
//! That a request was not processed is known if it was not sent, or if a server of HTTP/2 refuses it with
//! `REFUSED_STREAM`, or with `GOAWAY` and the number of an earlier stream (RFC 9113, section 8.7). After a redirect the
//! server may have processed the call, so that a missing connection is a broken one.
//!
//! The wait before the next attempt is the one that the server asks for, up to 60 seconds; if the server asks for
//! more, the error is returned at once. Otherwise it is half a second, doubled with each attempt up to 8 seconds,
//! times a random factor from 0.75 to 1. A retry budget per client limits the load during an outage: each retry takes
//! 5 of 500 tokens, and success returns them.

use super::super::error::{Error, ErrorKind};
use http::Method;
use std::sync::Mutex;
use std::time::Duration;

/// The maximum wait that the server can ask for.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(60);
const FIRST_BACKOFF: Duration = Duration::from_millis(500);
const MAX_BACKOFF: Duration = Duration::from_secs(8);

/// Returns `true` if the call may be sent again although the server may have processed it.
pub fn is_repeatable(method: &Method, has_idempotency_key: bool) -> bool {
    method.is_idempotent() || has_idempotency_key
}

/// Returns `true` if the call is retried after this error of an attempt. `retry_after` is the wait that the server asks
/// for.
pub fn is_retryable(error: &Error, is_repeatable: bool, retry_after: Option<Duration>) -> bool {
    match (error.kind(), error.status()) {
        (ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport, _) => {
            is_repeatable || !error.may_have_reached_server()
        }
        (ErrorKind::Status, Some(429)) => true,
        (ErrorKind::Status, Some(503)) => is_repeatable || retry_after.is_some(),
        (ErrorKind::Status, Some(408 | 500 | 502 | 504)) => is_repeatable,
        _ => false,
    }
}

/// Returns the wait before the next attempt after `attempts` attempts, or `None` if the server asks for too long a
/// wait.
pub fn wait(attempts: u32, retry_after: Option<Duration>) -> Option<Duration> {
    match retry_after {
        Some(retry_after) => (retry_after <= MAX_RETRY_AFTER).then_some(retry_after),
        None => Some(backoff(attempts, random())),
    }
}

/// Exponential backoff; `random` is between 0 and 1.
fn backoff(attempts: u32, random: f64) -> Duration {
    let doublings = attempts.saturating_sub(1).min(10);
    let wait = FIRST_BACKOFF
        .saturating_mul(1 << doublings)
        .min(MAX_BACKOFF);
    wait.mul_f64(0.75 + 0.25 * random)
}

/// Returns a random number between 0 and 1, so that clients that failed together do not retry together.
fn random() -> f64 {
    let bits = super::super::random::bits() >> 32;
    bits as f64 / f64::from(u32::MAX)
}

/// The retry budget of a client, shared by all its calls.
#[derive(Debug)]
pub struct Budget(Mutex<u32>);

impl Budget {
    const FULL: u32 = 500;
    const RETRY: u32 = 5;
    const SUCCESS: u32 = 1;

    /// Takes the tokens of a retry. Returns `None` if there are not enough.
    pub fn take(&self) -> Option<Permit<'_>> {
        let is_taken = self.change(|tokens| tokens.checked_sub(Self::RETRY));
        // Not `then_some`: a permit that is made and dropped returns tokens.
        is_taken.then(|| Permit { budget: Some(self) })
    }

    /// Returns the tokens of a successful retry, or one token after success without a retry.
    pub fn give_back(&self, after_retry: bool) {
        self.add(if after_retry {
            Self::RETRY
        } else {
            Self::SUCCESS
        });
    }

    fn add(&self, back: u32) {
        self.change(|tokens| Some((tokens + back).min(Self::FULL)));
    }

    fn change(&self, change: impl FnOnce(u32) -> Option<u32>) -> bool {
        // A panic in another thread cannot leave the number in an invalid state.
        let mut tokens = self.0.lock().unwrap_or_else(|lock| lock.into_inner());
        match change(*tokens) {
            Some(changed) => {
                *tokens = changed;
                true
            }
            None => false,
        }
    }
}

/// The tokens of a retry that was not sent yet. They are returned if the call is cancelled before.
pub struct Permit<'b> {
    /// `None` after the tokens were spent.
    budget: Option<&'b Budget>,
}

impl Permit<'_> {
    /// Spends the tokens: the retry is sent.
    pub fn spend(mut self) {
        self.budget = None;
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        if let Some(budget) = self.budget {
            budget.add(Budget::RETRY);
        }
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self(Mutex::new(Self::FULL))
    }
}
