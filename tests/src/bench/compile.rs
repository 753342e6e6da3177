//! Compiling crates: after a change, with dependencies built, and from nothing.

use super::cost::Cost;
use super::round::{Candidate, compare};
use crate::process::Failure;
use std::cell::Cell;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What is done before each run.
type Before = Box<dyn Fn() -> Result<(), Failure>>;

/// Compares `cargo check` of crates, whose dependencies are built.
///
/// # Errors
/// If a crate does not compile.
pub fn check(
    crates: &[PathBuf],
    options: &[String],
    rounds: usize,
    scratch: &Path,
) -> Result<(), Failure> {
    let target = scratch.join("check");
    let candidates: Vec<Candidate> = crates
        .iter()
        .map(|folder| {
            let source = folder.join("src/lib.rs");
            let touch = move || {
                let file = File::options().append(true).open(&source)?;
                Ok(file.set_modified(SystemTime::now())?)
            };
            candidate("check", folder, options, &target, Box::new(touch))
        })
        .collect();
    build_dependencies(&candidates)?;
    compare("cargo check", &candidates, rounds)
}

/// Compares `cargo build` of crates with all of their dependencies.
///
/// # Errors
/// If a crate does not compile.
pub fn build(
    crates: &[PathBuf],
    options: &[String],
    rounds: usize,
    scratch: &Path,
) -> Result<(), Failure> {
    let target = scratch.join("build");
    let candidates: Vec<Candidate> = crates
        .iter()
        .map(|folder| {
            let target = target.clone();
            let empty = target.clone();
            let remove = move || match fs::remove_dir_all(&empty) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
                _ => Ok(()),
            };
            candidate("build", folder, options, &target, Box::new(remove))
        })
        .collect();
    compare("cargo build with dependencies", &candidates, rounds)
}

/// Compares `cargo build` of programs after a change.
///
/// # Errors
/// If a program does not compile, or cannot be changed.
pub fn rebuild(
    programs: &[PathBuf],
    options: &[String],
    rounds: usize,
    scratch: &Path,
) -> Result<(), Failure> {
    let target = scratch.join("rebuild");
    let sources: Vec<Source> = programs
        .iter()
        .map(|folder| Source::read(folder))
        .collect::<Result<_, _>>()?;
    let candidates: Vec<Candidate> = programs
        .iter()
        .zip(&sources)
        .map(|(folder, source)| {
            let source = source.clone();
            let changes = Cell::new(0);
            let change = move || {
                changes.set(changes.get() + 1);
                source.change(changes.get())
            };
            candidate("build", folder, options, &target, Box::new(change))
        })
        .collect();
    let compared = build_dependencies(&candidates)
        .and_then(|()| compare("cargo build after a change", &candidates, rounds));
    for source in &sources {
        source.restore()?;
    }
    compared
}

/// The source of a program, as it was.
#[derive(Clone)]
struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join("src/main.rs");
        let text = fs::read_to_string(&path)?;
        Ok(Self { path, text })
    }

    /// Adds a function, another one each time.
    fn change(&self, number: usize) -> Result<(), Failure> {
        let function = format!("#[allow(dead_code)]\nfn change_{number}() -> usize {{ {number} }}");
        Ok(fs::write(
            &self.path,
            format!("{}\n{function}\n", self.text),
        )?)
    }

    fn restore(&self) -> Result<(), Failure> {
        Ok(fs::write(&self.path, &self.text)?)
    }
}

fn candidate(
    verb: &str,
    folder: &Path,
    options: &[String],
    target: &Path,
    before: Before,
) -> Candidate {
    let target = format!("--target-dir={}", target.display());
    let words = ["cargo", verb, "--quiet", &target].map(str::to_owned);
    Candidate {
        name: folder.display().to_string(),
        words: words.into_iter().chain(options.to_owned()).collect(),
        folder: folder.to_owned(),
        before,
    }
}

/// Runs each command once without a look at the clock.
fn build_dependencies(candidates: &[Candidate]) -> Result<(), Failure> {
    for candidate in candidates {
        Cost::of(&candidate.words, &candidate.folder)?;
    }
    Ok(())
}
