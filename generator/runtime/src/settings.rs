//! The settings of a client, except its credentials.

use super::clock::{Clock, SystemClock};
use super::error::{Error, ErrorKind, Result};
use super::headers;
use super::interceptor::{Interceptor, Interceptors};
#[cfg(feature = "reqwest")]
use super::reqwest_transport::ReqwestTransport;
use super::secret::Secret;
use super::shown_headers::ShownHeaders;
use super::transport::Transport;
use http::header::{HeaderMap, USER_AGENT};
use std::sync::Arc;
use std::time::Duration;

/// The settings of a client, with their defaults. The client's builder forwards to these methods. An invalid value is
/// an error of [`Core::new`](super::Core::new).
#[derive(Clone)]
pub struct Settings {
    pub(crate) base_url: Option<String>,
    /// The base URL of a server of the API, which does not replace those of single operations.
    pub(crate) server: Option<String>,
    pub(crate) connect_timeout: Duration,
    pub(crate) proxy: Proxy,
    pub(crate) timeout: Duration,
    pub(crate) idle_timeout: Duration,
    pub(crate) retries: u32,
    pub(crate) headers: HeaderMap,
    pub(crate) user_agent_prefix: Option<String>,
    pub(crate) user_agent_suffix: Option<String>,
    pub(crate) idempotency_keys: Option<IdempotencyKeys>,
    pub(crate) follow_redirects: bool,
    pub(crate) allow_plain_http: bool,
    pub(crate) max_response_bytes: u64,
    pub(crate) interceptors: Interceptors,
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) clock: Arc<dyn Clock>,
    /// Whether the clock is the system clock, which needs tokio's timers.
    pub(crate) has_system_clock: bool,
    problem: Option<Arc<Error>>,
}

/// A function that makes idempotency keys.
pub(crate) type IdempotencyKeys = Arc<dyn Fn() -> String + Send + Sync>;

/// The proxy of the default transport.
#[derive(Clone)]
pub(crate) enum Proxy {
    /// The one that the environment names for a URL.
    Environment,
    /// None.
    None,
    /// This one for all URLs. Its URL may contain a password.
    Url(Secret<String>),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base_url: None,
            server: None,
            connect_timeout: Duration::from_secs(5),
            proxy: Proxy::Environment,
            timeout: Duration::from_secs(60),
            idle_timeout: Duration::from_secs(60),
            retries: 2,
            headers: HeaderMap::new(),
            user_agent_prefix: None,
            user_agent_suffix: None,
            idempotency_keys: None,
            follow_redirects: false,
            allow_plain_http: false,
            max_response_bytes: 64 * 1024 * 1024,
            interceptors: Interceptors::default(),
            transport: None,
            clock: Arc::new(SystemClock),
            has_system_clock: true,
            problem: None,
        }
    }
}

impl Settings {
    /// Sets the base URL of the API: `https://api.example.com/v1`. It also replaces the servers of single operations.
    pub fn base_url(&mut self, url: impl Into<String>) {
        self.base_url = Some(url.into());
    }

    /// Sets the server of the API by its base URL. Operations with a server of their own keep it, and
    /// [`base_url`](Self::base_url) has precedence.
    pub fn server(&mut self, url: impl Into<String>) {
        self.server = Some(url.into());
    }

    /// Sets the timeout for connecting, of the default transport. Default: 5 seconds.
    pub fn connect_timeout(&mut self, timeout: Duration) {
        self.connect_timeout = timeout;
    }

    /// Sets the proxy of the default transport: `http://user:password@proxy.example.com:3128`, or a URL that begins
    /// with `https`, `socks4`, `socks4a`, `socks5` or `socks5h`. Default: the proxies of the environment.
    pub fn proxy(&mut self, url: impl Into<Secret<String>>) {
        self.proxy = Proxy::Url(url.into());
    }

    /// Ignores the proxies of the environment.
    pub fn no_proxy(&mut self) {
        self.proxy = Proxy::None;
    }

    /// Sends the requests with this client. Its timeouts and proxies apply in addition to those of the SDK.
    ///
    /// Create it with `redirect(reqwest::redirect::Policy::none())`: the SDK follows redirects itself, without credentials
    /// for other servers. By default reqwest follows them, with most credentials; a response that it fetched from
    /// another origin is an error.
    #[cfg(feature = "reqwest")]
    pub fn reqwest_client(&mut self, client: reqwest::Client) {
        self.transport(ReqwestTransport::new(client));
    }

    /// Sets the timeout of one attempt, from the first byte sent to the last one received. Default: 60 seconds. It is
    /// extended while pieces of a request body that is a stream or a file are sent.
    pub fn timeout(&mut self, timeout: Duration) {
        self.timeout = timeout;
    }

    /// Sets the idle timeout while reading a response body. Default: 60 seconds.
    pub fn idle_timeout(&mut self, timeout: Duration) {
        self.idle_timeout = timeout;
    }

    /// Sets the maximum number of retries. 0 disables retries. Default: 2.
    pub fn retries(&mut self, retries: u32) {
        self.retries = retries;
    }

    /// Sets a header of every request. Its value is treated as a secret and never logged.
    pub fn header(&mut self, name: &str, value: &str) {
        match headers::parse(name, value) {
            Ok((name, mut value)) => {
                value.set_sensitive(name != USER_AGENT);
                self.headers.insert(name, value);
            }
            Err(error) => self.problem = Some(Arc::new(error)),
        }
    }

    /// Sets the header `User-Agent`. Default: name and version of the crate.
    pub fn user_agent(&mut self, value: &str) {
        self.header(USER_AGENT.as_str(), value);
    }

    /// Adds text before the name of the crate in the header `User-Agent`: `my-app/1.0`.
    pub fn user_agent_prefix(&mut self, text: impl Into<String>) {
        self.user_agent_prefix = Some(text.into());
    }

    /// Adds text after the name of the crate in the header `User-Agent`: `(my-plugin)`.
    pub fn user_agent_suffix(&mut self, text: impl Into<String>) {
        self.user_agent_suffix = Some(text.into());
    }

    /// Sets the function that makes idempotency keys. Default: random UUIDs.
    pub fn idempotency_keys(&mut self, make: impl Fn() -> String + Send + Sync + 'static) {
        self.idempotency_keys = Some(Arc::new(make));
    }

    /// Sets whether redirects are followed: at most 10 in a row, and only within the origin of the base URL (same
    /// scheme, host and port). By default a redirect is an error.
    pub fn follow_redirects(&mut self, follow: bool) {
        self.follow_redirects = follow;
    }

    /// Sets whether credentials are sent over plain HTTP to other machines, where others can read them. By default
    /// they are sent over plain HTTP to this machine only.
    pub fn allow_plain_http(&mut self, allow: bool) {
        self.allow_plain_http = allow;
    }

    /// Sets the maximum size of a response body. Default: 64 MiB.
    pub fn max_response_bytes(&mut self, bytes: u64) {
        self.max_response_bytes = bytes;
    }

    /// Adds an interceptor that is asked once for each call, after those added before it.
    pub fn intercept_calls(&mut self, interceptor: impl Interceptor) {
        self.interceptors.calls.push(Arc::new(interceptor));
    }

    /// Adds an interceptor that is asked for each attempt, after those added before it.
    pub fn intercept_attempts(&mut self, interceptor: impl Interceptor) {
        self.interceptors.attempts.push(Arc::new(interceptor));
    }

    /// Sets the transport that sends the requests. Default: hyper.
    pub fn transport(&mut self, transport: impl Transport) {
        self.transport = Some(Arc::new(transport));
    }

    /// Sets the clock. Default: the system clock.
    pub fn clock(&mut self, clock: impl Clock) {
        self.clock = Arc::new(clock);
        self.has_system_clock = false;
    }

    /// Returns the error of the last invalid value, if any.
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
