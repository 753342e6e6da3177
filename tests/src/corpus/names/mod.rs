//! Lists names that a person would not choose, by cause.
//!
//! Input: the planned model of each document. `collect` pairs each name with the texts of the document that it is made
//! of, `causes` decides what is wrong with it, and this module counts and prints. Types and methods have a limit;
//! members (fields, parameters, variants) are listed without one.

mod causes;
mod collect;

pub use collect::names;

use causes::Cause;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The largest share of suspicious names among types and methods, in percent.
const MOST: f64 = 0.5;

/// The names of one document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Names {
    /// The number of names, by kind.
    pub counts: BTreeMap<Kind, usize>,
    /// The names that a person would not choose.
    pub suspicious: Vec<Suspicious>,
}

/// What has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// A model, a handle, a request builder, an enum of an operation.
    Type,
    /// A method of the client or of a handle.
    Method,
    /// A field, a parameter, a variant.
    Member,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Method => "method",
            Self::Member => "member",
        }
    }
}

/// A name that a person would not choose.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Suspicious {
    /// What has it.
    pub kind: Kind,
    /// The name.
    pub name: String,
    /// The texts of the document that it is made of.
    pub source: String,
    /// What is wrong with it.
    pub causes: Vec<Cause>,
}

impl Suspicious {
    /// Returns `true` if the limit covers it.
    fn is_limited(&self) -> bool {
        let is_the_documents = self
            .causes
            .iter()
            .all(|cause| *cause == Cause::LongInDocument);
        self.kind != Kind::Member && !is_the_documents
    }
}

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
    let limited = suspicious().filter(|(_, name)| name.is_limited()).count();
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
