//! Status × method × idempotency key, what the server asks, and the budget.

use super::api::{Client, leaked, operation};
use crate::runtime::testing::{Answer, Rule};
use crate::runtime::transport::Body;
use crate::runtime::{Call, Error, ErrorKind, Operation, WithResponse, decode};
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

fn call<'c>(client: &'c Client, method: &'static str) -> Call<'c> {
    let operation: &Operation = leaked(operation(method, "/things"));
    let mut call = Call::new(&client.core, operation);
    call.json(&json!({"name": "x"}));
    call
}

async fn failure(client: &Client, method: &'static str) -> Error {
    call(client, method).send(decode::empty).await.unwrap_err()
}

#[tokio::test]
async fn status_by_method_and_key() {
    let unavailable = || Answer::status(503).header("retry-after", "1");
    #[rustfmt::skip]
    let table = [
        // answer,                      idempotent, other, other with a key
        (Answer::status(400),           1, 1, 1),
        (Answer::status(404),           1, 1, 1),
        (Answer::status(408),           3, 1, 3),
        (Answer::status(409),           1, 1, 1),
        (Answer::status(429),           3, 3, 3),
        (Answer::status(500),           3, 1, 3),
        (Answer::status(501),           1, 1, 1),
        (Answer::status(502),           3, 1, 3),
        (Answer::status(503),           3, 1, 3),
        (unavailable(),                 3, 3, 3),
        (Answer::status(504),           3, 1, 3),
        (Answer::no_connection(),       3, 3, 3),
        (Answer::unprocessed(),         3, 3, 3),
        (Answer::broken_connection(),   3, 1, 3),
        (Answer::timeout(),             3, 1, 3),
    ];
    let idempotent = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"];
    for (answer, safe, other, with_key) in table {
        let methods = idempotent.into_iter().map(|method| (method, safe));
        let others = [("POST", other), ("PATCH", other)];
        for (method, expected) in methods.chain(others) {
            let client = Client::answering(answer.clone());
            let error = failure(&client, method).await;
            assert_eq!(
                client.transport.received().len(),
                expected,
                "{method} {answer:?}"
            );
            assert_eq!(error.attempts() as usize, expected);
        }
        let client = Client::answering(answer.clone());
        let mut call = call(&client, "POST");
        call.with_idempotency_key("key-1");
        call.send(decode::empty).await.unwrap_err();
        let received = client.transport.received();
        assert_eq!(received.len(), with_key, "POST with a key {answer:?}");
        for request in received {
            assert_eq!(request.header("idempotency-key"), Some("key-1"));
            assert_eq!(request.json(), json!({"name": "x"}));
        }
    }
}

#[tokio::test]
async fn success_after_a_failure() {
    let rule = Rule::any()
        .answer(Answer::status(500))
        .answer(Answer::json(200, &json!(1)));
    let client = Client::new([rule]);
    let call = call(&client, "GET");
    let response = WithResponse::new(call, decode::json::<u32>).await.unwrap();
    assert_eq!((response.attempts(), *response.body()), (2, 1));
}

#[tokio::test]
async fn the_wait_between_attempts_doubles() {
    let client = Client::with([Rule::any().answer(Answer::status(500))], |settings| {
        settings.retries(6);
    });
    failure(&client, "GET").await;
    let waited = client.clock.waited();
    assert_eq!(waited.len(), 6);
    for (wait, longest) in waited.iter().zip([0.5, 1.0, 2.0, 4.0, 8.0, 8.0]) {
        let wait = wait.as_secs_f64();
        assert!(
            (longest * 0.75..=longest).contains(&wait),
            "{wait} of {longest}"
        );
    }
}

#[tokio::test]
async fn retry_after() {
    // The clock begins on 1 January 2026, at midnight.
    #[rustfmt::skip]
    let table = [
        // header,                                            attempts, wait in ms (none: by the backoff; MAX: the longest)
        ("retry-after", "0",                                  2, Some(0)),
        ("retry-after", "60",                                 2, Some(60_000)),
        ("retry-after", "61",                                 1, Some(61_000)),
        ("retry-after", "1.5",                                2, Some(1_500)),
        ("retry-after", "99999999999999999999999",            1, Some(u64::MAX)),
        ("retry-after", "-1",                                 2, None),
        ("retry-after", "nan",                                2, None),
        ("retry-after", "inf",                                2, None),
        ("retry-after", "soon",                               2, None),
        ("retry-after", "Thu, 01 Jan 2026 00:00:30 GMT",      2, Some(30_000)),
        ("retry-after", "Thu, 01 Jan 2026 00:02:00 GMT",      1, Some(120_000)),
        ("retry-after", "Wed, 31 Dec 2025 23:59:00 GMT",      2, Some(0)),
        ("retry-after-ms", "250",                             2, Some(250)),
        ("retry-after-ms", "60001",                           1, Some(60_001)),
    ];
    for (name, value, attempts, wait) in table {
        let answer = Answer::status(429).header(name, value);
        let client = Client::with([Rule::any().answer(answer)], |settings| settings.retries(1));
        let error = failure(&client, "GET").await;
        assert_eq!(client.transport.received().len(), attempts, "{value}");
        // After the wait, a date is nearer than it was.
        if attempts == 1 || !value.contains("GMT") {
            let wait = wait.map(|wait| match wait {
                u64::MAX => Duration::MAX,
                wait => Duration::from_millis(wait),
            });
            assert_eq!(error.retry_after(), wait, "{value}");
        }
        if let (2, Some(wait)) = (attempts, wait) {
            assert_eq!(
                client.clock.waited(),
                [Duration::from_millis(wait)],
                "{value}"
            );
        }
        if attempts == 1 {
            assert!(
                error.to_string().contains("the server asks to wait"),
                "{error}"
            );
        }
    }
}

#[tokio::test]
async fn a_call_can_have_other_retries_than_its_client() {
    for retries in [0, 1, 4] {
        let client = Client::answering(Answer::status(500));
        let mut call = call(&client, "GET");
        call.with_retries(retries);
        call.send(decode::empty).await.unwrap_err();
        assert_eq!(client.transport.received().len(), retries as usize + 1);
    }
}

#[tokio::test]
async fn a_body_that_can_be_sent_once_is_sent_once() {
    let client = Client::answering(Answer::status(503));
    let operation = leaked(operation("PUT", "/things"));
    let mut call = Call::new(&client.core, operation);
    let pieces = futures_util::stream::iter([Ok("ab".into()), Ok("c".into())]);
    call.body("text/plain", Body::stream(pieces));
    call.send(decode::empty).await.unwrap_err();
    let received = client.transport.received();
    assert_eq!((received.len(), &received[0].body()[..]), (1, &b"abc"[..]));
}

#[tokio::test]
async fn a_client_that_only_fails_stops_trying_again() {
    let rule = Rule::any().when(|request| request.path().ends_with("/things"));
    let client = Client::new([rule.answer(Answer::status(500))]);
    // 500 tokens are 100 retries.
    for _ in 0..50 {
        assert_eq!(failure(&client, "GET").await.attempts(), 3);
    }
    let error = failure(&client, "GET").await;
    assert_eq!(error.attempts(), 1);
    assert!(
        error
            .to_string()
            .contains("too many calls of this client fail"),
        "{error}"
    );
}

#[tokio::test]
async fn success_gives_tokens_back() {
    let (rule, asked) = (Rule::any(), AtomicUsize::new(0));
    let every_second = move |_: &_| match asked.fetch_add(1, Ordering::Relaxed) % 2 {
        0 => Answer::status(500),
        _ => Answer::status(204),
    };
    let client = Client::new([rule.answer_with(every_second)]);
    for _ in 0..300 {
        call(&client, "GET").send(decode::empty).await.unwrap();
    }
    assert_eq!(client.transport.received().len(), 600);
}

#[tokio::test]
async fn time_limits() {
    let slow = Answer::json(200, &json!(1)).after(Duration::from_secs(61));
    let client = Client::answering(slow.clone());
    let error = failure(&client, "GET").await;
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 3));
    assert!(error.may_have_reached_server());
    assert_eq!(
        error.to_string(),
        "GET /things failed: there was no complete response within 60s (3 attempts)"
    );
    let client = Client::answering(slow);
    let mut call = call(&client, "GET");
    call.with_timeout(Duration::from_secs(62));
    call.send(decode::empty).await.unwrap();
    assert_eq!(client.clock.elapsed(), Duration::from_secs(61));
}

#[tokio::test]
async fn whether_the_server_may_have_seen_it() {
    #[rustfmt::skip]
    let table = [
        (vec![Answer::no_connection()],                           false),
        (vec![Answer::unprocessed()],                             false),
        (vec![Answer::no_connection(), Answer::status(404)],      true),
        (vec![Answer::broken_connection(), Answer::no_connection()], true),
    ];
    for (answers, expected) in table {
        let rule = answers.into_iter().fold(Rule::any(), Rule::answer);
        let client = Client::new([rule]);
        let error = failure(&client, "GET").await;
        assert_eq!(error.may_have_reached_server(), expected, "{error:?}");
    }
}

#[tokio::test]
async fn a_request_that_was_not_processed_is_sent_again_whatever_was_before() {
    let rule = Rule::any()
        .answer(Answer::status(429))
        .answer(Answer::unprocessed())
        .answer(Answer::broken_connection());
    let client = Client::new([rule]);
    let error = failure(&client, "POST").await;
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 3));
}
