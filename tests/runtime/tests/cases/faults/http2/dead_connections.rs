//! Connections on which nothing is received any more, as after a network has changed.

use super::super::server::Step;
use super::super::{Transport, get, request};
use super::frames::good;
use super::{client, server};
use crate::runtime::{Call, ErrorKind, decode};
use serde_json::json;
use std::time::Duration;
use tokio::time::{Instant, pause, resume, timeout};

#[tokio::test]
#[ignore = "in a process of its own"]
async fn a_connection_that_does_not_answer_pings_is_closed() {
    let script = |number| match number {
        0 => vec![Step::Read, Step::Hold],
        _ => vec![Step::Read, Step::Send(good(1))],
    };
    let Some(server) = server(Transport::Hyper, &[], script).await else {
        return;
    };
    let core = client(Transport::Hyper, &server.url, |_| {});
    let call = Call::new(&core, request("GET")).send(decode::json::<u32>);
    let call = tokio::spawn(call.into_future());
    server.received(1).await;
    // The time of hyper is that of tokio, which now advances whenever all tasks wait.
    pause();
    let started = Instant::now();
    let result = timeout(Duration::from_secs(3_600), call).await;
    let error = result.unwrap().unwrap().unwrap_err();
    assert!(started.elapsed() < Duration::from_secs(50), "{error:?}");
    resume();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.may_have_reached_server());
    let text = format!("{error:?}");
    assert!(text.contains("KeepAliveTimedOut"), "{text}");
    server.open_at_most(0).await;
    assert_eq!(get(&core).await.unwrap(), json!(1));
}
