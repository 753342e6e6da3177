//! Servers that stop sending, or send what does not end a call: every wait has a limit, and nothing stays open.

use super::super::server::{Server, Step};
use super::super::{TRANSPORTS, Transport, get, shows_no_secret};
use super::frames::*;
use super::{client, server};
use crate::runtime::{ErrorKind, Settings};
use serde_json::json;
use std::slice;
use std::time::Duration;

const SHORT: Duration = Duration::from_millis(50);

/// Asserts that a call on a server that does this ends with a timeout, and that the connection is closed with the client.
async fn times_out(
    transport: Transport,
    name: &str,
    steps: Vec<Step>,
    set: impl FnOnce(&mut Settings),
    message: &str,
) -> Option<Server> {
    println!("{name} with {transport:?}");
    let script = move |_| [vec![Step::Read], steps.clone()].concat();
    let server = server(transport, &[], script).await?;
    let core = client(transport, &server.url, set);
    let error = get(&core).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    assert!(error.may_have_reached_server());
    let expected = format!("GET /things failed: {message} (1 attempt)");
    assert_eq!(error.to_string(), expected);
    shows_no_secret(&error, &server.url);
    drop(core);
    server.open_at_most(0).await;
    Some(server)
}

#[tokio::test]
#[ignore = "in a process of its own"]
async fn an_attempt_has_a_timeout() {
    let send = |frames: &[Vec<u8>]| vec![Step::Send(frames.concat()), Step::Hold];
    let flood =
        |frames: &[Vec<u8>], endless| vec![Step::Send(frames.concat()), Step::Flood(endless)];
    let informational = fields(&[(":status", "103")]);
    let informational = frame(HEADERS, END_HEADERS, 1, &informational);
    let window = frame(WINDOW_UPDATE, 0, 0, &1_u32.to_be_bytes());
    #[rustfmt::skip]
    let table = [
        ("no response",          vec![Step::Hold]),
        ("half of a head",       send(&[frame(HEADERS, 0, 1, &fields(&[(":status", "200")]))])),
        ("half of a frame",      send(&[head(1, &[])[..10].to_vec()])),
        ("half of a body",       send(&[head(1, &[]), data(1, "1")])),
        ("one other response",   send(slice::from_ref(&informational))),
        ("unknown frames",       flood(&[], frame(0xee, 0, 1, b"1"))),
        ("priorities",           flood(&[], frame(2, 0, 1, &[0; 5]))),
        ("endless pings",        flood(&[], frame(PING, 0, 0, &[0; 8]))),
        ("endless settings",     flood(&[], frame(SETTINGS, 0, 0, &[]))),
        ("endless windows",      flood(&[], window)),
        ("endless other responses", flood(&[], informational)),
    ];
    let message = "there was no complete response within 50ms";
    for transport in TRANSPORTS {
        for (name, steps) in &table {
            let short = |settings: &mut Settings| settings.timeout(SHORT);
            let steps = steps.clone();
            if times_out(transport, name, steps, short, message)
                .await
                .is_none()
            {
                return;
            }
        }
    }
}

#[tokio::test]
#[ignore = "in a process of its own"]
async fn a_body_has_an_idle_timeout() {
    let half = Step::Send([head(1, &[]), data(1, "1")].concat());
    let message = "nothing of the response's body was received for 50ms";
    for transport in TRANSPORTS {
        let short = |settings: &mut Settings| settings.idle_timeout(SHORT);
        let steps = vec![half.clone(), Step::Hold];
        if times_out(transport, "half of a body", steps, short, message)
            .await
            .is_none()
        {
            return;
        }
    }
}

#[tokio::test]
#[ignore = "in a process of its own"]
async fn a_call_that_ends_with_its_timeout_leaves_the_connection_to_others() {
    for transport in TRANSPORTS {
        let half = Step::Send([head(1, &[]), data(1, "1")].concat());
        let script = move |_| {
            let next = Step::Send(good(3));
            vec![Step::Read, half.clone(), Step::Read, next, Step::Hold]
        };
        let Some(server) = server(transport, &[], script).await else {
            return;
        };
        let core = client(transport, &server.url, |settings| {
            settings.idle_timeout(SHORT);
        });
        let error = get(&core).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
        assert_eq!(get(&core).await.unwrap(), json!(1), "{transport:?}");
        assert_eq!((server.accepted(), server.requests()), (1, 2));
    }
}
