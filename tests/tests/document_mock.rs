//! The mock server of a document, over a plain socket: what it accepts, and what it finds wrong.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use sdkwright_tests::mock::DocumentMock;
use sdkwright_tests::mock::document::{DocumentApi, Location};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;

fn serve(paths: &Value) -> DocumentMock {
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "Test", "version": "1"},
        "paths": paths,
        "components": {"securitySchemes": {
            "key": {"type": "apiKey", "in": "query", "name": "key"},
            "token": {"type": "http", "scheme": "bearer"},
        }},
    });
    start(document)
}

fn start(document: Value) -> DocumentMock {
    let api = DocumentApi::of(document).expect("a valid document");
    DocumentMock::start(Arc::new(api)).expect("a free port")
}

/// Sends one request. Returns the status, the head and the body of the answer.
fn exchange(mock: &DocumentMock, line: &str, headers: &[&str], body: &str) -> (u16, String, Value) {
    let address = mock.url().strip_prefix("http://").expect("an http URL");
    let mut stream = TcpStream::connect(address).expect("the server listens");
    let headers: String = headers
        .iter()
        .map(|header| format!("{header}\r\n"))
        .collect();
    let length = body.len();
    write!(
        stream,
        "{line} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n{body}"
    )
    .expect("the server reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let body = serde_json::from_str(body).unwrap_or_else(|_| Value::from(body));
    (status.expect("a status"), head.to_owned(), body)
}

/// Sends a GET request that is valid, and returns the values of its parameters.
fn values(mock: &DocumentMock, target: &str, headers: &[&str]) -> Vec<(Location, String, Value)> {
    let (status, _, body) = exchange(mock, &format!("GET {target}"), headers, "");
    assert_eq!(status, 200, "{target}: {body}");
    let checked = mock.take_checked().pop().expect("a request");
    checked.parameters
}

/// Sends a request that is not valid, and returns the problems.
fn problems(mock: &DocumentMock, line: &str, headers: &[&str], body: &str) -> Vec<String> {
    let (status, _, problems) = exchange(mock, line, headers, body);
    assert_eq!(status, 400, "{line}: {problems}");
    serde_json::from_value(problems).expect("a list of texts")
}

const ITEMS: &str = r#"{"type": "array", "items": {"type": "integer"}}"#;
const COLOR: &str =
    r#"{"type": "object", "properties": {"R": {"type": "integer"}, "G": {"type": "string"}}}"#;

/// One operation with a parameter of this location, style, `explode` and schema, at `/x` or `/x/{p}`.
fn with_parameter(location: &str, style: &str, explode: bool, schema: &str) -> DocumentMock {
    let schema: Value = serde_json::from_str(schema).expect("JSON");
    let path = if location == "path" { "/x/{p}" } else { "/x" };
    serve(&json!({path: {"get": {
        "parameters": [{
            "name": "p", "in": location, "style": style, "explode": explode, "required": true, "schema": schema,
        }],
        "responses": {"200": {"description": "Ok."}},
    }}}))
}

#[test]
fn parameters_are_decoded_in_every_style() {
    let (items, color) = (json!([1, 2]), json!({"R": 1, "G": "a,b"}));
    let plain = json!({"R": 1, "G": "a"});
    for (location, style, explode, sent, schema, expected) in [
        ("path", "simple", false, "/x/1,2", ITEMS, &items),
        ("path", "simple", false, "/x/R,1,G,a%2Cb", COLOR, &color),
        ("path", "simple", true, "/x/R=1,G=a%2Cb", COLOR, &color),
        ("path", "label", false, "/x/.1,2", ITEMS, &items),
        ("path", "label", true, "/x/.1.2", ITEMS, &items),
        ("path", "label", true, "/x/.R=1.G=a%2Cb", COLOR, &color),
        ("path", "matrix", false, "/x/;p=1,2", ITEMS, &items),
        ("path", "matrix", true, "/x/;p=1;p=2", ITEMS, &items),
        ("path", "matrix", false, "/x/;p=R,1,G,a%2Cb", COLOR, &color),
        ("path", "matrix", true, "/x/;R=1;G=a%2Cb", COLOR, &color),
        ("query", "form", true, "/x?p=1&p=2", ITEMS, &items),
        ("query", "form", false, "/x?p=1,2", ITEMS, &items),
        ("query", "form", true, "/x?R=1&G=a%2Cb", COLOR, &color),
        ("query", "form", false, "/x?p=R,1,G,a%2Cb", COLOR, &color),
        (
            "query",
            "spaceDelimited",
            false,
            "/x?p=1%202",
            ITEMS,
            &items,
        ),
        ("query", "pipeDelimited", false, "/x?p=1%7C2", ITEMS, &items),
        (
            "query",
            "deepObject",
            true,
            "/x?p[R]=1&p%5BG%5D=a,b",
            COLOR,
            &color,
        ),
        ("header", "simple", false, "p: 1, 2", ITEMS, &items),
        ("header", "simple", true, "p: R=1,G=a", COLOR, &plain),
        ("cookie", "form", false, "cookie: p=1,2; q=3", ITEMS, &items),
        ("cookie", "form", true, "cookie: p=1; p=2", ITEMS, &items),
    ] {
        let mock = with_parameter(location, style, explode, schema);
        let found = match sent.starts_with('/') {
            true => values(&mock, sent, &[]),
            false => values(&mock, "/x", &[sent]),
        };
        let found: Vec<&Value> = found.iter().map(|(_, _, value)| value).collect();
        assert_eq!(
            found,
            [expected],
            "{location} {style} explode={explode}: {sent}"
        );
    }
}

#[test]
fn what_does_not_fit_is_reported() {
    let mock = serve(&json!({"/pets/{id}": {"get": {
        "security": [{"key": []}, {"token": []}],
        "parameters": [
            {"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}},
            {"name": "limit", "in": "query", "required": true, "schema": {"type": "integer", "maximum": 9}},
            {"name": "x-page", "in": "header", "required": true, "schema": {"type": "string"}},
        ],
        "responses": {"200": {"description": "Ok."}},
    }}}));
    assert_eq!(
        problems(&mock, "GET /pets/a?limit=10&other=1", &[], ""),
        [
            "Path parameter `id`: value is not of type \"integer\" at \"\": \"a\"",
            "Query parameter `limit`: value is greater than the maximum of 9 at \"\": 10",
            "Header parameter `x-page`: is missing",
            "security: none of [[Query(\"key\")], [Http(\"bearer\")]] is complete",
            "query: `other` is not documented",
        ]
    );
    let found = values(&mock, "/pets/1?limit=2&key=k", &["x-page: a"]);
    assert_eq!(found.len(), 3);
    values(
        &mock,
        "/pets/1?limit=2",
        &["x-page: a", "authorization: bearer t"],
    );
    let unknown = problems(&mock, "POST /pets/1", &[], "");
    assert_eq!(unknown, ["no operation is at POST /pets/1"]);
}

/// An operation with a body of an object in this media type.
fn with_body(media_type: &str, encoding: &Value) -> DocumentMock {
    serve(&json!({"/x": {"post": {
        "requestBody": {"required": true, "content": {media_type: {
            "schema": {
                "type": "object",
                "required": ["a"],
                "properties": {
                    "a": {"type": "integer"},
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "inner": {"type": "object", "properties": {
                        "b": {"type": "boolean"},
                        "list": {"type": "array", "items": {
                            "type": "object", "properties": {"c": {"type": "integer"}, "d": {"type": "string"}},
                        }},
                    }},
                },
            },
            "encoding": encoding,
        }}},
        "responses": {"200": {"description": "Ok."}},
    }}}))
}

fn body(mock: &DocumentMock, content_type: &str, sent: &str) -> Value {
    let header = format!("content-type: {content_type}");
    let (status, _, answer) = exchange(mock, "POST /x", &[&header], sent);
    assert_eq!(status, 200, "{sent}: {answer}");
    let checked = mock.take_checked().pop().expect("a request");
    checked.body.expect("a body").1
}

#[test]
fn forms_are_decoded_as_servers_do() {
    let form = "application/x-www-form-urlencoded";
    let deep = json!({"inner": {"style": "deepObject", "explode": true}, "tags": {"explode": false, "style": "form"}});
    let mock = with_body(form, &deep);
    let whole = json!({
        "a": 1, "tags": ["x y", "z,"], "inner": {"b": true, "list": [{"c": 1, "d": "e"}, {"c": 2}]},
    });
    for inner in [
        "inner[b]=true&inner[list][0][c]=1&inner[list][0][d]=e&inner[list][1][c]=2",
        "inner%5Bb%5D=true&inner[list][][c]=1&inner[list][][d]=e&inner[list][][c]=2",
    ] {
        let sent = format!("a=1&tags=x+y,z%2C&{inner}");
        assert_eq!(body(&mock, form, &sent), whole);
    }
    let mock = with_body(form, &json!({}));
    let sent = "a=1&tags=x%20y&tags=z,&inner=%7B%22b%22:true%7D";
    assert_eq!(
        body(&mock, form, sent),
        json!({"a": 1, "tags": ["x y", "z,"], "inner": {"b": true}})
    );
    let content_type = format!("content-type: {form}");
    assert_eq!(
        problems(&mock, "POST /x", &[&content_type], "a=b"),
        ["body: value is not of type \"integer\" at \"/a\": {\"a\":\"b\"}"]
    );
}

#[test]
fn multipart_bodies_are_decoded_by_their_parts() {
    let mock = with_body(
        "multipart/form-data",
        &json!({"tags": {"contentType": "text/plain"}}),
    );
    let part = |head: &str, content: &str| {
        format!("--b\r\ncontent-disposition: form-data; name={head}\r\n\r\n{content}\r\n")
    };
    let sent = [
        part("\"a\"", "1"),
        part("tags\r\ncontent-type: text/plain; charset=utf-8", "x"),
        part("tags; filename=f", "y"),
        part("inner\r\ncontent-type: application/json", "{\"b\":true}"),
        "--b--\r\n".to_owned(),
    ];
    assert_eq!(
        body(&mock, "multipart/form-data; boundary=b", &sent.concat()),
        json!({"a": 1, "tags": ["x", "y"], "inner": {"b": true}})
    );
    let wrong = [
        part("a", "1"),
        part("tags\r\ncontent-type: text/csv", "x"),
        "--b--".to_owned(),
    ];
    let header = "content-type: multipart/form-data; boundary=b";
    assert_eq!(
        problems(&mock, "POST /x", &[header], &wrong.concat()),
        ["body: the part `tags` has the content type `text/csv`, not `text/plain`"]
    );
}

#[test]
fn the_body_has_a_documented_media_type() {
    let mock = with_body("application/json", &json!({}));
    assert_eq!(
        body(&mock, "application/json", r#"{"a":2}"#),
        json!({"a": 2})
    );
    assert_eq!(problems(&mock, "POST /x", &[], ""), ["body: is missing"]);
    assert_eq!(
        problems(&mock, "POST /x", &["content-type: text/plain"], "{}"),
        ["body: `text/plain` is not documented"]
    );
}

#[test]
fn headers_choose_the_answer() {
    let mock = serve(&json!({"/x": {"get": {"responses": {
        "200": {
            "description": "Ok.",
            "headers": {"x-count": {"schema": {"type": "integer", "minimum": 3, "maximum": 3}}},
            "content": {
                "application/json": {"schema": {"type": "object", "properties": {"a": {"const": 1}}}},
                "text/plain": {"schema": {"const": "text"}},
            },
        },
        "4XX": {"description": "Bad.", "content": {"application/json": {"schema": {"const": "bad"}}}},
        "204": {"description": "Nothing."},
    }}}}));
    let get = |headers: &[&str]| exchange(&mock, "GET /x", headers, "");
    let (status, head, body) = get(&[]);
    assert_eq!((status, body), (200, json!({})));
    assert!(head.contains("x-count: 3"), "{head}");
    assert_eq!(get(&["x-mock-instance: last"]).2, json!({"a": 1}));
    assert_eq!(get(&["accept: text/*"]).2, json!("text"));
    assert_eq!(get(&["x-mock-content-type: text/plain"]).2, json!("text"));
    let (status, _, body) = get(&["x-mock-status: 418"]);
    assert_eq!((status, body), (418, json!("bad")));
    assert_eq!(get(&["x-mock-status: 204"]).0, 204);
    let refused = problems(&mock, "GET /x", &["accept: image/png"], "");
    assert_eq!(
        refused,
        ["answer: `accept: image/png` includes none of [\"application/json\", \"text/plain\"]"]
    );
}

#[test]
fn swagger_has_collection_formats_and_forms() {
    let mock = start(json!({
        "swagger": "2.0",
        "info": {"title": "Test", "version": "1"},
        "consumes": ["application/x-www-form-urlencoded"],
        "paths": {"/x": {
            "parameters": [
                {"name": "ids", "in": "query", "type": "array", "items": {"type": "integer"}, "collectionFormat": "pipes"},
            ],
            "get": {"responses": {"200": {"description": "Ok."}}},
            "post": {
                "parameters": [
                    {"name": "n", "in": "formData", "type": "integer", "required": true},
                    {"name": "tags", "in": "formData", "type": "array", "items": {"type": "string"}},
                ],
                "responses": {"200": {"description": "Ok."}},
            },
        }},
    }));
    let found = values(&mock, "/x?ids=1%7C2", &[]);
    assert_eq!(found, [(Location::Query, "ids".to_owned(), json!([1, 2]))]);
    let form = "application/x-www-form-urlencoded";
    assert_eq!(
        body(&mock, form, "n=1&tags=a,b"),
        json!({"n": 1, "tags": ["a", "b"]})
    );
    let header = format!("content-type: {form}");
    assert_eq!(
        problems(&mock, "POST /x", &[&header], "tags=a"),
        ["body: \"n\" is a required property at \"\": {\"tags\":[\"a\"]}"]
    );
}

#[test]
fn the_most_specific_path_answers_unless_the_request_names_another() {
    let operation = |text: &str| {
        json!({"get": {"responses": {"200": {
            "description": "Ok.", "content": {"text/plain": {"schema": {"const": text}}},
        }}}})
    };
    let mock = serve(&json!({"/x/{id}": operation("any"), "/x/mine": operation("mine")}));
    let get = |headers: &[&str]| exchange(&mock, "GET /x/mine", headers, "").2;
    assert_eq!(get(&[]), json!("mine"));
    assert_eq!(get(&["x-mock-operation: GET /x/{id}"]), json!("any"));
}
