//! Bodies that are too large, endless, or stop coming.

use super::api::{API, leaked, operation};
use crate::runtime::testing::{Answer, MockClock, MockTransport, Rule};
use crate::runtime::transport::{Body, BoxFuture, Transport, TransportError};
use crate::runtime::{Call, Clock, Core, Credentials, Error, ErrorKind, Settings, decode};
use bytes::Bytes;
use futures_util::stream::{self, StreamExt};
use http::{Request, Response};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Answers with a body that never ends, in pieces of 1,000 bytes, each after a while.
struct Endless {
    status: u16,
    each_after: Duration,
    announced: Option<&'static str>,
    clock: MockClock,
    pieces: Arc<AtomicUsize>,
}

impl Transport for Endless {
    fn send(&self, _: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let (clock, pieces, each_after) = (
            self.clock.clone(),
            Arc::clone(&self.pieces),
            self.each_after,
        );
        let body = stream::repeat(()).then(move |()| {
            pieces.fetch_add(1, Ordering::Relaxed);
            let wait = (!each_after.is_zero()).then(|| clock.sleep(each_after));
            async move {
                if let Some(wait) = wait {
                    wait.await;
                }
                Ok(Bytes::from_static(&[b'x'; 1_000]))
            }
        });
        let mut response = Response::builder().status(self.status);
        if let Some(length) = self.announced {
            response = response.header("content-length", length);
        }
        let response = response.body(Body::stream(body)).unwrap();
        Box::pin(async { Ok(response) })
    }
}

async fn failure(
    status: u16,
    each_after: Duration,
    announced: Option<&'static str>,
) -> (Error, usize) {
    let (clock, pieces) = (MockClock::new(), Arc::default());
    let mut settings = Settings::default();
    settings.transport(Endless {
        status,
        each_after,
        announced,
        clock: clock.clone(),
        pieces: Arc::clone(&pieces),
    });
    settings.clock(clock);
    settings.retries(0);
    settings.timeout(Duration::from_secs(3_600));
    settings.max_response_bytes(10_000);
    let core = Core::new(settings, Credentials::new(), &API).unwrap();
    let call = Call::new(&core, leaked(operation("GET", "/x")));
    let error = call.send(decode::bytes).await.unwrap_err();
    let pieces = pieces.load(Ordering::Relaxed);
    (error, pieces)
}

#[tokio::test]
async fn an_endless_body_is_given_up_at_the_limit() {
    let (error, pieces) = failure(200, Duration::ZERO, None).await;
    assert_eq!((error.kind(), pieces), (ErrorKind::TooLarge, 11));
    assert!(error.may_have_reached_server());
    assert_eq!(
        error.to_string(),
        "GET /x failed: the response's body is larger than the limit of 10000 bytes (1 attempt)"
    );
}

#[tokio::test]
async fn a_body_that_announces_too_much_is_not_read() {
    let (error, pieces) = failure(200, Duration::ZERO, Some("10001")).await;
    assert_eq!((error.kind(), pieces), (ErrorKind::TooLarge, 0));
}

#[tokio::test]
async fn of_the_endless_body_of_an_error_the_beginning_is_kept() {
    let (error, pieces) = failure(404, Duration::ZERO, Some("99999999999")).await;
    assert_eq!((error.status(), pieces), (Some(404), 10));
    assert_eq!(error.body().unwrap().len(), 10_000);
}

#[tokio::test]
async fn a_body_that_stops_coming_is_given_up() {
    let (error, _) = failure(200, Duration::from_secs(61), None).await;
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(
        error.message(),
        "nothing of the response's body was received for 60s"
    );
    // Slowly is well.
    let (error, _) = failure(200, Duration::from_secs(59), None).await;
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}

/// Sends a body of five pieces, each after a while.
async fn upload(each_after: Duration) -> Result<(), Error> {
    let clock = MockClock::new();
    let pieces = clock.clone();
    let body = stream::iter(0..5).then(move |_| {
        let wait = pieces.sleep(each_after);
        async move {
            wait.await;
            Ok(Bytes::from_static(b"x"))
        }
    });
    let mut settings = Settings::default();
    let rule = Rule::any().answer(Answer::status(204));
    settings.transport(MockTransport::with_clock(clock.clone()).rule(rule));
    settings.clock(clock);
    let core = Core::new(settings, Credentials::new(), &API).unwrap();
    let mut call = Call::new(&core, leaked(operation("PUT", "/x")));
    call.body("application/octet-stream", Body::stream(body));
    call.send(decode::empty).await
}

#[tokio::test]
async fn a_long_upload_is_not_given_up_while_it_goes_on() {
    upload(Duration::from_secs(50)).await.unwrap();
    let error = upload(Duration::from_secs(130)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}
