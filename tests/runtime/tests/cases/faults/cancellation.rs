//! Calls on a socket that are dropped at each of their awaits.

use super::server::{GOOD, Server, Step, send};
use super::{TRANSPORTS, client, get, request, within_bounds};
use crate::runtime::{Call, decode};
use serde_json::json;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Ends when a future was polled so many times, or is complete. Returns `true` if it is complete.
struct DroppedAfter<F> {
    future: Option<F>,
    polls: usize,
}

impl<F: Future + Unpin> Future for DroppedAfter<F> {
    type Output = bool;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<bool> {
        if self.polls > 0 {
            self.polls -= 1;
            let future = self.future.as_mut().unwrap();
            if Pin::new(future).poll(context).is_ready() {
                return Poll::Ready(true);
            }
        }
        if self.polls > 0 {
            return Poll::Pending;
        }
        self.future = None;
        Poll::Ready(false)
    }
}

#[tokio::test]
async fn after_a_call_that_was_dropped_anywhere_others_succeed() {
    for transport in TRANSPORTS {
        let server = Server::answering(GOOD).await;
        let core = client(transport, &server.url, |_| {});
        let mut is_complete = false;
        for polls in 0.. {
            if is_complete {
                break;
            }
            for _ in 0..10 {
                let call = Call::new(&core, request("POST")).send(decode::json::<u32>);
                let future = Some(Box::pin(call));
                is_complete = within_bounds(DroppedAfter { future, polls }).await;
                assert_eq!(get(&core).await.unwrap(), json!(1), "dropped after {polls}");
            }
        }
        drop(core);
        server.open_at_most(0).await;
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_closes_its_connection() {
    for transport in TRANSPORTS {
        for answer in ["", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n1"] {
            let server = Server::always([Step::Read, send(answer), Step::Hold]).await;
            let core = client(transport, &server.url, |_| {});
            for number in 1..=10 {
                let call = get(&core);
                tokio::select! {
                    result = call => panic!("{result:?}"),
                    () = server.received(number) => {}
                }
                server.open_at_most(0).await;
            }
        }
    }
}
