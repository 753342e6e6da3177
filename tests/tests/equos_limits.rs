//! Bodies that are larger than the client takes.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use equos::{Client, ErrorKind};
use sdkwright_tests::mock::{API_KEY, Answer, Mock};

#[tokio::test]
async fn a_body_without_end_is_given_up() {
    let mock = Mock::start().expect("the server starts");
    let builder = Client::builder().api_key(API_KEY).base_url(mock.url());
    let client = builder.max_response_bytes(10_000).build();
    let client = client.expect("the settings are good");
    mock.answer(Answer::status(200).body("[1, 2, 3, 4]").endless());
    let error = client.sessions().list().await;
    let error = error.expect_err("it is too large");
    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    assert_eq!(mock.received().len(), 1);
}
