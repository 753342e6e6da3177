//! The cost of a call of the equos crate beside the same request by hand: reqwest, and the same types by serde.
//!
//! `cargo bench -p sdkwright-tests --bench cost_of_a_call` prints, for one item and for fifty, the allocations, the
//! bytes allocated and the CPU time of a call, and their ratio. The server is another process on this machine.

#![allow(
    deprecated,
    reason = "the deprecated items of the API are measured as well"
)]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    missing_docs,
    reason = "a benchmark ends with its first failure"
)]

use equos::models::{
    CreateEquosSessionRequest, EquosResourceReference, EquosSession, ListEquosSessionsResponse,
};
use nix::sys::resource::{UsageWho, getrusage};
use sdkwright_tests::mock::{API_KEY, Mock};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::Duration;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Calls whose allocations are counted.
const COUNTED: usize = 200;

/// Rounds of the measurement of time, one of each side at a time, and the calls of a round.
const ROUNDS: usize = 20;
const CALLS: usize = 100;

/// The cost of one call.
#[derive(Clone, Copy, Default)]
struct Cost {
    allocations: f64,
    bytes: f64,
    time: Duration,
}

fn main() {
    if std::env::args().any(|argument| argument == "--serve") {
        let mock = Mock::start().expect("the server starts");
        println!("{}", mock.url());
        // Until the benchmark ends.
        let _ = std::io::stdin().read(&mut [0]);
        return;
    }
    let program = std::env::current_exe().expect("the path of this program");
    let mut server = Command::new(program)
        .arg("--serve")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the server starts");
    let mut url = String::new();
    BufReader::new(server.stdout.take().expect("its output"))
        .read_line(&mut url)
        .expect("its URL");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(compare(url.trim()));
    drop(server.stdin.take());
    let _ = server.wait();
}

async fn compare(url: &str) {
    let sdk = equos::Client::builder()
        .api_key(API_KEY)
        .base_url(url)
        .build()
        .expect("a client");
    for number in 0..50 {
        let avatar = EquosResourceReference::new("avatar_7");
        let request = CreateEquosSessionRequest::new(format!("Session {number}"), avatar);
        sdk.sessions().create(request).await.expect("a session");
    }
    let page = sdk.sessions().list().take(50).await.expect("a list");
    let id = page.sessions.first().expect("a session").id.clone();
    let by_hand = reqwest::Client::new();
    let (one, fifty) = (
        format!("{url}/v3/sessions/{id}"),
        format!("{url}/v3/sessions?take=50"),
    );
    let get = async |url: &str| {
        let request = by_hand
            .get(url)
            .header("x-api-key", API_KEY)
            .header("accept", "application/json");
        request.send().await?.error_for_status()
    };

    println!(
        "{:>10} | {:>22} | {:>30} | {:>26}",
        "", "allocations", "bytes", "CPU time"
    );
    let hand = async || {
        drop(
            get(&one)
                .await
                .unwrap()
                .json::<EquosSession>()
                .await
                .unwrap(),
        )
    };
    let ours = async || drop(sdk.sessions().get_by_id(&id).await.unwrap());
    show("one item", measure(hand, ours).await);
    let hand = async || {
        drop(
            get(&fifty)
                .await
                .unwrap()
                .json::<ListEquosSessionsResponse>()
                .await
                .unwrap(),
        )
    };
    let ours = async || drop(sdk.sessions().list().take(50).await.unwrap());
    show("fifty", measure(hand, ours).await);
}

/// Measures both sides, in turns.
async fn measure(hand: impl AsyncFn(), ours: impl AsyncFn()) -> [Cost; 2] {
    let mut costs = [count(&hand).await, count(&ours).await];
    for _ in 0..ROUNDS {
        let times = [time(&hand).await, time(&ours).await];
        for (cost, time) in costs.iter_mut().zip(times) {
            cost.time += time / (ROUNDS * CALLS) as u32;
        }
    }
    costs
}

async fn count(call: &impl AsyncFn()) -> Cost {
    for _ in 0..20 {
        call().await;
    }
    let region = Region::new(ALLOCATOR);
    for _ in 0..COUNTED {
        call().await;
    }
    let change = region.change();
    let each = |total: usize| total as f64 / COUNTED as f64;
    Cost {
        allocations: each(change.allocations + change.reallocations),
        bytes: each(change.bytes_allocated),
        time: Duration::ZERO,
    }
}

async fn time(call: &impl AsyncFn()) -> Duration {
    let start = cpu();
    for _ in 0..CALLS {
        call().await;
    }
    cpu() - start
}

/// Returns the CPU time of this process.
fn cpu() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_SELF).expect("the usage of this process");
    let (user, system) = (usage.user_time(), usage.system_time());
    let micros = |time: nix::sys::time::TimeVal| {
        let seconds = u64::try_from(time.tv_sec()).unwrap();
        Duration::from_secs(seconds) + Duration::from_micros(u64::try_from(time.tv_usec()).unwrap())
    };
    micros(user) + micros(system)
}

fn show(name: &str, [hand, ours]: [Cost; 2]) {
    let micros = |cost: Cost| cost.time.as_secs_f64() * 1e6;
    println!(
        "{name:>10} | {:>5.0} / {:>5.0} = {:>5.2} | {:>8.0} / {:>8.0} = {:>5.2} | {:>6.1} / {:>6.1} us = {:>4.2}",
        ours.allocations,
        hand.allocations,
        ours.allocations / hand.allocations,
        ours.bytes,
        hand.bytes,
        ours.bytes / hand.bytes,
        micros(ours),
        micros(hand),
        micros(ours) / micros(hand),
    );
}
