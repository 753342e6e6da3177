//! Which certificates the default transport accepts. A certificate authority of these tests takes the place of those of
//! the operating system, in a process of its own: `SSL_CERT_FILE` applies to a whole process.
#![cfg(all(feature = "rustls", not(feature = "native-tls"), target_os = "linux"))]

use super::api::{API, KEY, leaked, operation};
use crate::runtime::{Call, Core, Credentials, Error, ErrorKind, Operation, Settings, decode};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use std::error::Error as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// The servers, by their certificates, and how the refusal names its reason.
const REFUSED: [(&str, &str); 5] = [
    ("expired", "Expired"),
    ("not valid yet", "NotValidYet"),
    ("of another host", "NotValidForName"),
    ("signed by itself", "UnknownIssuer"),
    ("of another authority", "UnknownIssuer"),
];

/// The variable with the URLs of the servers: that of the good one first, then those of [`REFUSED`].
const SERVERS: &str = "SDKWRIGHT_TEST_TLS_SERVERS";

struct Authority(Issuer<'static, KeyPair>, String);

impl Authority {
    fn new(name: &str) -> Self {
        let mut parameters = CertificateParams::new([]).unwrap();
        let names = &mut parameters.distinguished_name;
        names.push(DnType::CommonName, name);
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = parameters.self_signed(&key).unwrap().pem();
        Self(Issuer::new(parameters, key), certificate)
    }
}

/// Starts a server for the certificate. Returns its URL, and counts the requests that it receives.
async fn server(
    parameters: CertificateParams,
    authority: Option<&Authority>,
    requests: &Arc<AtomicUsize>,
) -> String {
    let key = KeyPair::generate().unwrap();
    let certificate = match authority {
        Some(Authority(issuer, _)) => parameters.signed_by(&key, issuer),
        None => parameters.self_signed(&key),
    };
    let chain = vec![CertificateDer::from(certificate.unwrap().der().to_vec())];
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let requests = Arc::clone(requests);
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            let Ok(mut connection) = acceptor.accept(connection).await else {
                continue;
            };
            if matches!(connection.read(&mut [0; 4_096]).await, Ok(1..)) {
                requests.fetch_add(1, Ordering::Relaxed);
                let answer = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1";
                connection.write_all(answer.as_bytes()).await.unwrap();
                connection.shutdown().await.unwrap();
            }
        }
    });
    format!("https://localhost:{port}/")
}

fn valid() -> CertificateParams {
    CertificateParams::new(["localhost".to_owned()]).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_valid_certificate_of_a_trusted_authority_is_accepted() {
    let (trusted, other) = (Authority::new("trusted"), Authority::new("other"));
    let mut expired = valid();
    expired.not_after = date_time_ymd(2001, 1, 1);
    let mut early = valid();
    early.not_before = date_time_ymd(3001, 1, 1);
    early.not_after = date_time_ymd(3002, 1, 1);
    let of_another_host = CertificateParams::new(["example.com".to_owned()]).unwrap();
    let requests = Arc::default();
    let servers = [
        server(valid(), Some(&trusted), &requests).await,
        server(expired, Some(&trusted), &requests).await,
        server(early, Some(&trusted), &requests).await,
        server(of_another_host, Some(&trusted), &requests).await,
        server(valid(), None, &requests).await,
        server(valid(), Some(&other), &requests).await,
    ];
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("trusted-by-the-tests-of-tls.pem");
    std::fs::write(&file, &trusted.1).unwrap();
    let output = tokio::task::spawn_blocking(move || {
        Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "cases::tls::the_client"])
            .env("SSL_CERT_FILE", file)
            .env_remove("SSL_CERT_DIR")
            .env(SERVERS, servers.join(" "))
            .output()
            .unwrap()
    })
    .await
    .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("1 passed"), "{text}");
    assert_eq!(requests.load(Ordering::Relaxed), 1, "of the good server");
}

#[tokio::test]
#[ignore = "the process that `only_a_valid_certificate_of_a_trusted_authority_is_accepted` starts"]
async fn the_client() {
    let Ok(servers) = std::env::var(SERVERS) else {
        return;
    };
    let mut servers = servers.split(' ');
    assert_eq!(get(servers.next().unwrap()).await.unwrap(), 1);
    for (name, reason) in REFUSED {
        let error = get(servers.next().unwrap()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect, "{name}: {error:?}");
        assert!(!error.may_have_reached_server(), "{name}");
        assert_eq!(
            error.to_string(),
            "GET /things failed: no connection to the server (1 attempt)"
        );
        let text = format!("{:?}", error.source().unwrap());
        assert!(text.contains(reason), "{name}: {text}");
        assert!(!format!("{error:?}").contains(KEY));
    }
}

async fn get(url: &str) -> Result<u32, Error> {
    let mut settings = Settings::default();
    settings.base_url(url);
    settings.retries(0);
    let mut credentials = Credentials::new();
    credentials.set(0, KEY);
    let core = Core::new(settings, credentials, &API).unwrap();
    let operation = leaked(Operation {
        security: &[&[0]],
        ..operation("GET", "/things")
    });
    Call::new(&core, operation).send(decode::json).await
}
