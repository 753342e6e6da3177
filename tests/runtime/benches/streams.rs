//! Measures how fast streams are decoded: the events of an event stream as they are received and as JSON, and the
//! values of JSON Lines. The body is in memory, in pieces of the size in which a connection gives them.
//!
//! `cargo bench -p sdkwright-runtime --bench streams`

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    dead_code,
    missing_docs,
    reason = "a benchmark ends with its first failure"
)]

#[path = "../tests/cases/api.rs"]
mod api;
#[path = "../../../generator/runtime/src/lib.rs"]
mod runtime;

use api::{API, operation};
use bytes::Bytes;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use futures_util::{FutureExt as _, StreamExt as _, stream};
use http::{Request, Response};
use runtime::streaming::event_stream;
use runtime::transport::{Body, BoxFuture, Transport, TransportError};
use runtime::{
    Call, Core, Credentials, EventStream, JsonLines, Operation, Settings, StreamRequest,
};
use serde_json::Value;

/// The size of the pieces, and of a body.
const PIECE: usize = 16 << 10;
const BODY: usize = 4 << 20;

static OPERATION: Operation = operation("GET", "/stream");

/// Answers each request with the same pieces.
struct Pieces {
    media_type: &'static str,
    pieces: Vec<Bytes>,
}

impl Transport for Pieces {
    fn send(&self, _: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let body = Body::stream(stream::iter(self.pieces.clone()).map(Ok));
        let response = Response::builder().header("content-type", self.media_type);
        std::future::ready(Ok(response.body(body).unwrap())).boxed()
    }
}

/// Returns a client whose answer repeats this text.
fn client(media_type: &'static str, text: &str) -> Core {
    let mut body = Bytes::from(text.repeat(BODY / text.len()));
    let mut pieces = Vec::new();
    while !body.is_empty() {
        pieces.push(body.split_to(PIECE.min(body.len())));
    }
    let mut settings = Settings::default();
    settings.transport(Pieces { media_type, pieces });
    Core::new(settings, Credentials::new(), &API).unwrap()
}

async fn events(core: &Core) -> EventStream<Value> {
    let opened = StreamRequest::new(Call::new(core, &OPERATION), Ok).await;
    EventStream::new(opened.unwrap(), event_stream::json).unwrap()
}

async fn lines(core: &Core) -> JsonLines<Value> {
    let opening = StreamRequest::new(Call::new(core, &OPERATION), JsonLines::lines);
    opening.await.unwrap()
}

async fn count<T>(stream: impl futures_util::Stream<Item = runtime::Result<T>>) -> usize {
    stream.map(|item| item.unwrap()).count().await
}

fn streams(criterion: &mut Criterion) {
    // The limits of time need the timers of tokio.
    let tokio = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    for size in [50, 200, 1_000, 10_000] {
        let text = "x".repeat(size);
        let event = format!("event: delta\ndata: {{\"text\":\"{text}\"}}\n\n");
        let core = client("text/event-stream", &event);
        let mut group = criterion.benchmark_group("event stream");
        group.throughput(Throughput::Bytes(BODY as u64));
        group.bench_function(BenchmarkId::new("raw", size), |bencher| {
            bencher.iter(|| tokio.block_on(async { count(events(&core).await.raw()).await }));
        });
        group.bench_function(BenchmarkId::new("JSON", size), |bencher| {
            bencher.iter(|| tokio.block_on(async { count(events(&core).await).await }));
        });
        group.finish();

        let line = format!("{{\"text\":\"{text}\"}}\n");
        let core = client("application/jsonl", &line);
        let mut group = criterion.benchmark_group("JSON Lines");
        group.throughput(Throughput::Bytes(BODY as u64));
        group.bench_function(BenchmarkId::new("JSON", size), |bencher| {
            bencher.iter(|| tokio.block_on(async { count(lines(&core).await).await }));
        });
        group.finish();
    }
}

criterion_group!(benches, streams);
criterion_main!(benches);
