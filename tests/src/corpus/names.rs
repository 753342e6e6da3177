//! Prints the names of many documents that a person would not choose, by cause. `sdkwright::lint` finds them.
//!
//! Types and methods have a limit; members (fields, parameters, variants) are listed without one.

use sdkwright::lint::{Cause, Kind, Names, Suspicious};
use std::collections::BTreeMap;

/// The largest share of suspicious names among types and methods, in percent.
const MOST: f64 = 0.5;

/// Prints the counts by cause with examples. Returns `true` if the share of suspicious types and methods is within the
/// limit.
pub fn report(documents: &[(&str, &Names)], all: bool) -> bool {
    let of = |kinds: &[Kind]| -> usize {
        let counts = documents.iter().map(|(_, names)| &names.counts);
        counts
            .map(|counts| {
                kinds
                    .iter()
                    .filter_map(|kind| counts.get(kind))
                    .sum::<usize>()
            })
            .sum()
    };
    let suspicious = || {
        documents.iter().flat_map(|(document, names)| {
            let found = names.suspicious.iter();
            found.map(move |name| (*document, name))
        })
    };
    let mut by_cause: BTreeMap<(bool, Cause), Vec<(&str, &Suspicious)>> = BTreeMap::new();
    for (document, name) in suspicious() {
        for &cause in &name.causes {
            let key = (name.kind == Kind::Member, cause);
            by_cause.entry(key).or_default().push((document, name));
        }
    }
    for is_member in [false, true] {
        println!();
        println!(
            "names of {}",
            if is_member {
                "members"
            } else {
                "types and methods"
            }
        );
        let mut causes: Vec<_> = by_cause
            .iter()
            .filter(|((member, _), _)| *member == is_member)
            .collect();
        causes.sort_by_key(|(_, found)| std::cmp::Reverse(found.len()));
        for ((_, cause), found) in causes {
            println!("    {:>6} {}", found.len(), cause.description());
            for (document, name) in examples(found, all) {
                println!(
                    "           {document}: {} {} ({})",
                    name.kind.word(),
                    name.name,
                    name.source.trim()
                );
            }
        }
    }
    let limited = suspicious().filter(|(_, name)| is_limited(name)).count();
    let members = suspicious()
        .filter(|(_, name)| name.kind == Kind::Member)
        .count();
    let names = of(&[Kind::Type, Kind::Method]);
    let share = if names == 0 {
        0.0
    } else {
        limited as f64 * 100.0 / names as f64
    };
    println!(
        "{limited} of {names} types and methods have a suspicious name ({share:.2} %, at most {MOST} %); {} of {} members",
        members,
        of(&[Kind::Member]),
    );
    share <= MOST
}

/// Returns all of these names, or a few from all over the documents.
fn examples<'n>(
    found: &'n [(&'n str, &'n Suspicious)],
    all: bool,
) -> impl Iterator<Item = &'n (&'n str, &'n Suspicious)> {
    const FEW: usize = 8;
    let step = if all {
        1
    } else {
        found.len().div_ceil(FEW).max(1)
    };
    found.iter().step_by(step)
}

/// Returns `true` if the limit covers a name.
fn is_limited(name: &Suspicious) -> bool {
    let is_the_documents = name
        .causes
        .iter()
        .all(|cause| *cause == Cause::LongInDocument);
    name.kind != Kind::Member && !is_the_documents
}
