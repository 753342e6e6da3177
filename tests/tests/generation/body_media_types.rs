//! The SDK of the fixture `body_media_types`, called by a program.

use super::cargo;
use sdkwright::Input;
use std::fs;

#[test]
#[ignore = "builds a crate"]
fn a_body_is_sent_in_the_media_type_that_the_caller_chooses() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/resources");
    let generation = sdkwright::generate(&Input {
        document: format!("{folder}/body_media_types.yaml").into(),
        ..Input::default()
    });
    let written = cargo::write("body_media_types", &generation.files);
    let program = fs::read_to_string(format!("{folder}/body_media_types_program.rs")).unwrap();
    fs::create_dir_all(written.join("tests")).unwrap();
    fs::write(written.join("tests/calls.rs"), program).unwrap();
    cargo::run(&written, &["test", "--features", "testing", "--tests"]);
}
