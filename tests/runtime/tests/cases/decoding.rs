//! Decoders, and where in the JSON something did not fit.

use super::api::{Client, leaked, operation};
use crate::runtime::testing::Answer;
use crate::runtime::wire::Decode;
use crate::runtime::{Call, RawResponse, Result, Secret, decode};
use serde_json::{Value, json};
use std::collections::BTreeMap;

async fn decoded<T>(answer: Answer, decoder: fn(&RawResponse) -> Result<T>) -> Result<T> {
    let client = Client::answering(answer);
    let operation = leaked(operation("GET", "/x"));
    Call::new(&client.core, operation).send(decoder).await
}

fn json_answer(body: &'static str) -> Answer {
    Answer::bytes(200, "application/json", body)
}

#[tokio::test]
async fn nothing_is_none() {
    for answer in [
        Answer::status(204),
        Answer::status(205),
        Answer::status(200),
        json_answer("null"),
        json_answer(" null\n"),
    ] {
        let value = decoded(answer, decode::json_or_none::<Value>).await;
        assert_eq!(value.unwrap(), None);
    }
    let value = decoded(json_answer("7"), decode::json_or_none::<u32>).await;
    assert_eq!(value.unwrap(), Some(7));
    for answer in [Answer::status(204), Answer::status(200)] {
        assert_eq!(
            decoded(answer.clone(), decode::text_or_none).await.unwrap(),
            None
        );
        assert_eq!(decoded(answer, decode::bytes_or_none).await.unwrap(), None);
    }
    let text = Answer::bytes(200, "text/plain", "null");
    assert_eq!(
        decoded(text.clone(), decode::text_or_none)
            .await
            .unwrap()
            .as_deref(),
        Some("null")
    );
    assert_eq!(decoded(text.clone(), decode::text).await.unwrap(), "null");
    assert_eq!(decoded(text.clone(), decode::bytes).await.unwrap(), "null");
    decoded(text, decode::empty).await.unwrap();
    let not_text = Answer::bytes(200, "text/plain", vec![0xff]);
    assert!(decoded(not_text, decode::text).await.is_err());
}

type Numbers = BTreeMap<String, Vec<BTreeMap<String, u32>>>;

#[tokio::test]
async fn the_path_of_what_does_not_fit() {
    #[rustfmt::skip]
    let table = [
        (r#"[]"#,                                                 ""),
        (r#""x""#,                                                ""),
        (r#"{"a": 1}"#,                                           "a"),
        (r#"{"a": {"b": 1}}"#,                                    "a"),
        (r#"{"a": [1]}"#,                                         "a[0]"),
        (r#"{"a": [{}, {"b": 1}, {"c": "x"}]}"#,                  "a[2].c"),
        (r#"{"a": [{"b": 1, "c": [2]}]}"#,                        "a[0].c"),
        (r#"{"a": [], "b": [{}, {"b": 5000000000}]}"#,                   "b[1].b"),
        (r#"{"a": [{"b": 1}], "c": [{"d": null}]}"#,              "c[0].d"),
        (r#"{"a \"quoted\" .": [{"é": "}],["}]}"#,                r#"["a \"quoted\" ."][0].é"#),
        ("{\n  \"a\": [\n    {\"b\": 1,\n     \"c\":\n true}]}",  "a[0].c"),
        (r#"{"a": [{"b": 1}, 5, {"c": 2}]}"#,                     "a[1]"),
        (r#"{"a": [[{"b": {}}]]}"#,                               "a[0]"),
    ];
    for (body, expected) in table {
        let error = decoded(json_answer(body), decode::json::<Numbers>)
            .await
            .unwrap_err();
        assert_eq!(error.json_path(), Some(expected), "{body}: {error}");
        assert!(!error.message().contains("line"), "{error}");
    }
}

#[tokio::test]
async fn what_does_not_fit_is_said_in_the_words_of_json() {
    #[rustfmt::skip]
    let table = [
        ("[]",      "expected an object, found an array"),
        ("7",       "expected an object, found 7"),
        ("1.5",     "expected an object, found 1.5"),
        ("true",    "expected an object, found true"),
        ("null",    "expected an object, found null"),
        (r#""a""#,  r#"expected an object, found "a""#),
    ];
    for (body, expected) in table {
        let error = decoded(json_answer(body), decode::json::<Numbers>)
            .await
            .unwrap_err();
        assert_eq!(error.message(), expected);
    }
}

#[tokio::test]
async fn a_path_inside_a_buffered_value_goes_on_from_its_own() {
    /// Decodes as a union does: a value first, what is in it afterwards.
    #[derive(Debug)]
    struct Buffered;
    impl<'de> Decode<'de> for Buffered {
        fn decode<D: serde_core::Deserializer<'de>>(
            from: D,
        ) -> std::result::Result<Self, D::Error> {
            Value::decode(from)?;
            Err(serde_core::de::Error::custom(
                "at .agent.tools[1]: expected text, found 1: really",
            ))
        }
    }
    let body = json_answer(r#"{"a": [], "b": [{"agent": {}}]}"#);
    let error = decoded(body, decode::json::<BTreeMap<String, Vec<Buffered>>>).await;
    let error = error.unwrap_err();
    assert_eq!(error.json_path(), Some("b[0].agent.tools[1]"));
    assert_eq!(error.message(), "expected text, found 1: really");
}

#[tokio::test]
async fn a_secret_that_does_not_fit_is_not_shown() {
    let body = json_answer(r#"{"a": "canary"}"#);
    let error = decoded(body, decode::json::<BTreeMap<String, Secret<u32>>>)
        .await
        .unwrap_err();
    assert_eq!(error.json_path(), Some("a"));
    assert_eq!(
        error.message(),
        "expected a secret, found a value of another type"
    );
}

#[test]
fn a_secret_is_written_as_its_value() {
    let secret: Secret<String> = "canary".into();
    assert_eq!(serde_json::to_value(&secret).unwrap(), json!("canary"));
    assert_eq!(format!("{secret:?}"), "[redacted]");
    let read: Secret<String> = serde_json::from_value(json!("canary")).unwrap();
    assert_eq!(read.expose(), secret.expose());
}
