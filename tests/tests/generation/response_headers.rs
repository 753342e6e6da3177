//! The SDK of the fixture `response_headers`, whose headers a program reads.

use super::cargo;
use sdkwright::Input;
use std::fs;

#[test]
#[ignore = "builds a crate"]
fn headers_are_decoded_by_their_schemas() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/resources");
    let generation = sdkwright::generate(&Input {
        document: format!("{folder}/response_headers.yaml").into(),
        ..Input::default()
    });
    let written = cargo::write("response_headers", &generation.files);
    let program = fs::read_to_string(format!("{folder}/response_headers_program.rs")).unwrap();
    fs::create_dir_all(written.join("tests")).unwrap();
    fs::write(written.join("tests/headers.rs"), program).unwrap();
    let features = "blocking,testing";
    let arguments = ["test", "--no-default-features", "--features", features];
    cargo::run(&written, &arguments);
}
