//! Forms: what a server decodes from a body that is `application/x-www-form-urlencoded`.

use super::api::{Client, leaked, operation, parameters};
use crate::runtime::testing::Answer;
use crate::runtime::{ArrayFormat, Call, ErrorKind, Parameter, QueryStyle, decode};
use serde_json::{Map, Value, json};

/// Sends a form and returns its text, or the message of the error.
async fn sent(fields: &[Parameter], body: Value) -> Result<String, String> {
    let client = Client::answering(Answer::status(204));
    let mut call = Call::new(&client.core, leaked(operation("POST", "/forms")));
    call.form(
        "application/x-www-form-urlencoded",
        parameters(fields),
        &body,
    );
    if let Err(error) = call.send(decode::empty).await {
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(client.transport.received().is_empty());
        return Err(error.to_string());
    }
    let request = &client.transport.received()[0];
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    Ok(String::from_utf8(request.body().to_vec()).unwrap())
}

/// Decodes pairs as a server does that has no brackets: `+` and `%20` are spaces.
fn pairs(form: &str) -> Vec<(String, String)> {
    let decode = |text: &str| {
        let bytes = text.bytes().map(|byte| match byte {
            b'+' => b' ',
            other => other,
        });
        let bytes: Vec<u8> = bytes.collect();
        let mut decoded = Vec::new();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let pair = bytes
                .get(at + 1..at + 3)
                .and_then(|pair| std::str::from_utf8(pair).ok());
            match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
                Some(code) if byte == b'%' => {
                    decoded.push(code);
                    at += 3;
                }
                _ => {
                    decoded.push(byte);
                    at += 1;
                }
            }
        }
        String::from_utf8(decoded).unwrap()
    };
    let pairs = form.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap();
            (decode(name), decode(value))
        })
        .collect()
}

/// Decodes brackets as Rack, PHP and qs do: `a[b][0]=1`. An object with the keys 0, 1, … is an array.
fn nested(form: &str) -> Value {
    let mut root = Value::Object(Map::new());
    for (name, value) in pairs(form) {
        let mut at = &mut root;
        for key in name.split(['[', ']']).filter(|key| !key.is_empty()) {
            let members = at.as_object_mut().unwrap();
            at = members
                .entry(key)
                .or_insert_with(|| Value::Object(Map::new()));
        }
        *at = Value::String(value);
    }
    arrays(root)
}

fn arrays(value: Value) -> Value {
    let Value::Object(members) = value else {
        return value;
    };
    let is_array = !members.is_empty()
        && members
            .keys()
            .enumerate()
            .all(|(index, key)| *key == index.to_string());
    let members = members.into_iter().map(|(key, value)| (key, arrays(value)));
    if is_array {
        return members.map(|(_, value)| value).collect();
    }
    Value::Object(members.collect())
}

fn deep(name: &'static str) -> Parameter {
    Parameter::query(name).query_style(QueryStyle::DeepObject(ArrayFormat::Indices))
}

#[tokio::test]
async fn nested_objects_and_lists_are_sent_in_brackets() {
    let body = json!({
        "amount": 1099,
        "metadata": {"order id": "6735 & more", "100%": "é=ü+"},
        "items": [{"price": "price_1", "tiers": [{"up_to": "inf"}, {"up_to": 5}]}, {"price": "price_2"}],
        "expand": ["customer", "latest_charge"],
        "shipping": {"address": {"line1": "Main street 1", "line2": null}, "empty": {}},
    });
    let fields = ["metadata", "items", "expand", "shipping"].map(deep);
    let form = sent(&fields, body).await.unwrap();
    assert!(
        form.starts_with("amount=1099&metadata%5Border%20id%5D=6735%20%26%20more&"),
        "{form}"
    );
    assert_eq!(
        nested(&form),
        json!({
            "amount": "1099",
            "metadata": {"order id": "6735 & more", "100%": "é=ü+"},
            "items": [{"price": "price_1", "tiers": [{"up_to": "inf"}, {"up_to": "5"}]}, {"price": "price_2"}],
            "expand": ["customer", "latest_charge"],
            "shipping": {"address": {"line1": "Main street 1", "line2": ""}},
        })
    );
}

#[tokio::test]
async fn without_an_encoding_lists_repeat_and_objects_are_json() {
    let body = json!({
        "tag": ["a b", "c&d", true],
        "address": {"city": "Bern", "lines": [1, 2.0]},
        "rows": [{"id": 1}, {"id": 2}],
        "none": [],
        "removed": null,
    });
    let form = sent(&[], body).await.unwrap();
    let expected = [
        ("tag", "a b"),
        ("tag", "c&d"),
        ("tag", "true"),
        ("address", r#"{"city":"Bern","lines":[1,2.0]}"#),
        ("rows", r#"{"id":1}"#),
        ("rows", r#"{"id":2}"#),
        ("removed", ""),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(pairs(&form), expected);
}

#[tokio::test]
async fn each_field_has_its_style() {
    let form = Parameter::query;
    let list = json!(["x y", "z"]);
    let object = json!({"R": 100, "G": 200});
    #[rustfmt::skip]
    let table = [
        (form("v"),                                               &list,   "v=x%20y&v=z"),
        (form("v").explode(false),                                &list,   "v=x%20y,z"),
        (form("v").query_style(QueryStyle::PipeDelimited).explode(false),  &list, "v=x%20y%7Cz"),
        (form("v").query_style(QueryStyle::SpaceDelimited).explode(false), &list, "v=x%20y%20z"),
        (deep("v"),                                               &list,   "v%5B0%5D=x%20y&v%5B1%5D=z"),
        (form("v"),                                               &object, "R=100&G=200"),
        (form("v").explode(false),                                &object, "v=R,100,G,200"),
        (deep("v"),                                               &object, "v%5BR%5D=100&v%5BG%5D=200"),
        (form("v").json(),                              &list,   "v=%5B%22x%20y%22%2C%22z%22%5D"),
    ];
    for (field, value, expected) in table {
        assert_eq!(
            sent(&[field], json!({"v": value})).await.unwrap(),
            expected,
            "{field:?} {value}"
        );
    }
    let reserved = sent(&[form("v").allow_reserved()], json!({"v": "a/b?c&d+e"})).await;
    assert_eq!(reserved.unwrap(), "v=a/b?c%26d%2Be");
}

#[tokio::test]
async fn a_form_is_an_object() {
    let message = sent(&[], json!([1, 2])).await.unwrap_err();
    assert!(
        message.contains("the body is a form and must be an object"),
        "{message}"
    );
}

#[tokio::test]
async fn the_mock_transport_decodes_a_form() {
    let client = Client::answering(Answer::status(204));
    let mut call = Call::new(&client.core, leaked(operation("POST", "/forms")));
    call.form(
        "application/x-www-form-urlencoded",
        &[],
        &json!({"a b": "c&d"}),
    );
    call.send(decode::empty).await.unwrap();
    let pairs = client.transport.received()[0].form_pairs();
    assert_eq!(pairs, [("a b".to_owned(), "c&d".to_owned())]);
}
