//! Response bodies that are too large or incomplete.

use equos::{Client, ErrorKind};
use sdkwright_tests::mock::{API_KEY, Answer, Mock};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;

#[tokio::test]
async fn an_endless_body_is_an_error() {
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

/// Sends these bytes as the response to one request, then closes the connection. Returns the base URL.
fn answer_once(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let address = listener.local_addr().expect("it has an address");
    std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().expect("a client connects");
        let mut request = [0; 4096];
        let _ = connection.read(&mut request).expect("there is a request");
        connection.write_all(answer).expect("it is sent");
    });
    format!("http://{address}")
}

#[tokio::test]
async fn a_truncated_body_is_an_error() {
    let url = answer_once(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"skip\":0");
    let builder = Client::builder().api_key(API_KEY).base_url(url);
    let client = builder.retries(0).build().expect("the settings are good");
    let error = client.sessions().list().await;
    let error = error.expect_err("the body is truncated");
    assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
    assert!(error.may_have_reached_server());
}
