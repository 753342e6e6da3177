//! The SDK of the fixture `errors_by_status`, whose errors a program decodes.

use super::cargo;
use sdkwright::Input;
use std::fs;

#[test]
#[ignore = "builds a crate"]
fn errors_are_decoded_by_their_status() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/resources");
    let generation = sdkwright::generate(&Input {
        document: format!("{folder}/errors_by_status.yaml").into(),
        ..Input::default()
    });
    let written = cargo::write("errors_by_status", &generation.files);
    let program = fs::read_to_string(format!("{folder}/errors_program.rs")).unwrap();
    fs::create_dir_all(written.join("tests")).unwrap();
    fs::write(written.join("tests/errors.rs"), program).unwrap();
    let features = "blocking,testing";
    let arguments = ["test", "--no-default-features", "--features", features];
    cargo::run(&written, &arguments);
}
