//! Waiting without an asynchronous runtime, and not inside one.
#![cfg(feature = "blocking")]

use super::api::{Client, GetById};
use crate::runtime::ErrorKind;
use crate::runtime::testing::Answer;
use serde_json::json;
use std::time::Duration;

#[test]
fn a_call_is_waited_for() {
    let client = Client::answering(Answer::json(200, &json!(7)).after(Duration::from_secs(1)));
    assert_eq!(GetById::new(&client.core, "1").wait().unwrap(), json!(7));
    let response = GetById::new(&client.core, "1")
        .with_timeout(Duration::from_secs(2))
        .with_retries(0)
        .with_idempotency_key("k")
        .with_response()
        .wait();
    assert_eq!(response.unwrap().into_body(), json!(7));
}

#[tokio::test]
async fn inside_a_task_it_is_refused() {
    let client = Client::answering(Answer::json(200, &json!(7)));
    let error = GetById::new(&client.core, "1").wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Blocking);
    assert!(error.to_string().contains("use `.await`"), "{error}");
    assert!(client.transport.received().is_empty());
}

#[tokio::test]
async fn a_call_can_be_spawned() {
    let client = Client::answering(Answer::json(200, &json!(7)));
    let pending = GetById::new(&client.core, "1").into_future();
    drop(client);
    assert_eq!(tokio::spawn(pending).await.unwrap().unwrap(), json!(7));
}
