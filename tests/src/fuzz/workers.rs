//! Cases, each in a process that may die of it.
//!
//! A worker is this program; it names each case before it tries it and says what it found after. One that dies, or that
//! says nothing for too long, has found something too: then the next one goes on after that case.

use super::mutate::{Seedling, case};
use super::trial::trial;
use crate::process::{self, Child, Failure};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::time::{Duration, Instant};

/// Something that must not be.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The case.
    pub seed: u64,
    /// The document that it was made of.
    pub origin: String,
    /// What happened: the same for the same cause.
    pub what: String,
}

/// More memory than any document needs; what asks for more dies, and is found.
const MEMORY: u64 = 6 << 30;

const TRIES: &str = "try ";
const FOUND: &str = "found ";

/// The worker: tries one case after the other, until there is no more time.
pub fn work(documents: &[Seedling], first: u64, step: u64, until: Duration) -> Result<(), Failure> {
    let start = Instant::now();
    let folder = Folder::new()?;
    limit_memory()?;
    let mut seed = first;
    while start.elapsed() < until {
        let Some(case) = case(seed, documents) else {
            return Err("no document to make cases of".into());
        };
        println!("{TRIES}{seed} {}", case.origin);
        for what in trial(&folder.holding(&case.text)?) {
            println!("{FOUND}{}", what.replace('\n', " "));
        }
        std::io::stdout().flush()?;
        seed = seed.wrapping_add(step);
    }
    Ok(())
}

/// Tries one document that is in a file.
pub fn work_on_one(document: &Path) -> Result<(), Failure> {
    limit_memory()?;
    println!("{TRIES}0 {}", document.display());
    for what in trial(document) {
        println!("{FOUND}{}", what.replace('\n', " "));
    }
    Ok(())
}

fn limit_memory() -> Result<(), Failure> {
    use nix::sys::resource::{Resource, setrlimit};
    // Where the limit cannot be set, there is none.
    let _ = setrlimit(Resource::RLIMIT_AS, MEMORY, MEMORY);
    Ok(())
}

/// A folder for the one document that a worker tries.
pub struct Folder(PathBuf);

impl Folder {
    /// Makes it.
    pub fn new() -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!("sdkwright-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    /// The document with this text.
    pub fn holding(&self, text: &[u8]) -> Result<PathBuf, Failure> {
        let path = self.0.join("case");
        std::fs::write(&path, text)?;
        Ok(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What one worker does after the other.
pub struct Shift {
    /// The arguments of the worker, but for where it begins and when it ends.
    pub arguments: Vec<String>,
    /// The first case.
    pub first: u64,
    /// How far the next one is.
    pub step: u64,
    /// How long all of it may take.
    pub time: Duration,
    /// How long a case may take.
    pub limit: Duration,
}

impl Shift {
    /// Runs workers until the time is over; tells each finding, and how many cases were tried.
    pub fn run(&self, tell: &mut dyn FnMut(Finding)) -> Result<u64, Failure> {
        let start = Instant::now();
        let (mut seed, mut tried) = (self.first, 0);
        while let Some(left) = self.time.checked_sub(start.elapsed()) {
            let mut arguments = self.arguments.clone();
            arguments.extend([
                format!("--first={seed}"),
                format!("--step={}", self.step),
                format!("--seconds={}", left.as_secs().max(1)),
            ]);
            let ended = watch(&arguments, self.limit, &mut |event| {
                if let Event::Found(finding) = event {
                    tell(finding);
                } else {
                    tried += 1;
                }
            })?;
            match ended {
                Some(last) => seed = last.wrapping_add(self.step),
                None => break,
            }
        }
        Ok(tried)
    }
}

enum Event {
    Tried,
    Found(Finding),
}

/// What a single document does, in a process of its own.
pub fn ask(document: &Path, limit: Duration) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    let arguments = vec!["one".to_owned(), document.display().to_string()];
    watch(&arguments, limit, &mut |event| {
        if let Event::Found(finding) = event {
            found.push(finding.what);
        }
    })?;
    Ok(found)
}

/// Runs a worker to its end, or makes one; gives the case at which it ended before its time.
fn watch(
    arguments: &[String],
    limit: Duration,
    tell: &mut dyn FnMut(Event),
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
                if let Some(case) = line.strip_prefix(TRIES) {
                    let (seed, origin) = case.split_once(' ').unwrap_or((case, ""));
                    at = Some((seed.parse()?, origin.to_owned()));
                    tell(Event::Tried);
                } else if let Some(what) = line.strip_prefix(FOUND) {
                    tell(found(&at, what.to_owned()));
                }
            }
            process::Event::TimedOut => {
                tell(found(&at, format!("longer than {} s", limit.as_secs())));
                return Ok(at.map(|(seed, _)| seed));
            }
            process::Event::End => break,
        }
    }
    let (status, words) = child.finish()?;
    if status.success() {
        return Ok(None);
    }
    if at.is_none() {
        return Err(format!("a worker failed before its first case: {words}").into());
    }
    tell(found(&at, death(&words, status)));
    Ok(at.map(|(seed, _)| seed))
}

/// What a process died of, without what differs from case to case.
fn death(words: &str, status: ExitStatus) -> String {
    let place = |line: &str| {
        line.split_once("panicked at ")
            .map(|(_, place)| place.to_owned())
    };
    words
        .lines()
        .find_map(place)
        .map(|place| format!("panic at {}", place.trim_end_matches(':')))
        .or_else(|| {
            words
                .contains("overflowed its stack")
                .then(|| "stack overflow".to_owned())
        })
        .or_else(|| {
            words
                .contains("memory allocation of")
                .then(|| "out of memory".to_owned())
        })
        .unwrap_or_else(|| format!("{status}: {}", words.lines().next().unwrap_or_default()))
}
