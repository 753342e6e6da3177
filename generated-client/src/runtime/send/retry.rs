// Written by sdkwright from the API's document: edits are lost.

//! May a failed attempt be followed by another one, and when?
//!
//! | after | idempotent methods, and calls with an idempotency key | others |
//! | --- | --- | --- |
//! | no connection | yes | yes |
//! | a timeout, a broken connection | yes | no |
//! | 429 | yes | yes |
//! | 503 | yes | with `Retry-After` |
//! | 408, 500, 502, 504 | yes | no |
//! | anything else | no | no |
//!
//! Before the next attempt it waits as long as the server asks, at most 60 seconds (beyond that the error is returned at once); else
//! half a second, doubled with each attempt up to 8 seconds, times a random factor from 0.75 to 1. A client that fails all
//! the time stops trying again: each retry takes 5 tokens of 500, and success gives them back.

use super::super::error::{Error, ErrorKind};
use http::Method;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Mutex;
use std::time::Duration;

/// The longest wait that the server can ask for.
const LONGEST_ASKED: Duration = Duration::from_secs(60);
const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(8);

/// Whether a call may be sent again although the server may have seen it.
pub fn is_repeatable(method: &Method, has_idempotency_key: bool) -> bool {
    method.is_idempotent() || has_idempotency_key
}

/// Whether the failure is one that another attempt may mend. `asked` is what the server asks to wait.
pub fn may_help(error: &Error, is_repeatable: bool, asked: Option<Duration>) -> bool {
    match (error.kind(), error.status()) {
        (ErrorKind::Connect, _) => true,
        (ErrorKind::Timeout | ErrorKind::Transport, _) => is_repeatable,
        (ErrorKind::Status, Some(429)) => true,
        (ErrorKind::Status, Some(503)) => is_repeatable || asked.is_some(),
        (ErrorKind::Status, Some(408 | 500 | 502 | 504)) => is_repeatable,
        _ => false,
    }
}

/// How long to wait before the next attempt, where `attempts` have been made; none if the server asks for too long.
pub fn wait(attempts: u32, asked: Option<Duration>) -> Option<Duration> {
    match asked {
        Some(asked) => (asked <= LONGEST_ASKED).then_some(asked),
        None => Some(backoff(attempts, random())),
    }
}

/// Half a second after the first attempt, doubling; `random` is from 0 to 1.
fn backoff(attempts: u32, random: f64) -> Duration {
    let doublings = attempts.saturating_sub(1).min(10);
    let wait = FIRST_WAIT.saturating_mul(1 << doublings).min(LONGEST_WAIT);
    wait.mul_f64(0.75 + 0.25 * random)
}

/// A number from 0 to 1, so that clients that failed together do not come back together. Each `RandomState` has other keys;
/// for spreading waits that is random enough, and no reason for a dependency.
fn random() -> f64 {
    let bits = RandomState::new().build_hasher().finish() >> 32;
    bits as f64 / f64::from(u32::MAX)
}

/// How many retries a client has left: shared by all its calls, so that it does not add to an outage.
#[derive(Debug)]
pub struct Budget(Mutex<u32>);

impl Budget {
    const FULL: u32 = 500;
    const RETRY: u32 = 5;
    const SUCCESS: u32 = 1;

    /// Takes the tokens of a retry, if there are enough.
    pub fn take(&self) -> bool {
        self.change(|tokens| tokens.checked_sub(Self::RETRY))
    }

    /// Gives back the tokens of the retry that succeeded, or one for success at once.
    pub fn give_back(&self, after_retry: bool) {
        let back = if after_retry {
            Self::RETRY
        } else {
            Self::SUCCESS
        };
        self.change(|tokens| Some((tokens + back).min(Self::FULL)));
    }

    fn change(&self, change: impl FnOnce(u32) -> Option<u32>) -> bool {
        // A number cannot be left half changed, so a lock that another thread dropped in panic is as good as any.
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

impl Default for Budget {
    fn default() -> Self {
        Self(Mutex::new(Self::FULL))
    }
}
