//! Time, behind a trait so that tests do not have to wait.

use super::transport::BoxFuture;
use std::time::{Duration, SystemTime};

/// A source of time and timers.
pub trait Clock: Send + Sync + 'static {
    /// Returns the current time.
    fn now(&self) -> SystemTime;

    /// Returns a future that is ready after this duration.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

impl<T: Clock + ?Sized> Clock for std::sync::Arc<T> {
    fn now(&self) -> SystemTime {
        (**self).now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        (**self).sleep(duration)
    }
}

/// The system clock, with the timers of tokio (on `wasm32`, of the browser).
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl SystemClock {
    /// Returns `true` if timers are available, which requires a tokio runtime.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn has_timers() -> bool {
        tokio::runtime::Handle::try_current().is_ok()
    }

    /// Returns `true` if timers are available.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn has_timers() -> bool {
        true
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

#[cfg(target_arch = "wasm32")]
impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs_f64(js_sys::Date::now() / 1000.0)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(gloo_timers::future::sleep(duration))
    }
}
