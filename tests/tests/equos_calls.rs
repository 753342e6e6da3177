//! The equos SDK over the wire: what the server receives for each call, and what the call gives for each answer.

#![allow(
    deprecated,
    reason = "with all features, what the API deprecates says so"
)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod connected;

use connected::client;
use equos::models::{CreateEquosSessionRequest, EquosResourceReference};
use sdkwright_tests::mock::{API_KEY, Mock};
use serde_json::json;

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
