//! Servers that stop sending: every wait has a limit.

use super::server::{Server, Step, flood, send};
use super::{TRANSPORTS, Transport, client, get, request, shows_no_secret, within_bounds};
use crate::runtime::{Call, Error, ErrorKind, Settings, decode};
use std::time::Duration;

const SHORT: Duration = Duration::from_millis(50);

async fn failure(
    transport: Transport,
    steps: Vec<Step>,
    set: impl FnOnce(&mut Settings),
) -> (Error, Server) {
    let server = Server::always(steps).await;
    let error = get(&client(transport, &server.url, set)).await.unwrap_err();
    shows_no_secret(&error, &server.url);
    (error, server)
}

#[tokio::test]
async fn an_attempt_has_a_timeout() {
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let informational = flood("HTTP/1.1 100 Continue\r\n\r\n");
    #[rustfmt::skip]
    let table = [
        ("no response",          vec![Step::Read, Step::Hold]),
        ("half of a head",       vec![Step::Read, send("HTTP/1.1 200 OK\r\nx-a"), Step::Hold]),
        ("half of a body",       vec![Step::Read, send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n1"), Step::Hold]),
        ("endless other responses", vec![Step::Read, informational]),
        ("endless zeros of a chunk size", vec![Step::Read, send(chunked), flood("0")]),
    ];
    for transport in TRANSPORTS {
        for (name, steps) in &table {
            let short = |settings: &mut Settings| settings.timeout(SHORT);
            let (error, server) = failure(transport, steps.clone(), short).await;
            assert_eq!(
                error.to_string(),
                "GET /things failed: there was no complete response within 50ms (1 attempt)",
                "{name} with {transport:?}"
            );
            assert_eq!(error.kind(), ErrorKind::Timeout);
            assert!(error.may_have_reached_server());
            server.open_at_most(0).await;
        }
    }
}

#[tokio::test]
async fn a_body_has_an_idle_timeout() {
    let half = send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n1");
    for transport in TRANSPORTS {
        let steps = vec![Step::Read, half.clone(), Step::Hold];
        let short = |settings: &mut Settings| settings.idle_timeout(SHORT);
        let (error, server) = failure(transport, steps, short).await;
        assert_eq!(
            error.to_string(),
            "GET /things failed: nothing of the response's body was received for 50ms (1 attempt)"
        );
        assert_eq!(error.kind(), ErrorKind::Timeout);
        server.open_at_most(0).await;
    }
}

#[tokio::test]
async fn of_an_error_response_that_stalls_the_beginning_is_kept() {
    let half = send("HTTP/1.1 500 No\r\ncontent-length: 99\r\n\r\n{");
    for transport in TRANSPORTS {
        let steps = vec![Step::Read, half.clone(), Step::Hold];
        let short = |settings: &mut Settings| settings.idle_timeout(SHORT);
        let (error, server) = failure(transport, steps, short).await;
        assert_eq!(error.status(), Some(500));
        assert_eq!(error.body().unwrap(), "{");
        server.open_at_most(0).await;
    }
}

#[tokio::test]
async fn compressed_data_that_decompresses_to_nothing_ends_with_the_timeout() {
    let encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let nothing = encoder.finish().unwrap();
    let head = send("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n");
    let steps = vec![Step::Read, head, Step::Flood(nothing)];
    let short = |settings: &mut Settings| settings.timeout(SHORT);
    let (error, server) = failure(Transport::Hyper, steps, short).await;
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    server.open_at_most(0).await;
}

#[tokio::test]
async fn a_request_body_that_is_not_read_ends_with_the_timeout() {
    for transport in TRANSPORTS {
        // Nothing is read, and the connection stays open for longer than the test.
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let core = client(transport, &url, |settings| settings.timeout(SHORT));
        let mut call = Call::new(&core, request("POST"));
        call.body("text/plain", vec![b'x'; 50_000_000].into());
        let error = within_bounds(call.send(decode::empty)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
        assert!(error.may_have_reached_server());
    }
}

#[tokio::test]
async fn a_tls_handshake_has_the_timeout_of_connecting() {
    let server = Server::always([Step::Hold]).await;
    let url = server.url.replace("http://", "https://");
    let core = client(Transport::Hyper, &url, |settings| {
        settings.connect_timeout(SHORT);
    });
    let error = get(&core).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error:?}");
    assert!(!error.may_have_reached_server());
    assert_eq!(
        error.to_string(),
        "GET /things failed: no connection to the server (1 attempt)"
    );
    server.open_at_most(0).await;
}
