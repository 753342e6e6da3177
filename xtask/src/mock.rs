//! `cargo xtask mock [ADDRESS]`: serves the Equos sessions API, by default at 127.0.0.1:3001.

use std::process::{Command, ExitCode};

/// Builds and runs the mock server of the tests crate. It has more dependencies than this crate should have.
pub fn run(arguments: &[String]) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args([
            "run",
            "--quiet",
            "--package",
            "sdkwright-tests",
            "--bin",
            "mock",
            "--",
        ])
        .args(arguments)
        .status();
    super::exit_code(status)
}
