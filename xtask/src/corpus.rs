//! `cargo xtask corpus DIR…`: runs the generator over real documents.

use std::process::{Command, ExitCode};

/// Builds and runs the corpus runner of the tests crate, optimized. It has more dependencies than this crate should
/// have.
pub fn run(arguments: &[String]) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args([
            "run",
            "--quiet",
            "--profile",
            "corpus",
            "--package",
            "sdkwright-tests",
        ])
        .args(["--features", "corpus", "--bin", "corpus", "--"])
        .args(arguments)
        .status();
    super::exit_code(status)
}
