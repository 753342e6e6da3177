//! Many calls at once over few streams, to servers that refuse them or go away.

use super::super::clock::OnlyRetries;
use super::super::server::{Server, Step};
use super::super::{TRANSPORTS, Transport, get, request, shows_no_secret, within_bounds};
use super::frames::*;
use super::{client, server};
use crate::runtime::{Call, Core, Error, ErrorKind, decode};
use futures_util::future::join_all;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const CALLS: usize = 300;

/// A client whose connection is open, and knows how many streams there may be.
async fn connected(transport: Transport, server: &Server, retries: u32) -> Core {
    let core = client(transport, &server.url, |settings| {
        settings.retries(retries);
        settings.clock(OnlyRetries);
    });
    assert_eq!(get(&core).await.unwrap(), json!(1));
    core
}

/// Sends POST without an idempotency key.
async fn post(core: &Core) -> Result<u32, Error> {
    within_bounds(Call::new(core, request("POST")).send(decode::json)).await
}

#[tokio::test]
#[ignore = "in a process of its own"]
async fn calls_wait_for_one_of_the_streams_that_the_server_allows() {
    for transport in TRANSPORTS {
        // The server waits for as many requests as it allows, and no more may come before it answers.
        let settings = [(MAX_CONCURRENT_STREAMS, 4)];
        let batch = Step::Repeat(vec![Step::Batch(4, Arc::new(good))]);
        let script = move |_| vec![Step::Read, Step::Send(good(1)), batch.clone()];
        let Some(server) = server(transport, &settings, script).await else {
            return;
        };
        let core = connected(transport, &server, 0).await;
        let results = join_all((0..CALLS).map(|_| post(&core))).await;
        for result in results {
            assert_eq!(result.unwrap(), 1, "{transport:?}");
        }
        assert_eq!((server.accepted(), server.requests()), (1, CALLS + 1));
        drop(core);
        server.open_at_most(0).await;
    }
}

#[tokio::test]
#[ignore = "in a process of its own"]
async fn a_server_that_refuses_everything_is_not_asked_more_often_than_the_budget_allows() {
    let settings = [(MAX_CONCURRENT_STREAMS, 4)];
    let refuse = Step::Answer(Arc::new(|stream| reset(stream, REFUSED_STREAM)));
    let refuse = Step::Repeat(vec![refuse]);
    let script = move |_| vec![Step::Read, Step::Send(good(1)), refuse.clone()];
    let Some(server) = server(Transport::Hyper, &settings, script).await else {
        return;
    };
    let core = connected(Transport::Hyper, &server, 5).await;
    let results = join_all((0..CALLS).map(|_| post(&core))).await;
    let attempts = results.into_iter().map(|result| {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
        assert!(!error.may_have_reached_server());
        shows_no_secret(&error, &server.url);
        error.attempts() as usize
    });
    // The budget of a client is 100 retries.
    let attempts: usize = attempts.sum();
    assert_eq!(attempts, CALLS + 100);
    assert_eq!((server.accepted(), server.requests()), (1, attempts + 1));
}

#[tokio::test]
#[ignore = "in a process of its own"]
async fn a_server_that_goes_away_again_and_again_answers_each_call_once() {
    const CALLS: usize = 12;
    let answered = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&answered);
    let answer = Step::Answer(Arc::new(move |stream| {
        count.fetch_add(1, Ordering::Relaxed);
        good(stream)
    }));
    // Of each connection, the first three streams are answered.
    let gone = vec![Step::Read, Step::Send(go_away(5, NO_ERROR)), Step::Hold];
    let script = move |_| [vec![answer.clone(); 3], gone.clone()].concat();
    let settings = [(MAX_CONCURRENT_STREAMS, 4)];
    let Some(server) = server(Transport::Hyper, &settings, script).await else {
        return;
    };
    let core = client(Transport::Hyper, &server.url, |settings| {
        settings.retries(CALLS as u32);
        settings.clock(OnlyRetries);
    });
    for result in join_all((0..CALLS).map(|_| post(&core))).await {
        assert_eq!(result.unwrap(), 1);
    }
    assert_eq!(answered.load(Ordering::Relaxed), CALLS);
    assert!(server.requests() >= CALLS + CALLS / 3 - 1);
    drop(core);
    server.open_at_most(0).await;
}
