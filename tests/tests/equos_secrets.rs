//! No credential and no token is shown by what is printed. (`equos_traces` looks into the traces.)

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

use equos::Client;
use equos::models::CreateEquosSessionResponse;
use equos::testing::{Answer, MockTransport, Rule};
use serde_json::json;
use std::error::Error as _;

const CANARY: &str = "canary-7f3a91";

/// Everything that a failed call and its causes print.
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
async fn no_failure_shows_the_key() {
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
        serde_json::from_value(created).expect("it is understood");
    assert!(!format!("{created:?}").contains(CANARY), "{created:?}");
}

fn session() -> serde_json::Value {
    let time = "2026-01-02T03:04:05Z";
    json!({
        "id": "ses_1", "organizationId": "org_1", "freemium": false, "name": "Demo", "provider": "livekit",
        "status": "running", "host": {"serverUrl": "wss://equos.example"},
        "avatar": {
            "id": "avatar_1", "organizationId": "org_1", "identity": "a", "name": "A", "description": "An avatar.",
            "thumbnailUrl": "https://equos.example/a.png", "createdAt": time, "updatedAt": time
        },
        "agent": null, "transcript": null, "startedAt": time, "createdAt": time, "updatedAt": time
    })
}
