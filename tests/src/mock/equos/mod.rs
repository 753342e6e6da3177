//! A mock server of the Equos sessions API, with sessions in memory, for development and for the tests.
//!
//! Ids count up from one, and the time is that of a given clock, so the same calls have the same responses.
//!
//! `api` has the handlers, `sessions` the stored sessions, `validation` the checks of requests, with the messages of
//! NestJS.

mod api;
mod sessions;
mod validation;

use super::script::Script;
use super::server::Server;
use super::{Answer, Received};
use jiff::Timestamp;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The API key that the server accepts. It responds to any other with 401.
pub const API_KEY: &str = "equos-test-key";

/// The clock of the server.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The state that the handlers share.
#[derive(Clone)]
pub(crate) struct Shared {
    clock: Clock,
    store: Arc<Mutex<sessions::Store>>,
    script: Script,
}

impl Shared {
    fn store(&self) -> MutexGuard<'_, sessions::Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A server that runs until it is dropped.
pub struct Mock {
    server: Server,
    shared: Shared,
}

impl Mock {
    /// Starts a server at a free port, with the fixed time 2026-01-02T03:04:05Z.
    pub fn start() -> io::Result<Self> {
        let time = Timestamp::from_second(1_767_323_045).map_err(io::Error::other)?;
        Self::start_at(Server::any_port(), Arc::new(move || time))
    }

    /// Starts a server at this address with this clock.
    pub fn start_at(address: SocketAddr, clock: Clock) -> io::Result<Self> {
        let shared = Shared {
            clock,
            store: Arc::default(),
            script: Script::default(),
        };
        let server = Server::start(address, api::router(shared.clone()))?;
        Ok(Self { server, shared })
    }

    /// Returns the base URL, without a slash at the end.
    pub fn url(&self) -> &str {
        self.server.url()
    }

    /// Adds a running session with this id.
    pub fn remember(&self, id: &str) {
        let now = (self.shared.clock)();
        self.shared.store().remember(id, now);
    }

    /// Returns every request so far, as it was received.
    pub fn received(&self) -> Vec<Received> {
        self.shared.script.received()
    }

    /// Returns the only request so far.
    ///
    /// # Errors
    /// If there was no request, or more than one.
    pub fn only(&self) -> io::Result<Received> {
        self.shared.script.only()
    }

    /// Queues an answer for the next request, whatever that is.
    pub fn answer(&self, answer: Answer) {
        self.shared.script.answer(answer);
    }
}
