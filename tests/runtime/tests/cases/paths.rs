//! Path values: what is refused before anything is sent, and how the rest arrives.

use super::api::{Client, GetById, leaked, operation, parameters, set};
use crate::runtime::testing::Answer;
use crate::runtime::{Call, ErrorKind, Operation, Parameter, PathStyle, decode};
use serde_json::{Value, json};

#[tokio::test]
async fn values_that_would_make_another_path_are_refused() {
    let client = Client::answering(Answer::json(200, &json!(1)));
    for id in ["", ".", "..", "%2e", "%2e%2e", "%2E.", ".%2e", "%252e%252e"] {
        let error = GetById::new(&client.core, id).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{id:?}");
        assert_eq!(error.attempts(), 0);
        assert!(!error.may_have_reached_server());
    }
    assert!(client.transport.received().is_empty());
}

#[tokio::test]
async fn every_other_value_arrives_as_one_segment() {
    for (id, expected) in [
        ("a/b", "a%2Fb"),
        ("%20", "%2520"),
        ("a b", "a%20b"),
        ("...", "..."),
        ("..a", "..a"),
        ("../x", "..%2Fx"),
        ("a?b#c", "a%3Fb%23c"),
        ("é\n", "%C3%A9%0A"),
        ("a;b=c,d", "a%3Bb%3Dc%2Cd"),
        ("{id}", "%7Bid%7D"),
    ] {
        let client = Client::answering(Answer::json(200, &json!(1)));
        GetById::new(&client.core, id).await.unwrap();
        let path = client.transport.received()[0].path().to_owned();
        assert_eq!(path, format!("/v1/sessions/{expected}"));
    }
}

async fn outcome(
    path: &'static str,
    list: &[Parameter],
    values: &[Value],
) -> Result<String, String> {
    let client = Client::answering(Answer::status(204));
    let operation = leaked(Operation {
        parameters: parameters(list),
        ..operation("GET", path)
    });
    let mut call = Call::new(&client.core, operation);
    for (parameter, value) in list.iter().zip(values) {
        set(&mut call, parameter, value);
    }
    call.send(decode::empty)
        .await
        .map_err(|error| error.message().to_owned())?;
    Ok(client.transport.received()[0].url())
}

#[tokio::test]
async fn two_values_do_not_make_dots_together() {
    let (a, b) = (Parameter::path("a"), Parameter::path("b"));
    let dots = outcome("/{a}{b}/x", &[a, b], &[json!("."), json!(".")]).await;
    assert!(dots.is_err());
    let url = outcome("/{a}.{b}", &[a, b], &[json!("x"), json!(7)]).await;
    assert_eq!(url.unwrap(), "https://api.example.com/v1/x.7");
}

#[tokio::test]
async fn styles_do_not_hide_an_empty_value() {
    for style in [PathStyle::Simple, PathStyle::Label, PathStyle::Matrix] {
        for value in [json!(""), json!([]), json!({}), json!(null)] {
            let parameter = Parameter::path("a").path_style(style);
            let outcome = outcome("/{a}", &[parameter], std::slice::from_ref(&value)).await;
            assert!(outcome.is_err(), "{style:?} {value} {outcome:?}");
        }
    }
}

#[tokio::test]
async fn a_value_that_is_not_given_is_named() {
    let outcome = outcome("/{a}", &[Parameter::path("a")], &[]).await;
    assert_eq!(outcome.unwrap_err(), "the parameter `a` is required");
}

#[tokio::test]
async fn what_a_template_says_itself_stays() {
    let url = outcome("/a:b/x y?fixed=1", &[Parameter::query("q")], &[json!(1)]).await;
    assert_eq!(
        url.unwrap(),
        "https://api.example.com/v1/a:b/x%20y?fixed=1&q=1"
    );
}
