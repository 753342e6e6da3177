//! `cargo xtask fuzz`: runs the fuzz targets of `tests/fuzz/`, with libFuzzer where cargo-fuzz and a C++ compiler are to
//! be had, and otherwise without coverage.

use crate::{cargo, root};
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::{fs, io};

/// The version of cargo-fuzz that is named where it is missing.
const INSTALL: &str = "cargo install cargo-fuzz --locked --root target/tools";

/// The limit of the memory of a run, in MB.
const MEMORY: u32 = 4096;

/// The time limit of one input, in seconds.
const SLOWEST: u32 = 20;

struct Options {
    /// The targets to run.
    targets: Vec<String>,
    runs: u64,
    seconds: u64,
}

/// Runs the command.
pub fn run(arguments: &[String]) -> ExitCode {
    match options(arguments).and_then(|options| run_all(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn options(arguments: &[String]) -> io::Result<Options> {
    let known = targets()?;
    let mut options = Options {
        targets: Vec::new(),
        runs: 1_000_000,
        seconds: 600,
    };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut number = || {
            let number = arguments.next().and_then(|number| number.parse().ok());
            number.ok_or_else(|| io::Error::other(format!("{argument} needs a number")))
        };
        match argument.as_str() {
            "--runs" => options.runs = number()?,
            "--seconds" => options.seconds = number()?,
            "all" => options.targets.extend(known.iter().cloned()),
            name if known.iter().any(|known| known == name) => {
                options.targets.push(name.to_owned())
            }
            _ => {
                let message = format!("`{argument}` is not a target: all, {}", known.join(", "));
                return Err(io::Error::other(message));
            }
        }
    }
    if options.targets.is_empty() {
        let message = format!("name a target: all, {}", known.join(", "));
        return Err(io::Error::other(message));
    }
    Ok(options)
}

/// Returns the names of the targets: those of the folders of seeds.
fn targets() -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(root().join("tests/fuzz/seeds"))? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// Runs the targets one after the other. Returns `false` after a finding.
fn run_all(options: &Options) -> io::Result<bool> {
    let has_libfuzzer = build()?;
    for target in &options.targets {
        println!("fuzzing {target}");
        let is_clean = match has_libfuzzer {
            true => with_coverage(target, options)?,
            false => without_coverage(target, options)?,
        };
        if !is_clean {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Returns the command that runs cargo-fuzz. One that is installed in `target/tools` is found too.
fn cargo_fuzz(task: &str) -> Command {
    let tools = root().join("target/tools/bin");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = [tools].into_iter().chain(std::env::split_paths(&path));
    let mut command = cargo();
    command.current_dir(root()).args(["fuzz", task]);
    if let Ok(path) = std::env::join_paths(paths) {
        command.env("PATH", path);
    }
    command
}

/// Builds the harness. Returns `false` where that is not possible.
fn build() -> io::Result<bool> {
    let version = cargo_fuzz("--version").output()?;
    if !version.status.success() {
        println!("cargo-fuzz is not installed ({INSTALL}): fuzzing without coverage");
        return Ok(false);
    }
    let status = with_harness(&mut cargo_fuzz("build")).status()?;
    if !status.success() {
        println!("libFuzzer cannot be built here: fuzzing without coverage");
    }
    Ok(status.success())
}

/// Adds the arguments that select the harness. Without a sanitizer it builds on stable, and no unsafe code needs one.
fn with_harness(command: &mut Command) -> &mut Command {
    command
        .args(["--fuzz-dir", "tests/fuzz/libfuzzer"])
        .args(["--target-dir", "target/libfuzzer"])
        .args(["--sanitizer", "none", "target"])
}

/// Runs a target with libFuzzer, from its seeds, its findings and what earlier runs have found to be of interest.
fn with_coverage(target: &str, options: &Options) -> io::Result<bool> {
    let kept = root().join("target/fuzzing").join(target);
    let folder = |name: &str| -> io::Result<PathBuf> {
        let folder = kept.join(name);
        fs::create_dir_all(&folder)?;
        Ok(folder)
    };
    let (corpus, artifacts) = (folder("corpus")?, folder("artifacts")?);
    let mut command = cargo_fuzz("run");
    with_harness(&mut command).arg(corpus);
    for kind in ["seeds", "findings"] {
        let inputs = root().join("tests/fuzz").join(kind).join(target);
        command.args(inputs.exists().then_some(inputs));
    }
    let status = command
        .env("SDKWRIGHT_FUZZ_TARGET", target)
        .arg("--")
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .arg(format!("-runs={}", options.runs))
        .arg(format!("-max_total_time={}", options.seconds))
        .arg(format!("-rss_limit_mb={MEMORY}"))
        .arg(format!("-timeout={SLOWEST}"))
        .args(["-max_len=4096", "-print_final_stats=1", "-close_fd_mask=1"])
        .status()?;
    if !status.success() {
        eprintln!(
            "finding: move its input from {} to tests/fuzz/findings/{target}/",
            artifacts.display()
        );
    }
    Ok(status.success())
}

/// Runs a target on its seeds, its findings, and random changes of them.
fn without_coverage(target: &str, options: &Options) -> io::Result<bool> {
    let status = cargo()
        .current_dir(root())
        .args([
            "run",
            "--quiet",
            "--package",
            "sdkwright-fuzz",
            "--profile",
            "fuzz",
            "--",
        ])
        .args([
            target,
            &options.runs.to_string(),
            &options.seconds.to_string(),
        ])
        .status()?;
    Ok(status.success())
}
