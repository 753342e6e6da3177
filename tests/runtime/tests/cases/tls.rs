//! Which certificates the default transport accepts.
#![cfg(all(feature = "rustls", not(feature = "native-tls"), target_os = "linux"))]

use super::api::{API, KEY, leaked, operation};
use super::certificates::{self, Authority, run_trusting, valid};
use crate::runtime::{Call, Core, Credentials, Error, ErrorKind, Operation, Settings, decode};
use rcgen::{CertificateParams, date_time_ymd};
use std::error::Error as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

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

/// Starts a server for the certificate. Returns its URL, and counts the requests that it receives.
async fn server(
    parameters: CertificateParams,
    authority: Option<&Authority>,
    requests: &Arc<AtomicUsize>,
) -> String {
    let acceptor = certificates::acceptor(parameters, authority, &[]);
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
    std::fs::write(&file, &trusted.certificate).unwrap();
    let servers = (SERVERS, servers.join(" "));
    run_trusting(&file, servers, "cases::tls::the_client", 1).await;
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
