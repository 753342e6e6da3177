//! Calls over the wire: the requests that the server receives, and what each call returns.

use crate::support::{client, new_session};
use sdkwright_tests::mock::{API_KEY, Answer, Mock};
use serde_json::{Value, json};

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
    list.await.expect("the list is returned");
    let received = mock.only().expect("one request");
    assert_eq!(received.target, "/v3/sessions?take=5&client=a%26b%20c");
}

#[tokio::test]
async fn every_empty_response_is_none() {
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
