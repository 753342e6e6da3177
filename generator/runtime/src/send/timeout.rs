//! A future with a timeout.

use super::super::clock::Clock;
use super::super::transport::{Body, BoxFuture, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// Resolves to the output of the future, or to `None` after the time limit. An output that is ready always takes
/// precedence. The timer is created when there is something to wait for.
pub fn within<F: Future + Unpin>(clock: &dyn Clock, limit: Duration, future: F) -> Within<'_, F> {
    Within {
        future,
        clock,
        limit,
        end: None,
        progress: None,
    }
}

/// See [`within`].
pub struct Within<'c, F> {
    future: F,
    clock: &'c dyn Clock,
    limit: Duration,
    end: Option<BoxFuture<'static, ()>>,
    /// What extends the time limit, and how often it did when the timer was created.
    progress: Option<(Progress, u64)>,
}

impl<F> Within<'_, F> {
    /// Counts the time limit again for as long as there was progress in it.
    pub fn extended_by(mut self, progress: &Progress) -> Self {
        self.progress = Some((progress.clone(), progress.count()));
        self
    }
}

impl<F: Future + Unpin> Future for Within<'_, F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(output) = Pin::new(&mut self.future).poll(context) {
            return Poll::Ready(Some(output));
        }
        let Self {
            clock,
            limit,
            end,
            progress,
            ..
        } = &mut *self;
        loop {
            let timer = end.get_or_insert_with(|| clock.sleep(*limit));
            ready!(timer.as_mut().poll(context));
            let Some((progress, before)) = progress else {
                return Poll::Ready(None);
            };
            let now = progress.count();
            if now == std::mem::replace(before, now) {
                return Poll::Ready(None);
            }
            *end = None;
        }
    }
}

/// The number of pieces that were read of a body while it was sent.
#[derive(Clone, Default)]
pub struct Progress(Arc<AtomicU64>);

impl Progress {
    /// Returns a body that counts its pieces. Bytes are returned unchanged.
    pub fn counting(&self, body: Body) -> Body {
        if body.as_bytes().is_some() {
            return body;
        }
        let length = body.length();
        let counted = Body::stream(Counted {
            body,
            progress: self.clone(),
        });
        match length {
            Some(length) => counted.with_length(length),
            None => counted,
        }
    }

    fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

struct Counted {
    body: Body,
    progress: Progress,
}

impl Stream for Counted {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = ready!(Pin::new(&mut self.body).poll_next(context));
        self.progress.0.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(piece)
    }
}
