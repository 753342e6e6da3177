//! This program as cargo's `RUSTC_WRAPPER`: runs the compiler and records its time and memory.

use nix::sys::resource::{UsageWho, getrusage};
use std::io::Write as _;
use std::process::{Command, ExitCode};

/// The environment variable with the path of the file for the measurements.
pub const TIMES: &str = "SDKWRIGHT_CORPUS_TIMES";

/// Runs the compiler if cargo called this program as its wrapper.
pub fn as_rustc() -> Option<ExitCode> {
    let times = std::env::var_os(TIMES)?;
    let mut arguments = std::env::args_os().skip(1);
    let rustc = arguments.next()?;
    let arguments: Vec<_> = arguments.collect();
    let status = match Command::new(rustc).args(&arguments).status() {
        Ok(status) => status,
        Err(error) => {
            eprintln!("error: {error}");
            return Some(ExitCode::FAILURE);
        }
    };
    let name = arguments
        .windows(2)
        .find_map(|pair| match pair {
            [flag, name] if flag == "--crate-name" => name.to_str(),
            _ => None,
        })
        .unwrap_or_default();
    if let (Ok(usage), Ok(mut file)) = (
        getrusage(UsageWho::RUSAGE_CHILDREN),
        std::fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(times),
    ) {
        let user = usage.user_time();
        let seconds = user.tv_sec() as f64 + user.tv_usec() as f64 / 1e6;
        let line = format!("{name}\t{seconds:.2}\t{}\n", usage.max_rss());
        // A measurement that cannot be written is missing in the report.
        let _ = file.write_all(line.as_bytes());
    }
    Some(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
