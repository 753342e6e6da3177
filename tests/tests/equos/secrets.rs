//! `Debug` and `Display` show no credential and no token. (`equos_tracing` tests the traces.)

use crate::support::session;
use equos::models::{
    CreateEquosSessionRequest, CreateEquosSessionResponse, EquosResourceReference,
};
use equos::testing::{Answer, MockTransport, Rule};
use equos::{Client, ErrorKind};
use serde_json::json;
use std::error::Error as _;

const CANARY: &str = "canary-7f3a91";

/// Everything that an error and its sources print.
fn printed(error: &equos::Error) -> String {
    let mut printed = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        printed += &format!(" {cause} {cause:?}");
        source = cause.source();
    }
    printed
}

#[tokio::test]
async fn no_error_shows_the_key() {
    let repeated = json!({"statusCode": 401, "message": format!("no such key: {CANARY}")});
    for answer in [
        Answer::json(401, &repeated),
        Answer::json(200, &repeated),
        Answer::bytes(500, "text/plain", CANARY),
        Answer::status(302).header("location", &format!("/{CANARY}")),
        Answer::no_connection(),
        Answer::timeout(),
        Answer::broken_connection(),
    ] {
        let transport = MockTransport::new().rule(Rule::any().answer(answer));
        let builder = Client::builder().api_key(CANARY).retries(0);
        let builder = builder.transport(transport.clone());
        assert!(!format!("{builder:?}").contains(CANARY));
        let client = builder.build().expect("the settings are good");
        let call = client.sessions().list();
        for shown in [format!("{client:?}"), format!("{call:?}")] {
            assert!(!shown.contains(CANARY), "{shown}");
        }
        let error = call.await.expect_err("it fails");
        let printed = printed(&error);
        assert!(!printed.contains(CANARY), "{printed}");
        let received = transport.received();
        assert_eq!(received[0].header("x-api-key"), Some(CANARY));
        assert!(!format!("{received:?}").contains(CANARY));
    }
}

#[test]
fn access_tokens_are_not_printed() {
    let answer = json!({"consumerAccessToken": CANARY, "remoteAgentAccessToken": CANARY});
    let mut created = answer;
    created["session"] = session();
    let created: CreateEquosSessionResponse =
        serde_json::from_value(created).expect("it is decoded");
    assert!(!format!("{created:?}").contains(CANARY), "{created:?}");
}

/// Response bodies with both tokens that cannot be decoded.
fn unreadable() -> Vec<String> {
    let tokens = json!({"consumerAccessToken": CANARY, "remoteAgentAccessToken": CANARY});
    let mut without_session = tokens.clone();
    without_session["more"] = json!(true);
    let mut wrong_session = tokens.clone();
    wrong_session["session"] = session();
    wrong_session["session"]["startedAt"] = json!("yesterday");
    let mut tokens_after_it = json!({"session": {"id": 5}});
    let mut wrong_tokens = json!({});
    for name in ["consumerAccessToken", "remoteAgentAccessToken"] {
        tokens_after_it[name] = json!(CANARY);
        wrong_tokens[name] = json!({"value": CANARY, "more": [CANARY]});
    }
    wrong_tokens["session"] = session();
    let cut_off = tokens.to_string().replace('}', "");
    let in_a_list = json!([tokens]);
    let whole = [
        without_session,
        wrong_session,
        tokens_after_it,
        wrong_tokens,
        in_a_list,
    ];
    let mut bodies: Vec<String> = whole.iter().map(ToString::to_string).collect();
    bodies.push(cut_off);
    bodies
}

#[tokio::test]
async fn access_tokens_in_an_undecodable_response_are_not_printed() {
    for body in unreadable() {
        let answer = Answer::bytes(201, "application/json", body.clone());
        let transport = MockTransport::new().rule(Rule::any().answer(answer));
        let builder = Client::builder().api_key("key").transport(transport);
        let client = builder.build().expect("the settings are good");
        let request = CreateEquosSessionRequest::new("Demo", EquosResourceReference::new("a"));
        let error = client.sessions().create(request).await;
        let error = error.expect_err("it cannot be decoded");
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        let printed = printed(&error);
        assert!(!printed.contains(CANARY), "{printed}");
        // The body itself is available unchanged.
        assert_eq!(error.body().expect("it is kept"), body.as_bytes());
    }
}
