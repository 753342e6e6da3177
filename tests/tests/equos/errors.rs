//! Errors of responses with an error status.

use equos::testing::{Answer, MockTransport, Rule};
use equos::{Client, Error, ErrorKind};
use serde_json::{Value, json};

/// Returns the error of a call with this response.
async fn error(status: u16, body: &Value) -> Error {
    let answer = Answer::json(status, body).header("x-request-id", "8f1c");
    let transport = MockTransport::new().rule(Rule::any().answer(answer));
    let builder = Client::builder().api_key("key").transport(transport);
    let client = builder.build().expect("the settings are good");
    let call = client.sessions().get_by_id("ses_1");
    call.await.expect_err("the status is an error")
}

#[tokio::test]
async fn not_found() {
    let body = json!({"statusCode": 404, "message": "Session not found", "error": "Not Found"});
    let error = error(404, &body).await;
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!((error.status(), error.attempts()), (Some(404), 1));
    assert_eq!(error.request_id(), Some("8f1c"));
    assert_eq!(
        error.to_string(),
        "GET /v3/sessions/{id} failed: 404 Not Found: Session not found (request id 8f1c, 1 attempt)"
    );
    let api = error.api().expect("it is the documented body");
    assert_eq!(api.message.as_string(), Some("Session not found"));
}

#[tokio::test]
async fn unauthorized() {
    let error = error(401, &json!({"statusCode": 401, "message": "Unauthorized"})).await;
    assert_eq!(error.status(), Some(401));
    let api = error.api().expect("it is the documented body");
    assert_eq!((api.status_code, api.error), (401, None));
}

#[tokio::test]
async fn several_validation_errors() {
    let faults = ["name should not be empty", "avatar must be an object"];
    let body = json!({"statusCode": 400, "message": faults, "error": "Bad Request"});
    let error = error(400, &body).await;
    for fault in faults {
        assert!(error.to_string().contains(fault), "{error}");
    }
    let api = error.api().expect("it is the documented body");
    let list = api.message.as_string_list().expect("it is a list");
    assert_eq!(list, &faults);
}

#[tokio::test]
async fn a_single_validation_error() {
    let fault = "Unexpected token } in JSON at position 7";
    let body = json!({"statusCode": 400, "message": fault, "error": "Bad Request"});
    let error = error(400, &body).await;
    assert_eq!((error.status(), error.message()), (Some(400), fault));
    let api = error.api().expect("it is the documented body");
    assert_eq!(api.message.as_string(), Some(fault));
    assert_eq!(api.message.as_string_list(), None);
}

#[tokio::test]
async fn an_undocumented_body_is_kept_raw() {
    let error = error(404, &json!(["no such", "shape"])).await;
    assert!(error.api().is_none());
    assert!(error.body().is_some());
}
