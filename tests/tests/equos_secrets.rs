//! No credential and no token is shown by what is printed.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use equos::Client;
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
