//! What traces say. In a process of its own: whether a span is wanted is remembered for all threads.
#![cfg(feature = "tracing")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    dead_code,
    reason = "tests"
)]

#[path = "cases/api.rs"]
mod api;
#[path = "../../../generator/runtime/src/lib.rs"]
mod runtime;

use api::{Client, GetById, KEY};
use runtime::testing::{Answer, Rule};
use serde_json::json;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Keeps everything that spans and events say.
#[derive(Clone, Default)]
struct Trace(Arc<Mutex<String>>);

impl Visit for Trace {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let mut text = self.0.lock().unwrap();
        text.push_str(&format!(" {field}={value:?}"));
    }
}

impl Subscriber for Trace {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.0
            .lock()
            .unwrap()
            .push_str(&format!("\n{}:", span.metadata().name()));
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn a_span_for_the_call_and_one_for_each_attempt() {
    let trace = Trace::default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    tracing::subscriber::with_default(trace.clone(), || {
        runtime.block_on(async {
            let rule = Rule::any()
                .answer(Answer::status(503))
                .answer(Answer::json(404, &json!({"message": KEY})));
            let client = Client::new([rule]);
            GetById::new(&client.core, KEY).await.unwrap_err();
        });
    });
    let text = trace.0.lock().unwrap().clone();
    assert_eq!(
        text,
        "\ncall: operation=\"SessionsController_getById\" http.request.method=\"GET\" url.template=\"/sessions/{id}\"\
         \nattempt: attempt=1 http.request.method=\"GET\" url.template=\"/sessions/{id}\" http.response.status_code=503 \
         error.kind=Status\
         \nattempt: attempt=2 http.request.method=\"GET\" url.template=\"/sessions/{id}\" http.response.status_code=404 \
         error.kind=Status attempts=2 http.response.status_code=404 error.kind=Status"
    );
}
