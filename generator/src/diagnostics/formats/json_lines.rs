//! JSON lines: an object for each diagnostic, then one for the run. docs/command.md describes them.

use super::super::locate::{Located, LocatedDiagnostic, Spot, locate, locate_places};
use super::super::{Diagnostics, Place, Severity, Sources};
use super::{file_of, json};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// The end of a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Conclusion {
    /// Whether the command succeeded.
    pub is_success: bool,
    /// The number of files that differ, of the command `check`.
    pub differing_files: Option<usize>,
}

#[derive(Serialize)]
struct DiagnosticLine<'a> {
    r#type: &'static str,
    code: &'static str,
    severity: String,
    title: &'static str,
    message: &'a str,
    label: Option<&'a str>,
    help: &'a str,
    place: JsonPlace,
    related: Vec<RelatedPlace<'a>>,
}

#[derive(Serialize)]
struct RelatedPlace<'a> {
    label: &'a str,
    place: JsonPlace,
}

/// A place, as it is in JSON.
#[derive(Clone, Debug, Serialize)]
pub struct JsonPlace {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    pointer: Option<String>,
}

#[derive(Serialize)]
struct SummaryLine {
    r#type: &'static str,
    outcome: &'static str,
    errors: usize,
    warnings: usize,
    codes: BTreeMap<&'static str, usize>,
    differing_files: Option<usize>,
}

/// Returns a line for each diagnostic, in the order of their places; then `more` lines, and one about the run.
pub fn json_lines(
    diagnostics: &Diagnostics,
    sources: &Sources,
    more: &[impl Serialize],
    conclusion: Conclusion,
) -> String {
    let located = locate(diagnostics.iter(), sources);
    let lines = located.diagnostics.iter();
    let mut text: String = lines.map(|one| json(&line(one, &located)) + "\n").collect();
    text.extend(more.iter().map(|object| json(object) + "\n"));
    let mut codes = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        *codes.entry(diagnostic.code.id()).or_default() += 1;
    }
    let summary = SummaryLine {
        r#type: "summary",
        outcome: if conclusion.is_success {
            "success"
        } else {
            "failure"
        },
        errors: diagnostics.count(Severity::Error),
        warnings: diagnostics.count(Severity::Warning),
        codes,
        differing_files: conclusion.differing_files,
    };
    text + &json(&summary) + "\n"
}

fn line<'a>(one: &'a LocatedDiagnostic<'_>, located: &Located<'_, '_>) -> DiagnosticLine<'a> {
    let diagnostic = one.diagnostic;
    let related = one.related.iter().map(|(label, spot)| RelatedPlace {
        label,
        place: place(spot, located),
    });
    DiagnosticLine {
        r#type: "diagnostic",
        code: diagnostic.code.id(),
        severity: diagnostic.severity.to_string(),
        title: diagnostic.code.title(),
        message: &diagnostic.message,
        label: diagnostic.label.as_deref(),
        help: diagnostic.help_line(),
        place: place(&one.spot, located),
        related: related.collect(),
    }
}

/// Returns places as they are in JSON.
pub fn json_places(places: &[Place], sources: &Sources) -> Vec<JsonPlace> {
    let (located, spots) = locate_places(places, sources);
    spots.iter().map(|spot| place(spot, &located)).collect()
}

/// Formats a place as in the human output: `api.yaml:12:5`.
impl fmt::Display for JsonPlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(formatter, ":{line}:{column}")?;
        }
        Ok(())
    }
}

fn place(spot: &Spot, located: &Located<'_, '_>) -> JsonPlace {
    let position = located.position(spot);
    let pointer = match spot {
        Spot::File(_) => None,
        Spot::Text(text) => text.pointer.clone(),
    };
    JsonPlace {
        file: file_of(located, spot),
        line: position.map(|(start, _)| start.line),
        column: position.map(|(start, _)| start.column),
        end_line: position.map(|(_, end)| end.line),
        end_column: position.map(|(_, end)| end.column),
        pointer,
    }
}
