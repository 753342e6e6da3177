//! The SDK of the fixture `names_of_the_crate_root`, of which a program imports everything together.

use super::cargo;

#[test]
#[ignore = "builds a crate"]
fn everything_can_be_imported_together() {
    let options = ["--no-default-features", "--features", "blocking,testing"];
    cargo::test_fixture(
        "resources/names_of_the_crate_root",
        "resources/names_of_the_crate_root_program",
        &options,
    );
}
