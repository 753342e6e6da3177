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
    let command = Command {
        verb: "check",
        options,
        target: scratch.join("check"),
    };
    let touched = |folder: &Path| -> Result<Before, Failure> {
        let source = folder.join("src/lib.rs");
        Ok(Box::new(move || {
            let file = File::options().append(true).open(&source)?;
            Ok(file.set_modified(SystemTime::now())?)
        }))
    };
    let candidates = command.candidates(crates, touched)?;
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
    let command = Command {
        verb: "build",
        options,
        target: scratch.join("build"),
    };
    let emptied = |_: &Path| -> Result<Before, Failure> {
        let target = command.target.clone();
        Ok(Box::new(move || match fs::remove_dir_all(&target) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }))
    };
    let candidates = command.candidates(crates, emptied)?;
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
    let command = Command {
        verb: "build",
        options,
        target: scratch.join("rebuild"),
    };
    let changed = |folder: &Path| -> Result<Before, Failure> {
        let source = Source::read(folder)?;
        let changes = Cell::new(0);
        Ok(Box::new(move || {
            changes.set(changes.get() + 1);
            source.change(changes.get())
        }))
    };
    let candidates = command.candidates(programs, changed)?;
    build_dependencies(&candidates)?;
    compare("cargo build after a change", &candidates, rounds)
}

/// The command that is compared, in the folders of several crates.
struct Command<'o> {
    verb: &'static str,
    options: &'o [String],
    target: PathBuf,
}

impl Command<'_> {
    fn candidates(
        &self,
        folders: &[PathBuf],
        before: impl Fn(&Path) -> Result<Before, Failure>,
    ) -> Result<Vec<Candidate>, Failure> {
        let target = format!("--target-dir={}", self.target.display());
        let words = ["cargo", self.verb, "--quiet", &target].map(str::to_owned);
        let words: Vec<String> = words.into_iter().chain(self.options.to_owned()).collect();
        let candidates = folders.iter().map(|folder| {
            Ok(Candidate {
                name: folder.display().to_string(),
                words: words.clone(),
                folder: folder.to_owned(),
                before: before(folder)?,
            })
        });
        candidates.collect()
    }
}

/// The source of a program, which is as it was when this is dropped.
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
}

impl Drop for Source {
    fn drop(&mut self) {
        if let Err(error) = fs::write(&self.path, &self.text) {
            eprintln!("{} was changed: {error}", self.path.display());
        }
    }
}

/// Runs each command once without a look at the clock.
fn build_dependencies(candidates: &[Candidate]) -> Result<(), Failure> {
    for candidate in candidates {
        Cost::of(&candidate.words, &candidate.folder)?;
    }
    Ok(())
}
