//! The default transport and the one over a client of reqwest, against servers on this machine.
#![cfg(feature = "hyper")]

use super::api::{API, GetById, KEY, leaked, operation};
use crate::runtime::transport::Body;
use crate::runtime::{Call, Core, Credentials, Error, ErrorKind, Settings, decode};
use axum::Router;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A server that answers with a line about the request, and counts its requests.
async fn server() -> (String, Arc<Mutex<Vec<String>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let kept = Arc::clone(&seen);
    let app = Router::new().fallback(move |request: Request| answer(Arc::clone(&kept), request));
    tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
    (url, seen)
}

async fn answer(seen: Arc<Mutex<Vec<String>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let header = |name: &str| {
        let value = parts
            .headers
            .get(name)
            .map_or("-", |value| value.to_str().unwrap());
        format!("{name}: {value}")
    };
    let names = [
        "user-agent",
        "accept",
        "x-api-key",
        "content-type",
        "content-length",
    ];
    let line = format!(
        "{} {} | {} | {}",
        parts.method,
        parts.uri,
        names.map(header).join(" | "),
        String::from_utf8_lossy(&body)
    );
    seen.lock().unwrap().push(line.clone());
    if parts.uri.path() == "/redirect" {
        return (http::StatusCode::FOUND, [(LOCATION, "/elsewhere")]).into_response();
    }
    serde_json::to_string(&line).unwrap().into_response()
}

fn client(url: &str) -> Core {
    let mut settings = Settings::default();
    settings.base_url(url);
    settings.retries(0);
    settings.max_response_bytes(100_000);
    let mut credentials = Credentials::new();
    credentials.set(0, KEY);
    Core::new(settings, credentials, &API).unwrap()
}

/// A server that reads a request, says this, and closes.
async fn saying(text: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(text.as_bytes()).await;
        }
    });
    url
}

async fn failure(url: &str) -> Error {
    GetById::new(&client(url), "1").await.unwrap_err()
}

#[tokio::test]
async fn what_the_server_receives() {
    let (url, _) = server().await;
    let line = GetById::new(&client(&url), "a/b c%20").await.unwrap();
    assert_eq!(
        line.as_str().unwrap(),
        "GET /sessions/a%2Fb%20c%2520 | user-agent: example/1.2.3 | accept: application/json | x-api-key: canary-4c1d | \
         content-type: - | content-length: - | "
    );
    let post = leaked(operation("POST", "/things"));
    let core = client(&url);
    let mut call = Call::new(&core, post);
    call.json(&[1, 2]);
    let line = call.send(decode::json::<String>).await.unwrap();
    assert!(
        line.ends_with("| content-type: application/json | content-length: 5 | [1,2]"),
        "{line}"
    );
    let line = Call::new(&core, post)
        .send(decode::json::<String>)
        .await
        .unwrap();
    assert!(
        line.ends_with("| content-type: - | content-length: 0 | "),
        "{line}"
    );
    let mut call = Call::new(&core, post);
    let pieces = futures_util::stream::iter([Ok("ab".into()), Ok("c".into())]);
    call.body("text/plain", Body::stream(pieces));
    let line = call.send(decode::json::<String>).await.unwrap();
    assert!(
        line.ends_with("| content-type: text/plain | content-length: - | abc"),
        "{line}"
    );
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let (url, seen) = server().await;
    let core = client(&url);
    let call = Call::new(&core, leaked(operation("GET", "/redirect")));
    let error = call.send(decode::empty).await.unwrap_err();
    assert_eq!((error.status(), seen.lock().unwrap().len()), (Some(302), 1));
}

#[tokio::test]
async fn no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = failure(&url).await;
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(!error.may_have_reached_server());
    assert_eq!(
        error.to_string(),
        "GET /sessions/{id} failed: no connection to the server (1 attempt)"
    );
    let port = url.rsplit_once(':').unwrap().1;
    assert!(
        !format!("{error:?}").contains(&format!("{port}/sessions")),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_connection_that_breaks() {
    for text in [
        "",
        "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab",
        "this is not HTTP\r\n\r\n",
    ] {
        let error = failure(&saying(text).await).await;
        assert_eq!(error.kind(), ErrorKind::Transport, "{text:?}");
        assert!(error.may_have_reached_server());
    }
}

#[tokio::test]
async fn a_body_that_says_it_is_too_large() {
    let url = saying("HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\nx").await;
    assert_eq!(failure(&url).await.kind(), ErrorKind::TooLarge);
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn a_gzip_bomb_is_given_up_at_the_limit() {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    (0..1_000).for_each(|_| encoder.write_all(&[b' '; 100_000]).unwrap());
    let bomb = bytes::Bytes::from(encoder.finish().unwrap());
    assert!(bomb.len() < 100_000, "small as it is sent");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let app = Router::new().fallback(async move || ([("content-encoding", "gzip")], bomb.clone()));
    tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
    assert_eq!(failure(&url).await.kind(), ErrorKind::TooLarge);
}

/// A proxy that answers every request itself, and its URL with a user.
async fn proxy() -> (String, Arc<Mutex<Vec<String>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://user:canary-9@{}", listener.local_addr().unwrap());
    let kept = Arc::clone(&seen);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut received = [0; 4096];
            let length = stream.read(&mut received).await.unwrap();
            let text = String::from_utf8_lossy(&received[..length]).into_owned();
            let _ = stream
                .write_all(
                    b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n",
                )
                .await;
            kept.lock().unwrap().push(text);
        }
    });
    (url, seen)
}

#[tokio::test]
async fn a_proxy_gets_its_own_credentials_and_reads_only_what_is_not_encrypted() {
    for (base_url, begins) in [
        (
            "http://api.invalid",
            "GET http://api.invalid/sessions/1 HTTP/1.1\r\n",
        ),
        (
            "https://api.invalid",
            "CONNECT api.invalid:443 HTTP/1.1\r\n",
        ),
    ] {
        let (proxy, seen) = proxy().await;
        let mut settings = Settings::default();
        settings.base_url(base_url);
        settings.allow_plain_http(true);
        settings.proxy(proxy.as_str());
        settings.retries(0);
        let mut credentials = Credentials::new();
        credentials.set(0, KEY);
        let core = Core::new(settings, credentials, &API).unwrap();
        let error = GetById::new(&core, "1").await.unwrap_err();
        assert!(!format!("{core:?} {error:?} {error}").contains("canary"));
        let text = seen.lock().unwrap()[0].to_lowercase();
        assert!(text.starts_with(&begins.to_lowercase()), "{text}");
        assert!(
            text.contains("proxy-authorization: basic dxnlcjpjyw5hcnktoq=="),
            "{text}"
        );
        // The API's key goes through the tunnel, not to the proxy.
        assert_eq!(text.contains(KEY), base_url.starts_with("http:"), "{text}");
    }
}

#[test]
fn a_proxy_that_is_no_url_is_an_error_of_the_client() {
    let mut settings = Settings::default();
    settings.proxy("canary://\0");
    let error = Core::new(settings, Credentials::new(), &API).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(!format!("{error:?}").contains("canary"));
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn a_client_of_reqwest_sends_the_same() {
    let (url, _) = server().await;
    let mut settings = Settings::default();
    settings.base_url(url);
    settings.reqwest_client(reqwest::Client::new());
    let mut credentials = Credentials::new();
    credentials.set(0, KEY);
    let core = Core::new(settings, credentials, &API).unwrap();
    let line = GetById::new(&core, "1").await.unwrap();
    assert_eq!(
        line.as_str().unwrap(),
        "GET /sessions/1 | user-agent: example/1.2.3 | accept: application/json | x-api-key: canary-4c1d | content-type: - | \
         content-length: - | "
    );
    let post = leaked(operation("POST", "/things"));
    let mut call = Call::new(&core, post);
    let pieces = futures_util::stream::iter([Ok("ab".into()), Ok("c".into())]);
    call.body("text/plain", Body::stream(pieces));
    let line = call.send(decode::json::<String>).await.unwrap();
    assert!(line.ends_with("| abc"), "{line}");
}

#[test]
fn outside_of_tokio_it_is_an_error_and_no_panic() {
    let core = client("http://127.0.0.1:9");
    let call = GetById::new(&core, "1").into_future();
    let mut call = std::pin::pin!(call);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else {
        panic!("there is nothing to wait for")
    };
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(
        error.to_string().contains("outside of a tokio runtime"),
        "{error}"
    );
}

#[tokio::test]
async fn a_certificate_that_nobody_trusts_or_no_tls_at_all() {
    let url = saying("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let error = failure(&url.replace("http://", "https://")).await;
    assert_eq!(error.kind(), ErrorKind::Connect, "{error:?}");
}

#[cfg(feature = "blocking")]
#[test]
fn a_client_serves_those_who_wait_and_those_who_await() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let (url, seen) = runtime.block_on(server());
    let stop = Arc::new(tokio::sync::Notify::new());
    let (core, stopped) = (client(&url), Arc::clone(&stop));
    let waiting = {
        let core = core.clone();
        std::thread::spawn(move || {
            let both = [1, 2].map(|_| GetById::new(&core, "1").wait().is_ok());
            stop.notify_one();
            both
        })
    };
    runtime.block_on(async {
        GetById::new(&core, "1").await.unwrap();
        stopped.notified().await;
    });
    assert_eq!(waiting.join().unwrap(), [true, true]);
    assert_eq!(seen.lock().unwrap().len(), 3);
}
