//! Webhooks: their signatures, how they are recognised, and their errors.

use http::HeaderMap;
use sdkwright_runtime::testing::MockClock;
use sdkwright_runtime::webhooks::{Received, Recognition, VerificationError, Verifier};
use sdkwright_runtime::{Clock, ErrorKind};
use serde_json::Value;
use std::time::{Duration, SystemTime};

/// The example of the reference implementations of Standard Webhooks.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const BODY: &[u8] = br#"{"test": 2432232314}"#;

fn headers(id: &str, timestamp: &str, signature: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("webhook-id", id),
        ("webhook-timestamp", timestamp),
        ("webhook-signature", signature),
    ] {
        headers.insert(name, value.parse().unwrap());
    }
    headers
}

/// A verifier, and its time in seconds since 1970.
fn verifier() -> (Verifier, u64, MockClock) {
    let clock = MockClock::new();
    let now = clock.now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let verifier = Verifier::new(SECRET).unwrap().clock(clock.clone());
    (verifier, now.as_secs(), clock)
}

#[test]
fn the_signature_of_the_reference_implementations() {
    let (verifier, ..) = verifier();
    let signature = verifier.sign(ID, 1_614_265_330, BODY);
    assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

#[test]
fn one_of_several_signatures_is_enough() {
    let (verifier, now, _) = verifier();
    let signature = verifier.sign(ID, now, BODY);
    let several = format!("v1,{} v2,{signature} v1a,abc {signature}", "A".repeat(44));
    let headers = headers(ID, &now.to_string(), &several);
    assert_eq!(verifier.verify(&headers, BODY), Ok(()));
}

#[test]
fn every_reason_is_its_own_error() {
    let (verifier, now, _) = verifier();
    let (signature, time) = (verifier.sign(ID, now, BODY), now.to_string());
    let verify = |headers: &HeaderMap, body: &[u8]| verifier.verify(headers, body).unwrap_err();
    let good = headers(ID, &time, &signature);
    assert_eq!(verify(&good, b"{}"), VerificationError::Signature);
    for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        let mut headers = good.clone();
        headers.remove(name);
        assert_eq!(
            verify(&headers, BODY),
            VerificationError::MissingHeader(name)
        );
    }
    let other_id = headers("msg_2", &time, &signature);
    assert_eq!(verify(&other_id, BODY), VerificationError::Signature);
    let other_version = headers(ID, &time, &signature.replace("v1,", "v2,"));
    assert_eq!(verify(&other_version, BODY), VerificationError::Signature);
    let no_time = headers(ID, "yesterday", &signature);
    let invalid = VerificationError::InvalidHeader("webhook-timestamp");
    assert_eq!(verify(&no_time, BODY), invalid);
    // A truncated signature is not a match of its beginning.
    let truncated = headers(ID, &time, "v1,g0hM");
    assert_eq!(verify(&truncated, BODY), VerificationError::Signature);
}

#[test]
fn five_minutes_of_the_clock_are_tolerated() {
    let (verifier, now, _) = verifier();
    let at = |timestamp: u64| {
        let signature = verifier.sign(ID, timestamp, BODY);
        verifier.verify(&headers(ID, &timestamp.to_string(), &signature), BODY)
    };
    assert_eq!(at(now - 300), Ok(()));
    assert_eq!(at(now - 301), Err(VerificationError::TooOld));
    assert_eq!(at(now + 300), Ok(()));
    assert_eq!(at(now + 301), Err(VerificationError::TooNew));
    assert_eq!(at(u64::MAX), Err(VerificationError::TooNew));
    let strict = verifier.clone().tolerance(Duration::ZERO);
    let signature = strict.sign(ID, now - 1, BODY);
    let late = headers(ID, &(now - 1).to_string(), &signature);
    assert_eq!(strict.verify(&late, BODY), Err(VerificationError::TooOld));
}

#[test]
fn the_secret_is_base64_and_is_never_printed() {
    for secret in ["", "whsec_", "not base64!", "whsec_ä"] {
        let error = Verifier::new(secret).unwrap_err();
        assert_eq!(error, VerificationError::Secret, "{secret}");
    }
    let without_prefix = Verifier::new("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
    assert_eq!(
        without_prefix.sign(ID, 1, BODY),
        verifier().0.sign(ID, 1, BODY)
    );
    let printed = format!("{:?}", verifier().0);
    assert!(
        printed.contains("[redacted]") && !printed.contains("49"),
        "{printed}"
    );
}

const WEBHOOKS: &[Recognition] = &[
    Recognition {
        name: "push",
        headers: &[("x-event", &["push"])],
        properties: &[],
    },
    Recognition {
        name: "issue opened",
        headers: &[("x-event", &["issue"])],
        properties: &[("/action", &["opened", "reopened"])],
    },
    Recognition {
        name: "capture",
        headers: &[],
        properties: &[("/items/0/event/code", &["CAPTURE"])],
    },
];

#[test]
fn a_webhook_has_all_values_of_its_headers_and_properties() {
    let name = |event: &str, body: &str| {
        let mut headers = HeaderMap::new();
        headers.insert("X-Event", event.parse().unwrap());
        Recognition::find(WEBHOOKS, &headers, received(body)).unwrap()
    };
    assert_eq!(name("push", "{}"), "push");
    assert_eq!(name("push", ""), "push");
    assert_eq!(name("issue", r#"{"action": "reopened"}"#), "issue opened");
    assert_eq!(name("issue", r#"{"action": "closed"}"#), "");
    assert_eq!(name("issue", r#"["action"]"#), "");
    assert_eq!(name("star", "{}"), "");
    let nested = r#"{"items": [{"event": {"code": "CAPTURE"}}]}"#;
    assert_eq!(name("star", nested), "capture");
    let error = Recognition::find(WEBHOOKS, &HeaderMap::new(), received("<xml>")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[test]
fn a_body_that_is_cut_off_shows_no_secrets() {
    let body = r#"{"action": "opened", "pin": "canary", "#;
    let error = Recognition::find(WEBHOOKS, &HeaderMap::new(), received(body)).unwrap_err();
    let shown = error.to_string();
    assert!(
        shown.starts_with("a webhook has a body that cannot be read"),
        "{shown}"
    );
    assert!(!shown.contains("canary"), "{shown}");
}

fn received(body: &str) -> Received<'_> {
    Received::new("webhook", "", body.as_bytes(), &["pin"])
}

#[test]
fn an_error_shows_the_webhook_and_no_secrets() {
    let body = br#"{"pin": "1234", "token": "t0ken", "total": "many"}"#;
    let received = Received::new("webhook", "invoice.paid", body, &["pin"]);
    let error = received.json::<Vec<Value>>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the webhook `invoice.paid` has JSON that does not fit Vec<Value>: expected an array, found an object\n  \
         body: {\"pin\":\"[redacted]\", \"token\":\"[redacted]\", \"total\": \"many\"}"
    );
    assert_eq!(error.body().map(|body| &body[..]), Some(&body[..]));
    assert_eq!((error.status(), error.attempts()), (None, 0));
}
