//! Compares the failures of a run with the list of known failures.
//!
//! The list is a TOML file of `[[known]]` tables: `document`, `kind` (`refused`, `panic`, `timeout`, `compile`,
//! `round-trip`, `call`), the `schema` of a round trip or the `operation` of a call, and the `reason`. A failure that is
//! not listed fails the run, and so does an entry that no longer applies. An operation that is not called has failed.

use super::Failure;
use super::folders::repository;
use super::generation::Outcome;
use super::isolated::Isolated;
use super::options::Options;
use std::collections::BTreeSet;
use std::fs;
use toml_edit::{DocumentMut, Item};

/// The largest number of failures that are listed.
const MOST: usize = 20;

/// A failure of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct KnownFailure {
    document: String,
    kind: String,
    /// The schema or the operation, if it is one of several.
    part: String,
}

/// Returns `true` if the failures of this run are exactly the known ones. Prints the differences.
pub fn check(results: &[Outcome], options: &Options) -> Result<bool, Failure> {
    let path = match &options.expectations {
        Some(path) => path.clone(),
        None => repository()?.join("tests/corpus-expectations.toml"),
    };
    let known = known(&fs::read_to_string(&path)?)?;
    let seen: BTreeSet<KnownFailure> = results.iter().flat_map(failures).collect();
    let names: BTreeSet<&str> = results
        .iter()
        .map(|result| result.document.name.as_str())
        .collect();
    let was_tested = |failure: &KnownFailure| {
        names.contains(failure.document.as_str())
            && match failure.kind.as_str() {
                "compile" => options.compile || options.time,
                "round-trip" => options.round_trip && options.sample.is_none(),
                "call" => options.calls,
                _ => true,
            }
    };
    let unexpected: Vec<&KnownFailure> = seen.difference(&known).collect();
    let outdated: Vec<&KnownFailure> = known
        .difference(&seen)
        .filter(|failure| was_tested(failure))
        .collect();
    list("fails, and is not listed", &unexpected);
    list("is listed, and no longer fails", &outdated);
    if !unexpected.is_empty() || !outdated.is_empty() {
        println!("the list: {}", path.display());
    }
    Ok(unexpected.is_empty() && outdated.is_empty())
}

fn list(what: &str, failures: &[&KnownFailure]) {
    for failure in failures.iter().take(MOST) {
        println!(
            "{what}: {} {} {}",
            failure.document, failure.kind, failure.part
        );
    }
    if let Some(more) = failures.len().checked_sub(MOST).filter(|more| *more > 0) {
        println!("{what}: {more} more, which are in the TSV");
    }
}

fn known(text: &str) -> Result<BTreeSet<KnownFailure>, Failure> {
    let document: DocumentMut = text.parse()?;
    let Some(entries) = document.get("known").and_then(Item::as_array_of_tables) else {
        return Ok(BTreeSet::new());
    };
    entries
        .iter()
        .map(|entry| {
            let field = |key: &str| entry.get(key).and_then(Item::as_str).map(str::to_owned);
            field("reason").ok_or("an entry of the expectations has no `reason`")?;
            Ok(KnownFailure {
                document: field("document")
                    .ok_or("an entry of the expectations has no `document`")?,
                kind: field("kind").ok_or("an entry of the expectations has no `kind`")?,
                part: field("schema")
                    .or_else(|| field("operation"))
                    .unwrap_or_default(),
            })
        })
        .collect()
}

fn failures(result: &Outcome) -> Vec<KnownFailure> {
    let failure = |kind: &str, part: &str| KnownFailure {
        document: result.document.name.clone(),
        kind: kind.to_owned(),
        part: part.to_owned(),
    };
    let mut found = Vec::new();
    match &result.generated {
        Isolated::Finished(generated) if generated.refused.is_empty() => {}
        Isolated::Finished(_) => found.push(failure("refused", "")),
        Isolated::Crashed(_) => found.push(failure("panic", "")),
        Isolated::TimedOut => found.push(failure("timeout", "")),
    }
    if result
        .compiled
        .as_ref()
        .is_some_and(|compiled| !compiled.passed)
    {
        found.push(failure("compile", ""));
    }
    match &result.round_trip {
        Some(Isolated::Finished(trip)) => found.extend(
            trip.failed
                .iter()
                .map(|(schema, _)| failure("round-trip", schema)),
        ),
        Some(_) => found.push(failure("round-trip", "")),
        None => {}
    }
    match &result.calls {
        Some(Isolated::Finished(called)) => found.extend(
            // An operation that cannot be called needs a reason too.
            called
                .failed
                .iter()
                .chain(&called.skipped)
                .map(|(operation, _)| failure("call", operation)),
        ),
        Some(_) => found.push(failure("call", "")),
        None => {}
    }
    found
}
