//! Multipart bodies and files, as axum decodes them from a request over the wire.
#![cfg(feature = "reqwest")]

use super::api::{API, Client, KEY, leaked, operation};
use crate::runtime::testing::Answer;
use crate::runtime::transport::Body;
use crate::runtime::{
    ArrayFormat, Call, Core, Credentials, ErrorKind, FilePart, Multipart, Nullable, Parameter,
    PartEncoding, QueryStyle, Settings, decode,
};
use axum::Router;
use axum::extract::{FromRequest, Request};
use futures_util::stream;
use serde_json::json;
use std::io;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// Name, file name, media type and content.
type Part = (String, Option<String>, Option<String>, Vec<u8>);

/// What a server receives: the length, and each part.
#[derive(Clone, Debug, Default)]
struct Received {
    length: Option<String>,
    parts: Vec<Part>,
}

async fn server() -> (Core, Arc<Mutex<Vec<Received>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let kept = Arc::clone(&seen);
    let app = Router::new().fallback(move |request: Request| receive(Arc::clone(&kept), request));
    tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
    let mut settings = Settings::default();
    settings.base_url(&url);
    settings.retries(0);
    let mut credentials = Credentials::new();
    credentials.set(0, KEY);
    (Core::new(settings, credentials, &API).unwrap(), seen)
}

async fn receive(seen: Arc<Mutex<Vec<Received>>>, request: Request) -> String {
    let length = request.headers().get("content-length");
    let mut received = Received {
        length: length.map(|length| length.to_str().unwrap().to_owned()),
        ..Received::default()
    };
    let mut form = axum::extract::Multipart::from_request(request, &())
        .await
        .unwrap();
    while let Some(field) = form.next_field().await.unwrap() {
        received.parts.push((
            field.name().unwrap().to_owned(),
            field.file_name().map(str::to_owned),
            field.content_type().map(str::to_owned),
            field.bytes().await.unwrap().to_vec(),
        ));
    }
    seen.lock().unwrap().push(received);
    "{}".to_owned()
}

async fn sent(form: Multipart) -> Received {
    let (core, seen) = server().await;
    let mut call = Call::new(&core, leaked(operation("POST", "/upload")));
    call.multipart("multipart/form-data", form);
    call.send(decode::empty).await.unwrap();
    seen.lock().unwrap().remove(0)
}

fn part(name: &str, file_name: Option<&str>, media_type: Option<&str>, content: &[u8]) -> Part {
    (
        name.to_owned(),
        file_name.map(str::to_owned),
        media_type.map(str::to_owned),
        content.to_vec(),
    )
}

fn chunks(chunks: &[&'static [u8]]) -> FilePart {
    let chunks: Vec<io::Result<&'static [u8]>> = chunks.iter().copied().map(Ok).collect();
    FilePart::stream(stream::iter(chunks))
}

#[tokio::test]
async fn each_kind_of_part_arrives() {
    let mut form = Multipart::new();
    form.value("purpose", PartEncoding::Default, "fine-tune");
    form.value("count", PartEncoding::Default, &3);
    form.value("tags", PartEncoding::Default, &["a", "b"]);
    form.value("owner", PartEncoding::Default, &json!({"id": 1}));
    form.value("rows", PartEncoding::MediaType("application/json"), &[1, 2]);
    form.value("note", PartEncoding::MediaType("text/markdown"), "*hi*");
    let deep = Parameter::query("meta").query_style(QueryStyle::DeepObject(ArrayFormat::Indices));
    form.value(
        "meta",
        PartEncoding::Style(deep),
        &json!({"a b": {"c": "ü&"}}),
    );
    form.optional::<i32>("absent", PartEncoding::Default, &None);
    form.nullable::<i32>("absent", PartEncoding::Default, &Nullable::Absent);
    form.nullable::<i32>("null", PartEncoding::Default, &Nullable::Null);
    form.files(
        "file",
        Some("image/png"),
        [FilePart::bytes(b"\x89PNG\r\n--".as_slice())],
    );
    let named = FilePart::bytes("x")
        .file_name("b.txt")
        .content_type("text/plain");
    form.files("file", Some("image/png"), [named]);
    let received = sent(form).await;
    let json = Some("application/json");
    assert_eq!(
        received.parts,
        [
            part("purpose", None, None, b"fine-tune"),
            part("count", None, None, b"3"),
            part("tags", None, None, b"a"),
            part("tags", None, None, b"b"),
            part("owner", None, json, br#"{"id":1}"#),
            part("rows", None, json, b"[1,2]"),
            part("note", None, Some("text/markdown"), b"*hi*"),
            part("meta[a b][c]", None, None, "ü&".as_bytes()),
            part("null", None, None, b""),
            part("file", Some("file"), Some("image/png"), b"\x89PNG\r\n--"),
            part("file", Some("b.txt"), Some("text/plain"), b"x"),
        ]
    );
    assert!(received.length.is_some());
}

#[tokio::test]
async fn an_object_has_a_part_per_property_in_its_encoding() {
    let joined = Parameter::query("tags").explode(false);
    let value = json!({"name": "Rex", "tags": ["a", "b"], "rows": [1, 2]});
    let encodings = [
        ("tags", PartEncoding::Style(joined)),
        ("rows", PartEncoding::MediaType("application/json")),
    ];
    let received = sent(Multipart::object(&value, &encodings)).await;
    let parts = [
        part("name", None, None, b"Rex"),
        part("tags", None, None, b"a,b"),
        part("rows", None, Some("application/json"), b"[1,2]"),
    ];
    assert_eq!(received.parts, parts);
}

#[tokio::test]
async fn a_length_is_sent_if_all_lengths_are_known() {
    let unknown = sent(Multipart::new().file("f", chunks(&[b"one", b"two"]))).await;
    let known = chunks(&[b"one", b"two"]).length(6);
    let known = sent(Multipart::new().text("t", "x").file("f", known)).await;
    assert_eq!(unknown.length, None);
    assert!(known.length.is_some());
    assert_eq!(unknown.parts[0].3, b"onetwo");
    assert_eq!(known.parts[1].3, b"onetwo");
}

#[cfg(feature = "files")]
#[tokio::test]
async fn a_file_is_read_while_it_is_sent() {
    let path = std::env::temp_dir().join(format!("sdkwright-{}.jsonl", std::process::id()));
    let content: Vec<u8> = (0..200_000_u32).map(|number| number as u8).collect();
    std::fs::write(&path, &content).unwrap();
    let received = sent(Multipart::new().file("file", FilePart::path(&path))).await;
    let name = path.file_name().unwrap().to_str().unwrap();
    std::fs::remove_file(&path).unwrap();
    let octets = Some("application/octet-stream");
    assert_eq!(received.parts, [part("file", Some(name), octets, &content)]);
    assert!(received.length.is_some());
    // It is gone now.
    let client = Client::answering(Answer::status(204));
    let mut call = Call::new(&client.core, leaked(operation("POST", "/upload")));
    call.multipart(
        "multipart/form-data",
        Multipart::new().file("file", FilePart::path(&path)),
    );
    let error = call.send(decode::empty).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(client.transport.received().is_empty());
}

#[tokio::test]
async fn names_cannot_leave_their_header() {
    let evil = "a\"; filename=\"x\r\nX-Evil: 1\r\n\r\n--";
    let file = FilePart::bytes("x").file_name("naïve \"file\"\r\n.txt");
    let form = Multipart::new().text(evil, "1").file("f", file);
    let client = Client::answering(Answer::status(204));
    let mut call = Call::new(&client.core, leaked(operation("POST", "/upload")));
    call.multipart("multipart/form-data", form);
    call.send(decode::empty).await.unwrap();
    let request = &client.transport.received()[0];
    let text = String::from_utf8(request.body().to_vec()).unwrap();
    assert!(
        text.contains("name=\"a%22; filename=%22x%0D%0AX-Evil: 1%0D%0A%0D%0A--\"\r\n"),
        "{text}"
    );
    assert!(
        text.contains("filename=\"naïve %22file%22%0D%0A.txt\"\r\n"),
        "{text}"
    );
    let parts = request.parts();
    assert_eq!(parts[0].name().as_deref(), Some(evil));
    assert_eq!(parts[0].text(), "1");
    assert_eq!(
        parts[1].file_name().as_deref(),
        Some("naïve \"file\"\r\n.txt")
    );
}

#[tokio::test]
async fn a_part_has_the_headers_of_its_property_and_a_file_has_its_own() {
    let mut form = Multipart::new().text("note", "x");
    form.value("note", PartEncoding::Default, "y");
    let own = FilePart::bytes("x").header("x-kind", "own");
    form.files("file", None, [own]);
    form.headers("note", &[("X-Kind", "note"), ("X-Other", "1")]);
    form.headers("file", &[("X-Kind", "file"), ("X-Other", "2")]);
    let client = Client::answering(Answer::status(204));
    let mut call = Call::new(&client.core, leaked(operation("POST", "/upload")));
    call.multipart("multipart/form-data", form);
    call.send(decode::empty).await.unwrap();
    let request = &client.transport.received()[0];
    let text = String::from_utf8(request.body().to_vec()).unwrap();
    let count = |text: &str, line: &str| text.matches(line).count();
    assert_eq!(
        count(&text, "\r\nX-Kind: note\r\nX-Other: 1\r\n"),
        2,
        "{text}"
    );
    assert_eq!(count(&text, "X-Kind: own\r\n"), 1, "{text}");
    assert_eq!(count(&text, "X-Kind: file"), 0, "{text}");
    assert_eq!(count(&text, "X-Other: 2\r\n"), 1, "{text}");
}

#[tokio::test]
async fn invalid_headers_of_a_part_are_an_error_of_the_call() {
    for file in [
        FilePart::bytes("x").header("x-a", "secret\r\nb"),
        FilePart::bytes("x").header("x-a", "secret\u{0}"),
        FilePart::bytes("x").header("x a", "1"),
        FilePart::bytes("x").header("x-a\r\nx-b", "1"),
        FilePart::bytes("x").header("content-type", "secret\n"),
        FilePart::bytes("x").content_type("a\r\nb"),
    ] {
        let client = Client::answering(Answer::status(204));
        let mut call = Call::new(&client.core, leaked(operation("POST", "/upload")));
        call.multipart("multipart/form-data", Multipart::new().file("f", file));
        let error = call.send(decode::empty).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(!error.to_string().contains("secret"), "{error}");
        assert!(client.transport.received().is_empty());
    }
}

#[tokio::test]
async fn a_part_can_have_no_name() {
    let form = Multipart::new()
        .json("", &json!([1]))
        .file("", FilePart::bytes("x").content_type("image/png"));
    let client = Client::answering(Answer::status(204));
    let mut call = Call::new(&client.core, leaked(operation("POST", "/upload")));
    call.multipart("multipart/mixed", form);
    call.send(decode::empty).await.unwrap();
    let request = &client.transport.received()[0];
    let text = String::from_utf8(request.body().to_vec()).unwrap();
    let (_, boundary) = request
        .header("content-type")
        .unwrap()
        .split_once('=')
        .unwrap();
    let expected = format!(
        "--{boundary}\r\nContent-Type: application/json\r\n\r\n[1]\r\n\
         --{boundary}\r\nContent-Type: image/png\r\n\r\nx\r\n--{boundary}--\r\n"
    );
    assert_eq!(text, expected);
}

#[tokio::test]
async fn no_header_of_a_file_is_lost() {
    let file = FilePart::bytes("x")
        .header("Content-Type", "image/png")
        .header("Content-Disposition", "attachment; name=\"own\"");
    let client = Client::answering(Answer::status(204));
    let mut call = Call::new(&client.core, leaked(operation("POST", "/upload")));
    call.multipart("multipart/form-data", Multipart::new().file("f", file));
    call.send(decode::empty).await.unwrap();
    let text = String::from_utf8(client.transport.received()[0].body().to_vec()).unwrap();
    let head = text.split("\r\n\r\n").next().unwrap();
    let mut headers: Vec<&str> = head.lines().skip(1).collect();
    headers.sort_unstable();
    assert_eq!(
        headers,
        [
            "Content-Disposition: attachment; name=\"own\"",
            "Content-Type: image/png"
        ]
    );

    let mut call = Call::new(&client.core, leaked(operation("PUT", "/upload")));
    call.bytes("image/png", FilePart::bytes("x").header("x-kind", "own"));
    let error = call.send(decode::empty).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert_eq!(client.transport.received().len(), 1);
}

#[tokio::test]
async fn boundaries_differ() {
    let boundary = async || {
        let client = Client::answering(Answer::status(204));
        let mut call = Call::new(&client.core, leaked(operation("POST", "/upload")));
        call.multipart("multipart/form-data", Multipart::new().text("a", "b"));
        call.send(decode::empty).await.unwrap();
        let request = &client.transport.received()[0];
        let (essence, boundary) = request
            .header("content-type")
            .unwrap()
            .split_once("; boundary=")
            .map(|(essence, boundary)| (essence.to_owned(), boundary.to_owned()))
            .unwrap();
        assert_eq!(essence, "multipart/form-data");
        assert_eq!(boundary.len(), 32);
        boundary
    };
    assert_ne!(boundary().await, boundary().await);
}

#[tokio::test]
async fn a_stream_is_never_sent_twice_but_files_in_memory_are() {
    let attempts = async |file: FilePart| {
        let client = Client::answering(Answer::status(503));
        let mut call = Call::new(&client.core, leaked(operation("PUT", "/upload")));
        call.multipart("multipart/form-data", Multipart::new().file("f", file));
        call.send(decode::empty).await.unwrap_err().attempts()
    };
    assert_eq!(attempts(chunks(&[b"one"])).await, 1);
    assert_eq!(attempts(FilePart::bytes("one")).await, 3);
}

#[tokio::test]
async fn a_body_of_bytes_is_a_file_with_any_media_type() {
    let client = Client::answering(Answer::status(204));
    let mut call = Call::new(&client.core, leaked(operation("PUT", "/upload")));
    call.bytes(
        "application/octet-stream",
        FilePart::bytes("x").content_type("image/png"),
    );
    call.send(decode::empty).await.unwrap();
    assert_eq!(
        client.transport.received()[0].header("content-type"),
        Some("image/png")
    );
}

#[test]
fn nothing_of_the_content_is_shown() {
    let file = FilePart::bytes("canary")
        .header("x-key", "canary")
        .file_name("a.txt");
    assert_eq!(
        format!("{file:?}"),
        "FilePart { content: 6 bytes, content_type: None, .. }"
    );
    let form = Multipart::new()
        .text("pin", "canary")
        .file("f", chunks(&[b"canary"]));
    assert_eq!(format!("{form:?}"), "{\"pin\": 6 bytes, \"f\": a stream}");
    assert_eq!(Body::from("abc").length(), Some(3));
}
