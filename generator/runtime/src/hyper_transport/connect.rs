//! Opens connections: TCP, the way through a proxy, TLS.

use super::super::transport::BoxError;
use super::connection::{BoxIo, Connection};
use super::proxies::{Hop, Proxies};
use super::tls::Tls;
use http::Uri;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::{SocksV4, SocksV5, Tunnel};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tower_service::Service;

/// How often an idle TCP connection is checked.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

type Opening<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

/// Opens connections for hyper.
#[derive(Clone)]
pub struct Connector {
    proxies: Arc<Proxies>,
    timeout: Duration,
    link: Link,
}

impl Connector {
    /// Creates a connector.
    pub fn new(timeout: Duration, proxies: Arc<Proxies>) -> Result<Self, BoxError> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(KEEP_ALIVE));
        tcp.set_connect_timeout(Some(timeout));
        let tls = Tls::new()?;
        Ok(Self {
            proxies,
            timeout,
            link: Link { tcp, tls },
        })
    }

    async fn open(mut self, uri: Uri) -> Result<Connection, BoxError> {
        let is_encrypted = uri.scheme() == Some(&Scheme::HTTPS);
        let (io, is_to_proxy) = match self.proxies.before(&uri)? {
            None => (self.link.tcp(uri.clone()).await?, false),
            Some(hop) => self.link.through(hop, &uri, is_encrypted).await?,
        };
        if !is_encrypted {
            return Ok(Connection {
                io,
                is_to_proxy,
                is_http2: false,
            });
        }
        let (io, is_http2) = self.link.tls.secure(&uri, io).await?;
        Ok(Connection {
            io,
            is_to_proxy,
            is_http2,
        })
    }
}

impl Service<Uri> for Connector {
    type Response = Connection;
    type Error = BoxError;
    type Future = Opening<Connection>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let (timeout, opening) = (self.timeout, self.clone().open(uri));
        Box::pin(async move {
            let opened = tokio::time::timeout(timeout, opening).await;
            opened.unwrap_or_else(|_| Err(format!("no connection within {timeout:?}").into()))
        })
    }
}

/// Opens connections to proxies and to servers without a proxy.
#[derive(Clone)]
struct Link {
    tcp: HttpConnector,
    tls: Tls,
}

impl Link {
    async fn tcp(&mut self, uri: Uri) -> Result<BoxIo, BoxError> {
        Ok(Box::new(self.tcp.call(uri).await?))
    }

    /// Connects through a proxy. Returns `true` if the proxy reads the requests, as it does those without encryption.
    async fn through(
        &mut self,
        hop: Hop,
        uri: &Uri,
        is_encrypted: bool,
    ) -> Result<(BoxIo, bool), BoxError> {
        let uri = uri.clone();
        Ok(match hop {
            Hop::Http { proxy, .. } if !is_encrypted => (self.call(proxy).await?, true),
            Hop::Http {
                proxy,
                authorization,
            } => {
                let mut tunnel = Tunnel::new(proxy, self.clone());
                if let Some(authorization) = authorization {
                    tunnel = tunnel.with_auth(authorization);
                }
                (tunnel.call(uri).await?, false)
            }
            Hop::Socks4 { proxy, local_dns } => {
                let mut socks = SocksV4::new(proxy, self.clone()).local_dns(local_dns);
                (socks.call(uri).await?, false)
            }
            Hop::Socks5 {
                proxy,
                local_dns,
                user,
            } => {
                let mut socks = SocksV5::new(proxy, self.clone()).local_dns(local_dns);
                if let Some((name, password)) = user {
                    socks = socks.with_auth(name, password);
                }
                (socks.call(uri).await?, false)
            }
        })
    }
}

/// Connects to a proxy, with TLS if its URL begins with `https`.
impl Service<Uri> for Link {
    type Response = BoxIo;
    type Error = BoxError;
    type Future = Opening<BoxIo>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let mut link = self.clone();
        Box::pin(async move {
            let io = link.tcp(uri.clone()).await?;
            if uri.scheme() != Some(&Scheme::HTTPS) {
                return Ok(io);
            }
            let (io, _) = link.tls.secure(&uri, io).await?;
            Ok(io)
        })
    }
}
