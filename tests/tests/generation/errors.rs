//! The SDK of the fixture `errors_by_status`, whose errors a program decodes.

use super::cargo;

#[test]
#[ignore = "builds a crate"]
fn errors_are_decoded_by_their_status() {
    let options = ["--no-default-features", "--features", "blocking,testing"];
    cargo::test_fixture(
        "resources/errors_by_status",
        "resources/errors_program",
        &options,
    );
}
