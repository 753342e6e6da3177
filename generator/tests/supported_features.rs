//! Checks `docs/supported.md`: each row is complete, and each fixture, test and diagnostic that it names exists.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use sdkwright::diagnostics::Code;
use std::fs;
use std::path::{Path, PathBuf};

/// A row of one of the tables.
struct Row<'p> {
    feature: &'p str,
    support: &'p str,
    note: &'p str,
    shown_by: &'p str,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn page() -> String {
    fs::read_to_string(root().join("docs/supported.md")).unwrap()
}

/// Returns the rows of all tables, without the two lines at the head of each.
fn rows(page: &str) -> Vec<Row<'_>> {
    let lines = page.lines().filter(|line| line.starts_with('|'));
    let cells = lines.map(|line| {
        let inside = line.trim_matches('|');
        inside.split('|').map(str::trim).collect::<Vec<_>>()
    });
    let rows = cells.filter(|cells| cells[0] != "Feature" && !cells[0].starts_with("---"));
    rows.map(|cells| {
        assert_eq!(cells.len(), 5, "a row has five cells: {cells:?}");
        Row {
            feature: cells[0],
            support: cells[2],
            note: cells[3],
            shown_by: cells[4],
        }
    })
    .collect()
}

/// Returns the texts between backticks.
fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Returns the problem with a fixture or with a test (`file::name`), if there is one.
fn missing(evidence: &str) -> Option<String> {
    let (path, test) = match evidence.split_once("::") {
        Some((path, test)) => (path, Some(test)),
        None => (evidence, None),
    };
    let file = root().join(path);
    if !file.exists() {
        return Some(format!("`{path}` does not exist"));
    }
    let test = test?;
    let is_there =
        fs::read_to_string(&file).is_ok_and(|text| text.contains(&format!("fn {test}()")));
    (!is_there).then(|| format!("`{path}` has no test `{test}`"))
}

#[test]
fn the_named_fixtures_and_tests_exist() {
    let page = page();
    let rows = rows(&page);
    assert!(rows.len() > 100, "the tables of the page were not found");
    let mut problems = Vec::new();
    for row in &rows {
        let evidence: Vec<&str> = code_spans(row.shown_by).collect();
        if evidence.is_empty() && row.shown_by != "none" {
            problems.push(format!("{}: `Shown by` is empty", row.feature));
        }
        let missing = evidence.into_iter().filter_map(missing);
        problems.extend(missing.map(|problem| format!("{}: {problem}", row.feature)));
    }
    assert!(
        problems.is_empty(),
        "docs/supported.md:\n{}",
        problems.join("\n")
    );
}

#[test]
fn what_is_missing_is_explained() {
    for row in rows(&page()) {
        let is_explained = match row.support {
            "yes" => true,
            "partly" | "no" => !row.note.is_empty(),
            other => panic!(
                "{}: support is yes, partly or no, not `{other}`",
                row.feature
            ),
        };
        assert!(is_explained, "{}: what is missing?", row.feature);
    }
}

#[test]
fn the_named_diagnostics_exist() {
    let page = page();
    for id in page.match_indices("SW0").map(|(at, _)| &page[at..at + 6]) {
        assert!(Code::ALL.iter().any(|code| code.id() == id), "{id}");
    }
}
