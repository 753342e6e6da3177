//! The SDK of the fixture `streams`, called by a program.

use super::cargo;
use sdkwright::Input;
use std::fs;

#[test]
#[ignore = "builds a crate"]
fn streams_and_downloads_are_called_as_their_operations_say() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/resources");
    let generation = sdkwright::generate(&Input {
        document: format!("{folder}/streams.yaml").into(),
        ..Input::default()
    });
    let written = cargo::write("streams", &generation.files);
    let program = fs::read_to_string(format!("{folder}/streams_program.rs")).unwrap();
    fs::create_dir_all(written.join("tests")).unwrap();
    fs::write(written.join("tests/calls.rs"), program).unwrap();
    cargo::run(
        &written,
        &["test", "--features", "blocking,testing", "--tests"],
    );
}
