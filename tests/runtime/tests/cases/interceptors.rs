//! Interceptors of calls and of attempts.

use super::api::{Client, GetById};
use crate::runtime::testing::{Answer, Rule};
use crate::runtime::transport::BoxError;
use crate::runtime::{AboutRequest, ErrorKind, Interceptor, Outcome};
use http::request::Parts;
use std::sync::{Arc, Mutex};

type Seen = Arc<Mutex<Vec<String>>>;

/// Adds a header with the attempt, and notes what it sees.
struct Noting(&'static str, Seen);

impl Interceptor for Noting {
    fn request(&self, request: &mut Parts, about: &AboutRequest<'_>) -> Result<(), BoxError> {
        assert!(
            request.headers.contains_key("x-api-key"),
            "it sees the credentials"
        );
        request.headers.insert(self.0, about.attempt.into());
        Ok(())
    }

    fn response(&self, outcome: &Outcome<'_>) {
        let Outcome {
            operation,
            attempt,
            status,
            error,
            ..
        } = outcome;
        let kind = error.map(|error| error.kind());
        let note = format!("{} {operation} {attempt} {status:?} {kind:?}", self.0);
        self.1.lock().unwrap().push(note);
    }
}

#[tokio::test]
async fn a_call_is_seen_once_and_its_attempts_each() {
    let seen = Seen::default();
    let success = Answer::bytes(200, "application/json", "1");
    let rule = Rule::any().answer(Answer::status(503)).answer(success);
    let client = Client::with([rule], |settings| {
        settings.intercept_calls(Noting("x-call", Arc::clone(&seen)));
        settings.intercept_attempts(Noting("x-attempt", Arc::clone(&seen)));
    });
    GetById::new(&client.core, "1").await.unwrap();
    assert_eq!(
        *seen.lock().unwrap(),
        [
            "x-attempt SessionsController_getById 1 Some(503) Some(Status)",
            "x-attempt SessionsController_getById 2 Some(200) None",
            "x-call SessionsController_getById 2 Some(200) None",
        ]
    );
    let received = client.transport.received();
    let headers = received
        .iter()
        .map(|it| (it.header("x-call"), it.header("x-attempt")));
    let headers: Vec<_> = headers.collect();
    assert_eq!(headers, [(Some("0"), Some("1")), (Some("0"), Some("2"))]);
}

struct Refusing;

impl Interceptor for Refusing {
    fn request(&self, _: &mut Parts, _: &AboutRequest<'_>) -> Result<(), BoxError> {
        Err("no signature".into())
    }
}

#[tokio::test]
async fn an_interceptor_can_refuse_a_request_before_it_is_sent() {
    for is_of_calls in [true, false] {
        let client = Client::with([Rule::any().answer(Answer::status(204))], |settings| {
            if is_of_calls {
                settings.intercept_calls(Refusing);
            } else {
                settings.intercept_attempts(Refusing);
            }
        });
        let error = GetById::new(&client.core, "1").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(!error.may_have_reached_server());
        assert!(client.transport.received().is_empty());
    }
}
