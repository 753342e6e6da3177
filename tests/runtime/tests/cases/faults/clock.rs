//! A clock for calls on a socket.

use crate::runtime::Clock;
use crate::runtime::transport::BoxFuture;
use std::time::{Duration, SystemTime};

/// A clock whose waits between attempts end at once, and whose timeouts never do.
pub struct OnlyRetries;

impl Clock for OnlyRetries {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let is_timeout = duration > Duration::from_secs(10);
        Box::pin(async move {
            if is_timeout {
                std::future::pending::<()>().await;
            }
        })
    }
}
