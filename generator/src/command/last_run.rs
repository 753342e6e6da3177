//! Remembers the last run of each output folder, so that a run that would change nothing need not make the SDK again.
//!
//! A run is the same as the last one if this program, the options, the bytes of every file that was read, and the
//! bytes of every file that was written are the same. What the last run printed about the document is printed again.
//! This is kept in the user's cache, not in the SDK, whose files depend on the values of the document only.

use super::Job;
use crate::diagnostics::{Code, MessageFormat, Sources};
use crate::pipeline::{Generation, Source};
use crate::{load, write};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{fs, io};

/// The time after which a run is forgotten.
const REMEMBERED_FOR: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// What is remembered of a run that wrote an SDK.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LastRun {
    /// The version, the size and the time of the program.
    program: String,
    /// The options, and the current folder, to which paths are relative.
    options: String,
    /// The digest of each file that was read.
    inputs: Vec<(PathBuf, String)>,
    /// The digest of the manifest, which has the digests of the files that were written.
    manifest: String,
    /// What was printed about the document and the contents of the SDK.
    pub messages: String,
}

impl LastRun {
    /// Returns the last run, and the number of its files, if the job would do the same again.
    pub fn same_as(job: &Job) -> Option<(Self, usize)> {
        let text = fs::read(file(job)?).ok()?;
        let last: Self = serde_json::from_slice(&text).ok()?;
        let inputs = last.inputs.par_iter();
        let is_same = last.program == program()?
            && last.options == options(job)?
            && inputs.all(|(path, known)| digest(path).as_ref() == Some(known));
        let files = is_same.then(|| write::files_written_as(&job.folder, &last.manifest));
        Some((last, files??))
    }

    /// Remembers a run that wrote an SDK. One that cannot be remembered is done again the next time.
    pub fn remember(job: &Job, generation: &Generation, messages: String) {
        // It is not known when a file that was missing exists.
        let is_missing = |code: Code| matches!(code, Code::FileNotFound | Code::FileNotRead);
        let mut found = generation.diagnostics.iter();
        if found.any(|diagnostic| is_missing(diagnostic.code)) {
            return;
        }
        let remembered = || {
            let path = file(job)?;
            let last = Self {
                program: program()?,
                options: options(job)?,
                inputs: inputs(&generation.sources)?,
                manifest: digest(&job.folder.join(write::MANIFEST))?,
                messages,
            };
            store(&path, &serde_json::to_vec(&last).ok()?).ok()
        };
        let _ = remembered();
    }
}

/// Returns the file that remembers the runs of an output folder.
fn file(job: &Job) -> Option<PathBuf> {
    let folder = std::path::absolute(&job.folder).ok()?;
    let name = write::digest(folder.as_os_str().as_encoded_bytes());
    Some(job.cache.as_ref()?.join(name + ".json"))
}

/// Returns the identity of this program, whose version is the same while it is developed.
fn program() -> Option<String> {
    let metadata = std::env::current_exe().ok()?.metadata().ok()?;
    let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let (version, size) = (env!("CARGO_PKG_VERSION"), metadata.len());
    Some(format!("{version} {size} {}", modified.as_nanos()))
}

/// Returns what decides, beside the files, what is written and printed. A document in memory is not remembered, nor what
/// is printed for programs.
fn options(job: &Job) -> Option<String> {
    let is_in_memory = matches!(job.input.document, Source::Memory(_));
    if is_in_memory || job.format != MessageFormat::Human {
        return None;
    }
    let folder = std::env::current_dir().ok()?;
    let shown = (&job.document_name, &job.command_line, &job.options);
    let strictness = (job.deny_warnings, job.quiet);
    Some(format!(
        "{folder:?} {:?} {:?} {shown:?} {strictness:?}",
        job.input, job.folder
    ))
}

/// Returns the digest of each file that was read, unless one has changed since.
fn inputs(sources: &Sources) -> Option<Vec<(PathBuf, String)>> {
    let read: Vec<_> = sources.all().collect();
    let digests = read.par_iter().map(|source| {
        let bytes = fs::read(&source.name).ok()?;
        let digest = write::digest(&bytes);
        let is_unchanged = load::text_of(bytes) == source.text;
        is_unchanged.then(|| (source.name.clone(), digest))
    });
    digests.collect()
}

fn digest(path: &Path) -> Option<String> {
    Some(write::digest(&fs::read(path).ok()?))
}

/// Writes the file at once, since another run can read it, and forgets the runs of long ago.
fn store(path: &Path, text: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let unfinished = path.with_extension(format!("{}.new", std::process::id()));
    fs::write(&unfinished, text)?;
    fs::rename(unfinished, path)?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let age = SystemTime::now().duration_since(entry.metadata()?.modified()?);
        if age.is_ok_and(|age| age > REMEMBERED_FOR) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
