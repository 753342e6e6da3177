//! Workflow commands of GitHub Actions: `::error file=…,line=…::message`.

use super::super::locate::{Located, LocatedDiagnostic, locate};
use super::super::printable::printable;
use super::super::{Diagnostics, Sources};
use super::file_of;
use std::fmt::Write as _;

/// Returns a command for each diagnostic, in the order of their places.
pub fn github_annotations(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let located = locate(diagnostics.iter(), sources);
    let all = located.diagnostics.iter();
    all.map(|one| command(one, &located)).collect()
}

fn command(one: &LocatedDiagnostic<'_>, located: &Located<'_, '_>) -> String {
    let diagnostic = one.diagnostic;
    let mut text = format!(
        "::{} file={}",
        diagnostic.severity,
        property(&file_of(located, &one.spot))
    );
    if let Some((start, end)) = located.position(&one.spot) {
        let _ = write!(text, ",line={},endLine={}", start.line, end.line);
        // Columns of different lines are not accepted.
        if start.line == end.line {
            let _ = write!(text, ",col={},endColumn={}", start.column, end.column);
        }
    }
    let code = diagnostic.code;
    let title = format!("{}: {}", code.id(), code.title());
    let mut lines = vec![printable(&diagnostic.message).into_owned()];
    for (label, spot) in &one.related {
        let file = file_of(located, spot);
        let at = located.position(spot).map_or_else(
            || file.clone(),
            |(start, _)| format!("{file}:{}:{}", start.line, start.column),
        );
        lines.push(format!("{}: {}", printable(label), printable(&at)));
    }
    lines.push(format!("help: {}", printable(diagnostic.help_line())));
    let _ = writeln!(
        text,
        ",title={}::{}",
        property(&title),
        data(&lines.join("\n"))
    );
    text
}

/// Escapes the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes the value of a property of a command.
fn property(text: &str) -> String {
    data(&printable(text))
        .replace(':', "%3A")
        .replace(',', "%2C")
}
