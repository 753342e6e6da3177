//! `cargo xtask corpus DIR… [--compile] [--round-trip] [--jobs N] [--digests FOLDER]`: the generator over real documents.

use std::process::{Command, ExitCode};

/// Builds and runs the corpus runner of the tests crate, optimized: it has far more to do than this crate should link.
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
