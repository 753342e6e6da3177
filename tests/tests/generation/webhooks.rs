//! The SDKs of the fixtures of webhooks: one is used by a program, all are compiled.

use super::cargo;
use sdkwright::Input;
use std::fs;
use std::path::PathBuf;

fn write(fixture: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/webhooks");
    let generation = sdkwright::generate(&Input {
        document: format!("{folder}/{fixture}.yaml").into(),
        ..Input::default()
    });
    cargo::write(fixture, &generation.files)
}

#[test]
#[ignore = "builds a crate"]
fn a_program_receives_webhooks() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/webhooks");
    let written = write("recognised_by_header_and_property");
    let program = fs::read_to_string(format!("{folder}/program.rs")).unwrap();
    fs::create_dir_all(written.join("tests")).unwrap();
    fs::write(written.join("tests/webhooks.rs"), program).unwrap();
    let features = "blocking,testing,webhooks";
    cargo::run(
        &written,
        &["test", "--no-default-features", "--features", features],
    );
}

#[test]
#[ignore = "builds crates"]
fn every_kind_of_body_compiles() {
    for fixture in ["named_by_the_receiver", "recognised_by_a_property"] {
        let arguments = ["clippy", "--no-default-features", "--features", "webhooks"];
        cargo::run(&write(fixture), &arguments);
    }
}
