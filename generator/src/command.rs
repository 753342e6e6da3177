//! The commands `sdkwright generate` and `check`, and `cargo xtask generate` of this repository.
//!
//! All output goes to one writer, so that tests can read it.

mod progress_bar;
mod summary;

use crate::diagnostics::{self, Code, Diagnostics, RenderOptions, Severity, Sources};
use crate::pipeline::{self, Generation, Input, Summary};
use crate::progress::{Progress, Stage};
use crate::write::{self, Checked, Written};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Instant;

/// The parameters of a command.
#[derive(Clone, Debug, Default)]
pub struct Job {
    /// The inputs of the SDK.
    pub input: Input,
    /// The output folder.
    pub folder: PathBuf,
    /// The name of the document in the output; by default its path.
    pub document_name: Option<String>,
    /// The command line that writes the SDK, for help messages.
    pub command_line: String,
    /// Overwrite edited files.
    pub force: bool,
    /// Treat warnings as errors.
    pub deny_warnings: bool,
    /// Print errors only, and warnings where they are denied.
    pub quiet: bool,
    /// Show the progress of a run that takes longer than a second, for an output that is a terminal.
    pub shows_progress: bool,
    /// Options of the output.
    pub options: RenderOptions,
}

/// The result of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Success.
    Fine,
    /// There are errors or differences.
    Failed,
}

/// Generates the SDK and writes it.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn generate(job: &Job, out: &mut dyn Write) -> io::Result<Outcome> {
    let start = Instant::now();
    let Some(mut generation) = generate_in_memory(job, out)? else {
        return Ok(Outcome::Failed);
    };
    let mut found = Diagnostics::default();
    let written = watched(job, out, |progress| {
        progress.begin(Stage::Write, 0);
        write::write(
            &job.folder,
            &generation.files,
            &generation.provenance,
            job.force,
            &mut found,
        )
    })?;
    print_diagnostics(&found, &mut generation.sources, job, out)?;
    let Some(written) = written else {
        return failed(&found, job, out);
    };
    summary::print(job, &generation.summary, out)?;
    status(
        job,
        out,
        "Writing",
        &format!("{}: {}", job.folder.display(), counts(&written)),
    )?;
    status(
        job,
        out,
        "Done",
        &format!("in {} ms", start.elapsed().as_millis()),
    )?;
    Ok(Outcome::Fine)
}

/// Generates the SDK and compares it with the folder. Writes nothing.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn check(job: &Job, out: &mut dyn Write) -> io::Result<Outcome> {
    let Some(mut generation) = generate_in_memory(job, out)? else {
        return Ok(Outcome::Failed);
    };
    let mut found = Diagnostics::default();
    let checked = write::check(
        &job.folder,
        &generation.files,
        &generation.provenance,
        &mut found,
    );
    print_diagnostics(&found, &mut generation.sources, job, out)?;
    match checked {
        None => failed(&found, job, out),
        Some(checked) if checked.differences.is_empty() => {
            status(
                job,
                out,
                "Checked",
                &format!(
                    "{}: {}",
                    job.folder.display(),
                    files(generation.files.len(), "is up to date", "are up to date")
                ),
            )?;
            Ok(Outcome::Fine)
        }
        Some(checked) => {
            differences(job, &checked, out)?;
            Ok(Outcome::Failed)
        }
    }
}

/// Generates the SDK in memory. Returns `None` after an error, which has been printed.
fn generate_in_memory(job: &Job, out: &mut dyn Write) -> io::Result<Option<Generation>> {
    let mut generation = watched(job, out, |progress| {
        pipeline::generate_with_progress(&job.input, progress)
    })?;
    if generation.summary != Summary::default() {
        status(job, out, "Reading", &reading(job, &generation.summary))?;
    }
    let diagnostics = std::mem::take(&mut generation.diagnostics);
    print_diagnostics(&diagnostics, &mut generation.sources, job, out)?;
    let denied = job.deny_warnings && diagnostics.iter().next().is_some();
    if diagnostics.has_errors() || denied {
        failed(&diagnostics, job, out)?;
        return Ok(None);
    }
    let warnings = diagnostics.iter().count();
    if warnings > 0 && !job.quiet {
        headline(
            job,
            out,
            Severity::Warning,
            &format!("{}, {}", number(warnings, "warning"), by_code(&diagnostics)),
        )?;
    }
    Ok(Some(generation))
}

/// Does a part of the run, and shows its progress if it takes long.
fn watched<T: Send>(
    job: &Job,
    out: &mut dyn Write,
    work: impl FnOnce(&Progress) -> T + Send,
) -> io::Result<T> {
    let progress = Progress::default();
    if job.shows_progress && !job.quiet {
        progress_bar::show(&progress, out, || work(&progress))
    } else {
        Ok(work(&progress))
    }
}

/// `spec/api.yaml (OpenAPI 3.0.0, 4 operations, 12 schemas), 1 overlay, 15 corrections`.
fn reading(job: &Job, summary: &Summary) -> String {
    let document = match &job.document_name {
        Some(name) => name.clone(),
        None => job.input.document.to_string(),
    };
    let mut text = format!(
        "{document} ({}, {}, {})",
        summary.version,
        number(summary.operations, "operation"),
        number(summary.schemas, "schema"),
    );
    if summary.overlays.overlays > 0 {
        text += &format!(
            ", {}, {}",
            number(summary.overlays.overlays, "overlay"),
            number(summary.overlays.corrections, "correction"),
        );
    }
    text
}

/// `3 files changed, 41 unchanged`.
fn counts(written: &Written) -> String {
    let mut text = format!("{} changed", number(written.written, "file"));
    if written.removed > 0 {
        text += &format!(", {} removed", written.removed);
    }
    text + &format!(", {} unchanged", written.unchanged)
}

fn differences(job: &Job, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
    let headline_text = format!(
        "{} is out of date with {}: {}",
        job.folder.display(),
        job.document_name
            .clone()
            .unwrap_or_else(|| job.input.document.to_string()),
        files(checked.differences.len(), "differs", "differ"),
    );
    headline(job, out, Severity::Error, &headline_text)?;
    let limit = if job.options.all { usize::MAX } else { 20 };
    for difference in checked.differences.iter().take(limit) {
        for line in difference.to_string().lines() {
            writeln!(out, "  {line}")?;
        }
    }
    if checked.differences.len() > limit {
        writeln!(
            out,
            "  … and {} more",
            number(checked.differences.len() - limit, "file")
        )?;
    }
    let force = if checked.needs_force { " --force" } else { "" };
    let why = if checked.needs_force {
        " (it overwrites edited files)"
    } else {
        ""
    };
    writeln!(
        out,
        "{}: run `{}{force}`{why}",
        job.options.paint("help", HELP),
        job.command_line
    )
}

fn print_diagnostics(
    diagnostics: &Diagnostics,
    sources: &mut Sources,
    job: &Job,
    out: &mut dyn Write,
) -> io::Result<()> {
    let shown = if job.quiet && !job.deny_warnings {
        &diagnostics.errors()
    } else {
        diagnostics
    };
    write!(out, "{}", diagnostics::render(shown, sources, &job.options))
}

fn failed(diagnostics: &Diagnostics, job: &Job, out: &mut dyn Write) -> io::Result<Outcome> {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let mut text = match (errors, warnings) {
        (0, warnings) => format!("{}, and warnings are denied", number(warnings, "warning")),
        (errors, 0) => number(errors, "error"),
        (errors, warnings) => format!(
            "{}, {}",
            number(errors, "error"),
            number(warnings, "warning")
        ),
    };
    text += "; nothing was written";
    headline(job, out, Severity::Error, &text)?;
    if let Some(options) = options_that_allow(diagnostics) {
        let help = job.options.paint("help", HELP);
        writeln!(
            out,
            "{help}: `{options}` generates the SDK without what these errors are about"
        )?;
    }
    Ok(Outcome::Failed)
}

/// Returns the options with which the errors are warnings, if they all can be.
fn options_that_allow(diagnostics: &Diagnostics) -> Option<String> {
    let errors = diagnostics.iter();
    let errors = errors.filter(|diagnostic| diagnostic.severity == Severity::Error);
    let codes: BTreeSet<Code> = errors.map(|diagnostic| diagnostic.code).collect();
    let can_be_allowed = |code: &Code| code.severity() == Severity::Error && code.is_recoverable();
    if codes.is_empty() || !codes.iter().all(can_be_allowed) {
        return None;
    }
    let options = codes.iter().map(|code| format!("--allow {}", code.id()));
    Some(options.collect::<Vec<_>>().join(" "))
}

/// `SW0403 28 times, SW0301 twice`.
fn by_code(diagnostics: &Diagnostics) -> String {
    let mut counts = std::collections::BTreeMap::<_, usize>::new();
    for diagnostic in diagnostics.iter() {
        *counts.entry(diagnostic.code.id()).or_default() += 1;
    }
    let counts: Vec<String> = counts
        .into_iter()
        .map(|(code, count)| format!("{code} × {count}"))
        .collect();
    counts.join(", ")
}

const GREEN: &str = "\u{1b}[1;32m";
const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const HELP: &str = "\u{1b}[1;36m";

fn status(job: &Job, out: &mut dyn Write, verb: &str, text: &str) -> io::Result<()> {
    status_in(job, out, GREEN, verb, text)
}

fn status_in(
    job: &Job,
    out: &mut dyn Write,
    color: &str,
    verb: &str,
    text: &str,
) -> io::Result<()> {
    if job.quiet {
        return Ok(());
    }
    writeln!(
        out,
        "{} {text}",
        job.options.paint(&format!("{verb:>11}"), color)
    )
}

fn headline(job: &Job, out: &mut dyn Write, severity: Severity, text: &str) -> io::Result<()> {
    let word = match severity {
        Severity::Error => job.options.paint("error", RED),
        Severity::Warning => job.options.paint("warning", YELLOW),
    };
    writeln!(out, "{word}: {text}")
}

fn number(count: usize, what: &str) -> String {
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count} {what}s")
    }
}

fn files(count: usize, one: &str, many: &str) -> String {
    if count == 1 {
        format!("1 file {one}")
    } else {
        format!("{count} files {many}")
    }
}
