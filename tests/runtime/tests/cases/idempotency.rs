//! Idempotency keys that the SDK makes: which calls have one, and that all attempts of a call have the same.

use super::api::{API, BASE_URL, leaked, operation, parameters};
use crate::runtime::testing::{Answer, MockClock, MockTransport, ReceivedRequest, Rule};
use crate::runtime::{Api, Call, Core, Credentials, Operation, Parameter, Settings, decode};
use std::sync::atomic::{AtomicU32, Ordering};

/// An API whose configuration names the header.
static WITH_HEADER: Api = Api {
    idempotency_header: Some("X-Request-Key"),
    base_url: Some(BASE_URL),
    schemes: &[],
    secrets: &[],
    ..API
};

/// A client whose server fails twice and then succeeds, for each call; its keys are numbers, unless they are random.
fn client(api: &'static Api, is_random: bool) -> (Core, MockTransport) {
    let clock = MockClock::new();
    let rule = Rule::any()
        .answer(Answer::status(502))
        .answer(Answer::status(502))
        .answer(Answer::status(204));
    let transport = MockTransport::with_clock(clock.clone()).rule(rule);
    let mut settings = Settings::default();
    settings.transport(transport.clone());
    settings.clock(clock);
    if !is_random {
        let next = AtomicU32::new(1);
        settings.idempotency_keys(move || format!("key-{}", next.fetch_add(1, Ordering::Relaxed)));
    }
    (
        Core::new(settings, Credentials::new(), api).unwrap(),
        transport,
    )
}

fn keys(transport: &MockTransport, header: &str) -> Vec<Option<String>> {
    let key = |request: &ReceivedRequest| request.header(header).map(str::to_owned);
    transport.received().iter().map(key).collect()
}

#[tokio::test]
async fn every_attempt_of_a_call_has_its_key() {
    let (core, transport) = client(&WITH_HEADER, false);
    let operation = leaked(operation("POST", "/things"));
    Call::new(&core, operation)
        .send(decode::empty)
        .await
        .unwrap();
    Call::new(&core, operation)
        .send(decode::empty)
        .await
        .unwrap();
    let expected = ["key-1", "key-1", "key-1", "key-2"].map(|key| Some(key.to_owned()));
    assert_eq!(keys(&transport, "x-request-key"), expected);
}

#[tokio::test]
async fn a_key_is_random_without_a_function_for_it() {
    let (core, transport) = client(&WITH_HEADER, true);
    let operation = leaked(operation("PATCH", "/things"));
    Call::new(&core, operation)
        .send(decode::empty)
        .await
        .unwrap();
    Call::new(&core, operation)
        .send(decode::empty)
        .await
        .unwrap();
    let keys = keys(&transport, "x-request-key");
    assert_eq!(keys.len(), 4);
    assert!(
        keys[0] == keys[1] && keys[1] == keys[2] && keys[2] != keys[3],
        "{keys:?}"
    );
    assert_eq!(keys[0].as_ref().unwrap().len(), 36);
}

#[tokio::test]
async fn methods_that_may_be_repeated_have_no_key() {
    for method in ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"] {
        let (core, transport) = client(&WITH_HEADER, false);
        let operation = leaked(operation(method, "/things"));
        Call::new(&core, operation)
            .send(decode::empty)
            .await
            .unwrap();
        assert_eq!(keys(&transport, "x-request-key"), [None, None, None]);
    }
}

#[tokio::test]
async fn the_callers_key_is_used() {
    let operation: &Operation = leaked(operation("POST", "/things"));
    let set: [fn(&mut Call<'_>); 2] = [
        |call| call.with_idempotency_key("mine"),
        |call| call.with_header("x-request-key", "mine"),
    ];
    for set in set {
        let (core, transport) = client(&WITH_HEADER, false);
        let mut call = Call::new(&core, operation);
        set(&mut call);
        call.send(decode::empty).await.unwrap();
        let mine = || Some("mine".to_owned());
        assert_eq!(keys(&transport, "x-request-key"), [mine(), mine(), mine()]);
        assert_eq!(keys(&transport, "idempotency-key"), [None, None, None]);
    }
}

#[tokio::test]
async fn a_parameter_for_the_key_is_filled() {
    let with_parameter = |method| {
        leaked(Operation {
            parameters: parameters(&[Parameter::header("Idem").idempotency_key()]),
            ..operation(method, "/things")
        })
    };
    let (core, transport) = client(&API, false);
    let post = with_parameter("POST");
    Call::new(&core, post).send(decode::empty).await.unwrap();
    let mut call = Call::new(&core, post);
    call.header("Idem", "mine");
    call.send(decode::empty).await.unwrap();
    let expected = ["key-1", "key-1", "key-1", "mine"].map(|key| Some(key.to_owned()));
    assert_eq!(keys(&transport, "idem"), expected);

    // Without a parameter or a configured header there is none, and a safe method has none.
    let (core, transport) = client(&API, false);
    let get = with_parameter("GET");
    Call::new(&core, get).send(decode::empty).await.unwrap();
    assert_eq!(keys(&transport, "idem"), [None, None, None]);
    let error = Call::new(&core, leaked(operation("POST", "/things")))
        .send(decode::empty)
        .await;
    assert!(error.is_ok());
    assert_eq!(transport.received()[3].header("idempotency-key"), None);
}
