//! The SDK of the fixture `xml`, called by a program.

use super::cargo;

#[test]
#[ignore = "builds a crate"]
fn pages_and_errors_in_xml_are_read() {
    let options = ["--features", "testing,blocking", "--tests"];
    cargo::test_fixture("resources/xml", "resources/xml_program", &options);
}
