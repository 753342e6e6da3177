//! Calls every operation with the generated client, against the mock server of the document.
//!
//! `signatures` reads the generated methods and `forms` the models of multipart bodies, `arguments` makes their arguments from the schemas of the document, and
//! `program` is the source that calls them. The mock server checks each request and keeps what it decoded, which must
//! be what the arguments were; `cases` decides what is called and judges the result.

mod arguments;
mod cases;
mod forms;
mod program;
mod signatures;
mod taken;
mod types;

pub use cases::{Called, run};
pub use signatures::{PlannedCalls, Signature, planned_calls, signatures};

use super::compile::{Cargo, PackageResult, batches, workspace};
use super::folders::Folders;
use super::generation::{Generated, Outcome};
use super::isolated::{self, Isolated};
use super::options::Options;
use super::{Failure, parallel};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The task of one process.
#[derive(Debug, Serialize, Deserialize)]
struct Task {
    document: PathBuf,
    root: PathBuf,
    program: PathBuf,
    signatures: Vec<Signature>,
    /// Signatures whose call does not compile, by index, with the error.
    broken: BTreeMap<usize, String>,
}

/// The number of times that a program is built without the calls that did not compile before.
const BUILDS: usize = 3;

/// Calls the operations of every document whose crate was written.
pub fn all(results: &mut [Outcome], options: &Options, folders: &Folders) -> Result<(), Failure> {
    workspace(results, folders)?;
    let cargo = Cargo {
        folders,
        arguments: &["build", "--bins", "--keep-going"],
        environment: &[("RUSTFLAGS", "--cap-lints=allow")],
        jobs: options.jobs,
    };
    for batch in batches(results, "Calls")? {
        let built = build(&cargo, results, &batch)?;
        let wanted: Vec<&Outcome> = results
            .iter()
            .filter(|result| batch.contains(&result.package))
            .collect();
        let answers = parallel::map(
            "Calls",
            &wanted,
            options.jobs,
            |result| result.document.name.clone(),
            |result| run_isolated(result, built.get(&result.package), options),
        )?;
        let names: Vec<String> = wanted.iter().map(|result| result.package.clone()).collect();
        for (name, answer) in names.iter().zip(answers) {
            if let Some(result) = results.iter_mut().find(|result| result.package == *name) {
                result.calls = Some(answer);
            }
        }
        if !options.keep {
            cargo.clean(&batch)?;
        }
    }
    Ok(())
}

/// A program, and the calls that are left out of it.
#[derive(Debug, Default)]
struct Built {
    program: Option<PathBuf>,
    broken: BTreeMap<usize, String>,
    error: String,
}

/// Builds the programs of a batch. A call that does not compile is left out, so that the others can be tried.
fn build(
    cargo: &Cargo<'_>,
    results: &[Outcome],
    batch: &[String],
) -> Result<BTreeMap<String, Built>, Failure> {
    let mut all: BTreeMap<String, Built> = BTreeMap::new();
    let mut waiting: Vec<String> = batch.to_vec();
    for _ in 0..BUILDS {
        let mut sources = BTreeMap::new();
        for package in &waiting {
            let built = all.entry(package.clone()).or_default();
            if let Some((folder, generated)) = written(results, package) {
                let source = program::program(package, generated, &built.broken);
                fs::create_dir_all(folder.join("src/bin"))?;
                fs::write(folder.join(format!("src/bin/calls_{package}.rs")), &source)?;
                sources.insert(package.clone(), source);
            }
        }
        let found = cargo.run(&waiting)?;
        waiting.retain(|package| {
            let built = all.entry(package.clone()).or_default();
            let result = found.get(package).cloned().unwrap_or_default();
            built.program = result.executable.clone();
            let broken = broken_calls(&result, sources.get(package));
            built.error = result.messages.first().cloned().unwrap_or_default();
            let is_new = broken.keys().any(|index| !built.broken.contains_key(index));
            built.broken.extend(broken);
            built.program.is_none() && is_new
        });
        if waiting.is_empty() {
            break;
        }
    }
    Ok(all)
}

fn written<'r>(results: &'r [Outcome], package: &str) -> Option<(&'r Path, &'r Generated)> {
    let result = results.iter().find(|result| result.package == package)?;
    match (&result.folder, &result.generated) {
        (Some(folder), Isolated::Finished(generated)) => Some((folder, generated)),
        _ => None,
    }
}

/// Returns the calls that contain an error, by index.
fn broken_calls(result: &PackageResult, source: Option<&String>) -> BTreeMap<usize, String> {
    let lines: Vec<&str> = source.map_or_else(Vec::new, |source| source.lines().collect());
    let mut broken = BTreeMap::new();
    for message in &result.messages {
        let line = message
            .split_once("/bin/calls_")
            .and_then(|(_, rest)| rest.split(':').nth(1)?.parse::<usize>().ok());
        let before = lines.get(..line.unwrap_or(0)).unwrap_or_default();
        let call = before.iter().rev().find_map(|line| {
            line.strip_prefix("fn call_")?
                .split('(')
                .next()?
                .parse()
                .ok()
        });
        if let Some(call) = call {
            broken.entry(call).or_insert_with(|| message.clone());
        }
    }
    broken
}

fn run_isolated(
    result: &Outcome,
    built: Option<&Built>,
    options: &Options,
) -> Result<Isolated<Called>, Failure> {
    let (Some(folder), Isolated::Finished(generated)) = (&result.folder, &result.generated) else {
        return Ok(Isolated::Crashed("not generated".to_owned()));
    };
    let Some(built) = built else {
        return Ok(Isolated::Crashed("not built".to_owned()));
    };
    let Some(program) = &built.program else {
        let error: String = built.error.chars().take(600).collect();
        return Ok(Isolated::Crashed(format!("does not compile: {error}")));
    };
    let task = Task {
        document: result.document.path.clone(),
        root: result.document.root.clone(),
        program: program.clone(),
        signatures: generated.signatures.clone(),
        broken: built.broken.clone(),
    };
    let path = folder.join("calls.json");
    fs::write(&path, serde_json::to_vec(&task)?)?;
    let limit = Duration::from_secs(options.limit.max(60) * 20);
    isolated::run(&["calls".to_owned(), path.display().to_string()], limit)
}
