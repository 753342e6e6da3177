//! Which proxy a request goes through.

use super::super::settings::Proxy;
use super::super::transport::{Body, BoxError};
use http::header::{HeaderValue, PROXY_AUTHORIZATION};
use http::uri::Scheme;
use http::{Request, Uri};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

/// The proxies of a client.
pub struct Proxies(Option<Matcher>);

/// The way through a proxy.
pub enum Hop {
    /// A proxy for HTTP, or a tunnel with `CONNECT`.
    Http {
        proxy: Uri,
        authorization: Option<HeaderValue>,
    },
    /// SOCKS 4.
    Socks4 { proxy: Uri, local_dns: bool },
    /// SOCKS 5.
    Socks5 {
        proxy: Uri,
        local_dns: bool,
        user: Option<(String, String)>,
    },
}

impl Proxies {
    /// Reads the proxies of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`), unless the server
    /// is on this machine, or takes the configured one.
    ///
    /// # Errors
    /// Returns an error if the configured proxy is not a URL.
    pub fn new(proxy: &Proxy, is_local: bool) -> Result<Self, BoxError> {
        Ok(Self(match proxy {
            Proxy::None => None,
            Proxy::Environment if is_local => None,
            Proxy::Environment => Some(Matcher::from_env()),
            Proxy::Url(url) => {
                let matcher = Matcher::builder().all(url.expose().clone()).build();
                let example = Uri::from_static("https://example.com");
                if matcher.intercept(&example).is_none() {
                    return Err("the proxy is not a URL".into());
                }
                Some(matcher)
            }
        }))
    }

    fn intercept(&self, uri: &Uri) -> Option<Intercept> {
        self.0.as_ref()?.intercept(uri)
    }

    /// Returns the proxy to connect to before the server of this URL.
    ///
    /// # Errors
    /// Returns an error for a proxy with an unknown protocol.
    pub fn before(&self, uri: &Uri) -> Result<Option<Hop>, BoxError> {
        let Some(found) = self.intercept(uri) else {
            return Ok(None);
        };
        let proxy = found.uri().clone();
        let scheme = proxy.scheme_str().unwrap_or("http").to_owned();
        let user = found.raw_auth();
        Ok(Some(match scheme.as_str() {
            "http" | "https" => Hop::Http {
                proxy,
                authorization: found.basic_auth().cloned(),
            },
            "socks4" | "socks4a" => Hop::Socks4 {
                proxy,
                local_dns: scheme == "socks4",
            },
            "socks5" | "socks5h" => Hop::Socks5 {
                proxy,
                local_dns: scheme == "socks5",
                user: user.map(|(name, password)| (name.to_owned(), password.to_owned())),
            },
            _ => return Err(format!("the proxy has the unknown protocol `{scheme}`").into()),
        }))
    }

    /// Adds the credentials of the proxy to a request that the proxy reads: one without encryption.
    pub fn authorize(&self, request: &mut Request<Body>) {
        if self.0.is_none() || request.uri().scheme() != Some(&Scheme::HTTP) {
            return;
        }
        let Some(found) = self.intercept(request.uri()) else {
            return;
        };
        if let Some(authorization) = found.basic_auth() {
            let mut authorization = authorization.clone();
            authorization.set_sensitive(true);
            request
                .headers_mut()
                .insert(PROXY_AUTHORIZATION, authorization);
        }
    }
}
