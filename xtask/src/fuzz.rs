//! `cargo xtask fuzz DIR…`: runs the generator over documents that are changed at random.

use std::process::{Command, ExitCode};

/// Builds and runs the fuzzer of the tests crate, optimized, with checks for arithmetic overflow.
pub fn run(arguments: &[String]) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--profile", "fuzz", "--package"])
        .args(["sdkwright-tests", "--features", "corpus"])
        .args(["--bin", "fuzz", "--"])
        .args(arguments)
        .status();
    super::exit_code(status)
}
