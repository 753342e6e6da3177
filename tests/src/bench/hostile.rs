//! `cargo xtask bench hostile`: whether the cost of hostile documents is in proportion to their size.
//!
//! A process of this program generates the SDK in memory, on one thread: neither the disk nor threads that wait for
//! others are measured.

use super::cost::Cost;
use super::hostile_documents::{KINDS, Kind, with_bytes};
use crate::process::Failure;
use sdkwright::diagnostics::{RenderOptions, Severity, render};
use sdkwright::{Input, generate_and_inspect, lint};
use std::fs;
use std::path::Path;

/// The name of the hidden command that generates the SDK of a document.
pub const GENERATED: &str = "generated";

/// How much the cost may grow where the document doubles.
const MOST: f64 = 2.6;

/// Seconds of processor time below which a ratio means nothing.
const LEAST_SECONDS: f64 = 0.05;

/// Megabytes of memory below which a ratio means nothing.
const LEAST_MEGABYTES: f64 = 50.0;

/// The size of the document that has to be accepted without a limit of its own.
const LARGE: usize = 12_000_000;

/// Measures each kind at `n`, 2, 4 and 8 `n`, and prints the figures and their ratios.
///
/// # Errors
/// If a run fails, or a cost grows faster than the document.
pub fn run(only: Option<&str>, rounds: usize, scratch: &Path) -> Result<(), Failure> {
    fs::create_dir_all(scratch)?;
    println!(
        "n, 2 n, 4 n, 8 n: processor s and peak MB, the least of {rounds} rounds, and the ratios of the steps"
    );
    let is_wanted = |name: &str| only.is_none_or(|only| name.contains(only));
    let mut failed = Vec::new();
    for kind in KINDS.iter().filter(|kind| is_wanted(kind.name)) {
        let costs = costs(kind, rounds, scratch)?;
        let seconds: Vec<f64> = costs.iter().map(|cost| cost.user + cost.system).collect();
        let peaks: Vec<f64> = costs.iter().map(|cost| cost.peak).collect();
        let (time, is_slow) = steps(&seconds, LEAST_SECONDS);
        let (memory, is_large) = steps(&peaks, LEAST_MEGABYTES);
        let mark = if is_slow || is_large { "GROWS" } else { "" };
        println!(
            "  {:40} {:>6}  {time}   {memory}  {mark}",
            kind.name, kind.n
        );
        if is_slow || is_large {
            failed.push(kind.name);
        }
    }
    let large = "a document of 12 MB";
    if is_wanted(large) {
        let cost = cost_of(&with_bytes(LARGE), rounds, scratch)?;
        let (seconds, peak) = (cost.user + cost.system, cost.peak);
        println!("  {large:40} {:>6}  {seconds:.2}   {peak:.0}", "");
    }
    match failed.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "grows more than {MOST} times as its document doubles: {}",
            failed.join(", ")
        )
        .into()),
    }
}

fn costs(kind: &Kind, rounds: usize, scratch: &Path) -> Result<Vec<Cost>, Failure> {
    let costs = [1, 2, 4, 8].map(|times| {
        let document = (kind.document)(kind.n * times);
        cost_of(&document, rounds, scratch)
            .map_err(|error| format!("{}: {error}", kind.name).into())
    });
    costs.into_iter().collect()
}

/// Returns the least cost of a document: what else happens on the machine only adds to it.
fn cost_of(document: &str, rounds: usize, scratch: &Path) -> Result<Cost, Failure> {
    let file = scratch.join("hostile.json");
    fs::write(&file, document)?;
    let program = std::env::current_exe()?.display().to_string();
    let file = file.display().to_string();
    let words = ["env", "RAYON_NUM_THREADS=1", &program, GENERATED, &file].map(str::to_owned);
    let mut least = None::<Cost>;
    for _ in 0..rounds {
        let cost = Cost::of(&words, scratch)?;
        least = Some(least.map_or(cost, |least| least.least(cost)));
    }
    least.ok_or_else(|| "no rounds".into())
}

/// Generates the SDK of a document, with the findings of `lint` and the text of all diagnostics.
///
/// # Errors
/// If there is an error in the document.
pub fn generate(document: &Path) -> Result<(), Failure> {
    let input = Input {
        document: document.into(),
        ..Input::default()
    };
    let generation = generate_and_inspect(&input, |planned| drop(lint::findings(planned)));
    let options = RenderOptions {
        all: true,
        ..RenderOptions::default()
    };
    let text = render(&generation.diagnostics, &generation.sources, &options);
    match generation.diagnostics.count(Severity::Error) {
        0 => Ok(()),
        _ => Err(text.into()),
    }
}

/// Returns the figures with the ratio of each to the one before, and whether one of the ratios is too large.
fn steps(figures: &[f64], least: f64) -> (String, bool) {
    let mut text = Vec::new();
    let mut is_too_large = false;
    for (at, figure) in figures.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| figures.get(before));
        let Some(before) = before.filter(|before| **before >= least) else {
            text.push(format!("{figure:6.2}"));
            continue;
        };
        let ratio = figure / before;
        is_too_large |= ratio > MOST;
        text.push(format!("{figure:6.2} ({ratio:4.2})"));
    }
    (text.join(" "), is_too_large)
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn only_ratios_of_figures_that_mean_something_count() {
        assert!(!steps(&[0.01, 0.04, 0.4, 0.8], 0.05).1);
        assert!(steps(&[0.1, 0.2, 0.4, 1.1], 0.05).1);
        assert!(steps(&[0.01, 0.1, 0.2], 0.05).0.ends_with("0.20 (2.00)"));
    }
}
