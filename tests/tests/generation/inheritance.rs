//! The SDK of the fixture `inheritance`, called by a program.

use super::cargo;

#[test]
#[ignore = "builds a crate"]
fn a_child_in_place_of_its_parent_loses_nothing() {
    let options = ["--features", "testing,blocking", "--tests"];
    cargo::test_fixture(
        "resources/inheritance",
        "resources/inheritance_program",
        &options,
    );
}
