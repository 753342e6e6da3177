//! What `lint` prints beside the diagnostics: values without a type, and suspicious names.

use super::{Job, number, status};
use crate::diagnostics::{JsonPlace, Place, Sources, json_places, printable};
use crate::lint::{Findings, Suspicious, UntypedValue};
use crate::model::Untyped;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Findings of one kind that are printed unless all of them are.
const SHOWN_OF_A_KIND: usize = 3;

/// Findings with their places.
pub(super) struct LocatedFindings<'f> {
    findings: &'f Findings,
    /// The places of the values without a type, in their order.
    places: Vec<JsonPlace>,
}

/// Locates the findings.
pub(super) fn located<'f>(findings: &'f Findings, sources: &Sources) -> LocatedFindings<'f> {
    let values = findings.values.untyped.iter();
    let places: Vec<Place> = values
        .map(|value| Place::Document(value.at.clone()))
        .collect();
    LocatedFindings {
        findings,
        places: json_places(&places, sources),
    }
}

impl LocatedFindings<'_> {
    fn untyped(&self) -> impl Iterator<Item = (&UntypedValue, &JsonPlace)> {
        self.findings.values.untyped.iter().zip(&self.places)
    }

    /// Returns an object for each finding. docs/command.md describes them.
    pub fn for_programs(&self) -> Vec<Value> {
        let untyped = self.untyped().map(|(value, place)| {
            json!({
                "type": "untyped",
                "owner": value.owner,
                "reason": value.reason(),
                "described": matches!(value.why, Untyped::Recoverable(_)),
                "place": place,
            })
        });
        let names = self.findings.names.suspicious.iter().map(|name| {
            json!({
                "type": "name",
                "kind": name.kind.word(),
                "name": name.name,
                "source": name.source.trim(),
                "causes": causes(name),
            })
        });
        untyped.chain(names).collect()
    }

    /// Prints the findings for people.
    pub fn print(&self, job: &Job, out: &mut dyn Write) -> io::Result<()> {
        let values = &self.findings.values;
        let mut by_reason: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (value, place) in self.untyped() {
            let line = format!("{} ({place})", value.owner);
            by_reason.entry(value.reason()).or_default().push(line);
        }
        let count = values.untyped.len();
        let text = format!("{count} of {}", number(values.count, "value"));
        status(job, out, "Untyped", &text)?;
        groups(job, out, by_reason)?;
        let names = &self.findings.names;
        let mut by_cause: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for name in &names.suspicious {
            let line = format!(
                "{} {} ({})",
                name.kind.word(),
                name.name,
                name.source.trim()
            );
            for cause in causes(name) {
                by_cause.entry(cause).or_default().push(line.clone());
            }
        }
        let all: usize = names.counts.values().sum();
        let text = format!("{} of {}", names.suspicious.len(), number(all, "name"));
        status(job, out, "Suspicious", &text)?;
        groups(job, out, by_cause)
    }
}

fn causes(name: &Suspicious) -> Vec<&'static str> {
    let causes = name.causes.iter();
    causes.map(|cause| cause.description()).collect()
}

/// Prints findings by their reasons, the most frequent one first.
fn groups(
    job: &Job,
    out: &mut dyn Write,
    by_reason: BTreeMap<&str, Vec<String>>,
) -> io::Result<()> {
    let mut groups: Vec<_> = by_reason.into_iter().collect();
    groups.sort_by_key(|(_, lines)| std::cmp::Reverse(lines.len()));
    for (reason, lines) in groups {
        writeln!(out, "{:>11} × {reason}", lines.len())?;
        let shown = if job.options.all {
            lines.len()
        } else {
            SHOWN_OF_A_KIND
        };
        for line in lines.iter().take(shown) {
            writeln!(out, "{:>15}{}", "", printable(line))?;
        }
        if lines.len() > shown {
            let more = lines.len() - shown;
            writeln!(out, "{:>15}… and {more} more", "")?;
        }
    }
    Ok(())
}
