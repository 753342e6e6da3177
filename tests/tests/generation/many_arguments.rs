//! The SDK of the fixture `many_arguments`, called by a program.

use super::cargo;

#[test]
#[ignore = "builds a crate"]
fn more_than_four_arguments_are_taken_by_name() {
    let options = ["--features", "testing", "--tests"];
    cargo::test_fixture(
        "resources/many_arguments",
        "resources/many_arguments_program",
        &options,
    );
}
