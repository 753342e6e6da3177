//! The default transport: hyper, with a connection pool, TLS and proxies of its own.
//!
//! It is not made of reqwest, whose features are shared by all its users: an SDK that enabled one of them would change
//! how the clients of the program that uses it behave.

mod connect;
mod connection;
#[cfg(feature = "gzip")]
mod gzip;
mod proxies;
mod tls;

use super::error::{Error, ErrorKind, Result};
use super::http_bodies;
use super::settings::Proxy;
use super::transport::{Body, BoxError, BoxFuture, Transport, TransportError};
use connect::Connector;
use http::{Request, Response, Version};
use hyper_util::client::legacy::{self, Client};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use proxies::Proxies;
use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

/// How long an unused connection is kept.
const POOL_IDLE: Duration = Duration::from_secs(90);

/// How long nothing is received on a connection of HTTP/2 with open streams before a ping is sent. Without it, all calls
/// would use a connection that does not work any more, since a call that times out leaves it open for others.
const PING_INTERVAL: Duration = Duration::from_secs(20);

/// How long a ping may be unanswered before the connection is closed.
const PING_TIMEOUT: Duration = Duration::from_secs(20);

/// A transport that sends requests with hyper.
pub struct HyperTransport {
    client: Client<Connector, Body>,
    proxies: Arc<Proxies>,
}

impl HyperTransport {
    /// Creates a transport. Proxies of the environment are ignored if the server is on this machine.
    ///
    /// # Errors
    /// Returns an error if TLS cannot be set up, or for an invalid proxy.
    pub fn new(connect_timeout: Duration, proxy: &Proxy, is_local: bool) -> Result<Self> {
        let failed = |source: BoxError| {
            let message = "the HTTP client cannot be created";
            Error::new(ErrorKind::Configuration, message).with_source(source)
        };
        let proxies = Arc::new(Proxies::new(proxy, is_local).map_err(failed)?);
        let connector = Connector::new(connect_timeout, Arc::clone(&proxies)).map_err(failed)?;
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(POOL_IDLE)
            .timer(TokioTimer::new())
            .http2_keep_alive_interval(PING_INTERVAL)
            .http2_keep_alive_timeout(PING_TIMEOUT)
            .build(connector);
        Ok(Self { client, proxies })
    }
}

impl Transport for HyperTransport {
    fn send(
        &self,
        mut request: Request<Body>,
    ) -> BoxFuture<'_, std::result::Result<Response<Body>, TransportError>> {
        http_bodies::add_length(&mut request);
        self.proxies.authorize(&mut request);
        #[cfg(feature = "gzip")]
        let accepts_gzip = gzip::accept(&mut request);
        let response = self.client.request(request);
        Box::pin(async move {
            let response = response.await.map_err(failed)?;
            // To hyper, a stream of HTTP/2 that is reset without an error, or whose connection is, has ended.
            let knows_its_end = response.version() == Version::HTTP_2;
            let response = response.map(|body| http_bodies::incoming(body, knows_its_end, broken));
            #[cfg(feature = "gzip")]
            let response = if accepts_gzip {
                gzip::decode(response)
            } else {
                response
            };
            Ok(response)
        })
    }
}

fn failed(error: legacy::Error) -> TransportError {
    if error.is_connect() {
        TransportError::connect(error)
    } else if is_unprocessed(&error) {
        TransportError::unprocessed(error)
    } else {
        TransportError::broken(error)
    }
}

/// Returns `true` if the server has certainly not processed the request: hyper has not sent it, or the server has
/// refused its stream, alone or with those after the last one that it processes (RFC 9113, section 8.7).
fn is_unprocessed(error: &legacy::Error) -> bool {
    let Some(error) = error
        .source()
        .and_then(|source| source.downcast_ref::<hyper::Error>())
    else {
        return false;
    };
    let stream = error
        .source()
        .and_then(|source| source.downcast_ref::<h2::Error>());
    let is_refused = stream.is_some_and(|stream| {
        let is_reset = stream.is_reset() && stream.reason() == Some(h2::Reason::REFUSED_STREAM);
        stream.is_remote() && (is_reset || stream.is_go_away())
    });
    error.is_canceled() || is_refused
}

fn broken(error: hyper::Error) -> TransportError {
    TransportError::broken(error)
}
