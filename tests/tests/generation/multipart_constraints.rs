//! The SDK of the fixture `multipart_with_constraints`: a multipart body is not JSON, and is validated nevertheless.

use super::cargo;

#[test]
#[ignore = "builds a crate"]
fn properties_of_a_multipart_body_are_validated() {
    let options = ["--no-default-features", "--features", "files,validate"];
    cargo::test_fixture(
        "resources/multipart_with_constraints",
        "resources/multipart_with_constraints_program",
        &options,
    );
}
