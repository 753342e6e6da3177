//! Bodies that are larger than the client takes.

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

use equos::{Client, ErrorKind};
use sdkwright_tests::mock::{API_KEY, Answer, Mock};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;

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

/// Answers one request with these bytes, and closes the connection.
fn answer_once(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let address = listener.local_addr().expect("it has an address");
    std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().expect("somebody calls");
        let mut request = [0; 4096];
        let _ = connection.read(&mut request).expect("there is a request");
        connection.write_all(answer).expect("it is sent");
    });
    format!("http://{address}")
}

#[tokio::test]
async fn a_body_that_is_cut_short_is_no_answer() {
    let url = answer_once(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"skip\":0");
    let builder = Client::builder().api_key(API_KEY).base_url(url);
    let client = builder.retries(0).build().expect("the settings are good");
    let error = client.sessions().list().await;
    let error = error.expect_err("the body is cut short");
    assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
    assert!(error.may_have_reached_server());
}
