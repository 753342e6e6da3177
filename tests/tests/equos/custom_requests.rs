//! Requests that the document does not describe.

use crate::support::{client, session};
use equos::models::EquosSession;
use equos::testing::{self, MockClock, MockTransport, Rule};
use equos::{Client, ErrorKind, Method};
use sdkwright_tests::mock::{API_KEY, Answer, Mock};
use serde_json::{Value, json};

#[tokio::test]
async fn a_request_has_the_credentials_and_everything_that_it_sets() {
    let mock = Mock::start().expect("the server starts");
    mock.answer(Answer::json(200, &json!({"ok": true})).header("x-part", "7"));
    let response = client(&mock)
        .request(Method::POST, "/v9/un known?a=1")
        .query(&[("limit", "3"), ("q", "a&b")])
        .header("x-trace", "t-1")
        .json(&json!({"name": "x"}))
        .with_idempotency_key("k-1")
        .await
        .expect("the server answers");
    assert_eq!(
        (response.status(), response.body().as_ref()),
        (200, br#"{"ok":true}"#.as_slice())
    );
    assert_eq!(response.headers()["x-part"], "7");

    let received = mock.only().expect("one request");
    assert_eq!(received.method, "POST");
    assert_eq!(received.target, "/v9/un%20known?a=1&limit=3&q=a%26b");
    assert_eq!(received.header("x-api-key"), Some(API_KEY));
    assert_eq!(received.header("x-trace"), Some("t-1"));
    assert_eq!(received.header("idempotency-key"), Some("k-1"));
    assert_eq!(received.header("content-type"), Some("application/json"));
    assert_eq!(received.json(), json!({"name": "x"}));
}

#[tokio::test]
async fn a_response_is_decoded_as_a_model_or_as_json() {
    let mock = Mock::start().expect("the server starts");
    mock.answer(Answer::json(200, &session()));
    mock.answer(Answer::json(200, &session()));
    let client = client(&mock);
    let get = || client.request(Method::GET, "/v9/sessions/ses_1");
    let typed: EquosSession = get().send_as().await.expect("it is a session");
    assert_eq!(typed.id, "ses_1");
    let untyped: Value = get().send_as().await.expect("it is JSON");
    assert_eq!(untyped["id"], "ses_1");
}

#[tokio::test]
async fn errors_name_the_method_and_the_path() {
    let mock = Mock::start().expect("the server starts");
    mock.answer(Answer::json(404, &json!({"message": "no such thing"})));
    mock.answer(Answer::json(200, &json!({"id": 1})));
    let client = client(&mock);
    let get = || client.request(Method::GET, "/v9/things?secret=canary");
    let error = get().await.expect_err("it is not found");
    assert_eq!(error.status(), Some(404));
    let text = error.to_string();
    assert!(
        text.starts_with("GET /v9/things failed: 404 Not Found: no such thing"),
        "{text}"
    );
    let error = get()
        .send_as::<EquosSession>()
        .await
        .expect_err("it is no session");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        error
            .to_string()
            .starts_with("GET /v9/things answered with"),
        "{error}"
    );
    assert!(!format!("{text} {error} {error:?}").contains("canary"));
}

#[tokio::test]
async fn a_path_cannot_leave_the_base_url() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    for path in [
        "",
        "things",
        "https://evil.example/",
        "/a/../b",
        "/%2e%2E/b",
        "/.",
        "@evil.example/",
    ] {
        let error = client
            .request(Method::GET, path)
            .await
            .expect_err("it is refused");
        assert_eq!(error.kind(), ErrorKind::Request, "{path}");
        assert!(!error.may_have_reached_server());
    }
    assert!(mock.received().is_empty());
}

#[tokio::test]
async fn failures_are_retried_like_those_of_any_request() {
    let clock = MockClock::new();
    let answer = testing::Answer::status(500);
    let transport = MockTransport::with_clock(clock.clone()).rule(Rule::any().answer(answer));
    let builder = Client::builder().api_key("key").clock(clock);
    let client = builder
        .transport(transport.clone())
        .build()
        .expect("the settings are good");
    let attempts = |error: equos::Error| error.attempts();
    let get = client.request(Method::GET, "/a").await.map_err(attempts);
    let post = client.request(Method::POST, "/a").await.map_err(attempts);
    let tuned = client
        .request(Method::GET, "/a")
        .with_retries(0)
        .await
        .map_err(attempts);
    assert_eq!(
        (get.err(), post.err(), tuned.err()),
        (Some(3), Some(1), Some(1))
    );
    assert_eq!(transport.received().len(), 5);
}

#[tokio::test]
async fn any_request_can_have_more_in_its_query() {
    let mock = Mock::start().expect("the server starts");
    mock.answer(Answer::json(
        200,
        &json!({"skip": 0, "take": 5, "total": 0, "sessions": []}),
    ));
    let client = client(&mock);
    let list = client.sessions().list().take(5);
    list.with_query("x y", "a&b")
        .await
        .expect("the list is returned");
    assert_eq!(
        mock.only().expect("one request").target,
        "/v3/sessions?take=5&x%20y=a%26b"
    );
}

#[tokio::test]
async fn the_user_agent_can_name_the_program_too() {
    let mock = Mock::start().expect("the server starts");
    let builder = Client::builder().api_key(API_KEY).base_url(mock.url());
    let client = builder
        .user_agent_prefix("app/1.0")
        .user_agent_suffix("(plugin)")
        .build();
    let client = client.expect("the settings are valid");
    client
        .sessions()
        .list()
        .await
        .expect("the list is returned");
    let received = mock.only().expect("one request");
    let agent = received.header("user-agent").unwrap_or_default();
    assert!(
        agent.starts_with("app/1.0 equos/") && agent.ends_with(" (plugin)"),
        "{agent}"
    );
}
