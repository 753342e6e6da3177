//! What an error says.

use super::api::{Client, GetById, KEY, leaked, operation};
use crate::runtime::testing::Answer;
use crate::runtime::{Call, Error, ErrorKind, Secret, decode};
use serde_json::{Value, json};

async fn failure(answer: Answer) -> Error {
    let client = Client::answering(answer);
    GetById::new(&client.core, "1").await.unwrap_err()
}

#[tokio::test]
async fn an_error_of_the_api_printed() {
    let body = json!({"statusCode": 404, "message": "Session not found", "error": "Not Found"});
    let error = failure(Answer::json(404, &body).header("x-request-id", "8f1c")).await;
    assert_eq!(
        error.to_string(),
        "GET /sessions/{id} failed: 404 Not Found: Session not found (request id 8f1c, 1 attempt)"
    );
    assert_eq!(error.status(), Some(404));
    assert_eq!(error.request_id(), Some("8f1c"));
    assert_eq!(error.api_as::<Value>(), Some(body.clone()));
    assert_eq!(error.api_as::<Vec<u32>>(), None);
    assert_eq!(error.body().unwrap(), &body.to_string());
    assert_eq!(error.kind(), ErrorKind::Status);
}

#[tokio::test]
async fn the_message_of_the_server() {
    #[rustfmt::skip]
    let table = [
        (json!({"message": ["a is missing", "b is missing"]}),                   "a is missing; b is missing"),
        (json!({"error": {"message": "no credit", "type": "billing"}}),          "no credit"),
        (json!({"error": "invalid_grant", "error_description": "it expired"}),   "it expired"),
        (json!({"error": "Forbidden"}),                                          "Forbidden"),
        (json!({"type": "about:blank", "title": "Gone", "detail": "it left"}),   "it left"),
        (json!({"title": "Gone"}),                                               "Gone"),
        (json!({"errors": [{"message": "first"}, {"detail": "second"}]}),        "first; second"),
        (json!({"errors": ["first"]}),                                           "first"),
        (json!({"detail": [{"loc": ["body"], "msg": "field required"}]}),        "field required"),
        (json!("plainly"),                                                       "plainly"),
        (json!({"message": "two\nlines"}),                                       "two lines"),
        (json!({"message": null, "code": 7}),                                    ""),
        (json!(null),                                                            ""),
    ];
    for (body, expected) in table {
        assert_eq!(
            failure(Answer::json(400, &body)).await.message(),
            expected,
            "{body}"
        );
    }
    let html = failure(Answer::bytes(400, "text/html", "<h1>Bad</h1>")).await;
    assert_eq!(
        html.to_string(),
        "GET /sessions/{id} failed: 400 Bad Request (1 attempt)"
    );
}

#[tokio::test]
async fn an_answer_that_does_not_fit_printed() {
    let sessions: Vec<Value> = (0..9)
        .map(|at| json!({"id": at, "note": "x".repeat(30)}))
        .collect();
    let body = json!({"skip": 0, "sessions": sessions, "accessToken": "canary", "b": 1});
    let client = Client::answering(Answer::json(200, &body));
    let call = Call::new(&client.core, leaked(operation("GET", "/sessions")));
    let error = call.send(decode::json::<Vec<u32>>).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /sessions answered with JSON that does not fit Vec<u32>: expected an array, found an object\n  \
         body: {\"skip\":0,\"sessions\":[{\"id\":0,\"note\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"},{\"id\":1,\"note\":\"xxxxxxxxxxxxx…  (493 bytes, kept in the error)"
    );
    assert_eq!(error.json_path(), Some(""));
    assert_eq!(error.status(), Some(200));
}

#[tokio::test]
async fn a_body_that_is_not_json() {
    let error = failure(Answer::bytes(200, "text/html", "<html>")).await;
    assert_eq!(
        error.to_string(),
        "GET /sessions/{id} answered with a body that cannot be read: it is not JSON: expected value at line 1 column 1\n  \
         body: <html>"
    );
    let error = failure(Answer::status(200)).await;
    assert!(error.to_string().ends_with("\n  body: empty"), "{error}");
}

#[tokio::test]
async fn a_credential_that_the_server_repeats_is_not_shown() {
    let message = format!("the key {KEY} is not valid");
    let error = failure(Answer::json(401, &json!({"message": message}))).await;
    assert_eq!(error.message(), "the key [redacted] is not valid");
}

#[tokio::test]
async fn secrets_in_a_body_that_does_not_fit_are_not_shown() {
    for body in [
        r#"{"accessToken":"canary","a":1}"#,
        r#"{"a":{"client_secret" : "can\"ary"}}"#,
        r#"{"Password":12345canary,"a":1}"#,
        r#"{"a":1,"refresh_token":"canary cut off"#,
        r#"{"tokens":[{"value":"canary"},["]","canary"]],"a":1}"#,
        r#"{"token":{"value":"can\"ary"#,
        r#"{"t\u006fken":"canary"}"#,
        r#"{"pin":"canary"}"#,
    ] {
        let client = Client::answering(Answer::bytes(200, "application/json", body));
        let call = Call::new(&client.core, leaked(operation("GET", "/x")));
        let error = call.send(decode::json::<Vec<u32>>).await.unwrap_err();
        let shown = error.to_string();
        assert!(
            !shown.contains("ary") && shown.contains("[redacted]"),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn a_body_that_is_a_secret_is_not_shown() {
    for body in [r#"{"v":"canary"}"#, "canary 1234567"] {
        let client = Client::answering(Answer::bytes(200, "application/json", body));
        let call = Call::new(&client.core, leaked(operation("GET", "/x")));
        let decoder = decode::json::<Vec<Secret<String>>>;
        let shown = call.send(decoder).await.unwrap_err().to_string();
        assert!(
            shown.ends_with("\n  body: [redacted]  (14 bytes, kept in the error)"),
            "{shown}"
        );
    }
}

#[test]
fn an_error_is_small_and_moves_between_threads() {
    fn is_good<T: Send + Sync + std::error::Error + 'static>() {}
    is_good::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}
