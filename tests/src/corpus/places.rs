//! Where the runner keeps what it makes: below target/corpus.

use super::Failure;
use super::options::Options;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of a run.
#[derive(Clone, Debug)]
pub struct Places {
    root: PathBuf,
}

impl Places {
    /// Makes them.
    pub fn new() -> Result<Self, Failure> {
        let places = Self {
            root: repository()?.join("target/corpus"),
        };
        fs::create_dir_all(&places.root)?;
        Ok(places)
    }

    /// Makes room for generated crates; what the compiler made of the dependencies of earlier ones stays.
    pub fn make_room(&self) -> Result<(), Failure> {
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

    /// The one target folder of all generated crates.
    pub fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// What the compiler took, a line per crate.
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

/// Removes a folder, if it is there.
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
        .ok_or("no repository around the tests")?
        .to_owned())
}
