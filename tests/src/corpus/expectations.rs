//! What is known to fall short, and does it still?
//!
//! The list is a TOML file of `[[known]]` tables: `document`, `kind` (`refused`, `panic`, `timeout`, `compile`, `round-trip`), for a round trip
//! the `schema`, and the `reason`. A failure that is not listed fails the run; so does an entry that no longer applies.

use super::Failure;
use super::generation::Outcome;
use super::isolated::Isolated;
use super::options::Options;
use super::places::repository;
use std::collections::BTreeSet;
use std::fs;
use toml_edit::{DocumentMut, Item};

/// How many are told one by one.
const MOST: usize = 20;

/// One thing that falls short: document, kind, schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shortfall {
    document: String,
    kind: String,
    schema: String,
}

/// Whether everything that falls short was known, and everything known falls short. Says what differs.
pub fn check(results: &[Outcome], options: &Options) -> Result<bool, Failure> {
    let path = match &options.expectations {
        Some(path) => path.clone(),
        None => repository()?.join("tests/corpus-expectations.toml"),
    };
    let known = known(&fs::read_to_string(&path)?)?;
    let seen: BTreeSet<Shortfall> = results.iter().flat_map(shortfalls).collect();
    let names: BTreeSet<&str> = results
        .iter()
        .map(|result| result.document.name.as_str())
        .collect();
    let asked = |shortfall: &Shortfall| {
        names.contains(shortfall.document.as_str())
            && match shortfall.kind.as_str() {
                "compile" => options.compile || options.time,
                "round-trip" => options.round_trip && options.sample.is_none(),
                _ => true,
            }
    };
    let unexpected: Vec<&Shortfall> = seen.difference(&known).collect();
    let outdated: Vec<&Shortfall> = known
        .difference(&seen)
        .filter(|shortfall| asked(shortfall))
        .collect();
    list("falls short, and is not listed", &unexpected);
    list("is listed, and no longer falls short", &outdated);
    if !unexpected.is_empty() || !outdated.is_empty() {
        println!("the list: {}", path.display());
    }
    Ok(unexpected.is_empty() && outdated.is_empty())
}

fn list(what: &str, shortfalls: &[&Shortfall]) {
    for shortfall in shortfalls.iter().take(MOST) {
        println!(
            "{what}: {} {} {}",
            shortfall.document, shortfall.kind, shortfall.schema
        );
    }
    if let Some(more) = shortfalls.len().checked_sub(MOST).filter(|more| *more > 0) {
        println!("{what}: {more} more, which are in the TSV");
    }
}

fn known(text: &str) -> Result<BTreeSet<Shortfall>, Failure> {
    let document: DocumentMut = text.parse()?;
    let Some(entries) = document.get("known").and_then(Item::as_array_of_tables) else {
        return Ok(BTreeSet::new());
    };
    entries
        .iter()
        .map(|entry| {
            let field = |key: &str| entry.get(key).and_then(Item::as_str).map(str::to_owned);
            field("reason").ok_or("an entry of the expectations has no `reason`")?;
            Ok(Shortfall {
                document: field("document")
                    .ok_or("an entry of the expectations has no `document`")?,
                kind: field("kind").ok_or("an entry of the expectations has no `kind`")?,
                schema: field("schema").unwrap_or_default(),
            })
        })
        .collect()
}

fn shortfalls(result: &Outcome) -> Vec<Shortfall> {
    let shortfall = |kind: &str, schema: &str| Shortfall {
        document: result.document.name.clone(),
        kind: kind.to_owned(),
        schema: schema.to_owned(),
    };
    let mut found = Vec::new();
    match &result.generated {
        Isolated::Finished(generated) if generated.refused.is_empty() => {}
        Isolated::Finished(_) => found.push(shortfall("refused", "")),
        Isolated::Crashed(_) => found.push(shortfall("panic", "")),
        Isolated::TimedOut => found.push(shortfall("timeout", "")),
    }
    if result
        .compiled
        .as_ref()
        .is_some_and(|compiled| !compiled.passed)
    {
        found.push(shortfall("compile", ""));
    }
    match &result.round_trip {
        Some(Isolated::Finished(trip)) => found.extend(
            trip.failed
                .iter()
                .map(|(schema, _)| shortfall("round-trip", schema)),
        ),
        Some(_) => found.push(shortfall("round-trip", "")),
        None => {}
    }
    found
}
