//! Compiles every example of the equos crate's docs (README, pages, rustdoc) and runs it against the mock server.

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

/// The session id of the examples.
const ID: &str = "id_1";

/// The environment variable with the number of the example that `one_in_this_environment` runs.
const NUMBER: &str = "EXAMPLE";

#[test]
fn every_example_succeeds_and_sends_exactly_these_requests() {
    let sent: Vec<String> = examples::ALL
        .iter()
        .enumerate()
        .map(|(number, (file, _))| format!("{file}: {}", requests(number, file)))
        .collect();
    insta::assert_snapshot!(sent.join("\n"), @r#"
    README.md: GET /v3/sessions
    README.md: GET /v3/sessions
    README.md: GET /v3/sessions
    README.md: GET /v3/sessions
    README.md: nothing
    README.md: GET /v3/sessions
    README.md: nothing
    docs/SessionsApi.md: POST /v3/sessions {"name":"Demo","avatar":{"id":"avatar_1"}}
    docs/SessionsApi.md: GET /v3/sessions
    docs/SessionsApi.md: GET /v3/sessions/id_1
    docs/SessionsApi.md: PATCH /v3/sessions/id_1/stop
    src/lib.rs: GET /v3/sessions
    src/resources/sessions.rs: POST /v3/sessions {"name":"Demo","avatar":{"id":"avatar_1"}}
    src/resources/sessions.rs: GET /v3/sessions, GET /v3/sessions
    src/resources/sessions.rs: GET /v3/sessions/id_1
    src/resources/sessions.rs: PATCH /v3/sessions/id_1/stop
    "#);
}

/// Runs an example in a process of its own. Returns the requests that the server received.
fn requests(number: usize, file: &str) -> String {
    let mock = Mock::start().expect("the mock server");
    mock.remember(ID);
    let this = std::env::current_exe().expect("the path of this test");
    let output = Command::new(this)
        // A program reads the id from its first argument. For the test harness it is one more filter without a match.
        .args([
            ID,
            "doc_examples::one_in_this_environment",
            "--exact",
            "--ignored",
        ])
        .env(NUMBER, number.to_string())
        .env("EQUOS_BASE_URL", mock.url())
        .env("EQUOS_API_KEY", API_KEY)
        .output()
        .expect("this test binary");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("1 passed"),
        "an example of {file}: {text}"
    );
    let received = mock.received();
    let received: Vec<String> = received.iter().map(ToString::to_string).collect();
    if received.is_empty() {
        return "nothing".to_owned();
    }
    received.join(", ")
}

/// The examples read the environment, which a test cannot change for its own process.
#[test]
#[ignore = "run by the test above, in a process with the environment of an example"]
fn one_in_this_environment() {
    let number = std::env::var(NUMBER).expect("the number of an example");
    let number: usize = number.parse().expect("a number");
    let (_, run) = examples::ALL.get(number).expect("an example");
    run().unwrap_or_else(|error| panic!("{error}"));
}
