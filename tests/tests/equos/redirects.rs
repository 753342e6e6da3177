//! Redirects: which are followed, and where credentials are sent.

use crate::support::client;
use equos::Client;
use sdkwright_tests::mock::{API_KEY, Answer, Mock};

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
