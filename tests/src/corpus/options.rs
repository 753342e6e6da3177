//! The command line.

use super::digests::Content;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Runs the generator over every OpenAPI document below the given folders, and reports the results.
///
/// The table is printed, and written in full to a TSV file. Known failures are listed in
/// tests/corpus-expectations.toml: a failure that is not listed fails the run, and so does an entry that no longer
/// applies.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask corpus", args_conflicts_with_subcommands = true)]
pub struct Options {
    /// Folders that are searched for documents (JSON or YAML with `openapi` or `swagger` at the root), or documents.
    #[arg(required = true, value_name = "DIR")]
    pub folders: Vec<PathBuf>,
    /// Also check that each generated crate compiles, with warnings denied and all features.
    #[arg(long)]
    pub compile: bool,
    /// Measure the compiler: user time and peak memory of each crate. One crate at a time; implies --compile.
    #[arg(long)]
    pub time: bool,
    /// Also create JSON for each component schema, decode and encode it with the generated type, and compare the
    /// result.
    #[arg(long)]
    pub round_trip: bool,
    /// Round-trip at most so many components of a document, spread evenly.
    #[arg(long, value_name = "N")]
    pub sample: Option<usize>,
    /// Also call every operation against the mock server of its document.
    #[arg(long)]
    pub calls: bool,
    /// List names of types and methods that a person would not choose, by cause; fail if there are too many.
    #[arg(long)]
    pub names: bool,
    /// Run so many documents at once.
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub jobs: usize,
    /// Give up on a document after so many seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub limit: u64,
    /// Only documents whose name contains this.
    #[arg(long, value_name = "TEXT")]
    pub only: Vec<String>,
    /// Write the TSV file here instead of to target/corpus/corpus.tsv.
    #[arg(long, value_name = "FILE")]
    pub tsv: Option<PathBuf>,
    /// Use this list of known failures instead of tests/corpus-expectations.toml.
    #[arg(long, value_name = "FILE")]
    pub expectations: Option<PathBuf>,
    /// Write the digest of every generated file into this new folder, for `compare`.
    #[arg(long, value_name = "FOLDER")]
    pub digests: Option<PathBuf>,
    /// Leave comments and blank lines out of the digests of Rust files.
    #[arg(long, requires = "digests")]
    pub ignore_comments: bool,
    /// Keep the generated crates in target/corpus.
    #[arg(long)]
    pub keep: bool,
    /// Show all errors of the compiler and every schema that does not round-trip.
    #[arg(long, short)]
    pub verbose: bool,
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Options {
    /// Returns what the digests cover, if any are requested.
    pub fn digest_content(&self) -> Option<Content> {
        self.digests.as_ref()?;
        Some(match self.ignore_comments {
            true => Content::Code,
            false => Content::All,
        })
    }

    /// Returns `true` if the generated crates are written to disk.
    pub fn writes(&self) -> bool {
        self.compile || self.time || self.round_trip || self.calls || self.keep
    }
}

/// The comparison, and the hidden commands that this program runs in a process per document.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lists the differences between two folders of --digests.
    Compare {
        before: PathBuf,
        after: PathBuf,
        /// List at most so many files of a document.
        #[arg(long, value_name = "N", default_value_t = 10)]
        most: usize,
    },
    /// Generates one document.
    #[command(hide = true)]
    Generate {
        document: PathBuf,
        root: PathBuf,
        name: String,
        #[arg(long)]
        config: Option<PathBuf>,
        #[arg(long)]
        out: Option<PathBuf>,
        #[arg(long)]
        digest: Option<Content>,
        #[arg(long)]
        signatures: bool,
    },
    /// Round-trips the components of one document.
    #[command(hide = true)]
    RoundTrip { task: PathBuf },
    /// Calls the operations of one document.
    #[command(hide = true)]
    Calls { task: PathBuf },
}
