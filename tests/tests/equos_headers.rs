//! Headers of a call, and answers that send the client elsewhere.

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
use equos::{Client, ErrorKind};
use sdkwright_tests::mock::{API_KEY, Answer, Mock};

#[tokio::test]
async fn a_header_with_a_line_break_is_refused_without_being_repeated() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    for value in ["canary\r\nx-evil: 1", "canary\n", "canary\r", "canary\0"] {
        let list = client.sessions().list().with_header("x-trace", value);
        let refused = list.await.expect_err("it is refused");
        assert_eq!(refused.kind(), ErrorKind::Request);
        assert!(!format!("{refused} {refused:?}").contains("canary"));
    }
    assert!(mock.received().is_empty());
}

#[tokio::test]
async fn the_user_agent_names_the_crate_and_its_version() {
    let mock = Mock::start().expect("the server starts");
    let client = client(&mock);
    client.sessions().list().await.expect("the list is given");
    let received = mock.only().expect("one request");
    let agent = received.header("user-agent").unwrap_or_default();
    assert!(agent.starts_with("equos/"), "{agent}");
}

#[tokio::test]
async fn a_redirect_is_an_error_unless_it_is_asked_for() {
    let (mock, other) = (Mock::start(), Mock::start());
    let mock = mock.expect("the server starts");
    let other = other.expect("another server starts");
    let client = client(&mock);
    let elsewhere = format!("{}/v3/sessions", other.url());
    let mut sent = 0;
    for status in [301, 302, 303, 307, 308] {
        for location in ["/v3/elsewhere", &elsewhere] {
            mock.answer(Answer::status(status).header("location", location));
            let call = client.sessions().stop("ses_1");
            let error = call.await.expect_err("it is not followed");
            assert_eq!(error.status(), Some(status), "{location}");
            sent += 1;
        }
    }
    assert_eq!(mock.received().len(), sent);
    assert!(other.received().is_empty());
}

#[tokio::test]
async fn a_key_never_goes_to_another_origin() {
    let (mock, other) = (Mock::start(), Mock::start());
    let mock = mock.expect("the server starts");
    let other = other.expect("another server starts");
    let builder = Client::builder().api_key(API_KEY).base_url(mock.url());
    let client = builder.follow_redirects(true).build();
    let client = client.expect("the settings are good");
    let elsewhere = format!("{}/v3/sessions", other.url());
    mock.answer(Answer::status(307).header("location", &elsewhere));
    let error = client.sessions().list().await;
    assert_eq!(error.expect_err("it is not followed").status(), Some(307));
    assert!(other.received().is_empty());
    mock.answer(Answer::status(307).header("location", "/v3/sessions?take=1"));
    client.sessions().list().await.expect("it is followed");
    assert_eq!(mock.received()[2].target, "/v3/sessions?take=1");
}
