//! Walking through pages.

use super::api::{Client, operation};
use crate::runtime::testing::{Answer, ReceivedRequest, Rule};
use crate::runtime::{Call, ErrorKind, Items, Operation, Pages, Paging, Parameter, decode};
use futures_util::{StreamExt, TryStreamExt};
use serde_json::{Value, json};
use std::sync::LazyLock;

static PARAMETERS: [Parameter; 2] = [Parameter::query("take"), Parameter::query("skip")];

static LIST: LazyLock<Operation> = LazyLock::new(|| Operation {
    parameters: &PARAMETERS,
    ..operation("GET", "/numbers")
});

static BY: Paging = Paging::offset(0)
    .in_query("skip")
    .items(&["items"])
    .total(&["total"]);

fn numbers(request: &ReceivedRequest) -> (usize, usize) {
    let of = |name: &str| {
        let pairs = request.query_pairs();
        let found = pairs.into_iter().find(|(key, _)| key == name)?;
        found.1.parse().ok()
    };
    (of("take").unwrap_or(20), of("skip").unwrap_or(0))
}

/// A server with so many numbers, that gives at most 3 at once, and perhaps says how many there are.
fn server(all: usize, says_total: bool) -> Rule {
    Rule::any().answer_with(move |request| {
        let (take, skip) = numbers(request);
        let end = (skip + take.min(3)).min(all);
        let items: Vec<usize> = (skip.min(all)..end).collect();
        let total = says_total.then_some(all);
        Answer::json(200, &json!({"items": items, "total": total}))
    })
}

fn pages(client: &Client, skip: Option<u64>) -> Pages<Value> {
    let mut call = Call::new(&client.core, &LIST);
    call.query("take", &2);
    if let Some(skip) = skip {
        call.query("skip", &skip);
    }
    Pages::new(call, &BY, decode::json)
}

fn items(client: &Client, skip: Option<u64>) -> Items<Value, Value> {
    Items::new(pages(client, skip), |page| {
        page["items"].as_array().cloned().unwrap_or_default()
    })
}

fn skips(client: &Client) -> Vec<String> {
    let received = client.transport.received();
    received
        .iter()
        .map(|request| request.query().to_owned())
        .collect()
}

#[tokio::test]
async fn every_item_of_every_page() {
    for (all, says_total, calls) in [
        (5, true, 3),
        (4, true, 2),
        (5, false, 4),
        (4, false, 3),
        (0, true, 1),
        (0, false, 1),
    ] {
        let client = Client::new([server(all, says_total)]);
        let items: Vec<Value> = items(&client, None).try_collect().await.unwrap();
        assert_eq!(json!(items), json!((0..all).collect::<Vec<_>>()));
        assert_eq!(skips(&client).len(), calls, "{all} {says_total}");
    }
}

#[tokio::test]
async fn the_first_call_is_the_callers_own() {
    let client = Client::new([server(5, true)]);
    pages(&client, None).try_collect::<Vec<_>>().await.unwrap();
    assert_eq!(skips(&client), ["take=2", "take=2&skip=2", "take=2&skip=4"]);
    let client = Client::new([server(5, true)]);
    let items: Vec<Value> = items(&client, Some(1)).try_collect().await.unwrap();
    assert_eq!(json!(items), json!([1, 2, 3, 4]));
    assert_eq!(skips(&client), ["take=2&skip=1", "take=2&skip=3"]);
}

#[tokio::test]
async fn the_first_page_is_given_out_though_it_is_empty() {
    let client = Client::new([server(0, false)]);
    assert_eq!(pages(&client, None).count().await, 1);
}

#[tokio::test]
async fn a_walk_goes_on_elsewhere() {
    let client = Client::new([server(7, true)]);
    let mut first = items(&client, None);
    for expected in 0..3 {
        assert_eq!(first.try_next().await.unwrap(), Some(json!(expected)));
    }
    let continuation = first.continuation().unwrap();
    let other = Client::new([server(7, true)]);
    let rest = items(&other, None).continue_from(&continuation);
    let rest: Vec<Value> = rest.try_collect().await.unwrap();
    assert_eq!(json!(rest), json!([3, 4, 5, 6]));
    assert_eq!(skips(&other), ["take=2&skip=3", "take=2&skip=5"]);
}

#[tokio::test]
async fn a_failure_keeps_what_came_before_it() {
    let broken = Rule::any()
        .when(|request| numbers(request).1 >= 4)
        .answer(Answer::status(400));
    let client = Client::new([broken, server(9, true)]);
    let mut items = items(&client, None);
    for expected in 0..4 {
        assert_eq!(items.try_next().await.unwrap(), Some(json!(expected)));
    }
    assert_eq!(items.try_next().await.unwrap_err().status(), Some(400));
    assert!(items.next().await.is_none(), "after an error it is over");
    items.resume();
    assert_eq!(items.try_next().await.unwrap_err().status(), Some(400));
    let working = Client::new([server(5, true)]);
    let rest = super::pages::items(&working, None).continue_from(&items.continuation().unwrap());
    let rest: Vec<Value> = rest.try_collect().await.unwrap();
    assert_eq!(json!(rest), json!([4]));
}

#[tokio::test]
async fn a_page_is_requested_ahead_only_if_asked_to() {
    for (is_ahead, calls) in [(false, 1), (true, 2)] {
        let client = Client::new([server(5, true)]);
        let mut pages = match is_ahead {
            true => pages(&client, None).ahead(),
            false => pages(&client, None),
        };
        pages.try_next().await.unwrap().unwrap();
        assert_eq!(skips(&client).len(), calls);
        assert_eq!(pages.try_collect::<Vec<_>>().await.unwrap().len(), 2);
        assert_eq!(
            skips(&client).len(),
            3,
            "none twice, and none after the end"
        );
    }
}

#[tokio::test]
async fn items_are_the_same_if_pages_are_requested_ahead() {
    let client = Client::new([server(7, true)]);
    let mut ahead = items(&client, None).ahead();
    for expected in 0..3 {
        assert_eq!(ahead.try_next().await.unwrap(), Some(json!(expected)));
    }
    // What arrived and was not used is requested again elsewhere.
    let other = Client::new([server(7, true)]);
    let rest = items(&other, None).continue_from(&ahead.continuation().unwrap());
    let rest: Vec<Value> = rest.try_collect().await.unwrap();
    assert_eq!(json!(rest), json!([3, 4, 5, 6]));
    let rest: Vec<Value> = ahead.try_collect().await.unwrap();
    assert_eq!(json!(rest), json!([3, 4, 5, 6]));
    assert_eq!(skips(&client).len(), 4);
}

#[tokio::test]
async fn a_failure_ahead_is_returned_in_its_place() {
    let broken = Rule::any()
        .when(|request| numbers(request).1 >= 2)
        .answer(Answer::status(400));
    let client = Client::new([broken, server(9, true)]);
    let mut ahead = items(&client, None).ahead();
    assert_eq!(ahead.try_next().await.unwrap(), Some(json!(0)));
    assert_eq!(skips(&client).len(), 2, "it has failed by now");
    assert_eq!(ahead.try_next().await.unwrap(), Some(json!(1)));
    assert_eq!(ahead.try_next().await.unwrap_err().status(), Some(400));
    assert!(ahead.next().await.is_none());
    ahead.resume();
    assert_eq!(ahead.try_next().await.unwrap_err().status(), Some(400));
    assert_eq!(skips(&client).len(), 3);
}

#[cfg(feature = "blocking")]
#[test]
fn an_iterator_uses_what_arrived_ahead() {
    let client = Client::new([server(5, true)]);
    let mut ahead = items(&client, None).ahead();
    let first = futures_util::FutureExt::now_or_never(ahead.try_next());
    assert_eq!(first.unwrap().unwrap(), Some(json!(0)));
    let rest: Result<Vec<Value>, _> = ahead.wait().collect();
    assert_eq!(json!(rest.unwrap()), json!([1, 2, 3, 4]));
    assert_eq!(skips(&client).len(), 3);
}

#[tokio::test]
async fn the_same_page_twice_is_an_error() {
    let same = Rule::any().answer(Answer::json(200, &json!({"items": [1, 2]})));
    let client = Client::new([same]);
    let mut items = items(&client, None);
    assert!(items.try_next().await.unwrap().is_some());
    assert!(items.try_next().await.unwrap().is_some());
    let error = items.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert!(items.next().await.is_none());
    assert_eq!(skips(&client).len(), 2);
}

#[tokio::test]
async fn pages_show_their_headers() {
    let rule = Rule::any()
        .answer(Answer::json(200, &json!({"items": [], "total": 0})).header("x-request-id", "7"));
    let client = Client::new([rule]);
    let mut pages = pages(&client, None).with_response();
    let page = pages.try_next().await.unwrap().unwrap();
    assert_eq!(page.request_id(), Some("7"));
    assert_eq!(pages.continuation(), None);
}

#[tokio::test]
async fn a_call_that_cannot_be_made_is_one_error() {
    let client = Client::new([server(5, true)]);
    let mut call = Call::new(&client.core, &LIST);
    call.with_header("bad name", "x");
    let mut pages: Pages<Value> = Pages::new(call, &BY, decode::json);
    assert_eq!(
        pages.try_next().await.unwrap_err().kind(),
        ErrorKind::Request
    );
    assert!(pages.next().await.is_none());
}

#[cfg(feature = "blocking")]
#[test]
fn waited_for_they_are_iterators() {
    let client = Client::new([server(5, true)]);
    let numbers: Result<Vec<Value>, _> = items(&client, None).wait().collect();
    assert_eq!(json!(numbers.unwrap()), json!([0, 1, 2, 3, 4]));
    assert_eq!(pages(&client, None).wait().count(), 3);
    let same = Client::new([Rule::any().answer(Answer::json(200, &json!({"items": [1]})))]);
    let outcomes: Vec<bool> = items(&same, None).wait().map(|item| item.is_ok()).collect();
    assert_eq!(outcomes, [true, false]);
}
