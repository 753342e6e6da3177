//! Bodies of JSON values one after the other.

use super::api::{Client, leaked, operation};
use crate::runtime::testing::Answer;
use crate::runtime::{Call, ErrorKind, decode};
use serde_json::json;
use std::collections::BTreeMap;

/// Sends a body and returns its content type and its text.
async fn sent(set: impl FnOnce(&mut Call<'_>)) -> (String, String) {
    let client = Client::answering(Answer::status(204));
    let mut call = Call::new(&client.core, leaked(operation("POST", "/lines")));
    set(&mut call);
    call.send(decode::empty).await.unwrap();
    let request = &client.transport.received()[0];
    let content_type = request.header("content-type").unwrap().to_owned();
    (
        content_type,
        String::from_utf8(request.body().to_vec()).unwrap(),
    )
}

#[tokio::test]
async fn each_item_is_a_line() {
    let items = [json!({"a": "x\ny"}), json!([1, 2])];
    let (content_type, text) = sent(|call| call.json_lines("application/jsonl", &items)).await;
    assert_eq!(content_type, "application/jsonl");
    assert_eq!(text, "{\"a\":\"x\\ny\"}\n[1,2]\n");
    let (_, nothing) = sent(|call| call.json_lines("application/jsonl", [0; 0])).await;
    assert_eq!(nothing, "");
}

#[tokio::test]
async fn each_item_of_a_sequence_is_after_a_record_separator() {
    let (content_type, text) =
        sent(|call| call.json_sequence("application/json-seq", (1..3).map(i64::from))).await;
    assert_eq!(content_type, "application/json-seq");
    assert_eq!(text, "\u{1e}1\n\u{1e}2\n");
}

#[tokio::test]
async fn an_item_that_cannot_be_serialized_is_an_error_of_the_call() {
    let client = Client::answering(Answer::status(204));
    let mut call = Call::new(&client.core, leaked(operation("POST", "/lines")));
    let items = [BTreeMap::from([(vec![1], 1)])];
    call.json_lines("application/jsonl", items);
    let error = call.send(decode::empty).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(client.transport.received().is_empty());
}
