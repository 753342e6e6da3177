//! Stopping a session that was stopped before gives none, however the server says so.

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

mod connected;

use connected::client;
use sdkwright_tests::mock::{Answer, Mock};
use serde_json::Value;

#[tokio::test]
async fn nothing_is_none_however_it_is_said() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    for answer in [
        Answer::json(200, &Value::Null),
        Answer::status(200),
        Answer::status(204),
    ] {
        mock.answer(answer);
        let stopped = client.sessions().stop("ses_1").await;
        assert!(stopped.expect("the answer is understood").is_none());
    }
}
