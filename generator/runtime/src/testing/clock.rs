//! A clock without waiting.

use super::super::clock::Clock;
use super::super::transport::BoxFuture;
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

/// A clock whose time advances to the end of the earliest timer as soon as all tasks wait. Clones share the same time.
/// It starts on 1 January 2026, at midnight UTC.
#[derive(Clone, Debug, Default)]
pub struct MockClock(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// The time since the start.
    elapsed: Duration,
    next_wait: u64,
    /// The pending timers, by their end.
    waits: BTreeMap<(Duration, u64), Option<Waker>>,
    /// The durations of completed timers.
    waited: Vec<Duration>,
}

/// 1 January 2026, in seconds since 1970.
const START: Duration = Duration::from_secs(1_767_225_600);

impl MockClock {
    /// Creates a clock at its start.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the time since the start.
    pub fn elapsed(&self) -> Duration {
        self.state().elapsed
    }

    /// Advances the time.
    pub fn advance(&self, duration: Duration) {
        let mut state = self.state();
        let now = state.elapsed.saturating_add(duration);
        state.advance_to(now);
    }

    /// Returns the durations of completed timers, in their order. Cancelled timers, such as timeouts, are not
    /// included.
    pub fn waited(&self) -> Vec<Duration> {
        self.state().waited.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // No code panics while it holds the lock.
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
        SystemTime::UNIX_EPOCH + START + self.elapsed()
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

/// A timer, pending from its first poll.
struct Wait {
    clock: MockClock,
    duration: Duration,
    key: (Duration, u64),
    has_yielded: bool,
}

impl Future for Wait {
    type Output = ();

    /// Yields to other tasks first. When it is polled again, all of them wait, and the earliest timer ends.
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let has_yielded_before = std::mem::replace(&mut self.has_yielded, true);
        let mut state = self.clock.state();
        let end = self.key.0;
        let is_first = state.waits.keys().next() == Some(&self.key);
        if end <= state.elapsed || (has_yielded_before && is_first) {
            let now = end.max(state.elapsed);
            state.waits.remove(&self.key);
            state.waited.push(self.duration);
            state.advance_to(now);
            return Poll::Ready(());
        }
        state.waits.insert(self.key, Some(context.waker().clone()));
        // The earliest timer ends when it is polled again.
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.clock.state().waits.remove(&self.key);
    }
}
