//! The commands `sdkwright generate`, `check` and `lint`, and `cargo xtask generate` of this repository.

mod color;
mod findings;
mod last_run;
mod progress_bar;
mod run;
mod summary;

pub use color::uses_color;

use crate::diagnostics::{Diagnostics, MessageFormat, RenderOptions, Severity, printable};
use crate::pipeline::{self, Generation, Input, Summary};
use crate::progress::{Progress, Stage};
use crate::write::{self, Written};
use last_run::LastRun;
use run::Run;
use std::collections::BTreeMap;
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
    /// The folder that remembers what was generated, so that it need not be again. Without one, it always is.
    pub cache: Option<PathBuf>,
    /// Overwrite edited files.
    pub force: bool,
    /// Treat warnings as errors.
    pub deny_warnings: bool,
    /// Print errors only, and warnings where they are denied.
    pub quiet: bool,
    /// Show the progress of a run that takes longer than a second, for an output that is a terminal.
    pub shows_progress: bool,
    /// The format of the diagnostics.
    pub format: MessageFormat,
    /// Options of the output for people.
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

/// Where a command prints.
pub struct Output<'o> {
    /// The messages for people.
    pub messages: &'o mut dyn Write,
    /// The diagnostics for programs, in the format of the job.
    pub report: &'o mut dyn Write,
}

/// Generates the SDK and writes it.
///
/// # Errors
/// Where the output cannot be written to.
pub fn generate(job: &Job, out: &mut Output<'_>) -> io::Result<Outcome> {
    let start = Instant::now();
    if let Some((last, files)) = LastRun::same_as(job) {
        let written = Written {
            unchanged: files,
            ..Written::default()
        };
        write!(out.messages, "{}", last.messages)?;
        wrote(&written, start, job, out.messages)?;
        return Ok(Outcome::Fine);
    }
    let mut run = Run::new(generate_in_memory(job, out)?, "; nothing was written");
    let mut messages = Vec::new();
    let is_usable = run.is_usable(job, &mut messages)?;
    out.messages.write_all(&messages)?;
    if is_usable {
        let mut found = Diagnostics::default();
        let written = watched(job, out.messages, |progress| {
            progress.begin(Stage::Write, 0);
            write::write(
                &job.folder,
                &run.generation.files,
                &run.generation.provenance,
                job.force,
                &mut found,
            )
        })?;
        // What is found in the folder, the next run would not find again.
        let is_of_document = found.iter().next().is_none();
        run.report(found, job, out.messages)?;
        match written {
            Some(written) => {
                let mut contents = Vec::new();
                summary::print(job, &run.generation.summary, &mut contents)?;
                out.messages.write_all(&contents)?;
                wrote(&written, start, job, out.messages)?;
                messages.append(&mut contents);
                if is_of_document && let Ok(messages) = String::from_utf8(messages) {
                    LastRun::remember(job, &run.generation, messages);
                }
            }
            None => run.fail(job, out.messages)?,
        }
    }
    run.conclude(&[], job, out)
}

/// Generates the SDK and compares it with the folder. Writes nothing.
///
/// # Errors
/// Where the output cannot be written to.
pub fn check(job: &Job, out: &mut Output<'_>) -> io::Result<Outcome> {
    let mut run = Run::new(generate_in_memory(job, out)?, "; nothing was written");
    if run.is_usable(job, out.messages)? {
        let mut found = Diagnostics::default();
        let checked = write::check(
            &job.folder,
            &run.generation.files,
            &run.generation.provenance,
            &mut found,
        );
        run.report(found, job, out.messages)?;
        match checked {
            Some(checked) => run.compared(&checked, job, out.messages)?,
            None => run.fail(job, out.messages)?,
        }
    }
    run.conclude(&[], job, out)
}

/// Reports problems of the document, values without a type and suspicious names. Generates and writes nothing.
///
/// # Errors
/// Where the output cannot be written to.
pub fn lint(job: &Job, out: &mut Output<'_>) -> io::Result<Outcome> {
    let (generation, findings) = watched(job, out.messages, |progress| {
        pipeline::lint(&job.input, progress)
    })?;
    let mut run = Run::new(generation, "");
    run.is_usable(job, out.messages)?;
    let findings = findings::located(&findings, &run.generation.sources);
    if !job.quiet {
        findings.print(job, out.messages)?;
    }
    run.conclude(&findings.for_programs(), job, out)
}

fn generate_in_memory(job: &Job, out: &mut Output<'_>) -> io::Result<Generation> {
    watched(job, out.messages, |progress| {
        pipeline::generate_with_progress(&job.input, progress)
    })
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
        "{} ({}, {}, {})",
        printable(&document),
        printable(&summary.version),
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

/// Prints what was written.
fn wrote(written: &Written, start: Instant, job: &Job, out: &mut dyn Write) -> io::Result<()> {
    let text = format!("{}: {}", job.folder.display(), counts(written));
    status(job, out, "Writing", &text)?;
    let elapsed = format!("in {} ms", start.elapsed().as_millis());
    status(job, out, "Done", &elapsed)
}

/// `3 files changed, 41 unchanged`.
fn counts(written: &Written) -> String {
    let mut text = format!("{} changed", number(written.written, "file"));
    if written.removed > 0 {
        text += &format!(", {} removed", written.removed);
    }
    text + &format!(", {} unchanged", written.unchanged)
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

/// Returns the codes with their counts: `SW0301 × 2, SW0403 × 28`.
fn counted(codes: impl Iterator<Item = &'static str>) -> String {
    let mut counts = BTreeMap::<_, usize>::new();
    for code in codes {
        *counts.entry(code).or_default() += 1;
    }
    let counts = counts.iter();
    let counts: Vec<String> = counts
        .map(|(code, count)| format!("{code} × {count}"))
        .collect();
    counts.join(", ")
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
