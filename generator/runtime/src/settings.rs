//! What a client can be told, beside its credentials.

use super::clock::{Clock, SystemClock};
use super::error::{Error, ErrorKind, Result};
use super::headers;
use super::shown_headers::ShownHeaders;
use super::transport::Transport;
use http::header::{HeaderMap, USER_AGENT};
use std::sync::Arc;
use std::time::Duration;

/// The settings of a client, with their defaults. A builder forwards to the methods here; what cannot be is kept, and is the
/// error of [`Core::new`](super::Core::new).
#[derive(Clone)]
pub struct Settings {
    pub(crate) base_url: Option<String>,
    pub(crate) connect_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) idle_timeout: Duration,
    pub(crate) retries: u32,
    pub(crate) headers: HeaderMap,
    pub(crate) follow_redirects: bool,
    pub(crate) allow_plain_http: bool,
    pub(crate) max_response_bytes: u64,
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) clock: Arc<dyn Clock>,
    /// The clock is the system's, which needs timers of tokio.
    pub(crate) has_system_clock: bool,
    problem: Option<Arc<Error>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base_url: None,
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(60),
            idle_timeout: Duration::from_secs(60),
            retries: 2,
            headers: HeaderMap::new(),
            follow_redirects: false,
            allow_plain_http: false,
            max_response_bytes: 64 * 1024 * 1024,
            transport: None,
            clock: Arc::new(SystemClock),
            has_system_clock: true,
            problem: None,
        }
    }
}

impl Settings {
    /// Where the API is: `https://api.example.com/v1`. Every call goes there, also those for which the API's document names a
    /// server of their own.
    pub fn base_url(&mut self, url: impl Into<String>) {
        self.base_url = Some(url.into());
    }

    /// How long making a connection may take, with the default transport: 5 seconds unless set.
    pub fn connect_timeout(&mut self, timeout: Duration) {
        self.connect_timeout = timeout;
    }

    /// How long one attempt may take, from the first byte sent to the last one received: 60 seconds unless set.
    pub fn timeout(&mut self, timeout: Duration) {
        self.timeout = timeout;
    }

    /// How long nothing may come while a response's body is read: 60 seconds unless set.
    pub fn idle_timeout(&mut self, timeout: Duration) {
        self.idle_timeout = timeout;
    }

    /// How often a failed attempt is followed by another one: 2 unless set. 0 means that each request is sent once.
    pub fn retries(&mut self, retries: u32) {
        self.retries = retries;
    }

    /// A header of every request. Its value is taken for a secret: no log and no error shows it.
    pub fn header(&mut self, name: &str, value: &str) {
        match headers::checked(name, value) {
            Ok((name, mut value)) => {
                value.set_sensitive(name != USER_AGENT);
                self.headers.insert(name, value);
            }
            Err(error) => self.problem = Some(Arc::new(error)),
        }
    }

    /// What the header `User-Agent` says, in place of the crate's name and version.
    pub fn user_agent(&mut self, value: &str) {
        self.header(USER_AGENT.as_str(), value);
    }

    /// Follows redirects, at most 10 in a row, and only to where the base URL is: same scheme, host and port. Unless set, a
    /// redirect is an error.
    pub fn follow_redirects(&mut self, follow: bool) {
        self.follow_redirects = follow;
    }

    /// Sends credentials over unencrypted http, also to other machines, where everybody on the way can read them. Unless set,
    /// they are sent unencrypted to this machine only.
    pub fn allow_plain_http(&mut self, allow: bool) {
        self.allow_plain_http = allow;
    }

    /// How large the body of a response may be: 64 MiB unless set.
    pub fn max_response_bytes(&mut self, bytes: u64) {
        self.max_response_bytes = bytes;
    }

    /// What sends the requests, in place of reqwest.
    pub fn transport(&mut self, transport: impl Transport) {
        self.transport = Some(Arc::new(transport));
    }

    /// What tells the time and waits, in place of the system's clock.
    pub fn clock(&mut self, clock: impl Clock) {
        self.clock = Arc::new(clock);
        self.has_system_clock = false;
    }

    /// What could not be set.
    pub(crate) fn check(&self) -> Result<()> {
        let Some(problem) = &self.problem else {
            return Ok(());
        };
        Err(Error::new(ErrorKind::Configuration, problem.message()))
    }
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("connect_timeout", &self.connect_timeout)
            .field("timeout", &self.timeout)
            .field("idle_timeout", &self.idle_timeout)
            .field("retries", &self.retries)
            .field("headers", &ShownHeaders(&self.headers))
            .field("follow_redirects", &self.follow_redirects)
            .field("allow_plain_http", &self.allow_plain_http)
            .field("max_response_bytes", &self.max_response_bytes)
            .finish_non_exhaustive()
    }
}
