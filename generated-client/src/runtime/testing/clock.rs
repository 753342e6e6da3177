// Written by sdkwright from the API's document: edits are lost.

//! A clock for which nobody waits.

use super::super::clock::Clock;
use super::super::transport::BoxFuture;
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

/// A clock on which time passes as soon as everybody waits: then it is at once the time for which the shortest wait was. A clone is
/// the same clock. It begins on 1 January 2026, at midnight UTC.
#[derive(Clone, Debug, Default)]
pub struct MockClock(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// The time since the beginning.
    elapsed: Duration,
    next_wait: u64,
    /// Those who wait, by the end of their wait.
    waits: BTreeMap<(Duration, u64), Option<Waker>>,
    /// The waits that came to their end.
    waited: Vec<Duration>,
}

/// 1 January 2026, in seconds since 1970.
const BEGINNING: Duration = Duration::from_secs(1_767_225_600);

impl MockClock {
    /// A clock at its beginning.
    pub fn new() -> Self {
        Self::default()
    }

    /// The time since the beginning.
    pub fn elapsed(&self) -> Duration {
        self.state().elapsed
    }

    /// Lets time pass.
    pub fn advance(&self, duration: Duration) {
        let mut state = self.state();
        let now = state.elapsed.saturating_add(duration);
        state.advance_to(now);
    }

    /// The waits that came to their end, in their order. Those that were given up, as time limits are, are not among them.
    pub fn waited(&self) -> Vec<Duration> {
        self.state().waited.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing in here can panic with the lock held.
        self.0.lock().unwrap_or_else(|lock| lock.into_inner())
    }
}

impl State {
    fn advance_to(&mut self, now: Duration) {
        self.elapsed = now;
        for ((end, _), waker) in &mut self.waits {
            if *end <= now
                && let Some(waker) = waker.take()
            {
                waker.wake();
            }
        }
    }
}

impl Clock for MockClock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + BEGINNING + self.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut state = self.state();
        state.next_wait += 1;
        Box::pin(Wait {
            clock: self.clone(),
            duration,
            key: (state.elapsed.saturating_add(duration), state.next_wait),
            has_yielded: false,
        })
    }
}

/// A wait, from its first poll on.
struct Wait {
    clock: MockClock,
    duration: Duration,
    key: (Duration, u64),
    has_yielded: bool,
}

impl Future for Wait {
    type Output = ();

    /// Lets the others have their turn first; when it is polled once more, everybody waits, and the first end is reached.
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let had_turn = std::mem::replace(&mut self.has_yielded, true);
        let mut state = self.clock.state();
        let end = self.key.0;
        let is_first = state.waits.keys().next() == Some(&self.key);
        if end <= state.elapsed || (had_turn && is_first) {
            let now = end.max(state.elapsed);
            state.waits.remove(&self.key);
            state.waited.push(self.duration);
            state.advance_to(now);
            return Poll::Ready(());
        }
        state.waits.insert(self.key, Some(context.waker().clone()));
        // Whoever is first by now has its turn to say so.
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.clock.state().waits.remove(&self.key);
    }
}
