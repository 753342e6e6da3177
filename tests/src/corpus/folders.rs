//! The folders of a run, below target/corpus.

use super::Failure;
use super::options::Options;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of a run.
#[derive(Debug)]
pub struct Folders {
    root: PathBuf,
    /// Held until the end of the run.
    _lock: Lock,
}

impl Folders {
    /// Creates the root folder, and locks it: a second run would overwrite the crates of the first.
    pub fn new() -> Result<Self, Failure> {
        let root = repository()?.join("target/corpus");
        fs::create_dir_all(&root)?;
        Ok(Self {
            _lock: Lock::of(&root)?,
            root,
        })
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

/// A lock of a folder until it is dropped: a file with the number of the process.
#[derive(Debug)]
struct Lock {
    path: PathBuf,
}

impl Lock {
    /// Locks a folder. The lock of a process that was killed is void.
    fn of(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join("lock");
        let number = std::process::id().to_string();
        // The link makes a file that has its content at once.
        let own = folder.join(format!("lock-{number}"));
        fs::write(&own, &number)?;
        let mut linked = fs::hard_link(&own, &path);
        if linked.is_err() && !fs::read_to_string(&path).is_ok_and(|number| is_run(&number)) {
            let _ = fs::remove_file(&path);
            linked = fs::hard_link(&own, &path);
        }
        fs::remove_file(&own)?;
        match linked {
            Ok(()) => Ok(Self { path }),
            Err(_) => Err(format!(
                "another run of this working copy, process {}, uses {}: wait for its end, or use another working copy",
                fs::read_to_string(&path).unwrap_or_default(),
                folder.display()
            )
            .into()),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What remains is void.
        let _ = fs::remove_file(&self.path);
    }
}

/// Returns `true` if the process of this number runs this program. Without `/proc`, nobody knows, and it may.
fn is_run(number: &str) -> bool {
    let processes = Path::new("/proc");
    match fs::read_to_string(processes.join(number).join("cmdline")) {
        Ok(command) => command.contains("corpus"),
        Err(_) => !processes.exists(),
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
    use super::Lock;
    use std::fs;

    #[test]
    fn a_folder_has_one_run_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::of(folder.path()).unwrap();
        // The program of the tests may have another name.
        if super::is_run(&std::process::id().to_string()) {
            let refused = Lock::of(folder.path()).unwrap_err().to_string();
            assert!(refused.contains("another run"), "{refused}");
        }
        drop(first);
        fs::write(folder.path().join("lock"), "4194305").unwrap();
        Lock::of(folder.path()).unwrap();
    }
}
