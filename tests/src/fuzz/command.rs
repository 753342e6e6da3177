//! The command line, and the run.

use super::minimize::{cause, minimize};
use super::workers::{Finding, WorkerSeries, work, work_on_document};
use crate::corpus::documents;
use crate::process::Failure;
use clap::{Parser, Subcommand};
use sdkwright_fuzz::mutate::{SourceDocument, case_of_seed};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Duration;

/// Changes documents at random, runs the generator over the result, and looks for faults: panics, stack overflows, runs
/// that take too long or too much memory, files that are invalid Rust or define something twice.
///
/// The same documents and the same seed give the same cases. Each finding is shown with its seed. Its document is
/// reduced and written to target/fuzz.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask fuzz-documents",
    args_conflicts_with_subcommands = true
)]
struct Options {
    #[command(flatten)]
    run: Run,
    #[command(subcommand)]
    command: Option<Worker>,
}

#[derive(Clone, Debug, clap::Args)]
struct Run {
    /// Folders that are searched for documents, or documents.
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Stop after so many seconds.
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u64,
    /// The seed of the first case.
    #[arg(long, value_name = "S", default_value_t = 0)]
    seed: u64,
    /// Run only the case of the seed, and show its findings.
    #[arg(long)]
    only: bool,
    /// Report a case that takes longer as a finding.
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    limit: u64,
    /// Leave out larger documents.
    #[arg(long, value_name = "KB", default_value_t = 100)]
    largest: u64,
    /// Run so many cases at once.
    #[arg(long, value_name = "N", default_value_t = 2)]
    jobs: u64,
    /// Write the documents of findings to this folder.
    #[arg(long, value_name = "DIR", default_value = "target/fuzz")]
    out: PathBuf,
}

/// The hidden commands that this program runs in child processes.
#[derive(Debug, Subcommand)]
enum Worker {
    /// Runs cases one after the other.
    #[command(hide = true)]
    Work {
        folders: Vec<PathBuf>,
        #[arg(long)]
        largest: u64,
        #[arg(long)]
        first: u64,
        #[arg(long)]
        step: u64,
        #[arg(long)]
        seconds: u64,
    },
    /// Runs one document.
    #[command(hide = true)]
    One { document: PathBuf },
}

/// Runs the command.
pub fn main() -> ExitCode {
    match run(Options::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(options: Options) -> Result<bool, Failure> {
    match options.command {
        Some(Worker::Work {
            folders,
            largest,
            first,
            step,
            seconds,
        }) => {
            let documents = source_documents(&folders, largest)?;
            work(&documents, first, step, Duration::from_secs(seconds))?;
            Ok(true)
        }
        Some(Worker::One { document }) => {
            work_on_document(&document)?;
            Ok(true)
        }
        None if options.run.only => one_case(&options.run),
        None => run_all(&options.run),
    }
}

/// Returns the documents that parse, sorted by name.
fn source_documents(folders: &[PathBuf], largest: u64) -> Result<Vec<SourceDocument>, Failure> {
    let mut found = Vec::new();
    for document in documents(folders)? {
        if std::fs::metadata(&document.path)?.len() > largest << 10 {
            continue;
        }
        let text = std::fs::read(&document.path)?;
        found.extend(SourceDocument::read(&document.name, text));
    }
    Ok(found)
}

fn one_case(options: &Run) -> Result<bool, Failure> {
    let documents = source_documents(&options.folders, options.largest)?;
    let case = case_of_seed(options.seed, &documents).ok_or("no document to derive cases from")?;
    std::fs::create_dir_all(&options.out)?;
    let path = options.out.join(format!("{}.case", options.seed));
    std::fs::write(&path, &case.text)?;
    println!(
        "case {} of {}: {}",
        options.seed,
        case.origin,
        path.display()
    );
    let found = super::workers::run_document(&path, Duration::from_secs(options.limit))?;
    found.iter().for_each(|what| println!("{what}"));
    Ok(found.is_empty())
}

fn run_all(options: &Run) -> Result<bool, Failure> {
    let findings = Mutex::new(BTreeMap::<String, (Finding, usize)>::new());
    let note = |finding: Finding| {
        let mut findings = findings
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let entry = findings.entry(cause(&finding.what).to_owned());
        let known = entry.or_insert_with(|| {
            eprintln!(
                "case {} of {}: {}",
                finding.seed, finding.origin, finding.what
            );
            (finding, 0)
        });
        known.1 += 1;
    };
    let cases = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..options.jobs.max(1))
            .map(|job| scope.spawn(move || series(options, job).run(&mut |finding| note(finding))))
            .collect();
        let cases = threads.into_iter().map(|thread| match thread.join() {
            Ok(cases) => cases,
            Err(_) => Err("a thread panicked".into()),
        });
        cases.sum::<Result<u64, Failure>>()
    })?;
    let findings = findings
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    println!("{cases} cases, {} causes found", findings.len());
    if findings.is_empty() {
        return Ok(true);
    }
    let documents = source_documents(&options.folders, options.largest)?;
    for (finding, count) in findings.values() {
        report(finding, *count, &documents, options)?;
    }
    Ok(false)
}

fn series(options: &Run, job: u64) -> WorkerSeries {
    let mut arguments = vec!["work".to_owned(), format!("--largest={}", options.largest)];
    arguments.extend(
        options
            .folders
            .iter()
            .map(|folder| folder.display().to_string()),
    );
    WorkerSeries {
        arguments,
        first: options.seed.wrapping_add(job),
        step: options.jobs.max(1),
        time: Duration::from_secs(options.seconds),
        limit: Duration::from_secs(options.limit),
    }
}

/// Prints a finding with a reduced document.
fn report(
    finding: &Finding,
    count: usize,
    documents: &[SourceDocument],
    options: &Run,
) -> Result<(), Failure> {
    let case = case_of_seed(finding.seed, documents).ok_or("no document to derive cases from")?;
    let text = minimize(
        &case.text,
        &finding.what,
        Duration::from_secs(options.limit),
    )?;
    let path = written(&options.out, finding.seed, &text)?;
    println!();
    println!("{}", finding.what);
    println!(
        "  seed {} ({}), {count} times",
        finding.seed, finding.origin
    );
    println!("  {} bytes in {}", text.len(), path.display());
    if text.len() < 1500 {
        println!("{}", String::from_utf8_lossy(&text));
    }
    Ok(())
}

fn written(folder: &Path, seed: u64, text: &[u8]) -> Result<PathBuf, Failure> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join(format!("{seed}.json"));
    std::fs::write(&path, text)?;
    Ok(path)
}
