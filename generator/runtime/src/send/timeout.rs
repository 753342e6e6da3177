//! A future with a timeout.

use super::super::clock::Clock;
use super::super::transport::BoxFuture;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// Resolves to the output of the future, or to `None` after the time limit. An output that is ready always takes
/// precedence. The timer is created when there is something to wait for.
pub fn within<F: Future + Unpin>(clock: &dyn Clock, limit: Duration, future: F) -> Within<'_, F> {
    Within {
        future,
        clock,
        limit,
        end: None,
    }
}

/// See [`within`].
pub struct Within<'c, F> {
    future: F,
    clock: &'c dyn Clock,
    limit: Duration,
    end: Option<BoxFuture<'static, ()>>,
}

impl<F: Future + Unpin> Future for Within<'_, F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(output) = Pin::new(&mut self.future).poll(context) {
            return Poll::Ready(Some(output));
        }
        let Self {
            clock, limit, end, ..
        } = &mut *self;
        let end = end.get_or_insert_with(|| clock.sleep(*limit));
        end.as_mut().poll(context).map(|()| None)
    }
}
