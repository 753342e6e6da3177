//! A run of a command: its diagnostics, and what is printed about them.

use super::{HELP, Job, Outcome, Output, counted, files, headline, number, reading, status};
use crate::diagnostics::{self, Code, Conclusion, Diagnostics, MessageFormat, Severity, printable};
use crate::pipeline::{Generation, Summary};
use crate::write::Checked;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Files that are compared in the output unless all of them are.
const SHOWN_DIFFERENCES: usize = 20;

/// The state of a run.
pub(super) struct Run {
    pub generation: Generation,
    outcome: Outcome,
    differing_files: Option<usize>,
    /// What is printed after the number of problems, if there is no SDK.
    consequence: &'static str,
}

impl Run {
    pub fn new(generation: Generation, consequence: &'static str) -> Self {
        Self {
            generation,
            outcome: Outcome::Fine,
            differing_files: None,
            consequence,
        }
    }

    /// Prints the document and the diagnostics. Returns `false` if there is no SDK.
    pub fn is_usable(&mut self, job: &Job, out: &mut dyn Write) -> io::Result<bool> {
        if self.generation.summary != Summary::default() {
            status(job, out, "Reading", &reading(job, &self.generation.summary))?;
        }
        let found = std::mem::take(&mut self.generation.diagnostics);
        self.report(found, job, out)?;
        let diagnostics = &self.generation.diagnostics;
        let warnings = diagnostics.count(Severity::Warning);
        if diagnostics.has_errors() || job.deny_warnings && warnings > 0 {
            self.fail(job, out)?;
            return Ok(false);
        }
        if warnings > 0 && !job.quiet {
            let codes = counted(diagnostics.iter().map(|found| found.code.id()));
            let text = format!("{}, {codes}", number(warnings, "warning"));
            headline(job, out, Severity::Warning, &text)?;
        }
        Ok(true)
    }

    /// Adds diagnostics, and prints them for people.
    pub fn report(&mut self, found: Diagnostics, job: &Job, out: &mut dyn Write) -> io::Result<()> {
        if job.format == MessageFormat::Human {
            let text = diagnostics::render(
                &self.shown(&found, job),
                &self.generation.sources,
                &job.options,
            );
            write!(out, "{text}")?;
        }
        self.generation.diagnostics.append(found);
        Ok(())
    }

    fn shown(&self, found: &Diagnostics, job: &Job) -> Diagnostics {
        if job.quiet && !job.deny_warnings {
            found.errors()
        } else {
            found.clone()
        }
    }

    /// Prints what a comparison found.
    pub fn compared(
        &mut self,
        checked: &Checked,
        job: &Job,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.differing_files = Some(checked.differences.len());
        if checked.differences.is_empty() {
            let count = self.generation.files.len();
            let text = files(count, "is up to date", "are up to date");
            return status(
                job,
                out,
                "Checked",
                &format!("{}: {text}", job.folder.display()),
            );
        }
        self.outcome = Outcome::Failed;
        differences(job, checked, out)
    }

    /// Prints the number of problems after which there is no SDK.
    pub fn fail(&mut self, job: &Job, out: &mut dyn Write) -> io::Result<()> {
        self.outcome = Outcome::Failed;
        let diagnostics = &self.generation.diagnostics;
        let errors = diagnostics.count(Severity::Error);
        let warnings = diagnostics.count(Severity::Warning);
        let text = match (errors, warnings) {
            (0, warnings) => format!("{}, and warnings are denied", number(warnings, "warning")),
            (errors, 0) => number(errors, "error"),
            (errors, warnings) => format!(
                "{}, {}",
                number(errors, "error"),
                number(warnings, "warning")
            ),
        };
        let text = format!("{text}{}", self.consequence);
        headline(job, out, Severity::Error, &text)?;
        if let Some(options) = options_that_allow(diagnostics) {
            let help = job.options.paint("help", HELP);
            writeln!(
                out,
                "{help}: `{options}` generates the SDK without what these errors are about"
            )?;
        }
        Ok(())
    }

    /// Prints the diagnostics for programs, with more findings. Returns the outcome.
    pub fn conclude(self, more: &[Value], job: &Job, out: &mut Output<'_>) -> io::Result<Outcome> {
        let found = self.shown(&self.generation.diagnostics, job);
        let sources = &self.generation.sources;
        let conclusion = Conclusion {
            is_success: self.outcome == Outcome::Fine,
            differing_files: self.differing_files,
        };
        let text = match job.format {
            MessageFormat::Human => return Ok(self.outcome),
            MessageFormat::Json => diagnostics::json_lines(&found, sources, more, conclusion),
            MessageFormat::Sarif => {
                let findings = match more {
                    [] => Value::Null,
                    more => json!({ "findings": more }),
                };
                diagnostics::sarif(&found, sources, &findings)
            }
            MessageFormat::Github => diagnostics::github_annotations(&found, sources),
        };
        write!(out.report, "{text}")?;
        Ok(self.outcome)
    }
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
    let limit = if job.options.all {
        usize::MAX
    } else {
        SHOWN_DIFFERENCES
    };
    for difference in checked.differences.iter().take(limit) {
        for line in difference.to_string().lines() {
            writeln!(out, "  {}", printable(line))?;
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
