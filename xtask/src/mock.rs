//! `cargo xtask mock [ADDRESS]`: the Equos sessions API on 127.0.0.1:3001.

use std::process::{Command, ExitCode};

/// Builds and runs the server of the tests crate, so that this crate stays quick to build.
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
