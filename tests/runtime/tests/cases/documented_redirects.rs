//! Redirects that an operation documents: where they lead, and what is sent there.

use super::api::{BASE_URL, Client, KEY, leaked, operation};
use crate::runtime::testing::{Answer, Rule};
use crate::runtime::{ByteStream, Call, ErrorKind, Operation, Redirect, Request, Success};

fn archive() -> &'static Operation {
    leaked(Operation {
        security: &[&[0]],
        success: Success::Documented(&[200..=299, 302..=302]),
        ..operation("GET", "/archive")
    })
}

fn to(location: &str) -> Answer {
    Answer::status(302).header("location", location)
}

fn client(location: &str) -> Client {
    Client::new([
        Rule::on("GET", "/v1/archive").answer(to(location)),
        Rule::on("GET", "/again").answer(to("/file")),
        Rule::on("GET", "/file").answer(Answer::bytes(200, "application/zip", "PK")),
        Rule::any().answer(Answer::status(404)),
    ])
}

fn request(client: &Client) -> Request<'_, Redirect> {
    Request::new(Call::new(&client.core, archive()), Redirect::decode)
}

#[tokio::test]
async fn the_target_is_returned_and_its_query_is_not_shown() {
    let client = client("https://files.example.com/file?token=canary");
    let redirect = request(&client).await.unwrap();
    assert_eq!(redirect.status(), 302);
    assert_eq!(
        redirect.location(),
        "https://files.example.com/file?token=canary"
    );
    assert!(!format!("{redirect:?}").contains("canary"), "{redirect:?}");
    assert_eq!(client.transport.received().len(), 1);
}

#[tokio::test]
async fn credentials_are_sent_within_the_origin_only() {
    for (location, is_home) in [
        ("https://files.example.com/file", false),
        ("https://api.example.com:444/again", false),
        ("/again", true),
        ("https://api.example.com/file", true),
    ] {
        let client = client(location);
        let mut bytes: ByteStream = request(&client).stream().await.unwrap();
        assert_eq!(
            bytes.next_bytes().await.unwrap().unwrap(),
            "PK",
            "{location}"
        );
        let received = client.transport.received();
        assert_eq!(received[0].header("x-api-key"), Some(KEY));
        for request in &received[1..] {
            assert_eq!(request.header("x-api-key").is_some(), is_home, "{location}");
        }
    }
}

#[tokio::test]
async fn a_target_without_encryption_or_that_fails_is_an_error() {
    assert!(BASE_URL.starts_with("https"));
    for location in ["http://api.example.com/file", "ftp://x/file"] {
        let client = client(location);
        let error = request(&client).stream().await.unwrap_err();
        assert_eq!(error.message(), "the redirect leaves HTTPS");
        assert_eq!(client.transport.received().len(), 1);
    }
    let error = request(&client("/none")).stream().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Status, Some(404))
    );
}
