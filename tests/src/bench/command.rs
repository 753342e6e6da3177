//! The command line, and what each command measures.

use super::cost::{self, MEASURED};
use super::hostile::{self, GENERATED};
use super::round::{Candidate, compare};
use super::{compile, json, larger_document};
use crate::process::{Failure, cargo};
use clap::{Parser, Subcommand};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Measures whole processes beside each other.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask bench")]
struct Options {
    #[command(subcommand)]
    what: What,
    /// Run each candidate so many times, in turn.
    #[arg(long, global = true, value_name = "N", default_value_t = 5)]
    rounds: usize,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Generating an SDK into a new folder, by this build beside other commands.
    Generate {
        /// The documents.
        #[arg(required = true, value_name = "DOC")]
        documents: Vec<PathBuf>,
        /// Another generator, as `name=command`, in which `{document}` and `{out}` are replaced; may be repeated.
        #[arg(long, value_name = "NAME=COMMAND", value_parser = named)]
        beside: Vec<(String, String)>,
    },
    /// Generating an SDK that is up to date, beside generating it into a new folder.
    Rerun {
        /// The documents.
        #[arg(required = true, value_name = "DOC")]
        documents: Vec<PathBuf>,
    },
    /// Generating SDKs of a document that is 1, 2, 4 and 8 times as large.
    Growth {
        /// The document, in JSON.
        document: PathBuf,
    },
    /// Generating SDKs of documents in which something multiplies, each also 2, 4 and 8 times as large. Fails if a cost
    /// grows faster than the document.
    Hostile {
        /// Only the kinds whose names contain this.
        #[arg(long, value_name = "TEXT")]
        only: Option<String>,
    },
    /// `cargo check` of crates, with their dependencies built.
    Check {
        /// The folders of the crates. The first one is what the others are compared with.
        #[arg(required = true, value_name = "CRATE")]
        crates: Vec<PathBuf>,
        /// Options of `cargo check`, such as `--no-default-features`.
        #[arg(long, value_name = "OPTION", allow_hyphen_values = true)]
        option: Vec<String>,
    },
    /// `cargo build` of crates with all of their dependencies, into an empty folder.
    Build {
        /// The folders of the crates. The first one is what the others are compared with.
        #[arg(required = true, value_name = "CRATE")]
        crates: Vec<PathBuf>,
        /// Options of `cargo build`, such as `--release`.
        #[arg(long, value_name = "OPTION", allow_hyphen_values = true)]
        option: Vec<String>,
    },
    /// `cargo build` of programs after a change in their `src/main.rs`, which is undone afterwards.
    Rebuild {
        /// The folders of the programs. The first one is what the others are compared with.
        #[arg(required = true, value_name = "PROGRAM")]
        programs: Vec<PathBuf>,
        /// Options of `cargo build`, such as `--release`.
        #[arg(long, value_name = "OPTION", allow_hyphen_values = true)]
        option: Vec<String>,
    },
    /// Decoding and encoding the same JSON with the types of crates.
    Json {
        /// An array of values of the types.
        file: PathBuf,
        /// A type, as `name=CRATE:path::Type`. The first one is what the others are compared with.
        #[arg(required = true, value_name = "NAME=CRATE:TYPE", value_parser = json::candidate)]
        types: Vec<json::Candidate>,
    },
    /// Runs a command, and prints its cost.
    #[command(name = MEASURED, hide = true)]
    Measured {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<String>,
    },
    /// Generates an SDK in memory.
    #[command(name = GENERATED, hide = true)]
    Generated { document: PathBuf },
}

fn named(text: &str) -> Result<(String, String), String> {
    let (name, command) = text.split_once('=').ok_or("not `name=command`")?;
    Ok((name.to_owned(), command.to_owned()))
}

/// Runs the command of this process's arguments.
pub fn main() -> ExitCode {
    let options = Options::parse();
    let rounds = options.rounds;
    let result = match options.what {
        What::Generate { documents, beside } => {
            generate(&documents, &beside, rounds).and_then(|()| remove_written())
        }
        What::Rerun { documents } => rerun(&documents, rounds).and_then(|()| remove_written()),
        What::Growth { document } => growth(&document, rounds).and_then(|()| remove_written()),
        What::Hostile { only } => hostile::run(only.as_deref(), rounds, &scratch()),
        What::Generated { document } => hostile::generate(&document),
        What::Check { crates, option } => compile::check(&crates, &option, rounds, &scratch()),
        What::Build { crates, option } => compile::build(&crates, &option, rounds, &scratch()),
        What::Rebuild { programs, option } => {
            compile::rebuild(&programs, &option, rounds, &scratch())
        }
        What::Json { file, types } => json::compare(&file, &types, rounds, &scratch()),
        What::Measured { words } => cost::print(&words),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The folder for what the measured commands write.
fn scratch() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench")
}

/// Builds the command as it is installed, and returns its path.
fn sdkwright() -> Result<String, Failure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let built = cargo()
        .args(["build", "--quiet", "--release", "--package", "sdkwright"])
        .current_dir(&root)
        .status()?;
    if !built.success() {
        return Err("sdkwright could not be built".into());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| root.join("target"));
    Ok(target.join("release/sdkwright").display().to_string())
}

/// Returns the command that generates an SDK, in which the document and the output folder are replaced.
fn own_command() -> Result<String, Failure> {
    let program = sdkwright()?;
    Ok(format!(
        "{program} generate {{document}} --out {{out}} --quiet"
    ))
}

/// Moves the folder that a run has written out of the way. It is not removed before the end: ext4 needs several times as
/// long to create a file for a few seconds after another one was removed.
fn set_aside(folder: &Path) -> Result<(), Failure> {
    let aside = scratch().join("aside");
    fs::create_dir_all(&aside)?;
    let number = fs::read_dir(&aside)?.count();
    match fs::rename(folder, aside.join(number.to_string())) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Removes what the measured commands have written.
fn remove_written() -> Result<(), Failure> {
    for entry in fs::read_dir(scratch())? {
        let path = entry?.path();
        let is_generated =
            |name: &std::ffi::OsStr| name.to_string_lossy().starts_with("generated-");
        if path
            .file_name()
            .is_some_and(|name| name == "aside" || is_generated(name))
        {
            fs::remove_dir_all(path)?;
        }
    }
    Ok(())
}

/// A command with words in which the document and the output folder are replaced, and that writes a new folder.
fn generator(
    name: &str,
    command: &str,
    document: &Path,
    number: usize,
) -> Result<Candidate, Failure> {
    let out = scratch().join(format!("generated-{number}"));
    fs::create_dir_all(scratch())?;
    let (document, out_text) = (document.canonicalize()?, out.display().to_string());
    let words = command.split_whitespace().map(|word| {
        let word = word.replace("{document}", &document.display().to_string());
        word.replace("{out}", &out_text)
    });
    Ok(Candidate {
        name: name.to_owned(),
        words: words.collect(),
        folder: scratch(),
        before: Box::new(move || set_aside(&out)),
    })
}

fn generate(
    documents: &[PathBuf],
    beside: &[(String, String)],
    rounds: usize,
) -> Result<(), Failure> {
    let own = own_command()?;
    for document in documents {
        let mut candidates = vec![generator("sdkwright", &own, document, 0)?];
        for (number, (name, command)) in beside.iter().enumerate() {
            candidates.push(generator(name, command, document, number + 1)?);
        }
        compare(&document.display().to_string(), &candidates, rounds)?;
    }
    Ok(())
}

fn rerun(documents: &[PathBuf], rounds: usize) -> Result<(), Failure> {
    let own = own_command()?;
    for document in documents {
        let first = generator("into a new folder", &own, document, 0)?;
        let mut again = generator("up to date", &own, document, 0)?;
        // The run before has just written it.
        again.before = Box::new(|| Ok(()));
        compare(&document.display().to_string(), &[first, again], rounds)?;
    }
    Ok(())
}

fn growth(document: &Path, rounds: usize) -> Result<(), Failure> {
    let own = own_command()?;
    let value: serde_json::Value = serde_json::from_slice(&fs::read(document)?)?;
    fs::create_dir_all(scratch())?;
    let mut candidates = Vec::new();
    for copies in [1, 2, 4, 8] {
        let larger = scratch().join(format!("{copies}-times.json"));
        fs::write(&larger, larger_document::times(&value, copies).to_string())?;
        candidates.push(generator(
            &format!("{copies} times"),
            &own,
            &larger,
            copies,
        )?);
    }
    compare(&document.display().to_string(), &candidates, rounds)
}
