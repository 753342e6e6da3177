//! Event streams, JSON Lines and downloads, against a server that cuts, stalls and floods, and with injected time.

use super::api::{API, KEY, leaked, operation};
use crate::runtime::streaming::event_stream;
use crate::runtime::testing::MockClock;
use crate::runtime::transport::{Body, BoxFuture, Transport, TransportError};
use crate::runtime::{
    ByteStream, Call, Core, Credentials, Error, ErrorKind, EventStream, JsonLines, Result,
    ServerSentEvent, Settings, StreamRequest,
};
use bytes::Bytes;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use http::{Request, Response};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;

type Pieces = Vec<std::result::Result<Bytes, TransportError>>;

/// Answers each request with the next of these bodies. One without an end stalls after its pieces.
#[derive(Clone)]
struct Bodies {
    media_type: &'static str,
    answers: Arc<Mutex<std::vec::IntoIter<(u16, Pieces, End)>>>,
    received: Arc<Mutex<Vec<http::HeaderMap>>>,
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    Complete,
    Stalled,
}

impl Transport for Bodies {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, std::result::Result<Response<Body>, TransportError>> {
        self.received
            .lock()
            .unwrap()
            .push(request.headers().clone());
        let answer = self.answers.lock().unwrap().next();
        Box::pin(async move {
            let (status, pieces, end) = answer.ok_or_else(|| TransportError::connect("closed"))?;
            let rest = match end {
                End::Complete => stream::empty().left_stream(),
                End::Stalled => stream::pending().right_stream(),
            };
            let body = Body::stream(stream::iter(pieces).chain(rest));
            let response = Response::builder()
                .status(status)
                .header("content-type", self.media_type);
            Ok(response.body(body).unwrap())
        })
    }
}

struct Server {
    core: Core,
    clock: MockClock,
    received: Arc<Mutex<Vec<http::HeaderMap>>>,
}

fn server(media_type: &'static str, answers: Vec<(u16, Pieces, End)>) -> Server {
    let transport = Bodies {
        media_type,
        answers: Arc::new(Mutex::new(answers.into_iter())),
        received: Arc::default(),
    };
    let clock = MockClock::new();
    let mut settings = Settings::default();
    let received = Arc::clone(&transport.received);
    settings.transport(transport);
    settings.clock(clock.clone());
    settings.max_response_bytes(1_000);
    Server {
        core: Core::new(settings, Credentials::new(), &API).unwrap(),
        clock,
        received,
    }
}

fn pieces(texts: &[&str]) -> Pieces {
    let texts = texts.iter();
    texts
        .map(|text| Ok(Bytes::copy_from_slice(text.as_bytes())))
        .collect()
}

fn events<T: 'static>(
    core: &Core,
    decoder: event_stream::EventDecoder<T>,
) -> impl IntoFuture<Output = Result<EventStream<T>>> {
    // The request is generic in how the stream starts, as generated code is.
    let call = Call::new(core, leaked(operation("GET", "/events")));
    let opening = StreamRequest::new(call, Ok).into_future();
    async move { EventStream::new(opening.await?, decoder) }
}

fn lines(core: &Core) -> impl IntoFuture<Output = Result<JsonLines<Value>>> {
    let call = Call::new(core, leaked(operation("GET", "/lines")));
    StreamRequest::new(call, JsonLines::lines)
}

async fn json_events(texts: &[&str]) -> Vec<Result<Value>> {
    let server = server(
        "text/event-stream",
        vec![(200, pieces(texts), End::Complete)],
    );
    let events = events(&server.core, event_stream::json).into_future().await;
    events.unwrap().collect().await
}

fn event(event: &str, data: &str, id: &str) -> ServerSentEvent {
    ServerSentEvent {
        event: event.to_owned(),
        data: data.to_owned(),
        id: id.to_owned(),
        retry: None,
    }
}

/// An event stream with everything that its grammar has, with `|` in place of each line end.
const EVERYTHING: &str = "\u{feff}: a comment|id: 1|event: first|data: one|data:two|data|||id|data:  three é|||\
                          :|unknown: x|retry: 5|event: no data||id: 2|id: with\0null|data: 4||data: cut off";

fn everything() -> Vec<ServerSentEvent> {
    vec![
        event("first", "one\ntwo\n", "1"),
        event("", " three é", ""),
        event("", "4", "2"),
    ]
}

#[tokio::test]
async fn events_are_the_same_wherever_the_bytes_are_cut() {
    for line_end in ["\n", "\r", "\r\n"] {
        let text = EVERYTHING.replace('|', line_end);
        for cut in 0..=text.len() {
            let (first, second) = text.as_bytes().split_at(cut);
            let pieces = [first, second].map(|piece| Ok(Bytes::copy_from_slice(piece)));
            let server = server(
                "text/event-stream",
                vec![(200, pieces.into(), End::Complete)],
            );
            let received = events(&server.core, event_stream::raw).into_future().await;
            let received: Vec<_> = received.unwrap().try_collect().await.unwrap();
            assert_eq!(received, everything(), "{line_end:?} cut at {cut}");
        }
    }
}

#[tokio::test]
async fn the_end_marker_ends_the_stream_and_can_be_another() {
    let texts = ["data: 1\n\ndata: [DONE]\n\ndata: 2\n\n"];
    let received = json_events(&texts).await;
    assert_eq!(
        received.into_iter().map(Result::unwrap).collect::<Vec<_>>(),
        [json!(1)]
    );
    let server = server(
        "text/event-stream",
        vec![(
            200,
            pieces(&["data: [DONE]\n\ndata: end\n\ndata: 2\n\n"]),
            End::Stalled,
        )],
    );
    let events = events(&server.core, event_stream::text).into_future().await;
    let events = events.unwrap().with_end_marker("end");
    assert_eq!(events.try_collect::<Vec<_>>().await.unwrap(), ["[DONE]"]);
}

#[tokio::test]
async fn an_event_that_does_not_match_is_an_error_between_others() {
    let received = json_events(&["data: 1\n\ndata: {\n\nevent: x\ndata: 3\n\n"]).await;
    assert_eq!(received.len(), 3);
    let error = received[1].as_ref().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    assert_eq!(error.body().unwrap(), "{");
    assert_eq!(received[2].as_ref().unwrap(), &json!(3));
}

#[tokio::test]
async fn an_error_event_is_the_error_that_it_reports_and_ends_the_stream() {
    let received =
        json_events(&["event: error\ndata: {\"message\":\"overloaded\",\"n\":7}\n\ndata: 2\n\n"])
            .await;
    assert_eq!(received.len(), 1);
    let error = received.into_iter().next().unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ErrorEvent);
    assert_eq!(
        error.to_string(),
        "GET /events failed: overloaded (1 attempt)"
    );
    assert_eq!(error.api_as::<Value>().unwrap()["n"], json!(7));
    // Without a name, it is one if the data does not match its type.
    let server = server(
        "text/event-stream",
        vec![(
            200,
            pieces(&["data: {\"error\":{\"message\":\"no\"}}\n\n"]),
            End::Stalled,
        )],
    );
    let events = events(&server.core, event_stream::json::<u32>)
        .into_future()
        .await;
    let received: Vec<Result<u32>> = events.unwrap().collect().await;
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].as_ref().unwrap_err().message(), "no");
}

#[tokio::test]
async fn a_stream_that_stalls_is_an_error_after_the_idle_timeout_alone() {
    let server = server(
        "text/event-stream",
        vec![(
            200,
            pieces(&["data: 1\n\n", "data: 2\n\ndata: 3"]),
            End::Stalled,
        )],
    );
    let events = events(&server.core, event_stream::json::<u32>)
        .into_future()
        .await;
    let mut events = events.unwrap();
    // The time of an attempt has no effect on a stream that began.
    server.clock.advance(Duration::from_secs(1_000));
    assert_eq!(events.next().await.unwrap().unwrap(), 1);
    assert_eq!(events.next().await.unwrap().unwrap(), 2);
    let before = server.clock.elapsed();
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert!(error.may_have_reached_server());
    assert_eq!(server.clock.elapsed() - before, Duration::from_secs(60));
    assert!(events.next().await.is_none());
    assert_eq!(server.received.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn an_endless_event_or_line_is_an_error() {
    let long = "x".repeat(600);
    let texts = ["data: ", &long, &long, &long];
    let received = json_events(&texts).await;
    assert_eq!(received.len(), 1);
    let error = received[0].as_ref().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    let server = server(
        "application/jsonl",
        vec![(200, pieces(&[&long, &long]), End::Stalled)],
    );
    let received: Vec<_> = lines(&server.core)
        .into_future()
        .await
        .unwrap()
        .collect()
        .await;
    assert_eq!(received.len(), 1);
    assert_eq!(
        received[0].as_ref().unwrap_err().kind(),
        ErrorKind::TooLarge
    );
}

#[tokio::test]
async fn it_reconnects_only_when_asked_with_the_last_id() {
    let broken = |text: &str| {
        let mut pieces = pieces(&[text]);
        pieces.push(Err(TransportError::broken("reset")));
        (200, pieces, End::Complete)
    };
    let answers = || {
        vec![
            broken("id: a\nretry: 250\ndata: 1\n\nid: b\ndata: lost"),
            (200, pieces(&["data: 2\n\n"]), End::Complete),
            (204, Vec::new(), End::Complete),
        ]
    };
    let once = server("text/event-stream", answers());
    let stream = events(&once.core, event_stream::json::<u32>)
        .into_future()
        .await;
    let received: Vec<Result<u32>> = stream.unwrap().collect().await;
    assert_eq!(
        received[1].as_ref().unwrap_err().kind(),
        ErrorKind::Transport
    );
    assert_eq!(once.received.lock().unwrap().len(), 1);

    let server = server("text/event-stream", answers());
    let stream = events(&server.core, event_stream::json::<u32>)
        .into_future()
        .await;
    let stream = stream.unwrap().with_reconnect(1);
    assert_eq!(stream.try_collect::<Vec<_>>().await.unwrap(), [1, 2]);
    let received = server.received.lock().unwrap();
    let ids: Vec<_> = received
        .iter()
        .map(|headers| headers.get("last-event-id"))
        .collect();
    assert_eq!(ids[0], None);
    assert_eq!(ids[1].unwrap(), "a");
    assert_eq!(ids[2].unwrap(), "a");
    assert_eq!(server.clock.waited()[0], Duration::from_millis(250));
}

#[tokio::test]
async fn json_instead_of_a_stream_is_an_error() {
    let server = server(
        "application/json",
        vec![(200, pieces(&["{}"]), End::Complete)],
    );
    let error = events(&server.core, event_stream::raw)
        .into_future()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.message().contains("application/json"), "{error}");
}

#[tokio::test]
async fn a_status_that_is_no_success_is_an_error_before_the_stream() {
    let answers = vec![
        (503, pieces(&[]), End::Complete),
        (404, pieces(&["no"]), End::Complete),
    ];
    let server = server("text/plain", answers);
    let error = events(&server.core, event_stream::raw)
        .into_future()
        .await
        .unwrap_err();
    // The first failure was retried.
    assert_eq!((error.status(), error.attempts()), (Some(404), 2));
    assert_eq!(error.body().unwrap(), "no");
}

#[tokio::test]
async fn lines_are_values_wherever_they_are_cut() {
    let text = "{\"n\":1}\r\n\n  \n[2]\n3";
    for cut in 0..=text.len() {
        let answer = (200, pieces(&[&text[..cut], &text[cut..]]), End::Complete);
        let server = server("application/x-ndjson", vec![answer]);
        let lines = lines(&server.core).into_future().await.unwrap();
        let values: Vec<Value> = lines.try_collect().await.unwrap();
        assert_eq!(values, [json!({"n": 1}), json!([2]), json!(3)], "{cut}");
    }
}

#[tokio::test]
async fn a_sequence_has_a_separator_before_each_text() {
    let answer = (
        200,
        pieces(&["\x1e{\"a\":\n1}\n\x1e", "2\n\x1e\x1e3\n"]),
        End::Complete,
    );
    let server = server("application/json-seq", vec![answer]);
    let call = Call::new(&server.core, leaked(operation("GET", "/")));
    let values = StreamRequest::new(call, JsonLines::<Value>::sequence).await;
    let values: Vec<Value> = values.unwrap().try_collect().await.unwrap();
    assert_eq!(values, [json!({"a": 1}), json!(2), json!(3)]);
}

#[cfg(feature = "blocking")]
#[test]
fn streams_can_be_waited_for() {
    let answer = |text| (200, pieces(&[text]), End::Complete);
    let server = server(
        "text/event-stream",
        vec![answer("id: 7\ndata: 1\n\ndata: x\n\ndata: 2\n\n")],
    );
    let call = Call::new(&server.core, leaked(operation("GET", "/")));
    let start = |opened| EventStream::new(opened, event_stream::json::<u32>);
    let mut events = StreamRequest::new(call, start).wait().unwrap().wait();
    assert_eq!(events.next().unwrap().unwrap(), 1);
    assert_eq!(events.last_event().unwrap().id, "7");
    assert_eq!(
        events.next().unwrap().unwrap_err().kind(),
        ErrorKind::Decode
    );
    assert_eq!(events.next().unwrap().unwrap(), 2);
    assert!(events.next().is_none());
}

/// Servers on a socket.
#[cfg(feature = "reqwest")]
mod sockets {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    fn core(url: &str) -> Core {
        let mut settings = Settings::default();
        settings.base_url(url);
        settings.retries(0);
        let mut credentials = Credentials::new();
        credentials.set(0, KEY);
        Core::new(settings, credentials, &API).unwrap()
    }

    const HEAD: &str =
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";

    #[tokio::test]
    async fn a_response_that_is_cut_anywhere_has_the_events_before_the_cut() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let texts: Vec<String> = ["\n", "\r", "\r\n"]
            .iter()
            .map(|end| "data: 1|event: x|data: 2||data: 3||".replace('|', end))
            .collect();
        let cuts: Vec<String> = texts
            .iter()
            .flat_map(|text| (0..=text.len()).map(|cut| text[..cut].to_owned()))
            .collect();
        let served = cuts.clone();
        tokio::spawn(async move {
            for cut in served {
                let (mut connection, _) = listener.accept().await.unwrap();
                let _ = connection.read(&mut [0; 4096]).await.unwrap();
                connection.write_all(HEAD.as_bytes()).await.unwrap();
                connection.write_all(cut.as_bytes()).await.unwrap();
            }
        });
        let core = core(&url);
        for cut in cuts {
            let received = events(&core, event_stream::text)
                .into_future()
                .await
                .unwrap();
            let received: Vec<String> = received.try_collect().await.unwrap();
            // A CR at the end of the response ends a line.
            let lines = cut.replace("\r\n", "\n").replace('\r', "\n");
            let complete = match lines.matches("\n\n").count() {
                0 => vec![],
                1 => vec!["1\n2"],
                _ => vec!["1\n2", "3"],
            };
            assert_eq!(received, complete, "{cut:?}");
        }
    }

    #[tokio::test]
    async fn dropping_a_stream_closes_the_connection() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let closed = tokio::spawn(async move {
            let (mut connection, _) = listener.accept().await.unwrap();
            let _ = connection.read(&mut [0; 4096]).await.unwrap();
            connection.write_all(HEAD.as_bytes()).await.unwrap();
            // An endless stream: it ends only because the client goes away.
            while connection.write_all(b"data: 1\n\n").await.is_ok() {}
        });
        let core = core(&url);
        let mut stream = events(&core, event_stream::json::<u32>)
            .into_future()
            .await
            .unwrap();
        for _ in 0..3 {
            assert_eq!(stream.next().await.unwrap().unwrap(), 1);
        }
        drop(stream);
        closed.await.unwrap();
    }

    #[tokio::test]
    async fn a_download_that_is_cut_is_an_error_after_its_bytes() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            let (mut connection, _) = listener.accept().await.unwrap();
            let _ = connection.read(&mut [0; 4096]).await.unwrap();
            let head = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345";
            connection.write_all(head.as_bytes()).await.unwrap();
        });
        let core = core(&url);
        let call = Call::new(&core, leaked(operation("GET", "/")));
        let mut bytes: ByteStream = StreamRequest::new(call, ByteStream::start).await.unwrap();
        assert_eq!(bytes.content_length(), Some(10));
        assert_eq!(bytes.next_bytes().await.unwrap().unwrap(), "12345");
        assert_eq!(bytes.received(), 5);
        let error: Error = bytes.next_bytes().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
        assert!(bytes.next_bytes().await.unwrap().is_none());
    }
}
