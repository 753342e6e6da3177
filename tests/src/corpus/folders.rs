//! The folders of a run, below target/corpus.

use super::Failure;
use super::options::Options;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of a run.
#[derive(Clone, Debug)]
pub struct Folders {
    root: PathBuf,
}

impl Folders {
    /// Creates the root folder.
    pub fn new() -> Result<Self, Failure> {
        let folders = Self {
            root: repository()?.join("target/corpus"),
        };
        fs::create_dir_all(&folders.root)?;
        Ok(folders)
    }

    /// Creates an empty folder for generated crates. Keeps the compiled dependencies of earlier runs.
    pub fn prepare(&self) -> Result<(), Failure> {
        remove(&self.workspace())?;
        Ok(fs::create_dir_all(self.crates())?)
    }

    /// The workspace of all generated crates.
    pub fn workspace(&self) -> PathBuf {
        self.root.join("workspace")
    }

    /// The folder of all generated crates.
    pub fn crates(&self) -> PathBuf {
        self.workspace().join("crates")
    }

    /// The target folder of all generated crates.
    pub fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// The times of the compiler, a line per crate.
    pub fn times(&self) -> PathBuf {
        self.root.join("times.tsv")
    }

    /// The report.
    pub fn tsv(&self) -> PathBuf {
        self.root.join("corpus.tsv")
    }

    /// Removes the generated crates.
    pub fn clean(&self, options: &Options) -> Result<(), Failure> {
        if options.keep || !options.writes() {
            return Ok(());
        }
        remove(&self.workspace())
    }
}

/// Removes a folder if it exists.
pub fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// The root of this repository.
pub fn repository() -> Result<PathBuf, Failure> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    Ok(here
        .parent()
        .ok_or("the tests are not inside the repository")?
        .to_owned())
}
