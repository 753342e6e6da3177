//! A mock server of the Equos sessions API, with sessions in memory, for development and for the tests.
//!
//! [`Mock::start`] serves on a thread of its own at a free port of the loopback interface, so that synchronous tests,
//! asynchronous tests and child processes can all call it. Ids count up from one, and the time is that of a given
//! clock, so the same calls have the same responses.
//!
//! `api` has the handlers, `sessions` the stored sessions, `validation` the checks of requests. `script` records every
//! request and sends the answers that a test has prepared.

mod api;
mod script;
mod sessions;
mod validation;

pub use script::{Answer, Received};

use axum::Router;
use jiff::Timestamp;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// The API key that the server accepts. It responds to any other with 401.
pub const API_KEY: &str = "equos-test-key";

/// The clock of the server.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The state that the handlers share.
#[derive(Clone)]
pub(crate) struct Shared {
    clock: Clock,
    memory: Arc<Mutex<Memory>>,
}

/// The stored sessions and the recorded requests.
#[derive(Default)]
struct Memory {
    store: sessions::Store,
    script: script::Script,
}

impl Shared {
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A server that runs until it is dropped.
pub struct Mock {
    url: String,
    shared: Shared,
    stop: Option<oneshot::Sender<()>>,
}

impl Mock {
    /// Starts a server at a free port, with the fixed time 2026-01-02T03:04:05Z.
    pub fn start() -> io::Result<Self> {
        let time = Timestamp::from_second(1_767_323_045).map_err(io::Error::other)?;
        Self::start_at(
            SocketAddr::from(([127, 0, 0, 1], 0)),
            Arc::new(move || time),
        )
    }

    /// Starts a server at this address with this clock.
    pub fn start_at(address: SocketAddr, clock: Clock) -> io::Result<Self> {
        let shared = Shared {
            clock,
            memory: Arc::default(),
        };
        let listener = std::net::TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let url = format!("http://{}", listener.local_addr()?);
        let (stop, stopped) = oneshot::channel();
        let router = api::router(shared.clone());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        std::thread::Builder::new()
            .name("mock".into())
            .spawn(move || runtime.block_on(serve(listener, router, stopped)))?;
        Ok(Self {
            url,
            shared,
            stop: Some(stop),
        })
    }

    /// Returns the base URL, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Adds a running session with this id.
    pub fn remember(&self, id: &str) {
        let now = (self.shared.clock)();
        self.shared.memory().store.remember(id, now);
    }

    /// Returns every request so far, as it was received.
    pub fn received(&self) -> Vec<Received> {
        self.shared.memory().script.received.clone()
    }

    /// Returns the only request so far.
    ///
    /// # Errors
    /// If there was no request, or more than one.
    pub fn only(&self) -> io::Result<Received> {
        match <[Received; 1]>::try_from(self.received()) {
            Ok([only]) => Ok(only),
            Err(all) => Err(io::Error::other(format!(
                "{} requests were received, not one",
                all.len()
            ))),
        }
    }

    /// Queues an answer for the next request, whatever that is.
    pub fn answer(&self, answer: Answer) {
        self.shared.memory().script.answers.push_back(answer);
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // This fails if the server has stopped already.
            let _ = stop.send(());
        }
    }
}

async fn serve(listener: std::net::TcpListener, router: Router, stopped: oneshot::Receiver<()>) {
    let served = async { axum::serve(TcpListener::from_std(listener)?, router).await };
    tokio::select! {
        ended = served => if let Err(error) = ended { eprintln!("mock: {error}") },
        _ = stopped => {}
    }
}
