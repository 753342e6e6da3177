//! The folders of a run, below target/corpus.

use super::Failure;
use super::options::Options;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// The folders of a run.
#[derive(Debug)]
pub struct Folders {
    root: PathBuf,
    /// Held until the end of the run.
    _lock: File,
}

impl Folders {
    /// Creates the root folder, and locks it: a second run would overwrite the crates of the first.
    pub fn new() -> Result<Self, Failure> {
        let root = repository()?.join("target/corpus");
        fs::create_dir_all(&root)?;
        Ok(Self {
            _lock: locked(&root)?,
            root,
        })
    }

    /// Creates an empty folder for generated crates. Keeps the compiled dependencies of earlier runs.
    pub fn prepare(&self) -> Result<(), Failure> {
        remove(&self.workspace())?;
        Ok(fs::create_dir_all(self.crates())?)
    }

    /// Writes a file beside the workspace, and returns its path.
    pub fn write(&self, name: &str, text: &str) -> Result<PathBuf, Failure> {
        let path = self.root.join(name);
        fs::write(&path, text)?;
        Ok(path)
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

/// Locks a folder until the file is dropped. It is a lock of the operating system, which ends with the process.
fn locked(folder: &Path) -> Result<File, Failure> {
    let file = File::create(folder.join("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::Error(error)) => Err(error.into()),
        Err(TryLockError::WouldBlock) => Err(format!(
            "another run of this working copy uses {}: wait for its end, or use another working copy",
            folder.display()
        )
        .into()),
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

#[cfg(test)]
mod tests {
    use super::locked;
    use std::fs;

    #[test]
    fn a_folder_has_one_run_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = locked(folder.path()).unwrap();
        let refused = locked(folder.path()).unwrap_err().to_string();
        assert!(refused.contains("another run"), "{refused}");
        drop(first);
        fs::write(folder.path().join("lock"), "4194305").unwrap();
        locked(folder.path()).unwrap();
    }
}
