//! Pages of every kind, from a server on this machine.
#![cfg(feature = "reqwest")]

use super::api::{API, KEY, leaked, operation, parameters};
use crate::runtime::{
    Base64Url, Call, Core, Credentials, Error, ErrorKind, Items, Operation, Pages, Paging,
    Parameter, Settings, decode,
};
use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, TryStreamExt};
use http::Method;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// A request, as the server received it.
#[derive(Clone, Debug)]
struct Received {
    method: Method,
    /// The path and query.
    target: String,
    headers: http::HeaderMap,
    body: Value,
}

/// A server with a handler, and the requests that it received.
struct Server {
    url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    async fn start(handler: impl Fn(&str, &Received) -> Response + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let (kept, own_url, handler) = (Arc::clone(&received), url.clone(), Arc::new(handler));
        let app = Router::new().fallback(move |request: Request| {
            let (kept, url, handler) = (kept.clone(), own_url.clone(), handler.clone());
            async move {
                let (parts, body) = request.into_parts();
                let body: Bytes = to_bytes(body, usize::MAX).await.unwrap();
                let request = Received {
                    method: parts.method,
                    target: parts.uri.to_string(),
                    headers: parts.headers,
                    body: serde_json::from_slice(&body).unwrap_or_default(),
                };
                kept.lock().unwrap().push(request.clone());
                handler(&url, &request)
            }
        });
        tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
        Self { url, received }
    }

    fn client(&self) -> Core {
        let mut settings = Settings::default();
        settings.base_url(&self.url);
        settings.retries(0);
        let mut credentials = Credentials::new();
        credentials.set(0, KEY);
        credentials.set(2, KEY);
        Core::new(settings, credentials, &API).unwrap()
    }

    fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    fn targets(&self) -> Vec<String> {
        let received = self.received();
        received
            .iter()
            .map(|it| format!("{} {}", it.method, it.target))
            .collect()
    }
}

fn json_page(page: &Value) -> Response {
    page.to_string().into_response()
}

fn list(method: &'static str, all: &[Parameter]) -> &'static Operation {
    leaked(Operation {
        parameters: parameters(all),
        security: &[&[0]],
        ..operation(method, "/things")
    })
}

fn pages(client: &Core, operation: &'static Operation, paging: Paging) -> Pages<Value> {
    let paging = Box::leak(Box::new(paging));
    Pages::new(Call::new(client, operation), paging, decode::json)
}

fn items(client: &Core, operation: &'static Operation, paging: Paging) -> Items<Value, Value> {
    Items::new(pages(client, operation, paging), |page| {
        let list = page.get("data").cloned().unwrap_or(page);
        list.as_array().cloned().unwrap_or_default()
    })
}

async fn all(items: Items<Value, Value>) -> Value {
    Value::Array(items.try_collect().await.unwrap())
}

/// Returns the value of a query parameter.
fn query(request: &Received, name: &str) -> Option<String> {
    let (_, query) = request.target.split_once('?')?;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

#[tokio::test]
async fn page_numbers_end_at_the_page_count() {
    let server = Server::start(|_, request| {
        let page = query(request, "page").map_or(0, |page| page.parse().unwrap());
        json_page(&json!({"data": [page * 2, page * 2 + 1], "meta": {"pages": 3}}))
    })
    .await;
    let operation = list("GET", &[Parameter::query("page")]);
    let paging = Paging::page(0)
        .in_query("page")
        .items(&["data"])
        .page_count(&["meta", "pages"]);
    let found = all(items(&server.client(), operation, paging)).await;
    assert_eq!(found, json!([0, 1, 2, 3, 4, 5]));
    assert_eq!(
        server.targets(),
        ["GET /things", "GET /things?page=1", "GET /things?page=2"]
    );
}

#[tokio::test]
async fn page_numbers_end_at_an_empty_page_or_at_the_total() {
    for (paging, calls) in [
        (Paging::page(1).in_query("page").items(&["data"]), 4),
        (
            Paging::page(1)
                .in_query("page")
                .items(&["data"])
                .total(&["total"]),
            3,
        ),
    ] {
        let server = Server::start(|_, request| {
            let page = query(request, "page").map_or(1, |page| page.parse().unwrap());
            let data: Vec<usize> = if page < 4 { vec![page] } else { Vec::new() };
            json_page(&json!({"data": data, "total": 3}))
        })
        .await;
        let operation = list("GET", &[Parameter::query("page")]);
        let found = all(items(&server.client(), operation, paging)).await;
        assert_eq!(found, json!([1, 2, 3]));
        assert_eq!(server.targets().len(), calls);
    }
}

#[tokio::test]
async fn cursors_are_taken_from_body_or_header_and_sent_in_query_header_or_body() {
    let sources = [
        Paging::cursor(&["meta", "next"]),
        Paging::cursor_header("x-next"),
    ];
    let handler = |_: &str, request: &Received| {
        let cursor = query(request, "cursor")
            .or_else(|| {
                let header = request.headers.get("x-cursor")?;
                Some(header.to_str().unwrap().to_owned())
            })
            .or_else(|| Some(request.body["page"]["cursor"].as_str()?.to_owned()));
        let (data, next) = match cursor.as_deref() {
            None => (json!([1, 2]), "a%2Fb"),
            Some("a%2Fb" | "a%252Fb") => (json!([]), "c"),
            Some("c") => (json!([3]), ""),
            Some(other) => panic!("{other}"),
        };
        let page = json!({"data": data, "meta": {"next": next}}).to_string();
        ([("x-next", next)], page).into_response()
    };
    for source in sources {
        let query = list("GET", &[Parameter::query("cursor")]);
        let header = list("GET", &[Parameter::header("x-cursor")]);
        let body = list("POST", &[]);
        for (operation, paging) in [
            (query, source.in_query("cursor")),
            (header, source.in_header("x-cursor")),
            (body, source.in_body(&["page", "cursor"])),
        ] {
            let server = Server::start(handler).await;
            let paging = paging.items(&["data"]);
            let found = all(items(&server.client(), operation, paging)).await;
            assert_eq!(found, json!([1, 2, 3]), "an empty page is not the end");
            assert_eq!(server.targets().len(), 3);
        }
    }
}

#[tokio::test]
async fn a_cursor_joins_the_body_of_the_request() {
    let server = Server::start(|_, request| {
        let is_first = request.body.get("start_cursor").is_none();
        let next = is_first.then_some("abc");
        json_page(&json!({"data": [1], "next_cursor": next, "has_more": is_first}))
    })
    .await;
    let client = server.client();
    let mut call = Call::new(&client, list("POST", &[]));
    call.json(&json!({"query": "x"}));
    static PAGING: Paging = Paging::cursor(&["next_cursor"])
        .in_body(&["start_cursor"])
        .items(&["data"])
        .has_more(&["has_more"]);
    let pages: Pages<Value> = Pages::new(call, &PAGING, decode::json);
    assert_eq!(pages.count().await, 2);
    let bodies: Vec<Value> = server.received().into_iter().map(|it| it.body).collect();
    assert_eq!(
        bodies,
        [
            json!({"query": "x"}),
            json!({"query": "x", "start_cursor": "abc"})
        ]
    );
}

#[tokio::test]
async fn the_last_item_is_the_cursor() {
    let server = Server::start(|_, request| {
        let after = query(request, "starting_after").unwrap_or_default();
        let (ids, more) = match after.as_str() {
            "" => (["a", "b"], true),
            "b" => (["c", "d"], false),
            other => panic!("{other}"),
        };
        let data: Vec<Value> = ids.iter().map(|id| json!({"id": id})).collect();
        json_page(&json!({"data": data, "has_more": more}))
    })
    .await;
    let operation = list("GET", &[Parameter::query("starting_after")]);
    let paging = Paging::last_item(&["id"])
        .in_query("starting_after")
        .items(&["data"])
        .has_more(&["has_more"]);
    let found = all(items(&server.client(), operation, paging)).await;
    assert_eq!(
        found,
        json!([{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d"}])
    );
    assert_eq!(
        server.targets(),
        ["GET /things", "GET /things?starting_after=b"]
    );
}

#[tokio::test]
async fn links_in_the_body_and_the_header_are_followed_within_the_origin() {
    let handler = |url: &str, request: &Received| {
        assert_eq!(request.headers["x-api-key"], KEY);
        let (data, next) = match request.target.as_str() {
            "/things?filter=x" => (1, format!("{url}/2/things?page=b%2F&x=1")),
            "/2/things?page=b%2F&x=1" => (2, "?page=3".to_owned()),
            "/2/things?page=3" => (3, String::new()),
            other => panic!("{other}"),
        };
        let link = match next.as_str() {
            "" => r#"</>; rel="first""#.to_owned(),
            next => format!(r#"</>; rel="first", <{next}>; rel="next""#),
        };
        let page = json!({"data": [data], "links": {"next": next}}).to_string();
        ([("link", link)], page).into_response()
    };
    for paging in [Paging::link(&["links", "next"]), Paging::link_header()] {
        let server = Server::start(handler).await;
        let client = server.client();
        let mut call = Call::new(&client, list("GET", &[Parameter::query("filter")]));
        call.query("filter", "x");
        let paging = Box::leak(Box::new(paging.items(&["data"])));
        let pages: Pages<Value> = Pages::new(call, paging, decode::json);
        let found: Vec<Value> = pages.try_collect().await.unwrap();
        let data: Vec<&Value> = found.iter().map(|page| &page["data"][0]).collect();
        assert_eq!(data, [1, 2, 3]);
    }
}

#[tokio::test]
async fn a_link_after_a_post_is_a_get_without_a_body() {
    let server = Server::start(|_, request| {
        let next = (request.method == Method::POST).then_some("/more");
        json_page(&json!({"data": [1], "nextLink": next}))
    })
    .await;
    let client = server.client();
    let mut call = Call::new(&client, list("POST", &[]));
    call.json(&json!({"query": "x"}));
    static PAGING: Paging = Paging::link(&["nextLink"]).items(&["data"]);
    let pages: Pages<Value> = Pages::new(call, &PAGING, decode::json);
    assert_eq!(pages.count().await, 2);
    assert_eq!(server.targets(), ["POST /things", "GET /more"]);
    let [_, second] = server.received().try_into().unwrap();
    assert_eq!(second.body, Value::Null);
    assert!(!second.headers.contains_key("content-type"));
}

#[tokio::test]
async fn a_link_to_another_origin_is_an_error_and_sends_nothing() {
    let other = Server::start(|_, _| json_page(&json!({"data": []}))).await;
    for link in [
        format!("{}/things", other.url),
        other.url.replace("http:", ""),
        other.url.replace("http", "ftp"),
        format!("{}/things", other.url.replace("//", "//me:secret@")),
    ] {
        let shown = link.clone();
        let server =
            Server::start(move |_, _| json_page(&json!({"data": [1, 2], "next": link}))).await;
        let operation = list("GET", &[]);
        let paging = Paging::link(&["next"]).items(&["data"]);
        let mut items = items(&server.client(), operation, paging);
        for expected in [1, 2] {
            assert_eq!(items.try_next().await.unwrap(), Some(json!(expected)));
        }
        let error: Error = items.try_next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Pagination, "{shown}");
        assert!(!error.to_string().contains("secret"), "{error}");
        assert!(items.next().await.is_none());
        assert!(items.continuation().is_some(), "the list is not complete");
    }
    assert!(other.received().is_empty());
}

#[tokio::test]
async fn credentials_in_links_are_neither_kept_nor_repeated() {
    let server = Server::start(|_, request| {
        let next = match query(request, "page") {
            None => Some(format!("/things?api_key={KEY}&page=2")),
            Some(_) => None,
        };
        json_page(&json!({"data": [1, 2], "next": next}))
    })
    .await;
    let operation = leaked(Operation {
        security: &[&[2]],
        ..operation("GET", "/things")
    });
    let paging = Paging::link(&["next"]).items(&["data"]);
    let client = server.client();
    let mut pages = pages(&client, operation, paging);
    pages.try_next().await.unwrap();
    let continuation = pages.continuation().unwrap();
    let decoded: Base64Url = serde_json::from_value(json!(continuation)).unwrap();
    let decoded = String::from_utf8(decoded.into_bytes()).unwrap();
    assert!(
        decoded.contains("/things?page=2") && !decoded.contains(KEY),
        "{decoded}"
    );
    assert!(!format!("{pages:?}").contains(KEY));
    pages.try_next().await.unwrap();
    let last = server.targets().pop().unwrap();
    assert_eq!(last, format!("GET /things?page=2&api_key={KEY}"));
}

#[tokio::test]
async fn a_repeated_cursor_or_link_is_an_error_after_its_page() {
    let same = |_: &str, _: &Received| json_page(&json!({"data": [1], "next": "/things?a=b"}));
    for paging in [
        Paging::cursor(&["next"]).in_query("cursor"),
        Paging::link(&["next"]),
    ] {
        let server = Server::start(same).await;
        let operation = list("GET", &[Parameter::query("cursor")]);
        let mut items = items(&server.client(), operation, paging.items(&["data"]));
        for _ in 0..2 {
            assert_eq!(items.try_next().await.unwrap(), Some(json!(1)));
        }
        let error = items.try_next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Pagination);
        assert!(items.next().await.is_none());
        assert_eq!(server.targets().len(), 2);
    }
}

#[tokio::test]
async fn more_items_without_a_cursor_are_an_error() {
    let server = Server::start(|_, _| json_page(&json!({"data": [1], "more": true}))).await;
    let operation = list("GET", &[Parameter::query("cursor")]);
    let paging = Paging::cursor(&["next"]).in_query("cursor");
    let paging = paging.items(&["data"]).has_more(&["more"]);
    let mut pages = pages(&server.client(), operation, paging);
    assert!(pages.try_next().await.unwrap().is_some());
    let error = pages.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
}

/// Pages of two numbers, of which the third one fails once.
async fn failing_once() -> Server {
    let failures = Mutex::new(1);
    Server::start(move |_, request| {
        let start: u64 = query(request, "cursor").map_or(0, |cursor| cursor.parse().unwrap());
        let mut failures = failures.lock().unwrap();
        if start == 4 && *failures > 0 {
            *failures -= 1;
            return http::StatusCode::BAD_GATEWAY.into_response();
        }
        let next = (start < 6).then(|| (start + 2).to_string());
        json_page(&json!({"data": [start, start + 1], "next": next}))
    })
    .await
}

fn by_cursor() -> (&'static Operation, Paging) {
    let operation = list("GET", &[Parameter::query("cursor")]);
    let paging = Paging::cursor(&["next"]).in_query("cursor");
    (operation, paging.items(&["data"]))
}

#[tokio::test]
async fn a_failed_page_is_requested_again_by_resuming() {
    let server = failing_once().await;
    let (operation, paging) = by_cursor();
    let mut items = items(&server.client(), operation, paging);
    for expected in 0..4 {
        assert_eq!(items.try_next().await.unwrap(), Some(json!(expected)));
    }
    assert_eq!(items.try_next().await.unwrap_err().status(), Some(502));
    assert!(items.next().await.is_none(), "not again by itself");
    items.resume();
    assert_eq!(all(items).await, json!([4, 5, 6, 7]));
}

#[tokio::test]
async fn another_client_continues_before_inside_and_after_a_page() {
    let (operation, paging) = by_cursor();
    for taken in 0..=8 {
        let server = failing_once().await;
        let client = server.client();
        let mut first = items(&client, operation, paging);
        for expected in 0..taken {
            if expected == 4 {
                first.try_next().await.unwrap_err();
                first.resume();
            }
            assert_eq!(first.try_next().await.unwrap(), Some(json!(expected)));
        }
        let continuation = first.continuation();
        let Some(continuation) = continuation else {
            assert_eq!(taken, 8, "only the end has no continuation");
            continue;
        };
        let other = failing_once().await;
        let mut rest = items(&other.client(), operation, paging).continue_from(&continuation);
        let mut found = Vec::new();
        loop {
            match rest.try_next().await {
                Ok(Some(item)) => found.push(item),
                Ok(None) => break,
                Err(_) => rest.resume(),
            }
        }
        assert_eq!(
            json!(found),
            json!((taken..8).collect::<Vec<_>>()),
            "{taken}"
        );
    }
}

#[tokio::test]
async fn a_wrong_continuation_is_an_error_and_sends_nothing() {
    let server = failing_once().await;
    let (operation, paging) = by_cursor();
    let other = leaked(Operation {
        id: "other",
        parameters: operation.parameters,
        ..super::api::operation("GET", "/others")
    });
    let client = server.client();
    let foreign = pages(&client, other, paging).continuation().unwrap();
    for text in ["", "%%%", "bm90IEpTT04", &foreign] {
        let mut pages = pages(&client, operation, paging).continue_from(text);
        let error = pages.try_next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{text}");
        pages.resume();
        assert!(pages.next().await.is_none());
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_page_that_does_not_decode_can_be_requested_again() {
    let broken = Mutex::new(true);
    let server = Server::start(move |_, _| {
        let was_broken = std::mem::take(&mut *broken.lock().unwrap());
        match was_broken {
            true => "{".into_response(),
            false => json_page(&json!({"data": [1]})),
        }
    })
    .await;
    let (operation, paging) = by_cursor();
    let mut pages = pages(&server.client(), operation, paging);
    assert_eq!(
        pages.try_next().await.unwrap_err().kind(),
        ErrorKind::Decode
    );
    pages.resume();
    assert!(pages.try_next().await.unwrap().is_some());
    assert_eq!(pages.continuation(), None);
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_pages_have_headers_and_continue() {
    // `wait` works outside of asynchronous tasks only, so the server has a thread of its own.
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        runtime.enable_all().build().unwrap().block_on(async {
            sender.send(failing_once().await).unwrap();
            std::future::pending::<()>().await;
        });
    });
    let server = receiver.recv().unwrap();
    let (operation, paging) = by_cursor();
    let client = server.client();
    let mut pages = pages(&client, operation, paging).with_response().wait();
    for _ in 0..2 {
        let page = pages.next().unwrap().unwrap();
        assert_eq!(page.headers()["content-type"], "text/plain; charset=utf-8");
    }
    assert_eq!(pages.next().unwrap().unwrap_err().status(), Some(502));
    assert!(pages.next().is_none());
    pages.resume();
    assert_eq!(pages.next().unwrap().unwrap().status(), 200);
    let rest = items(&client, operation, paging).continue_from(&pages.continuation().unwrap());
    let rest: Result<Vec<Value>, _> = rest.wait().collect();
    assert_eq!(json!(rest.unwrap()), json!([6, 7]));
}

/// A page whose items are being used does not wait for the next one, which the server answers meanwhile.
#[tokio::test]
async fn the_next_page_is_requested_while_items_are_used() {
    let (asked, mut is_asked) = tokio::sync::mpsc::unbounded_channel();
    let server = Server::start(move |_, received| {
        let is_second = received.target.contains("page=2");
        if is_second {
            asked.send(()).unwrap();
        }
        let items = if is_second { vec![3] } else { vec![1, 2] };
        json_page(&json!({"items": items, "pages": 2}))
    })
    .await;
    static BY: Paging = Paging::page(1)
        .in_query("page")
        .items(&["items"])
        .page_count(&["pages"]);
    let client = server.client();
    let operation = list("GET", &[Parameter::query("page")]);
    let pages: Pages<Value> = Pages::new(Call::new(&client, operation), &BY, decode::json);
    let items = |page: Value| page["items"].as_array().cloned().unwrap_or_default();
    let mut items = Items::new(pages, items).ahead();
    assert_eq!(items.try_next().await.unwrap(), Some(json!(1)));
    // Nothing polls the items while the server receives the request.
    is_asked.recv().await.unwrap();
    let rest: Vec<Value> = items.try_collect().await.unwrap();
    assert_eq!(json!(rest), json!([2, 3]));
    assert_eq!(server.received().len(), 2);
}
