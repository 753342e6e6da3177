//! Each example of the equos crate's docs (the README, the pages, rustdoc) is compiled here, and run against the mock server.

#![allow(
    deprecated,
    reason = "with all features, what the API deprecates says so"
)]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use sdkwright_tests::mock::{API_KEY, Mock};
use std::process::Command;

mod examples {
    include!(concat!(env!("OUT_DIR"), "/doc_examples.rs"));

    fn block_on(example: impl Future<Output = equos::Result<()>>) -> equos::Result<()> {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime")
            .block_on(example)
    }
}

#[test]
fn every_example_runs() {
    let mock = Mock::start().expect("the mock server");
    let this = std::env::current_exe().expect("the path of this test");
    let output = Command::new(this)
        .args(["--ignored", "--exact", "all_in_this_environment"])
        .env("EQUOS_BASE_URL", mock.url())
        .env("EQUOS_API_KEY", API_KEY)
        .output()
        .expect("this test, once more");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    // One of them answers its own calls.
    assert!(mock.received().len() + 1 >= examples::ALL.len(), "{text}");
    assert!(examples::ALL.len() >= 10, "{text}");
}

/// The examples take what they need from the environment, which a test cannot change for itself.
#[test]
#[ignore = "`every_example_runs` runs it in the environment that the examples need"]
fn all_in_this_environment() {
    for (file, run) in examples::ALL {
        match run() {
            Ok(()) => {}
            // The session that an example names does not have to exist.
            Err(error) if error.status() == Some(404) => {}
            Err(error) => panic!("an example of {file}: {error}"),
        }
    }
}
