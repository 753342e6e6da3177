//! The tasks of this repository: `cargo xtask …`.

mod diagnostics;
mod fuzz;
mod generate;
mod package;

use std::path::Path;
use std::process::{Command, ExitCode};

const HELP: &str = "\
cargo xtask generate [--check]   write generated-client from spec, or check it (--force, --verbose)
cargo xtask diagnostics          write docs/diagnostics.md and the output of its examples
cargo xtask package              package sdkwright, and check the command in the package
cargo xtask mock [DOC] [ADDRESS] serve the API of a document, or the Equos sessions API, at 127.0.0.1:3001
cargo xtask corpus DIR…          run the generator over real documents (corpus --help)
cargo xtask fuzz TARGET|all [--runs N] [--seconds N]
                                 run a fuzz target: a million runs or ten minutes, with coverage if cargo-fuzz is there
cargo xtask fuzz-documents DIR…  run the generator over documents changed at random (fuzz-documents --help)
cargo xtask bench …              measure it beside other generators, and what it writes (bench --help)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((task, rest)) if task == "generate" => generate::run(rest),
        Some((task, _)) if task == "diagnostics" => diagnostics::run(),
        Some((task, _)) if task == "package" => package::run(),
        Some((task, rest)) if task == "mock" => run_program("mock", &[], rest),
        Some((task, rest)) if task == "corpus" => run_program(
            "corpus",
            &["--profile", "corpus", "--features", "corpus"],
            rest,
        ),
        Some((task, rest)) if task == "fuzz" => fuzz::run(rest),
        Some((task, rest)) if task == "fuzz-documents" => run_program(
            "fuzz-documents",
            &["--profile", "fuzz", "--features", "corpus"],
            rest,
        ),
        Some((task, rest)) if task == "bench" => run_program(
            "bench",
            &["--profile", "corpus", "--features", "corpus"],
            rest,
        ),
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

/// Returns the command that runs the cargo of this run.
fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Builds and runs a program of the tests crate, which has more dependencies than this crate should have.
fn run_program(name: &str, options: &[&str], arguments: &[String]) -> ExitCode {
    let status = cargo()
        .args(["run", "--quiet", "--package", "sdkwright-tests"])
        .args(options)
        .args(["--bin", name, "--"])
        .args(arguments)
        .status();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: cargo could not be started: {error}");
            ExitCode::FAILURE
        }
    }
}
