//! Retries: which failures are retried, after what delay, and what is sent again.

use crate::support::new_session;
use equos::testing::{Answer, MockClock, MockTransport, Rule};
use equos::{Client, Result};
use std::time::Duration;

/// A client that receives this response to every request, with a clock that advances without waiting.
fn client(answer: Answer) -> (Client, MockTransport, MockClock) {
    let clock = MockClock::new();
    let transport = MockTransport::with_clock(clock.clone()).rule(Rule::any().answer(answer));
    let builder = Client::builder().api_key("key").clock(clock.clone());
    let client = builder.transport(transport.clone()).build();
    (client.expect("the settings are good"), transport, clock)
}

fn attempts<T>(result: Result<T>) -> u32 {
    result.err().expect("every attempt fails").attempts()
}

#[tokio::test]
async fn the_status_and_the_method_decide_whether_to_retry() {
    // GET, POST with a key, POST, PATCH
    for (status, expected) in [
        (400, [1, 1, 1, 1]),
        (404, [1, 1, 1, 1]),
        (408, [3, 3, 1, 1]),
        (409, [1, 1, 1, 1]),
        (429, [3, 3, 3, 3]),
        (500, [3, 3, 1, 1]),
        (501, [1, 1, 1, 1]),
        (502, [3, 3, 1, 1]),
        (503, [3, 3, 1, 1]),
        (504, [3, 3, 1, 1]),
    ] {
        let (client, _, _) = client(Answer::status(status));
        let sessions = client.sessions();
        let with_key = sessions
            .create(new_session("Demo"))
            .with_idempotency_key("k1");
        let tried = [
            attempts(sessions.list().await),
            attempts(with_key.await),
            attempts(sessions.create(new_session("Demo")).await),
            attempts(sessions.stop("ses_1").await),
        ];
        assert_eq!(tried, expected, "{status}");
    }
}

#[tokio::test]
async fn a_request_that_may_have_been_processed_is_not_repeated() {
    for (answer, expected) in [
        (Answer::no_connection(), [3, 3]),
        (Answer::timeout(), [3, 1]),
        (Answer::broken_connection(), [3, 1]),
        (Answer::status(503).header("retry-after", "1"), [3, 3]),
    ] {
        let (client, _, _) = client(answer.clone());
        let sessions = client.sessions();
        let tried = [
            attempts(sessions.list().await),
            attempts(sessions.stop("ses_1").await),
        ];
        assert_eq!(tried, expected, "{answer:?}");
    }
}

#[tokio::test]
async fn every_attempt_has_the_same_key_and_body() {
    let (client, transport, _) = client(Answer::status(500));
    let create = client.sessions().create(new_session("Demo"));
    assert_eq!(attempts(create.with_idempotency_key("k1").await), 3);
    let received = transport.received();
    assert_eq!(received.len(), 3);
    for request in &received {
        assert_eq!(request.header("idempotency-key"), Some("k1"));
        assert_eq!(request.body(), received[0].body());
        assert_eq!(request.json()["name"], "Demo");
    }
}

/// The delay before the second attempt in milliseconds, or `None` if there is no second attempt.
async fn waited(name: &str, value: &str) -> Option<u128> {
    let (client, _, clock) = client(Answer::status(429).header(name, value));
    let error = client.sessions().list().with_retries(1).await;
    match error.expect_err("every attempt fails").attempts() {
        1 => None,
        _ => clock.waited().first().map(Duration::as_millis),
    }
}

#[tokio::test]
async fn retry_after_sets_the_delay() {
    for (value, expected) in [
        ("0", Some(0)),
        ("1.5", Some(1_500)),
        ("60", Some(60_000)),
        ("61", None),
        // The clock starts on 1 January 2026, at midnight.
        ("Thu, 01 Jan 2026 00:00:30 GMT", Some(30_000)),
        ("Thu, 01 Jan 2026 00:02:00 GMT", None),
        ("Wed, 31 Dec 2025 23:59:00 GMT", Some(0)),
    ] {
        assert_eq!(waited("retry-after", value).await, expected, "{value}");
    }
    assert_eq!(waited("retry-after-ms", "250").await, Some(250));
}

#[tokio::test]
async fn an_invalid_retry_after_is_ignored() {
    for value in ["-1", "nan", "inf", "soon", ""] {
        let waited = waited("retry-after", value).await.expect("it is retried");
        assert!((375..=500).contains(&waited), "{value}: {waited}");
    }
}
