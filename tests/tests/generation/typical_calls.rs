//! Programs of typical calls of real APIs (`programs/`), against the mock server of the document.

use super::cargo;
use sdkwright::{Input, generate};
use sdkwright_tests::mock::DocumentMock;
use sdkwright_tests::mock::document::DocumentApi;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

/// Generates the SDK of a document of the corpus, and runs the program of that name with it.
fn run(name: &str, document: &str) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = here.join("../../shared/corpus/big").join(document);
    if !document.is_file() {
        println!("skipped: there is no {}", document.display());
        return;
    }
    let generation = generate(&Input {
        document: document.clone().into(),
        name: Some(name.to_owned()),
        ..Input::default()
    });
    let folder = cargo::write(name, &generation.files);
    fs::copy(
        here.join(format!("programs/{name}.rs")),
        folder.join("examples/typical_calls.rs"),
    )
    .unwrap();
    let api = DocumentApi::read(&document, None).unwrap();
    let mock = DocumentMock::start(Arc::new(api)).unwrap();
    let build = [
        "build",
        "--example",
        "typical_calls",
        "--features",
        "testing",
    ];
    cargo::run(&folder, &build);
    let program = cargo::folder("generated-crates-target/debug/examples/typical_calls");
    let output = Command::new(program)
        .env("MOCK_URL", mock.url())
        .output()
        .unwrap();
    let problems: Vec<String> = mock
        .take_checked()
        .into_iter()
        .flat_map(|checked| checked.problems)
        .collect();
    assert!(
        output.status.success() && problems.is_empty(),
        "{problems:#?}\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
#[ignore = "builds a large crate"]
fn github() {
    run("github", "github.json");
}

#[test]
#[ignore = "builds a large crate"]
fn stripe() {
    run("stripe", "stripe.yaml");
}

#[test]
#[ignore = "builds a large crate"]
fn openai() {
    run("openai", "openai_3_1.yaml");
}
