//! The canary: a credential that must be found in nothing that is printed.

use super::api::{API, Client, GetById, KEY, leaked, operation, parameters};
use crate::runtime::testing::{Answer, MockClock, MockTransport, Rule};
use crate::runtime::{
    Call, Core, Credentials, Operation, Parameter, Response, Secret, Settings, decode,
};
use serde_json::{Value, json};
use std::error::Error as _;
use std::fmt::Debug;

fn printed(error: &crate::runtime::Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(&format!(" {error} {error:?}"));
        source = error.source();
    }
    text
}

fn shows_nothing(what: &dyn Debug) {
    let text = format!("{what:?} {what:#?}");
    assert!(!text.contains("canary"), "{text}");
}

#[tokio::test]
async fn not_in_what_a_client_is_made_of() {
    let client = Client::with([], |settings| {
        settings.header("x-secret", KEY);
        shows_nothing(settings);
    });
    shows_nothing(&client.core);
    let mut credentials = Credentials::new();
    credentials.set_basic(4, "user", Secret::from(KEY));
    shows_nothing(&credentials);
}

#[tokio::test]
async fn not_in_a_call_and_what_comes_of_it() {
    let answer = Answer::json(200, &json!({"a": 1})).header("set-cookie", "session=canary");
    let client = Client::answering(answer);
    let request = GetById::new(&client.core, "1").with_header("x-trace", KEY);
    shows_nothing(&request);
    let pending = request.with_response();
    shows_nothing(&pending);
    let response: Response<Value> = pending.await.unwrap();
    shows_nothing(&response);
    shows_nothing(&client.transport);
    shows_nothing(&client.transport.received()[0]);
}

#[tokio::test]
async fn not_in_any_error() {
    let secret_url = format!("https://api.example.com/v1/x?api_key={KEY}");
    for answer in [
        Answer::no_connection(),
        Answer::broken_connection(),
        Answer::status(404).header("location", &secret_url),
        Answer::status(302).header("location", &secret_url),
        Answer::json(
            401,
            &json!({"message": format!("bad key {KEY}"), "token": KEY}),
        ),
        Answer::json(200, &json!({"token": KEY})),
        Answer::json(200, &json!({"note": format!("you sent {KEY}")})),
        Answer::json(200, &json!(format!("you sent {KEY}"))),
        Answer::json(200, &json!({"note": format!("{}{KEY}", "x".repeat(85))})),
    ] {
        let transport = MockTransport::new().rule(Rule::any().answer(answer.clone()));
        let mut settings = Settings::default();
        settings.transport(transport);
        settings.clock(MockClock::new());
        let mut credentials = Credentials::new();
        credentials.set(2, KEY);
        let core = Core::new(settings, credentials, &API).unwrap();
        let operation = leaked(Operation {
            parameters: parameters(&[Parameter::query("q")]),
            security: &[&[2]],
            ..operation("GET", "/x")
        });
        let mut call = Call::new(&core, operation);
        call.query("q", KEY);
        let error = call.send(decode::json::<u32>).await.unwrap_err();
        let text = printed(&error);
        assert!(!text.contains("canary"), "{answer:?}: {text}");
    }
}
