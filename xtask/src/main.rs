//! The tasks of this repository: `cargo xtask …`.

mod corpus;
mod diagnostics;
mod fuzz;
mod generate;
mod mock;
mod package;

use std::path::Path;
use std::process::{ExitCode, ExitStatus};

const HELP: &str = "\
cargo xtask generate [--check]   write generated-client from spec, or check it (--force, --verbose)
cargo xtask diagnostics          write docs/diagnostics.md from the table of codes
cargo xtask package              package sdkwright, and check the command in the package
cargo xtask mock [ADDRESS]       serve the Equos sessions API, by default at 127.0.0.1:3001
cargo xtask corpus DIR…          run the generator over real documents (corpus --help)
cargo xtask fuzz DIR…            run it over documents changed at random (fuzz --help)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((task, rest)) if task == "generate" => generate::run(rest),
        Some((task, _)) if task == "diagnostics" => diagnostics::run(),
        Some((task, _)) if task == "package" => package::run(),
        Some((task, rest)) if task == "mock" => mock::run(rest),
        Some((task, rest)) if task == "corpus" => corpus::run(rest),
        Some((task, rest)) if task == "fuzz" => fuzz::run(rest),
        _ => {
            eprintln!("{HELP}");
            ExitCode::FAILURE
        }
    }
}

/// Returns the root of the repository.
fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Returns the exit code of a child process. Prints an error if it could not be started.
fn exit_code(status: std::io::Result<ExitStatus>) -> ExitCode {
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: cargo could not be started: {error}");
            ExitCode::FAILURE
        }
    }
}
