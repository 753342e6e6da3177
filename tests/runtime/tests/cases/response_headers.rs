//! Typed headers of responses.

use super::api::{Client, KEY, leaked, operation};
use crate::runtime::response_headers::{Format, HeaderValues, Scalar};
use crate::runtime::testing::Answer;
use crate::runtime::{Call, ErrorKind, Response, Secret, WithResponse, decode};

const TEXT: Format = Format::One(Scalar::Text);
const LITERAL: Format = Format::One(Scalar::Literal);

async fn response(answer: Answer) -> Response<()> {
    let client = Client::answering(answer);
    let operation = leaked(operation("GET", "/x"));
    let call = Call::new(&client.core, operation);
    WithResponse::new(call, decode::empty).await.unwrap()
}

#[tokio::test]
async fn a_name_is_found_in_any_case_and_a_value_has_its_type() {
    let response = response(
        Answer::status(200)
            .header("x-count", "5")
            .header("x-id", "5"),
    )
    .await;
    let headers = HeaderValues::of(&response);
    assert_eq!(headers.required::<i64>("X-Count", &LITERAL).unwrap(), 5);
    assert_eq!(headers.required::<String>("X-ID", &TEXT).unwrap(), "5");
    let absent = headers.optional::<i64>("X-Other", &LITERAL);
    assert_eq!(absent.unwrap(), None);
}

#[tokio::test]
async fn occurrences_are_parts_of_a_list_or_values_of_their_own() {
    let answer = Answer::status(200).header("x-n", "1").header("x-n", "2, 3");
    let response = response(answer).await;
    let headers = HeaderValues::of(&response);
    let list: Vec<i64> = headers
        .required("X-N", &Format::List(',', Scalar::Literal))
        .unwrap();
    assert_eq!(list, [1, 2, 3]);
    assert_eq!(headers.required::<String>("X-N", &TEXT).unwrap(), "1, 2, 3");
    assert_eq!(headers.repeated("X-N").unwrap(), ["1", "2, 3"]);
    assert!(headers.repeated("X-Other").unwrap().is_empty());
    // One value was expected, so two are none.
    assert!(headers.required::<i64>("X-N", &LITERAL).is_err());
}

#[tokio::test]
async fn an_error_names_the_header_and_shows_only_what_is_no_secret() {
    let answer = Answer::status(200)
        .header("x-count", "canary")
        .header("age", "old")
        .header("x-json", "canary");
    let response = response(answer).await;
    let headers = HeaderValues::of(&response);
    let shown = |name: &str, format: &Format| {
        let error = headers.required::<i64>(name, format).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Header);
        assert_eq!(error.status(), Some(200));
        assert!(!format!("{error:?}").contains("canary"), "{error:?}");
        error.message().to_owned()
    };
    assert_eq!(
        shown("X-Count", &LITERAL),
        "the header `X-Count` does not match its schema: expected i64"
    );
    assert_eq!(
        shown("X-Json", &Format::Json),
        "the header `X-Json` does not match its schema: expected i64"
    );
    assert!(
        shown("Age", &LITERAL).contains("\"old\""),
        "{}",
        shown("Age", &LITERAL)
    );
    assert_eq!(shown("X-None", &LITERAL), "the header `X-None` is absent");
}

#[tokio::test]
async fn a_secret_is_not_shown_whatever_its_header_is() {
    let response = response(Answer::status(200).header("server", KEY)).await;
    let headers = HeaderValues::of(&response);
    let error = headers.required::<Vec<Secret<String>>>("Server", &TEXT);
    let text = format!("{:?}", error.unwrap_err().message());
    assert!(text.contains("Server") && !text.contains(KEY), "{text}");
}
