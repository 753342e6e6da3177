//! The SDK of the fixture `response_headers`, whose headers a program reads.

use super::cargo;

#[test]
#[ignore = "builds a crate"]
fn headers_are_decoded_by_their_schemas() {
    let options = ["--no-default-features", "--features", "blocking,testing"];
    cargo::test_fixture(
        "resources/response_headers",
        "resources/response_headers_program",
        &options,
    );
}
