//! Certificates of servers with TLS. An authority of these tests takes the place of those of the operating system, in a
//! process of its own: `SSL_CERT_FILE` applies to a whole process.
#![cfg(all(feature = "rustls", not(feature = "native-tls"), target_os = "linux"))]

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    /// The certificate as PEM.
    pub certificate: String,
}

impl Authority {
    pub fn new(name: &str) -> Self {
        let mut parameters = CertificateParams::new([]).unwrap();
        let names = &mut parameters.distinguished_name;
        names.push(DnType::CommonName, name);
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = parameters.self_signed(&key).unwrap().pem();
        Self {
            issuer: Issuer::new(parameters, key),
            certificate,
        }
    }
}

/// The parameters of a certificate that is valid for the servers of the tests.
pub fn valid() -> CertificateParams {
    CertificateParams::new(["localhost".to_owned()]).unwrap()
}

/// Returns what a server with this certificate accepts connections with. Without an authority it signs itself.
pub fn acceptor(
    parameters: CertificateParams,
    authority: Option<&Authority>,
    protocols: &[&str],
) -> TlsAcceptor {
    let key = KeyPair::generate().unwrap();
    let certificate = match authority {
        Some(authority) => parameters.signed_by(&key, &authority.issuer),
        None => parameters.self_signed(&key),
    };
    let chain = vec![CertificateDer::from(certificate.unwrap().der().to_vec())];
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    config.alpn_protocols = protocols.iter().map(|name| (*name).into()).collect();
    TlsAcceptor::from(Arc::new(config))
}

/// Runs ignored tests in a process that trusts the authorities in a file, with a variable of the environment. Asserts
/// that so many tests pass.
pub async fn run_trusting(
    file: &Path,
    variable: (&'static str, String),
    tests: &'static str,
    expected: usize,
) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--ignored", tests]);
    command.env("SSL_CERT_FILE", file);
    command.env_remove("SSL_CERT_DIR");
    command.env(variable.0, variable.1);
    let output = tokio::task::spawn_blocking(move || command.output().unwrap());
    let output = output.await.unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(text.contains(&format!(" {expected} passed")), "{text}");
}
