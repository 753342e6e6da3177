//! The equos SDK over the wire: what the server receives for each call, and what the call gives for each answer.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use equos::models::{CreateEquosSessionRequest, EquosErrorResponse, EquosResourceReference};
use equos::{Client, ErrorKind};
use futures_util::TryStreamExt as _;
use sdkwright_tests::mock::{API_KEY, Answer, Mock};
use serde_json::{Value, json};

fn client(mock: &Mock) -> Client {
    let builder = Client::builder().api_key(API_KEY).base_url(mock.url());
    builder.build().expect("the settings are good")
}

fn new_session(name: &str) -> CreateEquosSessionRequest {
    CreateEquosSessionRequest::new(name, EquosResourceReference::new("avatar_1"))
}

#[tokio::test]
async fn a_session_is_created_found_and_stopped_once() {
    let mock = Mock::start().expect("the server starts");
    let sessions = client(&mock);
    let sessions = sessions.sessions();
    let created = sessions
        .create(new_session("Demo"))
        .await
        .expect("it is created");
    let id = created.session.id;
    let found = sessions.get_by_id(&id).await.expect("it is found");
    assert_eq!(found.name, "Demo");
    assert!(sessions.stop(&id).await.expect("it is stopped").is_some());
    assert!(sessions.stop(&id).await.expect("it was stopped").is_none());
    let received = mock.received();
    assert_eq!(
        received[0].json(),
        json!({"name": "Demo", "avatar": {"id": "avatar_1"}})
    );
    assert_eq!(received[0].header("content-type"), Some("application/json"));
    assert!(
        received
            .iter()
            .all(|it| it.header("x-api-key") == Some(API_KEY))
    );
    assert_eq!(received[2].method, "PATCH");
    assert_eq!(received[2].target, format!("/v3/sessions/{id}/stop"));
}

#[tokio::test]
async fn parameters_are_sent_in_the_order_of_the_document() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    let list = client.sessions().list().client("a&b c").take(5);
    list.await.expect("the list is given");
    let received = mock.only().expect("one request");
    assert_eq!(received.target, "/v3/sessions?take=5&client=a%26b%20c");
}

#[tokio::test]
async fn a_path_value_stays_in_its_segment_or_is_refused() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    let found = client.sessions().get_by_id("a/b%20?").await;
    assert_eq!(found.expect_err("there is none").status(), Some(404));
    assert_eq!(
        mock.only().expect("one request").target,
        "/v3/sessions/a%2Fb%2520%3F"
    );
    for value in ["", ".", "..", "%2e%2E"] {
        let refused = client
            .sessions()
            .get_by_id(value)
            .await
            .expect_err("it is refused");
        assert_eq!(refused.kind(), ErrorKind::Request, "{value}");
        assert!(!refused.may_have_reached_server());
    }
    assert_eq!(mock.received().len(), 1);
}

#[tokio::test]
async fn nothing_is_none_however_it_is_said() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    for answer in [
        Answer::json(200, &Value::Null),
        Answer::status(200),
        Answer::status(204),
    ] {
        mock.answer(answer);
        let stopped = client.sessions().stop("ses_1").await;
        assert!(stopped.expect("the answer is understood").is_none());
    }
}

#[tokio::test]
async fn items_go_over_all_pages() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    for name in ["one", "two", "three"] {
        let created = client.sessions().create(new_session(name)).await;
        created.expect("it is created");
    }
    let items = client.sessions().list().take(2).items();
    let all: Vec<_> = items.try_collect().await.expect("all are given");
    assert_eq!(all.len(), 3);
    let targets: Vec<String> = mock
        .received()
        .into_iter()
        .skip(3)
        .map(|it| it.target)
        .collect();
    assert_eq!(
        targets,
        ["/v3/sessions?take=2", "/v3/sessions?take=2&skip=2"]
    );
}

#[tokio::test]
async fn an_error_says_what_the_server_said_and_never_the_key() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    let error = client
        .sessions()
        .get_by_id("nope")
        .await
        .expect_err("there is none");
    assert!(
        error
            .to_string()
            .starts_with("GET /v3/sessions/{id} failed: 404 Not Found"),
        "{error}"
    );
    assert!(error.api::<EquosErrorResponse>().is_some());
    let wrong = Client::builder()
        .api_key("canary-7f3a")
        .base_url(mock.url());
    let wrong = wrong.build().expect("the settings are good");
    let refused = wrong.sessions().list().await.expect_err("the key is wrong");
    assert_eq!(refused.status(), Some(401));
    for shown in [format!("{refused} {refused:?}"), format!("{wrong:?}")] {
        assert!(!shown.contains("canary-7f3a"), "{shown}");
    }
}

#[tokio::test]
async fn a_header_with_a_line_break_is_refused_without_being_repeated() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    let list = client
        .sessions()
        .list()
        .with_header("x-trace", "canary\r\nx-evil: 1");
    let refused = list.await.expect_err("it is refused");
    assert!(!format!("{refused} {refused:?}").contains("canary"));
    assert!(mock.received().is_empty());
}

#[tokio::test]
async fn a_redirect_is_an_error_and_a_status_is_seen_whole() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    mock.answer(Answer::status(302).header("location", "/v3/elsewhere"));
    let error = client
        .sessions()
        .list()
        .await
        .expect_err("it is not followed");
    assert_eq!(error.status(), Some(302));
    let response = client
        .sessions()
        .list()
        .with_response()
        .await
        .expect("it is given");
    assert_eq!((response.status(), response.attempts()), (200, 1));
    assert_eq!(mock.received().len(), 2);
}
