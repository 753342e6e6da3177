//! `cargo xtask fuzz` where libFuzzer is not to be had: runs a target without coverage.

use sdkwright_fuzz::{TARGETS, Target, random};
use std::process::ExitCode;
use std::time::Duration;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((target, runs, longest)) = parsed(&arguments) else {
        eprintln!("usage: fuzz-without-coverage TARGET RUNS SECONDS");
        return ExitCode::from(2);
    };
    match random::run(target, runs, longest) {
        Ok(runs) => {
            println!("{runs} runs of {} without a finding", target.name);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn parsed(arguments: &[String]) -> Option<(&'static Target, u64, Duration)> {
    let [name, runs, seconds] = arguments else {
        return None;
    };
    let target = TARGETS.iter().find(|target| target.name == name)?;
    Some((
        target,
        runs.parse().ok()?,
        Duration::from_secs(seconds.parse().ok()?),
    ))
}
