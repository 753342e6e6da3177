//! Responses that break the protocol, end too early or never.

use super::server::{GOOD, Server, Step, flood, send};
use super::table::{Failure, Fault, MOST_BYTES, NextFault};
use super::{TRANSPORTS, Transport, client, get};
use crate::runtime::ErrorKind;
use serde_json::json;
use std::io::Write;

const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

fn table() -> Vec<Fault> {
    use Failure::{Broken, TooLarge};
    let with_length = |length: &str, body: &str| {
        send(format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}"
        ))
    };
    let chunks = |text: &str| send(format!("{CHUNKED}{text}"));
    #[rustfmt::skip]
    let table = vec![
        // Connections that end.
        ("closed before the head",         vec![],                                                        Broken),
        ("reset before the head",          vec![Step::Reset],                                             Broken),
        ("closed in the status line",      vec![send("HTTP/1.1 20")],                                     Broken),
        ("closed in the head",             vec![send("HTTP/1.1 200 OK\r\ncontent-")],                     Broken),
        ("reset in the head",              vec![send("HTTP/1.1 200 OK\r\ncontent-"), Step::Reset],        Broken),
        ("closed in the body",             vec![with_length("10", "12")],                                 Broken),
        ("reset in the body",              vec![with_length("10", "12"), Step::Reset],                    Broken),
        ("closed in the size of a chunk",  vec![chunks("1")],                                             Broken),
        ("closed in a chunk",              vec![chunks("5\r\n12")],                                       Broken),
        ("closed after a chunk",           vec![chunks("1\r\n1\r\n")],                                    Broken),
        ("closed in the trailers",         vec![chunks("1\r\n1\r\n0\r\nx-a: ")],                          Broken),
        // Lengths that are wrong.
        ("a length that is negative",      vec![with_length("-1", "1")],                                  Broken),
        ("a length that overflows",        vec![with_length("99999999999999999999", "1")],                Broken),
        ("two lengths",                    vec![with_length("1\r\ncontent-length: 2", "12")],             Broken),
        ("a chunk size that is no number", vec![chunks("x\r\n1\r\n0\r\n\r\n")],                           Broken),
        ("a chunk size that overflows",    vec![chunks("11111111111111111\r\n1\r\n0\r\n\r\n")],           Broken),
        ("a chunk longer than its size",   vec![chunks("1\r\n12\r\n0\r\n\r\n")],                          Broken),
        // What is not HTTP/1.
        ("text",                           vec![send("this is not HTTP\r\n\r\n")],                        Broken),
        ("zeros",                          vec![flood("\0")],                                             Broken),
        ("a status of two digits",         vec![send("HTTP/1.1 20 OK\r\n\r\n")],                          Broken),
        ("another version",                vec![send("HTTP/9.9 200 OK\r\n\r\n")],                         Broken),
        ("a header with a zero",           vec![send("HTTP/1.1 200 OK\r\nx-a: \0\r\n\r\n")],              Broken),
        // What never ends.
        ("an endless status line",         vec![send("HTTP/1.1 200 "), flood("O")],                       Broken),
        ("an endless header",              vec![send("HTTP/1.1 200 OK\r\nx-a: "), flood("b")],            Broken),
        ("endless headers",                vec![send("HTTP/1.1 200 OK\r\n"), flood("x-a: b\r\n")],        Broken),
        ("an endless chunk extension",     vec![chunks("1;a="), flood("b")],                              Broken),
        ("endless trailers",               vec![chunks("0\r\n"), flood("x-a: b\r\n")],                    Broken),
        ("endless chunks",                 vec![send(CHUNKED), flood("1\r\n1\r\n")],                      TooLarge),
        ("an endless body",                vec![send("HTTP/1.1 200 OK\r\n\r\n"), flood("1")],             TooLarge),
        ("a body with a huge length",      vec![with_length("99999999999", ""), flood("1")],              TooLarge),
    ];
    table
}

async fn each_fails_alone(transport: Transport, table: Vec<Fault>) {
    let next = NextFault::default();
    let server = Server::start(next.script(send(GOOD))).await;
    let core = client(transport, &server.url, |settings| {
        settings.max_response_bytes(MOST_BYTES);
    });
    next.each_fails_alone(transport, &server, &core, table)
        .await;
}

#[tokio::test]
async fn a_broken_response_is_an_error_and_the_client_goes_on() {
    for transport in TRANSPORTS {
        each_fails_alone(transport, table()).await;
    }
}

#[tokio::test]
async fn more_than_the_announced_length_is_not_part_of_the_body() {
    let more = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n12HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n3";
    for transport in TRANSPORTS {
        // The rest is not the answer to the second call.
        let server = Server::start(move |number| match number {
            0 => vec![Step::Read, send(more), Step::Hold],
            _ => vec![Step::Read, send(GOOD), Step::Hold],
        })
        .await;
        let core = client(transport, &server.url, |_| {});
        for _ in 0..2 {
            assert_eq!(get(&core).await.unwrap(), json!(1), "{transport:?}");
        }
        server.open_at_most(1).await;
    }
}

#[tokio::test]
async fn the_beginning_of_a_broken_error_response_is_kept() {
    let head = "HTTP/1.1 404 Not Found\r\ncontent-length: 100\r\n\r\n{\"message\":";
    for transport in TRANSPORTS {
        for end in [vec![], vec![Step::Reset]] {
            let steps = [vec![Step::Read, send(head)], end].concat();
            let server = Server::always(steps).await;
            let error = get(&client(transport, &server.url, |_| {}))
                .await
                .unwrap_err();
            assert_eq!(
                (error.kind(), error.status()),
                (ErrorKind::Status, Some(404))
            );
            let body = error.body().unwrap();
            // A reset discards what was not read yet.
            assert!(b"{\"message\":".starts_with(body), "{body:?}");
        }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn a_compressed_body_that_is_broken_or_a_bomb_is_an_error() {
    let head = || send("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n");
    let whole = gzip(b"1");
    let bomb = gzip(&[b'1'; 1_000_000]);
    let part = gzip(&[b'1'; 10_000]);
    let mut damaged = whole.clone();
    damaged[12] ^= 0xff;
    let cut = whole[..whole.len() - 1].to_vec();
    #[rustfmt::skip]
    let table = vec![
        ("what is not compressed", vec![head(), send("1")],                                 Failure::Broken),
        ("damaged",                vec![head(), Step::Send(damaged)],                       Failure::Broken),
        ("cut",                    vec![head(), Step::Send(cut)],                           Failure::Broken),
        ("a bomb",                 vec![head(), Step::Send(bomb)],                          Failure::TooLarge),
        ("one value after another", vec![head(), Step::Flood(part)],                        Failure::TooLarge),
    ];
    each_fails_alone(Transport::Hyper, table).await;
}
