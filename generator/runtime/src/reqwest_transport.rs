//! The default transport: reqwest, without its own retries and redirects.

use super::error::{Error, ErrorKind, Result};
use super::transport::TransportError;
use std::time::Duration;

/// A transport that sends requests with reqwest.
#[derive(Clone, Debug)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// Creates a transport. Proxies from the environment are ignored if the server is on this machine.
    pub fn new(connect_timeout: Duration, is_local: bool) -> Result<Self> {
        client(connect_timeout, is_local)
            .map(Self)
            .map_err(|source| {
                let message = "the HTTP client cannot be created";
                Error::new(ErrorKind::Configuration, message).with_source(source)
            })
    }
}

/// Converts an error of reqwest, without the URL, which may contain a credential.
fn failed(error: reqwest::Error) -> TransportError {
    let is_connect = is_connect(&error);
    let is_timeout = error.is_timeout();
    let error = error.without_url();
    match (is_connect, is_timeout) {
        (true, _) => TransportError::connect(error),
        (false, true) => TransportError::timeout(error),
        (false, false) => TransportError::broken(error),
    }
}

#[cfg(not(target_arch = "wasm32"))]
use native::{client, is_connect};

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::super::transport::{Body, BoxError, BoxFuture, Transport, TransportError};
    use super::{ReqwestTransport, failed};
    use bytes::Bytes;
    use futures_core::Stream;
    use http::Method;
    use http::header::{CONTENT_LENGTH, HeaderValue};
    use http_body::{Frame, SizeHint};
    use rustls::ClientConfig;
    use rustls::crypto::CryptoProvider;
    use rustls_platform_verifier::BuilderVerifierExt;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, ready};
    use std::time::Duration;

    pub fn client(connect_timeout: Duration, is_local: bool) -> Result<reqwest::Client, BoxError> {
        let mut builder = reqwest::Client::builder()
            .connect_timeout(connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .tls_backend_preconfigured(tls()?);
        if is_local {
            builder = builder.no_proxy();
        }
        Ok(builder.build()?)
    }

    /// Returns a TLS configuration with the provider installed by the program, or else ring, and the certificates that
    /// the operating system trusts.
    fn tls() -> Result<ClientConfig, rustls::Error> {
        let provider = CryptoProvider::get_default()
            .cloned()
            .unwrap_or_else(|| Arc::new(rustls::crypto::ring::default_provider()));
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_platform_verifier()?
            .with_no_client_auth();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(config)
    }

    pub fn is_connect(error: &reqwest::Error) -> bool {
        error.is_connect()
    }

    impl Transport for ReqwestTransport {
        fn send(
            &self,
            request: http::Request<Body>,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            Box::pin(async move {
                let request = with_length(request)
                    .map(outgoing)
                    .try_into()
                    .map_err(failed)?;
                let response = self.0.execute(request).await.map_err(failed)?;
                Ok(http::Response::from(response).map(|body| Body::stream(Incoming(body))))
            })
        }
    }

    /// Adds `Content-Length: 0` where a body is expected, as RFC 9110, section 8.6 recommends. hyper does not add it,
    /// and some servers require it.
    fn with_length(mut request: http::Request<Body>) -> http::Request<Body> {
        let is_expected = matches!(
            *request.method(),
            Method::POST | Method::PUT | Method::PATCH
        );
        if is_expected && request.body().as_bytes().is_some_and(Bytes::is_empty) {
            let zero = HeaderValue::from_static("0");
            request.headers_mut().insert(CONTENT_LENGTH, zero);
        }
        request
    }

    fn outgoing(body: Body) -> reqwest::Body {
        match body.as_bytes() {
            Some(bytes) => reqwest::Body::from(bytes.clone()),
            None => reqwest::Body::wrap(Outgoing {
                length: body.length(),
                body: Mutex::new(body),
            }),
        }
    }

    /// A stream as a body. The lock is never acquired: reqwest requires `Sync`.
    struct Outgoing {
        body: Mutex<Body>,
        /// The number of bytes that are still to be sent, if it is known.
        length: Option<u64>,
    }

    impl http_body::Body for Outgoing {
        type Data = Bytes;
        type Error = TransportError;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
            let body = self.body.get_mut().unwrap_or_else(|lock| lock.into_inner());
            let chunk = ready!(Pin::new(&mut *body).poll_next(context));
            self.length = body.length();
            Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
        }

        /// The exact length becomes the header `Content-Length`.
        fn size_hint(&self) -> SizeHint {
            self.length.map(SizeHint::with_exact).unwrap_or_default()
        }
    }

    /// A body as a stream.
    struct Incoming(reqwest::Body);

    impl Stream for Incoming {
        type Item = Result<Bytes, TransportError>;

        fn poll_next(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Self::Item>> {
            loop {
                let frame = ready!(http_body::Body::poll_frame(Pin::new(&mut self.0), context));
                match frame {
                    None => return Poll::Ready(None),
                    Some(Err(error)) => return Poll::Ready(Some(Err(failed(error)))),
                    // Trailers are ignored.
                    Some(Ok(frame)) => match frame.into_data() {
                        Ok(data) => return Poll::Ready(Some(Ok(data))),
                        Err(_) => continue,
                    },
                }
            }
        }
    }
}

#[cfg(target_arch = "wasm32")]
use browser::{client, is_connect};

/// In a browser, `fetch` handles TLS, proxies and redirects.
#[cfg(target_arch = "wasm32")]
mod browser {
    use super::super::transport::{Body, BoxError, BoxFuture, Transport, TransportError};
    use super::{ReqwestTransport, failed};
    use std::time::Duration;

    pub fn client(
        _connect_timeout: Duration,
        _is_local: bool,
    ) -> Result<reqwest::Client, BoxError> {
        Ok(reqwest::Client::builder().build()?)
    }

    /// A browser does not report connection errors separately.
    pub fn is_connect(_error: &reqwest::Error) -> bool {
        false
    }

    impl Transport for ReqwestTransport {
        fn send(
            &self,
            request: http::Request<Body>,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            Box::pin(async move {
                let (parts, body) = request.into_parts();
                let Some(body) = body.as_bytes() else {
                    let message = "a body that is a stream cannot be sent from a browser";
                    return Err(TransportError::connect(message));
                };
                let request = self
                    .0
                    .request(parts.method, parts.uri.to_string())
                    .headers(parts.headers)
                    .body(body.to_vec());
                let response = request.send().await.map_err(failed)?;
                let (status, headers) = (response.status(), response.headers().clone());
                let body = response.bytes().await.map_err(failed)?;
                let mut response = http::Response::new(Body::from(body));
                *response.status_mut() = status;
                *response.headers_mut() = headers;
                Ok(response)
            })
        }
    }
}
