//! The mock server itself, tested over a plain socket.

use sdkwright_tests::mock::{API_KEY, Answer, Mock};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;

/// Sends one request with the key. Returns the status and the JSON of the response.
fn call(mock: &Mock, method: &str, target: &str, body: &Value) -> (u16, Value) {
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let headers = format!("x-api-key: {API_KEY}\r\ncontent-type: application/json\r\n");
    let (status, _, body) = exchange(mock, method, target, &headers, &body);
    (
        status,
        serde_json::from_str(&body).expect("the answer is JSON"),
    )
}

/// Sends one request. Returns the status, the head and the body of the response.
fn exchange(
    mock: &Mock,
    method: &str,
    target: &str,
    headers: &str,
    body: &str,
) -> (u16, String, String) {
    let address = mock.url().strip_prefix("http://").expect("an http URL");
    let mut stream = TcpStream::connect(address).expect("the server listens");
    let length = body.len();
    write!(
        stream,
        "{method} {target} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{headers}\
         content-length: {length}\r\n\r\n{body}"
    )
    .expect("the server reads");
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .expect("the server answers");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    (status.expect("a status"), head.to_owned(), body.to_owned())
}

fn create(mock: &Mock, name: &str, client: &str) -> Value {
    let request = json!({ "name": name, "client": client, "avatar": { "id": "avatar_7" } });
    let (status, created) = call(mock, "POST", "/v3/sessions", &request);
    assert_eq!(status, 201, "{created}");
    created
}

fn names(list: &Value) -> Vec<&str> {
    let sessions = list["sessions"].as_array().expect("an array");
    sessions
        .iter()
        .filter_map(|session| session["name"].as_str())
        .collect()
}

#[test]
fn a_session_is_created_found_and_stopped() {
    let mock = Mock::start().expect("a free port");
    let created = create(&mock, "Demo", "acme");
    assert_eq!(created["session"]["id"], "ses_1");
    assert_eq!(created["session"]["avatarId"], "avatar_7");
    assert_eq!(created["session"]["startedAt"], "2026-01-02T03:04:05Z");

    let (status, got) = call(&mock, "GET", "/v3/sessions/ses_1", &Value::Null);
    assert_eq!((status, &got), (200, &created["session"]));

    let (status, stopped) = call(&mock, "PATCH", "/v3/sessions/ses_1/stop", &Value::Null);
    assert_eq!((status, &stopped["status"]), (200, &json!("stopped")));
    assert_eq!(stopped["endedAt"], "2026-01-02T03:04:05Z");
}

#[test]
fn stopping_again_or_an_unknown_session_responds_null() {
    let mock = Mock::start().expect("a free port");
    create(&mock, "Demo", "acme");
    call(&mock, "PATCH", "/v3/sessions/ses_1/stop", &Value::Null);
    for id in ["ses_1", "nope"] {
        let answer = call(
            &mock,
            "PATCH",
            &format!("/v3/sessions/{id}/stop"),
            &Value::Null,
        );
        assert_eq!(answer, (200, Value::Null), "{id}");
    }
}

#[test]
fn the_list_honours_take_skip_and_client() {
    let mock = Mock::start().expect("a free port");
    for (name, client) in [("a", "x"), ("b", "y"), ("c", "x"), ("d", "x")] {
        create(&mock, name, client);
    }
    let (_, list) = call(
        &mock,
        "GET",
        "/v3/sessions?take=1&skip=1&client=x",
        &Value::Null,
    );
    assert_eq!(names(&list), ["c"]);
    assert_eq!(
        (&list["total"], &list["take"], &list["skip"]),
        (&json!(3), &json!(1), &json!(1))
    );

    let (_, all) = call(&mock, "GET", "/v3/sessions", &Value::Null);
    assert_eq!(names(&all), ["a", "b", "c", "d"]);
    assert_eq!((&all["take"], &all["skip"]), (&json!(20), &json!(0)));
}

#[test]
fn without_the_key_everything_is_unauthorized() {
    let mock = Mock::start().expect("a free port");
    for headers in ["", "x-api-key: wrong\r\n"] {
        let (status, head, body) = exchange(&mock, "GET", "/v3/sessions", headers, "");
        assert_eq!(status, 401);
        assert!(head.contains("x-request-id: req_"), "{head}");
        assert_eq!(body, r#"{"message":"Unauthorized","statusCode":401}"#);
    }
}

#[test]
fn not_found_has_the_body_of_nestjs() {
    let mock = Mock::start().expect("a free port");
    let answer = call(&mock, "GET", "/v3/sessions/nope", &Value::Null);
    let expected =
        json!({ "message": "Session not found", "error": "Not Found", "statusCode": 404 });
    assert_eq!(answer, (404, expected));
    let (status, answer) = call(&mock, "DELETE", "/v3/sessions?x=1", &Value::Null);
    assert_eq!(
        (status, &answer["message"]),
        (404, &json!("Cannot DELETE /v3/sessions?x=1"))
    );
}

#[test]
fn validation_responds_with_an_array_of_messages() {
    let mock = Mock::start().expect("a free port");
    let request = json!({
        "host": { "serverUrl": 1 },
        "maxDuration": -1,
        "templateVars": { "a": 1 },
        "agent": { "provider": "other", "name": "x".repeat(65) },
        "avatar": { "identity": "i", "name": "n" },
    });
    let (status, answer) = call(&mock, "POST", "/v3/sessions", &request);
    assert_eq!((status, &answer["error"]), (400, &json!("Bad Request")));
    assert_eq!(
        answer["message"],
        json!([
            "name must be a string",
            "host.serverUrl must be a string",
            "host.accessToken must be a string",
            "maxDuration must be an integer number not less than 0",
            "templateVars.a must be a string",
            "agent.name must be shorter than or equal to 64 characters",
            "agent.provider must be one of the following values: openai, gemini, elevenlabs",
            "avatar.refImage must be a string",
        ])
    );
    let (status, answer) = call(&mock, "GET", "/v3/sessions?take=51&skip=x", &Value::Null);
    assert_eq!(status, 400);
    assert_eq!(
        answer["message"],
        json!([
            "take must not be greater than 50",
            "skip must be an integer number"
        ])
    );
}

#[test]
fn a_prepared_answer_is_sent_once_and_every_request_is_recorded() {
    let mock = Mock::start().expect("a free port");
    mock.answer(Answer::json(503, &json!({ "later": true })).header("retry-after", "1"));
    let (status, _) = call(&mock, "GET", "/v3/sessions/a%2Fb?x=%20", &Value::Null);
    assert_eq!(status, 503);
    let received = mock.only().expect("one request");
    assert_eq!(received.target, "/v3/sessions/a%2Fb?x=%20");
    assert_eq!(received.header("x-api-key"), Some(API_KEY));
    let (status, _) = call(&mock, "GET", "/v3/sessions", &Value::Null);
    assert_eq!(status, 200);
}
