//! `cargo xtask fuzz DIR… [--seconds N] [--seed S]`: the generator over documents that were changed at random.

use std::process::{Command, ExitCode};

/// Builds and runs the mutator of the tests crate, optimized, and with arithmetic that panics when it overflows.
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
