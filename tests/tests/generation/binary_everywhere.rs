//! The SDK of the fixture `binary_everywhere`, called by a program.

use super::cargo;

#[test]
#[ignore = "builds a crate"]
fn bytes_are_bytes_in_every_place() {
    let options = ["--features", "testing,blocking", "--tests"];
    let (fixture, program) = (
        "resources/binary_everywhere",
        "resources/binary_everywhere_program",
    );
    cargo::test_fixture(fixture, program, &options);
}
