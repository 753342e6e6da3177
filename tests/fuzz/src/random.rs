//! Runs a target without coverage: its seeds, its findings, and random changes of both, the same in each run.

use crate::choices::Choices;
use crate::mutate::changed_text;
use crate::targets::Target;
use fastrand::Rng;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, io};

/// Returns the folder with the seeds of a target, and that with its findings.
pub fn folders(target: &Target) -> [PathBuf; 2] {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["seeds", "findings"].map(|kind| here.join(kind).join(target.name))
}

/// Returns the seeds and findings of a target, each with the name of its file.
///
/// # Errors
/// If a file cannot be read.
pub fn inputs(target: &Target) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut paths = Vec::new();
    for folder in folders(target).into_iter().filter(|folder| folder.exists()) {
        for entry in fs::read_dir(folder)? {
            paths.push(entry?.path());
        }
    }
    paths.sort();
    let input = |path: PathBuf| Ok((path.display().to_string(), fs::read(&path)?));
    paths.into_iter().map(input).collect()
}

/// Runs the inputs of a target, and then random changes of them: so many, or for so long.
///
/// Returns the number of changes.
///
/// # Errors
/// If an input cannot be read, or the input of a finding cannot be written.
///
/// # Panics
/// If a promise is broken.
pub fn run(target: &Target, changes: u64, longest: Duration) -> io::Result<u64> {
    let start = Instant::now();
    let inputs = inputs(target)?;
    for (name, bytes) in &inputs {
        let name = name.clone();
        attempt(target, bytes, || Ok(name))?;
    }
    let mut random = Rng::with_seed(0);
    for number in 0..changes {
        if start.elapsed() > longest {
            return Ok(number);
        }
        let bytes = changed(&mut random, &inputs);
        attempt(target, &bytes, || {
            let path = std::env::temp_dir().join(format!("finding-{}-{number}", target.name));
            fs::write(&path, &bytes)?;
            Ok(path.display().to_string())
        })?;
    }
    Ok(changes)
}

/// Runs one input. If it panics, prints the path that `path` returns.
fn attempt(
    target: &Target,
    bytes: &[u8],
    path: impl FnOnce() -> io::Result<String>,
) -> io::Result<()> {
    let result = catch_unwind(AssertUnwindSafe(|| (target.run)(bytes)));
    let Err(panic) = result else {
        return Ok(());
    };
    eprintln!("finding of {}: {}", target.name, path()?);
    resume_unwind(panic)
}

/// Returns a change of a random input, or random bytes.
fn changed(random: &mut Rng, inputs: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut choices = [0; 256];
    random.fill(&mut choices);
    match random.choice(inputs).filter(|_| random.u8(..4) > 0) {
        Some((_, input)) => changed_text(&mut Choices::new(&choices), input),
        None => {
            let length = random.usize(..choices.len());
            choices[..length].to_vec()
        }
    }
}
