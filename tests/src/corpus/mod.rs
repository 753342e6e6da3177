//! `cargo xtask corpus`: runs the generator over real documents.
//!
//! Each step runs in a process per document (`isolated`), so that a panic, a stack overflow or an endless loop is a
//! result like any other, and the peak memory belongs to one document:
//!
//! 1. `generation` generates the SDK and counts its types and operations (`statistics`).
//! 2. `compile` compiles the crates, with warnings denied.
//! 3. `round_trip` decodes and encodes JSON (`schemas`, `instances`) with the generated types.
//! 4. `calls` calls every operation against the mock server of the document.
//!
//! `names` lists names that a person would not choose. `digests` keeps a digest of every file for a comparison with another commit. `report` shows the results, and
//! `expectations` compares the failures with the known ones.

mod call_report;
mod calls;
mod compile;
mod digests;
mod documents;
mod expectations;
mod folders;
mod generation;
mod isolated;
mod names;
mod options;
mod parallel;
mod report;
mod round_trip;
mod round_trip_program;
mod rustc_wrapper;
mod statistics;

pub use documents::{Document, documents};
pub use generation::{Generated, Outcome, generate};

use crate::process::Failure;
use clap::Parser as _;
use options::{Command, Options};
use std::process::ExitCode;

/// Runs the command.
pub fn main() -> ExitCode {
    if let Some(code) = rustc_wrapper::as_rustc() {
        return code;
    }
    match run(Options::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(options: Options) -> Result<bool, Failure> {
    match &options.command {
        Some(Command::Generate {
            document,
            root,
            name,
            config,
            out,
            digest,
            signatures,
        }) => {
            isolated::print(&generation::generate_into(
                document,
                root,
                name,
                config.as_deref(),
                out.as_deref(),
                *digest,
                *signatures,
            )?)?;
            Ok(true)
        }
        Some(Command::RoundTrip { task }) => {
            isolated::print(&round_trip::run(task)?)?;
            Ok(true)
        }
        Some(Command::Calls { task }) => {
            isolated::print(&calls::run(task)?)?;
            Ok(true)
        }
        Some(Command::Compare {
            before,
            after,
            most,
        }) => digests::compare(before, after, *most),
        None => run_all(&options),
    }
}

/// Runs every step that the options enable, and reports.
fn run_all(options: &Options) -> Result<bool, Failure> {
    if let Some(folder) = &options.digests {
        digests::ensure_empty(folder)?;
    }
    let folders = folders::Folders::new()?;
    let documents = documents::documents(&options.folders)?;
    if documents.is_empty() {
        return Err("no OpenAPI document found".into());
    }
    let mut results = generation::all(&documents, options, &folders)?;
    if let Some(folder) = &options.digests {
        digests::write(&results, folder)?;
    }
    if options.compile || options.time {
        compile::check(&mut results, options, &folders)?;
    }
    if options.round_trip {
        round_trip::all(&mut results, options, &folders)?;
    }
    if options.calls {
        calls::all(&mut results, options, &folders)?;
    }
    folders.clean(options)?;
    report::print(&results, options);
    report::write(
        &results,
        &options.tsv.clone().unwrap_or_else(|| folders.tsv()),
    )?;
    let names_are_good = !options.names || report::names(&results, options);
    Ok(expectations::check(&results, options)? && names_are_good)
}
