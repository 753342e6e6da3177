//! Calls that are dropped at each of their awaits: what the client shares stays usable, and nothing is lost.

use super::token_client::{Client, TOKEN_URL, is_for_token};
use crate::runtime::oauth::{ClientCredentials, RefreshToken};
use crate::runtime::testing::{Answer, Rule};
use futures_util::future::join_all;
use serde_json::json;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// More polls than any future of these tests needs.
const MOST_POLLS: usize = 100;

/// Polls a future so many times and drops it. Returns `true` if it was complete before.
fn dropped_after<T>(polls: usize, future: impl Future<Output = T>) -> bool {
    let mut future = std::pin::pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    (0..polls).any(|_| future.as_mut().poll(&mut context).is_ready())
}

/// Calls the function with 0, 1, 2 … polls, until it returns that the future was complete.
async fn for_each_await(mut check: impl AsyncFnMut(usize) -> bool) {
    for polls in 0..MOST_POLLS {
        if check(polls).await {
            assert!(polls > 1, "there is nothing to cancel");
            return;
        }
    }
    panic!("the future never ends");
}

fn token(number: usize) -> Answer {
    let text = json!({"access_token": format!("a{number}"), "refresh_token": format!("r{number}"), "expires_in": 3600});
    // The answer takes a while, and so the request for it can be cancelled.
    Answer::json(200, &text).after(Duration::from_secs(1))
}

/// Rules for a call that gets a token, fails twice, and succeeds after it was tried again.
fn token_and_two_failures() -> [Rule; 2] {
    let slow = |status| Answer::status(status).after(Duration::from_secs(1));
    let mut answers = Rule::any().answer(slow(500)).answer(slow(503));
    for _ in 0..MOST_POLLS {
        answers = answers.answer(slow(204));
    }
    [Rule::any().when(is_for_token).answer(token(1)), answers]
}

#[tokio::test]
async fn after_a_call_that_was_dropped_anywhere_others_succeed() {
    for_each_await(async |polls| {
        let client = Client::new(
            ClientCredentials::new(TOKEN_URL, "id", "secret"),
            token_and_two_failures(),
        );
        let is_complete = dropped_after(polls, client.call());
        for _ in 0..3 {
            client.call().await.unwrap();
        }
        assert_eq!(client.token_requests().len(), 1, "dropped after {polls}");
        is_complete
    })
    .await;
}

#[tokio::test]
async fn a_call_that_is_dropped_while_it_requests_the_token_of_others_does_not_stop_them() {
    for_each_await(async |polls| {
        let client = Client::new(
            ClientCredentials::new(TOKEN_URL, "id", "secret"),
            token_and_two_failures(),
        );
        let mut first = Box::pin(client.call());
        let mut context = Context::from_waker(Waker::noop());
        // The others wait for the token that the first one requests.
        let mut others: Vec<_> = (0..10).map(|_| Box::pin(client.call())).collect();
        let mut is_complete = false;
        for _ in 0..polls {
            is_complete |= first.as_mut().poll(&mut context).is_ready();
            for other in &mut others {
                let poll: Poll<_> = Pin::as_mut(other).poll(&mut context);
                is_complete |= poll.is_ready();
            }
            if is_complete {
                return true;
            }
        }
        drop(first);
        join_all(others)
            .await
            .into_iter()
            .for_each(|result| result.unwrap());
        assert_eq!(client.token_requests().len(), 1, "dropped after {polls}");
        false
    })
    .await;
}

#[tokio::test]
async fn a_refresh_token_that_replaces_another_is_never_lost() {
    for_each_await(async |polls| {
        let saved = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&saved);
        let provider = RefreshToken::new(TOKEN_URL, "id", "r0")
            .on_rotation(move |next| kept.lock().unwrap().push(next.expose().clone()));
        // The server accepts each refresh token once.
        let answer = |number: usize| {
            Rule::any()
                .when(move |request| {
                    let body = String::from_utf8_lossy(request.body()).into_owned();
                    is_for_token(request) && body.contains(&format!("refresh_token=r{number}&"))
                })
                .answer(token(number + 1))
                .answer(Answer::json(400, &json!({"error": "invalid_grant"})))
        };
        let rules = [
            answer(0),
            answer(1),
            Rule::any().answer(Answer::status(204)),
        ];
        let client = Client::new(provider, rules);
        let is_complete = dropped_after(polls, client.call());
        client.call().await.unwrap();
        client.clock.advance(Duration::from_secs(3600));
        client.call().await.unwrap();
        assert_eq!(*saved.lock().unwrap(), ["r1", "r2"]);
        assert_eq!(client.token_requests().len(), 2);
        is_complete
    })
    .await;
}

#[tokio::test]
async fn a_call_that_is_dropped_before_its_retry_takes_nothing_from_the_budget() {
    let client = Client::new("token", [Rule::any().answer(Answer::status(500))]);
    for _ in 0..1_000 {
        // The first poll sends the request and begins to wait for the next attempt.
        assert!(!dropped_after(1, client.call()));
    }
    assert_eq!(client.transport.received().len(), 1_000);
    assert_eq!(client.call().await.unwrap_err().attempts(), 3);
}
