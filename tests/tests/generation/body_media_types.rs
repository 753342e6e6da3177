//! The SDK of the fixture `body_media_types`, called by a program.

use super::cargo;

#[test]
#[ignore = "builds a crate"]
fn a_body_is_sent_in_the_media_type_that_the_caller_chooses() {
    let options = ["--features", "testing", "--tests"];
    cargo::test_fixture(
        "resources/body_media_types",
        "resources/body_media_types_program",
        &options,
    );
}
