//! Every operation of the documents in `fixtures/calls` is called against the mock server of its document.

use std::path::Path;
use std::process::Command;

#[test]
#[ignore = "builds crates"]
fn every_operation_is_accepted_and_answered() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO"))
        .args([
            "run",
            "--quiet",
            "--package",
            "sdkwright-tests",
            "--features",
            "corpus",
        ])
        .args(["--bin", "corpus", "--", "--calls"])
        .arg(here.join("fixtures/calls"))
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && report.contains("(100.00 %)"),
        "{report}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
