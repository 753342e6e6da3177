//! Connections that are used again, and those that the server has closed in the meantime.

use super::server::{GOOD, Server, Step, send};
use super::{TRANSPORTS, client, get, request, within_bounds};
use crate::runtime::{Call, decode};
use futures_util::future::join_all;

#[tokio::test]
async fn one_call_after_another_uses_one_connection() {
    for transport in TRANSPORTS {
        let server = Server::answering(GOOD).await;
        let core = client(transport, &server.url, |_| {});
        for _ in 0..100 {
            get(&core).await.unwrap();
        }
        assert_eq!((server.accepted(), server.requests()), (1, 100));
        drop(core);
        server.open_at_most(0).await;
    }
}

#[tokio::test]
async fn a_connection_that_was_closed_while_it_was_idle_is_not_used() {
    for transport in TRANSPORTS {
        for end in [vec![], vec![Step::Reset]] {
            let steps = [vec![Step::Read, send(GOOD)], end].concat();
            let server = Server::always(steps).await;
            let core = client(transport, &server.url, |_| {});
            for number in 1..=20 {
                // A POST without a key is sent once only, so none may be lost on a closed connection.
                let call = Call::new(&core, request("POST"));
                let answer = within_bounds(call.send(decode::json::<u32>)).await;
                assert_eq!(answer.unwrap(), 1, "{transport:?}");
                server.open_at_most(0).await;
                assert_eq!(server.requests(), number);
            }
        }
    }
}

#[tokio::test]
async fn calls_at_once_do_not_receive_the_responses_of_others() {
    for transport in TRANSPORTS {
        let app = axum::Router::new()
            .fallback(async |request: axum::extract::Request| request.uri().path()[1..].to_owned());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
        let core = client(transport, &url, |_| {});
        let calls = (0..300).map(async |number: u64| {
            let path = Box::leak(format!("/{number}").into_boxed_str());
            let operation = super::leaked(super::operation("GET", path));
            let answer = Call::new(&core, operation).send(decode::json::<u64>).await;
            assert_eq!(answer.unwrap(), number);
        });
        within_bounds(join_all(calls)).await;
    }
}
