//! Runs cases in child processes that may crash.
//!
//! A worker is this program. It prints each case before it runs it, and the findings after. If it crashes or hangs,
//! that is a finding too, and the next worker continues after that case.

use crate::process::{self, Child, Failure};
use sdkwright_fuzz::check::check;
use sdkwright_fuzz::mutate::{SourceDocument, case_of_seed};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::time::{Duration, Instant};

/// Something wrong with a case.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The case.
    pub seed: u64,
    /// The document that it was derived from.
    pub origin: String,
    /// A description that is the same for the same cause.
    pub what: String,
}

/// More memory than any document needs. A worker that needs more crashes.
const MEMORY: u64 = 6 << 30;

const CASE: &str = "case ";
const FOUND: &str = "found ";

/// Runs one case after the other until the time is over, in the worker.
pub fn work(
    documents: &[SourceDocument],
    first: u64,
    step: u64,
    until: Duration,
) -> Result<(), Failure> {
    let start = Instant::now();
    let folder = ScratchFolder::new()?;
    limit_memory()?;
    let mut seed = first;
    while start.elapsed() < until {
        let Some(case) = case_of_seed(seed, documents) else {
            return Err("no document to derive cases from".into());
        };
        println!("{CASE}{seed} {}", case.origin);
        for what in check(&folder.write(&case.text)?) {
            println!("{FOUND}{}", what.replace('\n', " "));
        }
        std::io::stdout().flush()?;
        seed = seed.wrapping_add(step);
    }
    Ok(())
}

/// Runs the document in a file, in the worker.
pub fn work_on_document(document: &Path) -> Result<(), Failure> {
    limit_memory()?;
    println!("{CASE}0 {}", document.display());
    for what in check(document) {
        println!("{FOUND}{}", what.replace('\n', " "));
    }
    Ok(())
}

fn limit_memory() -> Result<(), Failure> {
    use nix::sys::resource::{Resource, setrlimit};
    // If the limit cannot be set, there is none.
    let _ = setrlimit(Resource::RLIMIT_AS, MEMORY, MEMORY);
    Ok(())
}

/// A temporary folder for the document of a worker.
pub struct ScratchFolder(PathBuf);

impl ScratchFolder {
    /// Creates the folder.
    pub fn new() -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!("sdkwright-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    /// Writes the document. Returns its path.
    pub fn write(&self, text: &[u8]) -> Result<PathBuf, Failure> {
        let path = self.0.join("case");
        std::fs::write(&path, text)?;
        Ok(path)
    }
}

impl Drop for ScratchFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A series of workers, one after the other.
pub struct WorkerSeries {
    /// The arguments of a worker, without its first case and its time.
    pub arguments: Vec<String>,
    /// The first case.
    pub first: u64,
    /// The distance to the next case.
    pub step: u64,
    /// The time limit of all workers.
    pub time: Duration,
    /// The time limit of a case.
    pub limit: Duration,
}

impl WorkerSeries {
    /// Runs workers until the time is over. Reports each finding, and returns the number of cases.
    pub fn run(&self, report: &mut dyn FnMut(Finding)) -> Result<u64, Failure> {
        let start = Instant::now();
        let (mut seed, mut cases) = (self.first, 0);
        while let Some(left) = self.time.checked_sub(start.elapsed()) {
            let mut arguments = self.arguments.clone();
            arguments.extend([
                format!("--first={seed}"),
                format!("--step={}", self.step),
                format!("--seconds={}", left.as_secs().max(1)),
            ]);
            let ended = watch(&arguments, self.limit, &mut |event| {
                if let Event::Found(finding) = event {
                    report(finding);
                } else {
                    cases += 1;
                }
            })?;
            match ended {
                Some(last) => seed = last.wrapping_add(self.step),
                None => break,
            }
        }
        Ok(cases)
    }
}

enum Event {
    Case,
    Found(Finding),
}

/// Runs one document in a child process. Returns its findings.
pub fn run_document(document: &Path, limit: Duration) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    let arguments = vec!["one".to_owned(), document.display().to_string()];
    watch(&arguments, limit, &mut |event| {
        if let Event::Found(finding) = event {
            found.push(finding.what);
        }
    })?;
    Ok(found)
}

/// Runs a worker. Returns the case at which it crashed or hung, if any.
fn watch(
    arguments: &[String],
    limit: Duration,
    report: &mut dyn FnMut(Event),
) -> Result<Option<u64>, Failure> {
    let mut child = Child::start(arguments)?;
    let mut at: Option<(u64, String)> = None;
    let found = |at: &Option<(u64, String)>, what: String| {
        let (seed, origin) = at.clone().unwrap_or_default();
        Event::Found(Finding { seed, origin, what })
    };
    loop {
        match child.next(limit)? {
            process::Event::Line(line) => {
                if let Some(case) = line.strip_prefix(CASE) {
                    let (seed, origin) = case.split_once(' ').unwrap_or((case, ""));
                    at = Some((seed.parse()?, origin.to_owned()));
                    report(Event::Case);
                } else if let Some(what) = line.strip_prefix(FOUND) {
                    report(found(&at, what.to_owned()));
                }
            }
            process::Event::TimedOut => {
                report(found(&at, format!("longer than {} s", limit.as_secs())));
                return Ok(at.map(|(seed, _)| seed));
            }
            process::Event::End => break,
        }
    }
    let (status, errors) = child.finish()?;
    if status.success() {
        return Ok(None);
    }
    if at.is_none() {
        return Err(format!("a worker failed before its first case: {errors}").into());
    }
    report(found(&at, crash_cause(&errors, status)));
    Ok(at.map(|(seed, _)| seed))
}

/// Returns the cause of a crash, without what differs between cases.
fn crash_cause(errors: &str, status: ExitStatus) -> String {
    let place = |line: &str| {
        line.split_once("panicked at ")
            .map(|(_, place)| place.to_owned())
    };
    errors
        .lines()
        .find_map(place)
        .map(|place| format!("panic at {}", place.trim_end_matches(':')))
        .or_else(|| {
            errors
                .contains("overflowed its stack")
                .then(|| "stack overflow".to_owned())
        })
        .or_else(|| {
            errors
                .contains("memory allocation of")
                .then(|| "out of memory".to_owned())
        })
        .unwrap_or_else(|| format!("{status}: {}", errors.lines().next().unwrap_or_default()))
}
