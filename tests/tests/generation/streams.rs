//! The SDK of the fixture `streams`, called by a program.

use super::cargo;

#[test]
#[ignore = "builds a crate"]
fn streams_and_downloads_are_called_as_their_operations_say() {
    let options = ["--features", "blocking,testing", "--tests"];
    cargo::test_fixture("resources/streams", "resources/streams_program", &options);
}
