//! What time it is, and waiting: injected, so that no test waits.

use super::transport::BoxFuture;
use std::time::{Duration, SystemTime};

/// Tells the time, and waits.
pub trait Clock: Send + Sync + 'static {
    /// The time of day.
    fn now(&self) -> SystemTime;

    /// Is ready when this much time has passed.
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

/// The system's clock, with the timers of tokio (of the browser, on `wasm32`).
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl SystemClock {
    /// Whether it can wait here: outside of tokio it has no timers.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn has_timers() -> bool {
        tokio::runtime::Handle::try_current().is_ok()
    }

    /// Whether it can wait here.
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
