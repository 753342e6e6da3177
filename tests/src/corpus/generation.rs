//! Generates each document and records the result.

use super::calls::{Called, PlannedCalls, Signature, planned_calls, signatures};
use super::compile::Compiled;
use super::digests::{Content, Digests, digests};
use super::folders::Folders;
use super::isolated::{self, Isolated};
use super::options::Options;
use super::round_trip::RoundTripped;
use super::round_trip_program::{Component, components};
use super::statistics::{Counts, Statistics, statistics};
use super::{Document, Failure, parallel};
use clap::ValueEnum as _;
use sdkwright::diagnostics::{RenderOptions, Severity, render};
use sdkwright::lint::{Names, names};
use sdkwright::{Input, generate_and_inspect};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Everything that a run finds out about a document.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The document.
    pub document: Document,
    /// The name of its crate.
    pub package: String,
    /// The folder of its crate, if it was written.
    pub folder: Option<PathBuf>,
    /// The result of generating it.
    pub generated: Isolated<Generated>,
    /// The result of compiling it, if that is enabled.
    pub compiled: Option<Compiled>,
    /// The result of the round trips, if they are enabled.
    pub round_trip: Option<Isolated<RoundTripped>>,
    /// The result of the calls, if they are enabled.
    pub calls: Option<Isolated<Called>>,
}

/// The result of generating a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Generated {
    /// The version of OpenAPI that it states.
    pub version: String,
    /// Its types and operations.
    pub statistics: Statistics,
    /// Its names.
    pub names: Names,
    /// Diagnostics by code.
    pub codes: Counts,
    /// The codes that are errors.
    pub refused: Vec<String>,
    /// The first errors, rendered.
    pub errors: String,
    /// Lines of Rust.
    pub rust_lines: usize,
    /// Lines of all files.
    pub lines: usize,
    /// The time to generate it.
    pub milliseconds: f64,
    /// The peak memory of the process.
    pub peak_kilobytes: u64,
    /// The components to round-trip.
    pub components: Vec<Component>,
    /// The crate enables `arbitrary_precision` of serde_json.
    pub arbitrary_precision: bool,
    /// The calls of the operations, if they are enabled.
    pub signatures: Vec<Signature>,
    /// The methods of the client's builder for credentials, with the number of arguments.
    pub credentials: Vec<(String, usize)>,
    /// The digest of each file, if digests are enabled.
    pub digests: Digests,
}

/// Generates every document, each in a process of its own.
pub fn all(
    documents: &[Document],
    options: &Options,
    folders: &Folders,
) -> Result<Vec<Outcome>, Failure> {
    let wanted = |document: &Document| {
        options.only.is_empty() || options.only.iter().any(|part| document.name.contains(part))
    };
    let named: Vec<(Document, String)> = documents
        .iter()
        .filter(|document| wanted(document))
        .enumerate()
        .map(|(index, document)| (document.clone(), package(index, &document.name)))
        .collect();
    let write = options.writes();
    if write {
        folders.prepare()?;
    }
    // A round trip is to return null where it was given.
    let config = match options.round_trip {
        true => Some(folders.write("sdkwright.toml", "nullable = \"all\"\n")?),
        false => None,
    };
    let limit = Duration::from_secs(options.limit);
    parallel::map(
        "Generating",
        &named,
        options.jobs,
        |(document, _)| document.name.clone(),
        |(document, package)| {
            let folder = write.then(|| folders.crates().join(package));
            let mut arguments = vec![
                "generate".to_owned(),
                document.path.display().to_string(),
                document.root.display().to_string(),
                package.clone(),
            ];
            if let Some(folder) = &folder {
                arguments.extend(["--out".to_owned(), folder.display().to_string()]);
            }
            if let Some(content) = options
                .digest_content()
                .and_then(|content| content.to_possible_value())
            {
                arguments.extend(["--digest".to_owned(), content.get_name().to_owned()]);
            }
            if options.calls {
                arguments.push("--signatures".to_owned());
            }
            if let Some(config) = &config {
                arguments.extend(["--config".to_owned(), config.display().to_string()]);
            }
            let generated = isolated::run::<Generated>(&arguments, limit)?;
            let is_written =
                matches!(&generated, Isolated::Finished(generated) if generated.refused.is_empty());
            Ok(Outcome {
                document: document.clone(),
                package: package.clone(),
                folder: folder.filter(|_| is_written),
                generated,
                compiled: None,
                round_trip: None,
                calls: None,
            })
        },
    )
}

/// Returns a package name that is unique for the document.
fn package(index: usize, name: &str) -> String {
    let spelled: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect();
    let words: Vec<&str> = spelled.split('_').filter(|word| !word.is_empty()).collect();
    let end: String = words
        .join("_")
        .chars()
        .rev()
        .take(40)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    format!("c{index:03}_{}", end.trim_matches('_'))
}

/// Generates one document in this process. Writes the files below `out`, and digests them, if requested.
pub fn generate_into(
    document: &Path,
    root: &Path,
    name: &str,
    config: Option<&Path>,
    out: Option<&Path>,
    content: Option<Content>,
    with_signatures: bool,
) -> Result<Generated, Failure> {
    let (mut generated, files, calls) = generate_with_calls(document, root, name, config);
    if with_signatures {
        (generated.signatures, generated.credentials) = signatures(&calls, &files, name);
    }
    if let Some(out) = out {
        for (path, text) in &files {
            let path = out.join(path);
            fs::create_dir_all(path.parent().unwrap_or(out))?;
            fs::write(path, text)?;
        }
    }
    if let Some(content) = content {
        generated.digests = digests(&files, content);
    }
    Ok(generated)
}

/// The files of a crate: path and text.
type Files = Vec<(String, String)>;

/// Generates one document in this process. Returns the result and the files.
pub fn generate(document: &Path, root: &Path, name: &str) -> (Generated, Files) {
    let (generated, files, _) = generate_with_calls(document, root, name, None);
    (generated, files)
}

fn generate_with_calls(
    document: &Path,
    root: &Path,
    name: &str,
    config: Option<&Path>,
) -> (Generated, Files, PlannedCalls) {
    let input = Input {
        document: document.into(),
        name: Some(name.to_owned()),
        root: Some(root.to_owned()),
        config: config.map(Path::to_owned),
        ..Input::default()
    };
    let (mut counted, mut known) = (Statistics::default(), Vec::new());
    let mut named = Names::default();
    let mut calls = PlannedCalls::default();
    let mut counting = Duration::ZERO;
    let start = Instant::now();
    let generation = generate_and_inspect(&input, |planned| {
        let start = Instant::now();
        counted = statistics(planned);
        known = components(planned);
        named = names(planned);
        calls = planned_calls(planned);
        counting = start.elapsed();
    });
    let took = start.elapsed().saturating_sub(counting);
    let mut generated = Generated {
        version: generation.summary.version.clone(),
        statistics: counted,
        names: named,
        milliseconds: took.as_secs_f64() * 1000.0,
        peak_kilobytes: peak_kilobytes(),
        components: known,
        ..Generated::default()
    };
    for diagnostic in generation.diagnostics.iter() {
        let id = diagnostic.code.id().to_owned();
        if diagnostic.severity == Severity::Error && !generated.refused.contains(&id) {
            generated.refused.push(id.clone());
        }
        *generated.codes.entry(id).or_insert(0) += 1;
    }
    if !generated.refused.is_empty() {
        let rendered = render(
            &generation.diagnostics,
            &generation.sources,
            &RenderOptions::default(),
        );
        generated.errors = errors(&rendered);
    } else if generation.files.is_empty() {
        generated.refused.push("nothing".to_owned());
    }
    for file in &generation.files {
        let lines = file.text.lines().count();
        generated.lines += lines;
        if file.path.ends_with(".rs") {
            generated.rust_lines += lines;
        }
        if file.path == "Cargo.toml" {
            generated.arbitrary_precision = file.text.contains("arbitrary_precision");
        }
    }
    let files = generation
        .files
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect();
    (generated, files, calls)
}

fn errors(rendered: &str) -> String {
    rendered
        .split("\n\n")
        .filter(|message| message.starts_with("error"))
        .take(3)
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// Returns the peak memory of this process.
fn peak_kilobytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}
