//! A transport that sends requests with a `reqwest::Client`: one of the user's own, or, on `wasm32`, the `fetch` of the
//! browser.

use super::transport::TransportError;

/// A transport that sends requests with reqwest.
#[derive(Clone, Debug)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// Creates a transport.
    pub fn new(client: reqwest::Client) -> Self {
        Self(client)
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
use native::is_connect;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::super::http_bodies;
    use super::super::transport::{Body, BoxFuture, Transport, TransportError};
    use super::{ReqwestTransport, failed};
    use bytes::Bytes;
    use http_body::{Frame, SizeHint};
    use std::pin::Pin;
    use std::sync::Mutex;
    use std::task::{Context, Poll};

    pub fn is_connect(error: &reqwest::Error) -> bool {
        error.is_connect()
    }

    impl Transport for ReqwestTransport {
        fn send(
            &self,
            mut request: http::Request<Body>,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            Box::pin(async move {
                http_bodies::add_length(&mut request);
                let request: reqwest::Request = request.map(outgoing).try_into().map_err(failed)?;
                let origin = request.url().origin();
                let response = self.0.execute(request).await.map_err(failed)?;
                // The policy of a client of reqwest can be neither read nor changed. Its default follows redirects to
                // any server, with every header except a few well-known ones.
                if response.url().origin() != origin {
                    return Err(TransportError::redirected());
                }
                let response = http::Response::from(response);
                Ok(response.map(|body| http_bodies::incoming(body, false, failed)))
            })
        }
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
            let frame = http_body::Body::poll_frame(Pin::new(&mut *body), context);
            self.length = body.length();
            frame
        }

        /// The exact length becomes the header `Content-Length`.
        fn size_hint(&self) -> SizeHint {
            self.length.map(SizeHint::with_exact).unwrap_or_default()
        }
    }
}

#[cfg(target_arch = "wasm32")]
use browser::is_connect;

/// In a browser, `fetch` handles TLS, proxies and redirects.
#[cfg(target_arch = "wasm32")]
mod browser {
    use super::super::transport::{Body, BoxFuture, Transport, TransportError};
    use super::{ReqwestTransport, failed};

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
