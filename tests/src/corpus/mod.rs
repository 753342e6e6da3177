//! `cargo xtask corpus`: the generator over real documents.
//!
//! What is asked of a document is asked in a process of its own (`ask`), so that a panic, a stack that overflows or a
//! document that never ends is an answer like any other, and the peak of memory is the document's alone:
//!
//! 1. `generation`: does it generate, and what became of it (`census`)?
//! 2. `compile`: do the crates compile, without a warning?
//! 3. `round_trip`: does JSON that the document describes (`schemas`, `instances`) survive the generated types?
//!
//! `digests` keeps what was generated for a comparison with another commit, `report` says what came out, and `expectations` whether it was known.

mod census;
mod compile;
mod described;
mod digests;
mod expectations;
mod families;
mod find;
mod generation;
mod instances;
mod isolated;
mod loss;
mod merged;
mod options;
mod parallel;
mod places;
mod programs;
mod report;
mod round_trip;
mod schemas;
mod texts;
mod wrapper;

pub use find::{Document, documents};
pub use generation::{Generated, Outcome, generate};

use crate::process::Failure;
use clap::Parser as _;
use options::{Command, Options};
use std::process::ExitCode;

/// The command.
pub fn main() -> ExitCode {
    if let Some(code) = wrapper::as_rustc() {
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
            out,
            digest,
        }) => {
            isolated::print(&generation::generate_into(
                document,
                root,
                name,
                out.as_deref(),
                *digest,
            )?)?;
            Ok(true)
        }
        Some(Command::RoundTrip { task }) => {
            isolated::print(&round_trip::run(task)?)?;
            Ok(true)
        }
        Some(Command::Compare {
            before,
            after,
            most,
        }) => digests::compare(before, after, *most),
        None => whole(&options),
    }
}

/// Asks every question that the options name of every document, and reports.
fn whole(options: &Options) -> Result<bool, Failure> {
    if let Some(folder) = &options.digests {
        digests::ensure_empty(folder)?;
    }
    let places = places::Places::new()?;
    let documents = find::documents(&options.folders)?;
    if documents.is_empty() {
        return Err("no OpenAPI document found".into());
    }
    let mut results = generation::all(&documents, options, &places)?;
    if let Some(folder) = &options.digests {
        digests::write(&results, folder)?;
    }
    if options.compile || options.time {
        compile::check(&mut results, options, &places)?;
    }
    if options.round_trip {
        round_trip::all(&mut results, options, &places)?;
    }
    places.clean(options)?;
    report::print(&results, options);
    report::write(
        &results,
        &options.tsv.clone().unwrap_or_else(|| places.tsv()),
    )?;
    expectations::check(&results, options)
}
