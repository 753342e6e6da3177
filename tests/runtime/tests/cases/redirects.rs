//! Status × place × whether redirects are asked for.

use super::api::{Client, KEY, leaked, operation};
use crate::runtime::testing::{Answer, Rule};
use crate::runtime::{Call, ErrorKind, Operation, decode};
use serde_json::json;

const PLACES: [(&str, Option<&str>); 9] = [
    (
        "https://api.example.com/v1/other",
        Some("https://api.example.com/v1/other"),
    ),
    ("/root?a=b", Some("https://api.example.com/root?a=b")),
    ("other", Some("https://api.example.com/v1/other")),
    (
        "https://api.example.com:443/x#part",
        Some("https://api.example.com/x"),
    ),
    ("https://evil.example.com/v1/other", None),
    ("//evil.example.com/", None),
    ("https://api.example.com:8443/v1/other", None),
    ("http://api.example.com/v1/other", None),
    ("https://user@api.example.com/", None),
];

async fn run(status: u16, place: &str, method: &'static str, follow: bool) -> (Client, bool) {
    let first =
        Rule::on("GET", "/v1/things").answer(Answer::status(status).header("location", place));
    let also =
        Rule::on("POST", "/v1/things").answer(Answer::status(status).header("location", place));
    let rest = Rule::any().answer(Answer::status(204));
    let client = Client::with([first, also, rest], |settings| {
        settings.follow_redirects(follow)
    });
    let operation = leaked(Operation {
        security: &[&[0]],
        ..operation(method, "/things")
    });
    let mut call = Call::new(&client.core, operation);
    call.json(&json!([1]));
    let outcome = call.send(decode::empty).await;
    if let Err(error) = &outcome {
        assert_eq!(
            (error.kind(), error.status()),
            (ErrorKind::Status, Some(status))
        );
        assert_eq!(error.attempts(), 1);
        assert_eq!(
            error.to_string().contains("redirects are not followed"),
            !follow
        );
    }
    (client, outcome.is_ok())
}

#[tokio::test]
async fn followed_only_when_asked_and_only_within_the_origin() {
    for status in [301, 302, 303, 307, 308] {
        for (place, target) in PLACES {
            let (client, _) = run(status, place, "GET", false).await;
            assert_eq!(client.transport.received().len(), 1, "{status} {place}");

            let (client, succeeded) = run(status, place, "GET", true).await;
            let received = client.transport.received();
            assert_eq!(succeeded, target.is_some(), "{status} {place}");
            assert_eq!(
                received.get(1).map(|second| second.url()).as_deref(),
                target,
                "{status} {place}"
            );
            for request in received {
                assert_eq!(request.header("x-api-key"), Some(KEY));
                assert_eq!(request.header("referer"), None);
            }
        }
    }
}

#[tokio::test]
async fn method_and_body_after_a_redirect() {
    for (status, method, body) in [
        (301, "GET", ""),
        (302, "GET", ""),
        (303, "GET", ""),
        (307, "POST", "[1]"),
        (308, "POST", "[1]"),
    ] {
        let (client, _) = run(status, "/other", "POST", true).await;
        let second = &client.transport.received()[1];
        assert_eq!(
            (second.method(), &second.body()[..]),
            (method, body.as_bytes())
        );
        assert_eq!(second.header("content-type").is_some(), !body.is_empty());
    }
}

#[tokio::test]
async fn a_circle_ends() {
    let rule = Rule::any().answer(Answer::status(307).header("location", "/v1/things"));
    let client = Client::with([rule], |settings| settings.follow_redirects(true));
    let operation = leaked(operation("GET", "/things"));
    let error = Call::new(&client.core, operation)
        .send(decode::empty)
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(307));
    assert_eq!(client.transport.received().len(), 11);
}

#[tokio::test]
async fn without_a_connection_after_a_redirect_only_idempotent_methods_are_sent_again() {
    for (method, attempts) in [("POST", 1), ("PUT", 3)] {
        let first = Rule::on(method, "/v1/things")
            .answer(Answer::status(303).header("location", "/v1/result"));
        let rest = Rule::any().answer(Answer::no_connection());
        let client = Client::with([first, rest], |settings| settings.follow_redirects(true));
        let call = Call::new(&client.core, leaked(operation(method, "/things")));
        let error = call.send(decode::empty).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Connect, attempts)
        );
        assert!(error.may_have_reached_server());
    }
}
