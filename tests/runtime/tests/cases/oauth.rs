//! The flows of OAuth 2 and other providers of tokens.

use super::token_client::{Client, TOKEN_URL, is_for_token};
use crate::runtime::oauth::{ClientCredentials, DeviceCode, RefreshToken};
use crate::runtime::testing::{Answer, ReceivedRequest, Rule};
use crate::runtime::transport::{BoxError, BoxFuture};
use crate::runtime::{ErrorKind, Secret, TokenContext, TokenProvider};
use futures_util::future::join_all;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn text(request: &ReceivedRequest) -> String {
    String::from_utf8(request.body().to_vec()).unwrap()
}

fn token(text: &str, seconds: u32) -> Answer {
    let text = format!(
        r#"{{"access_token":"{text}","expires_in":{seconds},"refresh_token":"next-{text}"}}"#
    );
    Answer::bytes(200, "application/json", text)
}

fn client_credentials() -> ClientCredentials {
    ClientCredentials::new(TOKEN_URL, "id", "canary:secret").scope("a b")
}

#[tokio::test]
async fn a_hundred_calls_with_an_expired_token_request_one() {
    let tokens = Rule::any()
        .when(is_for_token)
        .answer(token("one", 3600))
        .answer(token("two", 3600).after(Duration::from_secs(1)));
    let client = Client::new(
        client_credentials(),
        [tokens, Rule::any().answer(Answer::status(204))],
    );
    client.call().await.unwrap();
    client.clock.advance(Duration::from_secs(3600));
    let calls = (0..100).map(|_| client.call());
    for result in join_all(calls).await {
        result.unwrap();
    }
    let requests = client.token_requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(
        requests[1].header("authorization"),
        Some("Basic aWQ6Y2FuYXJ5JTNBc2VjcmV0")
    );
    assert_eq!(
        text(&requests[1]),
        "grant_type=client_credentials&scope=a%20b"
    );
    let bearers = client.bearers();
    assert_eq!(bearers.len(), 101);
    assert_eq!(
        (bearers[0].as_str(), bearers[100].as_str()),
        ("Bearer one", "Bearer two")
    );
}

#[tokio::test]
async fn a_token_is_renewed_before_it_expires_and_the_old_one_is_used_if_that_fails() {
    let tokens = Rule::any()
        .when(is_for_token)
        .answer(token("one", 3600))
        .answer(Answer::status(500))
        .answer(Answer::bytes(
            400,
            "application/json",
            r#"{"error":"invalid_client","error_description":"no canary:secret"}"#,
        ));
    let client = Client::new(
        client_credentials(),
        [tokens, Rule::any().answer(Answer::status(204))],
    );
    client.call().await.unwrap();
    client.clock.advance(Duration::from_secs(3539));
    client.call().await.unwrap();
    assert_eq!(client.token_requests().len(), 1);
    client.clock.advance(Duration::from_secs(2));
    client.call().await.unwrap();
    client.call().await.unwrap();
    assert_eq!(
        client.token_requests().len(),
        2,
        "one failure, then a pause"
    );
    assert_eq!(client.bearers(), ["Bearer one"; 4]);
    // It has expired.
    client.clock.advance(Duration::from_secs(60));
    let error = client.call().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::Credentials, 0)
    );
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(
        source,
        "the token URL answered 400: invalid_client: no [redacted]"
    );
    assert_eq!(client.bearers().len(), 4, "nothing was sent");
}

/// The calls of the API with the first token.
fn calls_with_token_one() -> Rule {
    Rule::any().when(|request| {
        !is_for_token(request) && request.header("authorization") == Some("Bearer one")
    })
}

#[tokio::test]
async fn a_token_that_is_refused_is_replaced_once() {
    let refused = calls_with_token_one();
    let tokens = Rule::any()
        .when(is_for_token)
        .answer(token("one", 3600))
        .answer(token("two", 3600));
    let client = Client::new(
        client_credentials(),
        [
            tokens,
            refused.answer(Answer::status(401)),
            Rule::any().answer(Answer::status(204)),
        ],
    );
    client.call().await.unwrap();
    assert_eq!(client.bearers(), ["Bearer one", "Bearer two"]);
    assert!(client.clock.waited().is_empty());
    // The second refusal is the error of the call.
    let tokens = Rule::any().when(is_for_token).answer(token("one", 3600));
    let client = Client::new(
        client_credentials(),
        [tokens, Rule::any().answer(Answer::status(401))],
    );
    assert_eq!(client.call().await.unwrap_err().status(), Some(401));
    assert_eq!(client.bearers(), ["Bearer one"; 2]);
}

#[tokio::test]
async fn a_refresh_token_is_replaced_by_the_next_one() {
    let saved = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&saved);
    let provider = RefreshToken::new(TOKEN_URL, "id", "first")
        .on_rotation(move |next| kept.lock().unwrap().push(next.expose().clone()));
    let tokens = Rule::any()
        .when(is_for_token)
        .answer(token("one", 60))
        .answer(token("two", 60));
    let client = Client::new(provider, [tokens, Rule::any().answer(Answer::status(204))]);
    client.call().await.unwrap();
    client.clock.advance(Duration::from_secs(60));
    client.call().await.unwrap();
    let forms: Vec<String> = client.token_requests().iter().map(text).collect();
    assert_eq!(
        forms,
        [
            "grant_type=refresh_token&refresh_token=first&client_id=id",
            "grant_type=refresh_token&refresh_token=next-one&client_id=id",
        ]
    );
    assert_eq!(*saved.lock().unwrap(), ["next-one", "next-two"]);
}

#[tokio::test]
async fn a_refresh_token_that_the_server_repeats_is_not_printed() {
    let provider = RefreshToken::new(TOKEN_URL, "id", "canary:refresh");
    // The text is cut after the beginning of the token.
    let text = format!("{} canary:refresh", "x".repeat(190));
    let refusal = format!(r#"{{"error":"invalid_grant","error_description":"{text}"}}"#);
    let refusal = Answer::bytes(400, "application/json", refusal);
    let client = Client::new(provider, [Rule::any().when(is_for_token).answer(refusal)]);
    let error = client.call().await.unwrap_err();
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.starts_with("the token URL answered 400: invalid_grant: xxx"));
    assert!(!source.contains("canary"), "{source}");
}

#[tokio::test]
async fn a_device_code_is_polled_until_the_user_has_confirmed_it() {
    let shown = Arc::new(Mutex::new(String::new()));
    let kept = Arc::clone(&shown);
    let provider = DeviceCode::new(
        "https://auth.example.com/device",
        TOKEN_URL,
        "id",
        move |prompt| {
            *kept.lock().unwrap() = format!("{} {}", prompt.verification_uri, prompt.user_code);
        },
    );
    let device = Rule::any().when(|request| request.path() == "/device").answer(Answer::bytes(200, "application/json", 
        r#"{"device_code":"d","user_code":"AB-CD","verification_uri":"https://auth.example.com/go","interval":2}"#,
    ));
    let waiting =
        |error: &str| Answer::bytes(400, "application/json", format!(r#"{{"error":"{error}"}}"#));
    let tokens = Rule::any()
        .when(is_for_token)
        .answer(waiting("authorization_pending"))
        .answer(waiting("slow_down"))
        .answer(token("one", 3600));
    let client = Client::new(
        provider,
        [device, tokens, Rule::any().answer(Answer::status(204))],
    );
    client.call().await.unwrap();
    assert_eq!(*shown.lock().unwrap(), "https://auth.example.com/go AB-CD");
    assert_eq!(client.clock.waited(), [2, 2, 7].map(Duration::from_secs));
    assert_eq!(client.bearers().last().unwrap(), "Bearer one");
}

#[tokio::test]
async fn a_secret_goes_to_no_token_url_that_others_can_read() {
    let provider = ClientCredentials::new("http://auth.example.com/token", "id", "canary");
    let client = Client::new(provider, [Rule::any().answer(Answer::status(204))]);
    let error = client.call().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(client.transport.received().is_empty());
    assert!(!format!("{error:?} {:?}", client.core).contains("canary"));
}

/// Gives a new token each time.
struct Counting(AtomicU32);

impl TokenProvider for Counting {
    fn token<'t>(&'t self, _: TokenContext<'t>) -> BoxFuture<'t, Result<Secret<String>, BoxError>> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move { Ok(Secret::new(format!("canary-{number}"))) })
    }
}

#[tokio::test]
async fn a_provider_is_asked_before_each_attempt_and_its_token_is_never_printed() {
    let repeats = Answer::bytes(
        400,
        "application/json",
        r#"{"message":"refused: canary-1"}"#,
    );
    let answers = Rule::any().answer(Answer::status(503)).answer(repeats);
    let client = Client::new(Counting(AtomicU32::new(0)), [answers]);
    let error = client.call().await.unwrap_err();
    assert_eq!(client.bearers(), ["Bearer canary-0", "Bearer canary-1"]);
    assert_eq!(error.attempts(), 2);
    assert!(!format!("{error} {error:?} {:?}", client.core).contains("canary"));
}

#[tokio::test]
async fn a_hundred_calls_whose_token_is_refused_request_one_and_fail() {
    let refusal = Answer::bytes(
        400,
        "application/json",
        r#"{"error":"invalid_client","error_description":"canary:secret"}"#,
    );
    let refusal = refusal.after(Duration::from_secs(1));
    let tokens = Rule::any().when(is_for_token).answer(refusal);
    let client = Client::new(client_credentials(), [tokens]);
    for result in join_all((0..100).map(|_| client.call())).await {
        let error = result.unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Credentials, 0)
        );
        assert!(!error.may_have_reached_server());
        assert!(!format!("{error} {error:?}").contains("canary"));
    }
    assert_eq!(client.token_requests().len(), 1);
    assert_eq!(client.bearers().len(), 0);
}

#[tokio::test]
async fn a_hundred_calls_whose_token_cannot_be_renewed_use_the_old_one() {
    let unavailable = Answer::status(503).after(Duration::from_secs(1));
    let tokens = Rule::any()
        .when(is_for_token)
        .answer(token("one", 3600))
        .answer(unavailable);
    let client = Client::new(
        client_credentials(),
        [tokens, Rule::any().answer(Answer::status(204))],
    );
    client.call().await.unwrap();
    client.clock.advance(Duration::from_secs(3550));
    for result in join_all((0..100).map(|_| client.call())).await {
        result.unwrap();
    }
    assert_eq!(client.token_requests().len(), 2);
    assert_eq!(client.bearers(), ["Bearer one"; 101]);
}

#[tokio::test]
async fn a_hundred_calls_whose_token_the_api_refuses_request_another_one() {
    let refused = calls_with_token_one();
    let tokens = Rule::any()
        .when(is_for_token)
        .answer(token("one", 3600))
        .answer(token("two", 3600).after(Duration::from_secs(1)));
    let client = Client::new(
        client_credentials(),
        [
            tokens,
            refused.answer(Answer::status(401).after(Duration::from_secs(1))),
            Rule::any().answer(Answer::status(204)),
        ],
    );
    for result in join_all((0..100).map(|_| client.call())).await {
        result.unwrap();
    }
    assert_eq!(client.token_requests().len(), 2);
    let bearers = client.bearers();
    let with = |token: &str| bearers.iter().filter(|bearer| *bearer == token).count();
    assert_eq!((with("Bearer one"), with("Bearer two")), (100, 100));
}
