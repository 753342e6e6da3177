//! Redirects between servers on this machine, with each transport: which requests the other server receives.
#![cfg(all(feature = "hyper", feature = "reqwest"))]

use super::api::{API, KEY, leaked, operation};
use crate::runtime::{Call, Core, Credentials, Error, ErrorKind, Operation, Settings, decode};
use axum::Router;
use axum::extract::Request;
use axum::http::header::LOCATION;
use axum::response::IntoResponse;
use serde_json::json;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// What a server has received: target, credentials, and the URL before a redirect.
type Received = Arc<Mutex<Vec<String>>>;

/// A server that answers `/v1/things` with this redirect, and everything else with `1`.
async fn server(status: u16, location: impl Fn(u16) -> String) -> (u16, Received) {
    let received = Received::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (kept, location) = (Arc::clone(&received), location(port));
    let app = Router::new().fallback(move |request: Request| {
        let header = |name: &str| match request.headers().get(name) {
            Some(value) => format!(" {name}: {}", value.to_str().unwrap()),
            None => String::new(),
        };
        let names = ["x-api-key", "authorization", "cookie", "referer"];
        let line = format!("{}{}", request.uri(), names.map(header).concat());
        kept.lock().unwrap().push(line);
        let response = match request.uri().path() {
            "/v1/things" => {
                let status = http::StatusCode::from_u16(status).unwrap();
                (status, [(LOCATION, location.as_str())]).into_response()
            }
            _ => "1".into_response(),
        };
        async move { response }
    });
    tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
    (port, received)
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Transport {
    Hyper,
    /// A client of reqwest that follows no redirects.
    Reqwest,
    /// A client of reqwest as it is by default.
    ReqwestThatFollows,
}

const TRANSPORTS: [Transport; 3] = [
    Transport::Hyper,
    Transport::Reqwest,
    Transport::ReqwestThatFollows,
];

async fn get(transport: Transport, url: &str, follow: bool) -> Result<u32, Error> {
    let mut settings = Settings::default();
    settings.base_url(url);
    settings.follow_redirects(follow);
    let client = reqwest::Client::builder().no_proxy();
    match transport {
        Transport::Hyper => {}
        Transport::Reqwest => {
            let client = client.redirect(reqwest::redirect::Policy::none());
            settings.reqwest_client(client.build().unwrap());
        }
        Transport::ReqwestThatFollows => settings.reqwest_client(client.build().unwrap()),
    }
    let mut credentials = Credentials::new();
    for scheme in 0..4 {
        credentials.set(scheme, KEY);
    }
    let core = Core::new(settings, credentials, &API).unwrap();
    let operation = leaked(Operation {
        security: &[&[0, 1, 2, 3]],
        ..operation("GET", "/things")
    });
    Call::new(&core, operation).send(decode::json).await
}

/// A location that leads elsewhere, of the ports of the first server and of another one.
type Location = fn(u16, u16) -> String;

const ELSEWHERE: [(&str, Location); 4] = [
    ("another port", |_, other| {
        format!("http://127.0.0.1:{other}/x")
    }),
    ("another host", |own, _| format!("http://localhost:{own}/x")),
    ("another host and port", |_, other| {
        format!("//localhost:{other}/x")
    }),
    ("another scheme", |own, _| {
        format!("https://127.0.0.1:{own}/x")
    }),
];

#[tokio::test]
async fn no_transport_sends_a_credential_to_another_origin_unnoticed() {
    for status in [301, 302, 303, 307, 308] {
        for (name, elsewhere) in ELSEWHERE {
            for transport in TRANSPORTS {
                let (other, received_by_other) = server(200, |_| String::new()).await;
                let (port, received) = server(status, |port| elsewhere(port, other)).await;
                let url = format!("http://127.0.0.1:{port}/v1");
                let error = get(transport, &url, true).await.unwrap_err();
                let context = format!("{status} to {name} with {transport:?}: {error:?}");
                assert!(!context.contains(KEY), "{context}");
                if transport != Transport::ReqwestThatFollows {
                    assert_eq!(error.status(), Some(status), "{context}");
                    assert_eq!(received.lock().unwrap().len(), 1, "{context}");
                    assert!(received_by_other.lock().unwrap().is_empty(), "{context}");
                } else if name != "another scheme" {
                    // It cannot be prevented, but it is not hidden, and not done again.
                    assert_eq!(error.kind(), ErrorKind::Configuration, "{context}");
                    assert!(error.may_have_reached_server(), "{context}");
                    assert!(
                        error.to_string().contains("redirect policy `none`"),
                        "{context}"
                    );
                    let all = [received, received_by_other];
                    let requests: usize = all.iter().map(|all| all.lock().unwrap().len()).sum();
                    assert_eq!(requests, 2, "{context}");
                }
            }
        }
    }
}

#[tokio::test]
async fn within_the_origin_credentials_are_sent_again_and_no_referer() {
    for status in [301, 302, 303, 307, 308] {
        for transport in [Transport::Hyper, Transport::Reqwest] {
            for follow in [false, true] {
                let (port, received) = server(status, |_| "/x?a=1".to_owned()).await;
                let url = format!("http://127.0.0.1:{port}/v1");
                let result = get(transport, &url, follow).await;
                let received = received.lock().unwrap().clone();
                if !follow {
                    assert_eq!(result.unwrap_err().status(), Some(status));
                    assert_eq!(received.len(), 1);
                    continue;
                }
                assert_eq!(json!(result.unwrap()), json!(1));
                let credentials =
                    format!(" x-api-key: {KEY} authorization: Bearer {KEY} cookie: session={KEY}");
                assert_eq!(
                    received,
                    [
                        format!("/v1/things?api_key={KEY}{credentials}"),
                        format!("/x?a=1{credentials}"),
                    ]
                );
            }
        }
    }
}
