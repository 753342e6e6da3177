//! Responses that break the protocol, end too early or never, and streams that the server resets or refuses.

use super::super::server::{Server, Step};
use super::super::table::{Failure, Fault, MOST_BYTES, NextFault};
use super::super::{TRANSPORTS, Transport, get, request, within_bounds};
use super::frames::*;
use super::{client, server};
use crate::runtime::{Call, decode};
use serde_json::json;
use std::slice;

/// Sends these frames.
fn send(frames: &[Vec<u8>]) -> Step {
    Step::Send(frames.concat())
}

fn table() -> Vec<Fault> {
    use Failure::{Broken, TooLarge, Unprocessed};
    // The connection goes on, with the next stream.
    let goes_on = |frames: &[Vec<u8>]| vec![send(frames), Step::Read, Step::Send(good(3))];
    // The server waits for the client to close the connection.
    let closed_by_client = |frames: &[Vec<u8>]| vec![send(frames), Step::Hold];
    let flood = |frames: &[Vec<u8>], endless: Vec<u8>| vec![send(frames), Step::Flood(endless)];
    let with_length = |length: &str| head(1, &[("content-length", length)]);
    let half = [with_length("2"), data(1, "1")].concat();
    let long = "b".repeat(20_000);
    let more = || frame(CONTINUATION, 0, 1, &fields(&[("x-a", "b")]));
    let open_head = frame(HEADERS, 0, 1, &fields(&[(":status", "200")]));
    let full = frame(DATA, 0, 1, &[b'1'; 16_384]);
    let most_frames = MOST_BYTES as usize / 16_384;
    let large = [head(1, &[]), full.repeat(most_frames + 1)].concat();
    #[rustfmt::skip]
    let table = vec![
        // Streams that are reset.
        ("reset: REFUSED_STREAM",          goes_on(&[reset(1, REFUSED_STREAM)]),                       Unprocessed),
        ("reset: INTERNAL_ERROR",          goes_on(&[reset(1, INTERNAL_ERROR)]),                       Broken),
        ("reset: CANCEL",                  goes_on(&[reset(1, CANCEL)]),                               Broken),
        ("reset: PROTOCOL_ERROR",          goes_on(&[reset(1, PROTOCOL_ERROR)]),                       Broken),
        ("reset: an unknown reason",       goes_on(&[reset(1, 0xffff)]),                               Broken),
        ("reset in the body",              goes_on(&[half.clone(), reset(1, INTERNAL_ERROR)]),         Broken),
        // It has been processed, whatever the server says.
        ("refused in the body",            goes_on(&[half.clone(), reset(1, REFUSED_STREAM)]),         Broken),
        ("reset after a whole body",       goes_on(&[with_length("1"), data(1, "1"), reset(1, CANCEL)]), Broken),
        // Connections that end.
        ("GOAWAY before the stream",       closed_by_client(&[go_away(0, NO_ERROR)]),                  Unprocessed),
        ("GOAWAY, then closed",            vec![send(&[go_away(1, NO_ERROR)])],                        Broken),
        ("GOAWAY in the body, then closed", vec![send(&[half.clone(), go_away(1, NO_ERROR)])],         Broken),
        ("closed before the head",         vec![],                                                     Broken),
        ("a reset before the head",        vec![Step::Reset],                                          Broken),
        ("closed in the head",             vec![send(slice::from_ref(&open_head))],                           Broken),
        ("closed in a frame",              vec![send(&[head(1, &[]), full[..100].to_vec()])],          Broken),
        ("closed in the body",             vec![send(slice::from_ref(&half))],                                Broken),
        ("a reset in the body",            vec![send(slice::from_ref(&half)), Step::Reset],                   Broken),
        ("closed after a body without an end", vec![send(&[head(1, &[]), data(1, "1")])],              Broken),
        // Lengths that are wrong.
        ("shorter than its length",        goes_on(&[with_length("2"), data(1, "1"), end(1)]),         Broken),
        ("longer than its length",         goes_on(&[with_length("1"), data(1, "12"), end(1)]),        Broken),
        ("a length that is negative",      goes_on(&[with_length("-1"), data(1, "1"), end(1)]),        Broken),
        ("a huge length",                  goes_on(&[with_length("99999999999"), data(1, "1")]),       TooLarge),
        // What is not HTTP/2.
        ("HTTP/1",                         closed_by_client(&[b"HTTP/1.1 200 OK\r\n\r\n".into()]),    Broken),
        ("zeros",                          flood(&[], vec![0]),                                        Broken),
        ("a frame that is too large",      closed_by_client(&[frame(DATA, 0, 1, &[b'1'; 20_000])]),    Broken),
        ("data before headers",            closed_by_client(&[data(1, "1")]),                          Broken),
        ("headers of no stream",           closed_by_client(&[head(0, &[])]),                          Broken),
        ("headers of another stream",      closed_by_client(&[head(3, &[])]),                          Broken),
        ("headers that are not compressed", closed_by_client(&[frame(HEADERS, END_HEADERS, 1, b"\xff\xff\xff\xff\xff\xff")]), Broken),
        ("headers in another frame",       closed_by_client(&[open_head.clone(), data(1, "1")]),       Broken),
        ("no status",                      goes_on(&[frame(HEADERS, END_HEADERS, 1, &fields(&[("x-a", "b")]))]), Broken),
        ("a status of letters",            goes_on(&[frame(HEADERS, END_HEADERS, 1, &fields(&[(":status", "abc")]))]), Broken),
        ("a name in capitals",             goes_on(&[head(1, &[("X-A", "b")])]),                       Broken),
        ("a header with a zero",           goes_on(&[head(1, &[("x-a", "\0")])]),                      Broken),
        ("a header of HTTP/1",             goes_on(&[head(1, &[("connection", "close")])]),            Broken),
        ("a push",                         closed_by_client(&[frame(PUSH_PROMISE, END_HEADERS, 1, &[0, 0, 0, 2])]), Broken),
        ("a window that overflows",        closed_by_client(&[frame(WINDOW_UPDATE, 0, 0, &0x7fff_ffff_u32.to_be_bytes())]), Broken),
        ("a window that grows by 0",       closed_by_client(&[frame(WINDOW_UPDATE, 0, 1, &[0; 4])]),   Broken),
        ("a reset of no stream",           closed_by_client(&[reset(0, CANCEL)]),                      Broken),
        // What never ends.
        ("a head that is too large",       goes_on(&[frame(HEADERS, 0, 1, &fields(&[(":status", "200")])), frame(CONTINUATION, 0, 1, &fields(&[("x-a", &long[..16_000])])), frame(CONTINUATION, END_HEADERS, 1, &fields(&[("x-b", &long[..16_000])]))]), Broken),
        ("endless headers",                flood(slice::from_ref(&open_head), more()),                        Broken),
        ("endless empty headers",          flood(slice::from_ref(&open_head), frame(CONTINUATION, 0, 1, &[])), Broken),
        ("endless trailers",               flood(&[head(1, &[]), frame(HEADERS, END_STREAM, 1, &fields(&[("x-a", "b")]))], more()), Broken),
        ("endless empty data",             flood(&[head(1, &[])], data(1, "")),                        Broken),
        ("a body that is too large",       goes_on(&[large]),                                          TooLarge),
    ];
    table
}

/// What reqwest does not recognise: that a connection that ends for another reason refuses a stream too, and that a
/// response that ends without an error has not ended.
fn table_of_the_default_transport() -> Vec<Fault> {
    use Failure::{Broken, Unprocessed};
    let calm = go_away(0, ENHANCE_YOUR_CALM);
    let half = [head(1, &[]), data(1, "1")].concat();
    let reset = [half.clone(), reset(1, NO_ERROR)].concat();
    let gone = [half, go_away(0, NO_ERROR)].concat();
    let next = send(&[good(3)]);
    #[rustfmt::skip]
    let table = vec![
        ("GOAWAY: ENHANCE_YOUR_CALM",      vec![Step::Send(calm), Step::Hold],        Unprocessed),
        ("reset in the body: NO_ERROR",    vec![Step::Send(reset), Step::Read, next], Broken),
        ("GOAWAY in the body",             vec![Step::Send(gone), Step::Hold],        Broken),
    ];
    table
}

async fn each_fails_alone(transport: Transport, table: Vec<Fault>) {
    let next = NextFault::default();
    let script = next.script(send(&[good(1)]));
    let Some(server) = server(transport, &[], script).await else {
        return;
    };
    let core = client(transport, &server.url, |settings| {
        settings.max_response_bytes(MOST_BYTES);
    });
    next.each_fails_alone(transport, &server, &core, table)
        .await;
}

#[tokio::test]
#[ignore = "in a process of its own"]
async fn a_broken_response_is_an_error_and_the_client_goes_on() {
    for transport in TRANSPORTS {
        each_fails_alone(transport, table()).await;
    }
    each_fails_alone(Transport::Hyper, table_of_the_default_transport()).await;
}

/// Sends POST without an idempotency key, with one retry. Returns the answer, or the number of attempts and whether the
/// server may have processed it.
async fn post(transport: Transport, server: &Server) -> Result<u32, (u32, bool)> {
    let core = client(transport, &server.url, |settings| {
        settings.retries(1);
        settings.clock(super::super::clock::OnlyRetries);
    });
    let call = Call::new(&core, request("POST"));
    let result = within_bounds(call.send(decode::json)).await;
    result.map_err(|error| (error.attempts(), error.may_have_reached_server()))
}

#[tokio::test]
#[ignore = "in a process of its own"]
async fn a_request_that_was_not_processed_is_sent_again_whatever_its_method() {
    #[rustfmt::skip]
    let table = [
        (reset(1, REFUSED_STREAM),         vec![Step::Read, send(&[good(3)])], Ok(1)),
        (go_away(0, NO_ERROR),             vec![Step::Hold],                   Ok(1)),
        (go_away(0, ENHANCE_YOUR_CALM),    vec![Step::Hold],                   Ok(1)),
        (go_away(1, NO_ERROR),             vec![],                             Err((1, true))),
        (reset(1, INTERNAL_ERROR),         vec![Step::Read],                   Err((1, true))),
        (reset(1, CANCEL),                 vec![Step::Read],                   Err((1, true))),
    ];
    for (frames, rest, expected) in table {
        let first = [vec![Step::Read, send(slice::from_ref(&frames))], rest].concat();
        let script = move |number| match number {
            0 => first.clone(),
            _ => vec![Step::Read, send(&[good(1)])],
        };
        let Some(server) = server(Transport::Hyper, &[], script).await else {
            return;
        };
        assert_eq!(
            post(Transport::Hyper, &server).await,
            expected,
            "{frames:?}"
        );
    }
}

#[tokio::test]
#[ignore = "in a process of its own"]
async fn after_a_goaway_the_streams_before_it_are_answered() {
    for transport in TRANSPORTS {
        let script = |_| {
            let frames = [go_away(1, NO_ERROR), good(1)].concat();
            vec![Step::Read, Step::Send(frames), Step::Hold]
        };
        let Some(server) = server(transport, &[], script).await else {
            return;
        };
        let core = client(transport, &server.url, |_| {});
        for number in 1..=5 {
            assert_eq!(get(&core).await.unwrap(), json!(1), "{transport:?}");
            // No call uses the connection after it.
            server.open_at_most(0).await;
            assert_eq!(server.accepted(), number);
        }
    }
}
