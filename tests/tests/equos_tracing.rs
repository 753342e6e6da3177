//! Traces contain no credential, no value and no body.
//!
//! This test needs a process of its own: `tracing` caches for the whole process whether a span is enabled, so a test
//! without a subscriber in the same process could disable the spans of this one.

#![allow(
    deprecated,
    reason = "the deprecated items of the API are tested as well"
)]
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use equos::Client;
use equos::models::{CreateEquosSessionRequest, EquosResourceReference};
use equos::testing::{Answer, MockTransport, Rule};
use serde_json::json;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

const CANARY: &str = "canary-7f3a91";

/// Records every value of every span and event.
#[derive(Clone, Default)]
struct Traces(Arc<Mutex<String>>);

impl Visit for Traces {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let mut text = self.0.lock().expect("no test panics in here");
        text.push_str(&format!("{field}={value:?} "));
    }
}

impl Subscriber for Traces {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        attributes.record(&mut self.clone());
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

#[tokio::test]
async fn traces_show_neither_key_nor_values_nor_tokens() {
    let traces = Traces::default();
    let _guard = tracing::subscriber::set_default(traces.clone());
    let missing = Answer::json(404, &json!({"statusCode": 404, "message": CANARY}));
    let unreadable = Answer::json(201, &json!({"consumerAccessToken": CANARY}));
    let transport = MockTransport::new()
        .rule(Rule::on("GET", "/v3/sessions/{id}").answer(missing))
        .rule(Rule::on("POST", "/v3/sessions").answer(unreadable));
    let builder = Client::builder().api_key(CANARY).transport(transport);
    let client = builder.build().expect("the settings are good");
    let call = client.sessions().get_by_id(CANARY);
    call.await.expect_err("there is none");
    let avatar = EquosResourceReference::new(CANARY);
    let request = CreateEquosSessionRequest::new(CANARY, avatar);
    let call = client.sessions().create(request);
    call.await.expect_err("it cannot be read");
    let text = traces.0.lock().expect("no test panics in here").clone();
    assert!(
        text.contains("url.template=\"/v3/sessions/{id}\""),
        "{text}"
    );
    for status in [404, 201] {
        let status = format!("http.response.status_code={status}");
        assert!(text.contains(&status), "{text}");
    }
    assert!(!text.contains(CANARY), "{text}");
}
