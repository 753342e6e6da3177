//! Pagination: which pages are requested, where a list ends, and what happens when a page fails.

use crate::support::{self, new_session};
use equos::testing::{Answer, MockTransport, Rule};
use equos::{Client, ErrorKind};
use futures_util::{StreamExt as _, TryStreamExt as _};
use sdkwright_tests::mock::Mock;
use serde_json::{Value, json};

/// Returns the page that the mock server sends for sessions of these names.
async fn page(names: &[&str]) -> Value {
    let mock = Mock::start().expect("the server starts");
    let client = support::client(&mock);
    for name in names {
        let created = client.sessions().create(new_session(name)).await;
        created.expect("it is created");
    }
    let list = client.sessions().list().with_response().await;
    let list = list.expect("the list is returned");
    serde_json::to_value(list.into_body()).expect("it is JSON")
}

fn client(answers: impl IntoIterator<Item = Answer>) -> (Client, MockTransport) {
    let rule = answers.into_iter().fold(Rule::any(), Rule::answer);
    let transport = MockTransport::new().rule(rule);
    let builder = Client::builder()
        .api_key("key")
        .transport(transport.clone());
    let client = builder.retries(0).build();
    (client.expect("the settings are good"), transport)
}

fn queries(transport: &MockTransport) -> Vec<String> {
    let received = transport.received();
    received.iter().map(|it| it.query().to_owned()).collect()
}

#[tokio::test]
async fn items_of_all_pages() {
    let (mut first, mut last) = (page(&["one", "two"]).await, page(&["three"]).await);
    first["total"] = json!(3);
    last["total"] = json!(3);
    let (client, transport) = client([Answer::json(200, &first), Answer::json(200, &last)]);
    let items = client.sessions().list().take(2).items();
    let all: Vec<_> = items.try_collect().await.expect("every item is returned");
    let names: Vec<_> = all.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["one", "two", "three"]);
    assert_eq!(queries(&transport), ["take=2", "take=2&skip=2"]);
}

#[tokio::test]
async fn a_failed_page_ends_the_list_after_its_items() {
    let (mut first, mut second) = (page(&["one"]).await, page(&["two"]).await);
    first["total"] = json!(9);
    second["total"] = json!(9);
    let (client, transport) = client([
        Answer::json(200, &first),
        Answer::json(200, &second),
        Answer::status(500),
    ]);
    let mut items = client.sessions().list().skip(4).items();
    for name in ["one", "two"] {
        let item = items.next().await.expect("there is one");
        assert_eq!(item.expect("it is returned").name, name);
    }
    let error = items.next().await.expect("there is an error");
    assert_eq!(error.expect_err("it fails").status(), Some(500));
    assert!(items.next().await.is_none());
    assert_eq!(queries(&transport), ["skip=4", "skip=5", "skip=6"]);
    items.resume();
    assert!(items.next().await.expect("it is requested").is_err());
    assert_eq!(queries(&transport).pop().as_deref(), Some("skip=6"));
}

#[tokio::test]
async fn a_repeated_page_is_an_error() {
    let mut only = page(&["one"]).await;
    only["total"] = json!(9);
    let (client, transport) = client([Answer::json(200, &only)]);
    let items: Vec<_> = client.sessions().list().items().collect().await;
    let [Ok(_), Err(error)] = items.as_slice() else {
        panic!("one item and one error are expected: {items:?}");
    };
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert_eq!(transport.received().len(), 2);
}

#[tokio::test]
async fn an_empty_page_ends_the_list() {
    let mut empty = page(&[]).await;
    empty["total"] = json!(9);
    let (client, transport) = client([Answer::json(200, &empty)]);
    let items: Vec<_> = client.sessions().list().items().collect().await;
    assert!(items.is_empty());
    assert_eq!(transport.received().len(), 1);
}
