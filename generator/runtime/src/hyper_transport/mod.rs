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
use http::{Request, Response};
use hyper_util::client::legacy::{self, Client};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use proxies::Proxies;
use std::sync::Arc;
use std::time::Duration;

/// How long an unused connection is kept.
const POOL_IDLE: Duration = Duration::from_secs(90);

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
            let response = response.map(|body| http_bodies::incoming(body, broken));
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
    } else {
        TransportError::broken(error)
    }
}

fn broken(error: hyper::Error) -> TransportError {
    TransportError::broken(error)
}
