//! TLS, by the library that the features choose: that of the operating system, or else rustls on the provider that the
//! program has installed, or else on aws-lc, or else on ring. Nothing is installed for other users of these libraries.

pub use chosen::Tls;

/// The name of the server in a certificate: the host without the brackets of an IPv6 address.
#[cfg(any(feature = "native-tls", feature = "rustls", feature = "rustls-ring"))]
fn server_name(uri: &http::Uri) -> &str {
    let host = uri.host().unwrap_or_default();
    let inner = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    inner.unwrap_or(host)
}

#[cfg(feature = "native-tls")]
mod chosen {
    use super::super::super::transport::BoxError;
    use super::super::connection::BoxIo;
    use http::Uri;
    use hyper_util::rt::TokioIo;

    /// TLS of the operating system.
    #[derive(Clone)]
    pub struct Tls(tokio_native_tls::TlsConnector);

    impl Tls {
        pub fn new() -> Result<Self, BoxError> {
            let mut builder = native_tls::TlsConnector::builder();
            builder.request_alpns(&["h2", "http/1.1"]);
            Ok(Self(builder.build()?.into()))
        }

        /// Encrypts a connection. Returns `true` if HTTP/2 was negotiated.
        pub async fn secure(&self, uri: &Uri, io: BoxIo) -> Result<(BoxIo, bool), BoxError> {
            let stream = self
                .0
                .connect(super::server_name(uri), TokioIo::new(io))
                .await?;
            let protocol = stream.get_ref().negotiated_alpn()?;
            let is_http2 = protocol.is_some_and(|protocol| protocol == b"h2");
            Ok((Box::new(TokioIo::new(stream)), is_http2))
        }
    }
}

#[cfg(all(
    any(feature = "rustls", feature = "rustls-ring"),
    not(feature = "native-tls")
))]
mod chosen {
    use super::super::super::transport::BoxError;
    use super::super::connection::BoxIo;
    use http::Uri;
    use hyper_util::rt::TokioIo;
    use rustls_platform_verifier::BuilderVerifierExt;
    use std::sync::Arc;
    use tokio_rustls::TlsConnector;
    use tokio_rustls::rustls::ClientConfig;
    use tokio_rustls::rustls::crypto::CryptoProvider;
    use tokio_rustls::rustls::pki_types::ServerName;

    /// TLS of rustls.
    #[derive(Clone)]
    pub struct Tls(TlsConnector);

    impl Tls {
        pub fn new() -> Result<Self, BoxError> {
            let provider = CryptoProvider::get_default()
                .cloned()
                .unwrap_or_else(|| Arc::new(provider()));
            let mut config = ClientConfig::builder_with_provider(provider)
                .with_safe_default_protocol_versions()?
                .with_platform_verifier()?
                .with_no_client_auth();
            config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
            Ok(Self(Arc::new(config).into()))
        }

        /// Encrypts a connection. Returns `true` if HTTP/2 was negotiated.
        pub async fn secure(&self, uri: &Uri, io: BoxIo) -> Result<(BoxIo, bool), BoxError> {
            let name = ServerName::try_from(super::server_name(uri).to_owned())?;
            let stream = self.0.connect(name, TokioIo::new(io)).await?;
            let (_, session) = stream.get_ref();
            let is_http2 = session.alpn_protocol() == Some(b"h2");
            Ok((Box::new(TokioIo::new(stream)), is_http2))
        }
    }

    #[cfg(feature = "rustls")]
    fn provider() -> CryptoProvider {
        tokio_rustls::rustls::crypto::aws_lc_rs::default_provider()
    }

    #[cfg(not(feature = "rustls"))]
    fn provider() -> CryptoProvider {
        tokio_rustls::rustls::crypto::ring::default_provider()
    }
}

#[cfg(not(any(feature = "native-tls", feature = "rustls", feature = "rustls-ring")))]
mod chosen {
    use super::super::super::transport::BoxError;
    use super::super::connection::BoxIo;
    use http::Uri;

    /// No TLS.
    #[derive(Clone)]
    pub struct Tls;

    impl Tls {
        pub fn new() -> Result<Self, BoxError> {
            Ok(Self)
        }

        pub async fn secure(&self, _uri: &Uri, _io: BoxIo) -> Result<(BoxIo, bool), BoxError> {
            Err(
                "there is no TLS: enable the feature `rustls`, `rustls-ring` or `native-tls`"
                    .into(),
            )
        }
    }
}
