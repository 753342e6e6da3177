//! The SDKs of the fixtures of webhooks: one is used by a program, all are compiled.

use super::cargo;

#[test]
#[ignore = "builds a crate"]
fn a_program_receives_webhooks() {
    let features = "blocking,testing,webhooks";
    cargo::test_fixture(
        "webhooks/recognised_by_header_and_property",
        "webhooks/program",
        &["--no-default-features", "--features", features],
    );
}

#[test]
#[ignore = "builds crates"]
fn every_kind_of_body_compiles() {
    for fixture in [
        "named_by_the_receiver",
        "recognised_by_a_property",
        "recognised_in_part",
    ] {
        let written = cargo::write_fixture(&format!("webhooks/{fixture}"));
        let arguments = ["clippy", "--no-default-features", "--features", "webhooks"];
        cargo::run(&written, &arguments);
    }
}
