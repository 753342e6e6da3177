//! Thousands of calls at once, to servers that fail.

use super::clock::OnlyRetries;
use super::server::{GOOD, Server, Step, answer, send};
use super::{TRANSPORTS, client, get, shows_no_secret};
use crate::runtime::ErrorKind;
use futures_util::future::join_all;
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const CALLS: usize = 2_000;

/// Allows as many open files as both ends of all connections need.
fn allow_open_files() {
    let (soft, hard) = getrlimit(Resource::RLIMIT_NOFILE).unwrap();
    let needed = hard.min(4 * CALLS as u64);
    if soft < needed {
        setrlimit(Resource::RLIMIT_NOFILE, needed, hard).unwrap();
    }
}

#[tokio::test]
async fn an_outage_is_not_made_worse_by_retries() {
    allow_open_files();
    let unavailable = "HTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n";
    for transport in TRANSPORTS {
        let server = Server::answering(unavailable).await;
        let core = client(transport, &server.url, |settings| {
            settings.retries(5);
            settings.clock(OnlyRetries);
            settings.connect_timeout(Duration::from_secs(60));
        });
        let results = join_all((0..CALLS).map(|_| get(&core))).await;
        let attempts = results.into_iter().map(|result| {
            let error = result.unwrap_err();
            assert_eq!(error.status(), Some(503), "{error:?}");
            error.attempts() as usize
        });
        // The budget of a client is 100 retries.
        let attempts: usize = attempts.sum();
        assert_eq!((attempts, server.requests()), (CALLS + 100, CALLS + 100));
        drop(core);
        server.open_at_most(0).await;
    }
}

#[tokio::test]
async fn among_broken_connections_each_call_ends_with_its_answer_or_an_error() {
    allow_open_files();
    for transport in TRANSPORTS {
        let is_good = Arc::new(AtomicBool::new(false));
        let is_good_now = Arc::clone(&is_good);
        let server = Server::start(move |number| match number % 6 {
            _ if is_good_now.load(Ordering::Relaxed) => vec![answer(GOOD)],
            0 => vec![Step::Reset],
            1 => vec![Step::Read, Step::Reset],
            2 => vec![Step::Read, send(&GOOD[..GOOD.len() - 1])],
            3 => vec![Step::Read, send(&GOOD[..20]), Step::Reset],
            4 => vec![Step::Read, send(GOOD)],
            _ => vec![[Step::Read, send(GOOD)]; 3].concat(),
        })
        .await;
        let core = client(transport, &server.url, |settings| {
            settings.retries(2);
            settings.clock(OnlyRetries);
            settings.connect_timeout(Duration::from_secs(60));
        });
        let results = join_all((0..CALLS).map(|_| get(&core))).await;
        let (answers, errors): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
        assert!(answers.iter().flatten().all(|answer| *answer == json!(1)));
        for error in errors.iter().filter_map(|result| result.as_ref().err()) {
            assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
            assert!(
                error.to_string().contains("the connection broke"),
                "{error}"
            );
            shows_no_secret(error, &server.url);
        }
        // At least a third of the connections is good, and without the retries two thirds of the calls would fail.
        assert!(answers.len() > CALLS / 4, "{}", answers.len());
        assert!(!errors.is_empty());
        is_good.store(true, Ordering::Relaxed);
        // Idle connections may still be those of before.
        let results = join_all((0..CALLS).map(|_| get(&core))).await;
        assert!(results.iter().filter(|result| result.is_ok()).count() > CALLS / 2);
        drop(core);
        server.open_at_most(0).await;
    }
}
