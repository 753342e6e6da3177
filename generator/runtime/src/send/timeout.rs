//! A future with a timeout.

use super::super::clock::Clock;
use super::super::transport::BoxFuture;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// Resolves to the output of the future, or to `None` after the time limit. An output that is ready always takes
/// precedence.
pub fn within<F: Future + Unpin>(clock: &dyn Clock, limit: Duration, future: F) -> Within<F> {
    Within {
        future,
        end: clock.sleep(limit),
    }
}

/// See [`within`].
pub struct Within<F> {
    future: F,
    end: BoxFuture<'static, ()>,
}

impl<F: Future + Unpin> Future for Within<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(output) = Pin::new(&mut self.future).poll(context) {
            return Poll::Ready(Some(output));
        }
        self.end.as_mut().poll(context).map(|()| None)
    }
}
