//! Builds the programs of `generated-client/examples` and runs them against the mock server. The pages show the same
//! programs.

use sdkwright::files::HEADER;
use sdkwright_tests::mock::{API_KEY, Mock};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The folder of the equos crate.
const CRATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../generated-client");

#[test]
fn every_program_succeeds_and_sends_exactly_this_request() {
    let programs = built();
    assert_eq!(
        programs.keys().collect::<Vec<_>>(),
        sources().keys().collect::<Vec<_>>()
    );
    let sent: Vec<String> = programs
        .iter()
        .map(|(name, program)| {
            let mock = Mock::start().expect("the server starts");
            mock.remember("ses_7");
            let output = run(program, &mock);
            let printed = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{name}: {output:?}");
            assert!(output.stderr.is_empty(), "{name}: {output:?}");
            assert!(printed.contains("EquosSession {"), "{name}: {printed}");
            format!("{name}: {}", mock.only().expect("one request"))
        })
        .collect();
    insta::assert_snapshot!(sent.join("\n"), @r#"
    sessions_create: POST /v3/sessions {"name":"Demo","avatar":{"id":"avatar_1"}}
    sessions_get_by_id: GET /v3/sessions/ses_7
    sessions_list: GET /v3/sessions
    sessions_stop: PATCH /v3/sessions/ses_7/stop
    "#);

    // This server has no session with that id.
    let mock = Mock::start().expect("the server starts");
    let program = programs
        .get("sessions_get_by_id")
        .expect("there is a program for each operation");
    let output = run(program, &mock);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(
        String::from_utf8_lossy(&output.stderr),
        @"GET /v3/sessions/{id} failed: 404 Not Found: Session not found (request id req_1, 1 attempt)"
    );
}

/// Runs a program with the argument that some of them need.
fn run(program: &Path, mock: &Mock) -> Output {
    Command::new(program)
        .arg("ses_7")
        .env("EQUOS_BASE_URL", mock.url())
        .env("EQUOS_API_KEY", API_KEY)
        .output()
        .expect("the program starts")
}

/// Builds the examples of the equos crate. Returns the paths of the executables by name.
///
/// A test of the whole workspace has built them already, with the same features.
fn built() -> BTreeMap<String, PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    // The variables that cargo sets for this package would rerun the build scripts that depend on them (ring's).
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "OUT_DIR"]
            .iter()
            .any(|of_package| text.starts_with(of_package))
        {
            build.env_remove(&name);
        }
    }
    let output = build
        .args([
            "build",
            "--workspace",
            "--examples",
            "--message-format=json",
            "--quiet",
        ])
        .current_dir(CRATE)
        .output()
        .expect("cargo starts");
    let messages = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let executable = |message: Value| {
        let of_equos = message.get("manifest_path")?.as_str()?;
        let of_equos = Path::new(of_equos).canonicalize().ok()?;
        let is_ours = of_equos.parent()? == Path::new(CRATE).canonicalize().ok()?;
        let name = message.pointer("/target/name")?.as_str()?.to_owned();
        let path = message.get("executable")?.as_str()?.into();
        is_ours.then_some((name, path))
    };
    messages
        .lines()
        .filter_map(|line| executable(serde_json::from_str(line).ok()?))
        .collect()
}

/// The source of each program by name.
fn sources() -> BTreeMap<String, String> {
    let entries = fs::read_dir(Path::new(CRATE).join("examples")).expect("there are examples");
    let source = |path: PathBuf| {
        let name = path.file_stem().expect("a file").to_string_lossy();
        let text = fs::read_to_string(&path).expect("it is text");
        (name.into_owned(), text)
    };
    entries
        .map(|entry| source(entry.expect("the folder can be read").path()))
        .collect()
}

#[test]
fn the_page_shows_the_source_of_every_program() {
    let page = fs::read_to_string(Path::new(CRATE).join("docs/SessionsApi.md"));
    let page = page.expect("there is a page per resource");
    let sections = page.split("\n## ").skip(1);
    let shown: BTreeMap<String, String> = sections
        .map(|section| {
            let (heading, _) = section.split_once('\n').expect("a heading is a line");
            let (_, rest) = section
                .split_once("### Example\n\n```rust,no_run\n")
                .expect("there is an example");
            let (program, _) = rest.split_once("```\n").expect("the example ends");
            let name = format!("sessions_{}", heading.replace('\\', ""));
            (name, format!("{HEADER}\n{program}"))
        })
        .collect();
    assert_eq!(shown, sources());
}
