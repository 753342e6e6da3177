//! What a client leaves behind after many calls, of which some fail: no memory, no task, no socket. In a process of its
//! own, whose allocator counts.
#![cfg(all(feature = "hyper", feature = "reqwest", feature = "gzip"))]
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
#[path = "cases/faults/clock.rs"]
mod clock;
#[path = "../../../generator/runtime/src/lib.rs"]
mod runtime;
#[path = "cases/faults/server.rs"]
mod server;

use api::{API, operation};
use clock::OnlyRetries;
use futures_util::future::join_all;
use runtime::{
    ByteStream, Call, Core, Credentials, Error, ErrorKind, Operation, Settings, StreamRequest,
    decode,
};
use server::{GOOD, Server, Step, send};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use std::alloc::System;
use std::sync::Mutex;
use tokio::runtime::Handle;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

static GET: Operation = operation("GET", "/things");

/// Calls at the same time.
const AT_ONCE: usize = 50;

/// Connections that may be open between calls: those of calls, and those that were opened for calls that were dropped.
const MOST_OPEN: usize = 4 * AT_ONCE;

/// What a process holds.
#[derive(Clone, Copy, Debug)]
struct Held {
    bytes: usize,
    tasks: usize,
    /// 0 where the system has no list of them.
    files: usize,
}

impl Held {
    fn now() -> Self {
        let stats = ALLOCATOR.stats();
        let files = std::fs::read_dir("/proc/self/fd");
        Self {
            bytes: stats.bytes_allocated - stats.bytes_deallocated,
            tasks: Handle::current().metrics().num_alive_tasks(),
            files: files.map_or(0, Iterator::count),
        }
    }
}

fn client(url: &str, with_reqwest: bool) -> Core {
    let mut settings = Settings::default();
    settings.base_url(url);
    settings.clock(OnlyRetries);
    if with_reqwest {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        settings.reqwest_client(client);
    }
    Core::new(settings, Credentials::new(), &API).unwrap()
}

/// A server whose connections answer for a while, and then break in different ways.
async fn server() -> Server {
    Server::start(|number| {
        let answers = vec![[Step::Read, send(GOOD)]; 20].concat();
        let end = match number % 5 {
            0 => vec![],
            1 => vec![Step::Reset],
            2 => vec![Step::Read, Step::Reset],
            3 => vec![Step::Read, send(&GOOD[..GOOD.len() - 1])],
            _ => vec![Step::Read, send("this is not HTTP\r\n\r\n")],
        };
        [answers, end].concat()
    })
    .await
}

/// Makes a call of one of several kinds.
async fn call(core: &Core, number: usize) -> Result<(), Error> {
    let call = Call::new(core, &GET);
    match number % 4 {
        // Dropped while it is sent.
        0 => {
            tokio::select! {
                biased;
                result = call.send(decode::json::<u32>) => result.map(drop),
                () = tokio::task::yield_now() => Ok(()),
            }
        }
        // A stream that is not read.
        1 => StreamRequest::new(call, ByteStream::start).await.map(drop),
        _ => call.send(decode::json::<u32>).await.map(drop),
    }
}

async fn calls(core: &Core, server: &Server, count: usize) {
    let workers = (0..AT_ONCE).map(async |worker| {
        for number in 0..count / AT_ONCE {
            if let Err(error) = call(core, worker + number).await {
                assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
            }
        }
    });
    join_all(workers).await;
    server.open_at_most(MOST_OPEN).await;
}

/// Counts are those of the process, so only one test may run at a time.
static ALONE: Mutex<()> = Mutex::new(());

fn check(count: usize) {
    let _alone = ALONE.lock().unwrap_or_else(|lock| lock.into_inner());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(leaves_nothing_behind(count));
}

async fn leaves_nothing_behind(count: usize) {
    for with_reqwest in [false, true] {
        let server = server().await;
        let before = Held::now();
        let core = client(&server.url, with_reqwest);
        calls(&core, &server, 2_000).await;
        let warm = Held::now();
        calls(&core, &server, count).await;
        let after = Held::now();
        assert!(
            server.accepted() > count / 50,
            "many connections were used: {}",
            server.accepted()
        );
        // Both have up to that many connections, with two tasks and two files each, and with their buffers.
        let most = 2 * MOST_OPEN;
        assert!(after.tasks <= warm.tasks + most, "{warm:?} {after:?}");
        assert!(after.files <= warm.files + most, "{warm:?} {after:?}");
        assert!(after.bytes <= warm.bytes + 3_000_000, "{warm:?} {after:?}");
        drop(core);
        server.open_at_most(0).await;
        let end = Held::now();
        assert_eq!(end.tasks, before.tasks, "{before:?} {end:?}");
        assert_eq!(end.files, before.files, "{before:?} {end:?}");
        // Less than a byte for every call: what is initialised once for the process.
        assert!(end.bytes < before.bytes + 10_000, "{before:?} {end:?}");
    }
}

#[test]
fn thousands_of_calls_leave_nothing_behind() {
    check(10_000);
}

#[test]
#[ignore = "takes a minute"]
fn a_hundred_thousand_calls_leave_nothing_behind() {
    check(100_000);
}
