//! What the crate contains, and what it does not.

use super::{Job, YELLOW, counted, number, status, status_in};
use crate::pipeline::Summary;
use std::io::{self, Write};

/// Prints a line on what the crate contains, and one on what it does not.
pub fn print(job: &Job, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    status(job, out, "Generated", &contents(summary))?;
    match missing(summary).as_str() {
        "" => Ok(()),
        missing => status_in(job, out, YELLOW, "Left out", missing),
    }
}

/// Returns `4 operations in 1 resource, 12 models, 1 paginated list`.
fn contents(summary: &Summary) -> String {
    let contents = &summary.contents;
    let mut parts = Vec::new();
    if contents.operations > 0 {
        let resources = number(contents.resources, "resource");
        parts.push(format!(
            "{} in {resources}",
            number(contents.operations, "operation")
        ));
    }
    let others = [
        (contents.models, "model"),
        (contents.paginated_lists, "paginated list"),
        (contents.streams, "stream"),
        (contents.webhooks, "webhook"),
    ];
    let others = others.into_iter().filter(|(count, _)| *count > 0);
    parts.extend(others.map(|(count, what)| number(count, what)));
    match parts.as_slice() {
        [] => "a crate without operations and models".to_owned(),
        parts => parts.join(", "),
    }
}

/// Returns `2 operations that cannot be called (SW0409 × 2), 700 that the configuration does not select`.
fn missing(summary: &Summary) -> String {
    let mut parts = Vec::new();
    if !summary.left_out.is_empty() {
        parts.push(format!(
            "{} that cannot be called ({}; README.md lists them)",
            number(summary.left_out.len(), "operation"),
            counted(summary.left_out.iter().copied())
        ));
    }
    if summary.not_selected > 0 {
        let count = number(summary.not_selected, "operation");
        parts.push(format!("{count} that the configuration does not select"));
    }
    parts.join(", ")
}
