//! Changes a folder atomically, so that it is never half changed.
//!
//! Everything that can fail for lack of space or permission happens in a staging folder inside the output folder: the
//! new files are written there, and the replaced files are linked there. Then a journal is written, and the files are
//! renamed one by one. A failure restores the previous state. If the process is killed, the next run restores it from
//! the journal.

use super::changes::Changes;
use super::new_folder;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The staging folder is inside the output folder, so that both are on the same file system.
const STAGING: &str = ".sdkwright-staging";
const JOURNAL: &str = "journal.json";

/// A prepared change of a folder.
#[derive(Debug)]
pub struct Transaction {
    folder: PathBuf,
    journal: Journal,
}

/// The planned changes.
#[derive(Debug, Serialize, Deserialize)]
struct Journal {
    /// Paths of files that are added or replaced, in this order.
    write: Vec<String>,
    /// Paths of files that are removed.
    remove: Vec<String>,
}

impl Transaction {
    /// Prepares the change. On failure, the folder is unchanged.
    pub fn stage(folder: &Path, changes: &Changes<'_>) -> io::Result<Self> {
        let transaction = Self {
            folder: folder.to_owned(),
            journal: Journal {
                write: changes.write.iter().map(|file| file.path.clone()).collect(),
                remove: changes.remove.clone(),
            },
        };
        match transaction.fill(changes) {
            Ok(()) => Ok(transaction),
            Err(error) => {
                transaction.clean();
                Err(error)
            }
        }
    }

    /// Makes the change. On failure, the folder is unchanged.
    pub fn commit(self) -> io::Result<()> {
        self.commit_stepwise(&mut |_| Ok(()))
    }

    /// Makes the change with a failure at a step, for tests.
    #[cfg(test)]
    pub fn failing(self, before: impl FnMut(usize) -> io::Result<()>) -> io::Result<()> {
        let mut before = before;
        self.commit_stepwise(&mut before)
    }

    /// Makes the change as if the process were killed at a step, for tests: nothing is cleaned up.
    #[cfg(test)]
    pub fn killed(self, before: impl FnMut(usize) -> io::Result<()>) -> io::Result<()> {
        let mut before = before;
        self.make(&mut before)
    }

    fn commit_stepwise(self, before: &mut dyn FnMut(usize) -> io::Result<()>) -> io::Result<()> {
        let done = self.make(before);
        match done {
            Ok(()) => {
                self.remove_empty_folders();
                // The change is complete. Remaining staging files are harmless, and the next run removes them.
                let _ = fs::remove_dir_all(self.folder.join(STAGING));
                Ok(())
            }
            Err(error) => {
                roll_back(&self.folder, &self.journal)?;
                self.clean();
                Err(error)
            }
        }
    }

    fn fill(&self, changes: &Changes<'_>) -> io::Result<()> {
        let staging = self.folder.join(STAGING);
        fs::create_dir(&staging)?;
        new_folder::write_all(&staging.join("new"), changes)?;
        for path in self.journal.write.iter().chain(&self.journal.remove) {
            let (from, to) = (self.folder.join(path), staging.join("old").join(path));
            if fs::symlink_metadata(&from).is_ok() {
                make_parent(&to)?;
                // Some file systems do not support links.
                fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop))?;
            }
        }
        let unfinished = staging.join("journal");
        fs::write(&unfinished, serde_json::to_vec(&self.journal)?)?;
        fs::rename(unfinished, staging.join(JOURNAL))
    }

    /// Runs the steps. `before` is called before each, so that tests can let one fail.
    fn make(&self, before: &mut dyn FnMut(usize) -> io::Result<()>) -> io::Result<()> {
        let staged = self.folder.join(STAGING).join("new");
        let mut step = 0;
        // Removals are first: a file whose name only changes its case must not be removed after it was written.
        for path in &self.journal.remove {
            before(step)?;
            step += 1;
            fs::remove_file(self.folder.join(path))?;
        }
        for path in &self.journal.write {
            before(step)?;
            step += 1;
            let to = self.folder.join(path);
            make_parent(&to)?;
            fs::rename(staged.join(path), to)?;
        }
        Ok(())
    }

    /// Removes folders that have become empty.
    fn remove_empty_folders(&self) {
        for path in &self.journal.remove {
            let mut parent = Path::new(path).parent();
            while let Some(inner) = parent.filter(|inner| !inner.as_os_str().is_empty()) {
                // Fails if the folder is not empty, as intended.
                if fs::remove_dir(self.folder.join(inner)).is_err() {
                    break;
                }
                parent = inner.parent();
            }
        }
    }

    /// Removes the staging folder.
    fn clean(&self) {
        let _ = fs::remove_dir_all(self.folder.join(STAGING));
    }
}

/// Returns `true` if an earlier run was interrupted while it changed the folder.
pub fn is_interrupted(folder: &Path) -> bool {
    folder.join(STAGING).join(JOURNAL).exists()
}

/// Reverts the changes of an interrupted run, and removes its staging folder.
pub fn recover(folder: &Path) -> io::Result<()> {
    let staging = folder.join(STAGING);
    match fs::symlink_metadata(&staging) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => {
            let message = format!("`{STAGING}` is not a folder; remove it");
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
        }
        Err(_) => return Ok(()),
    }
    if let Ok(text) = fs::read(staging.join(JOURNAL)) {
        roll_back(folder, &serde_json::from_slice(&text)?)?;
    }
    fs::remove_dir_all(staging)
}

fn roll_back(folder: &Path, journal: &Journal) -> io::Result<()> {
    let staging = folder.join(STAGING);
    // Added files are removed first, then removed or replaced files are restored.
    for path in &journal.write {
        let is_new = !staging.join("old").join(path).exists();
        let has_come = !staging.join("new").join(path).exists();
        if is_new && has_come && is_plain(path) {
            match fs::remove_file(folder.join(path)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
    }
    for path in journal
        .write
        .iter()
        .chain(&journal.remove)
        .filter(|path| is_plain(path))
    {
        let (old, place) = (staging.join("old").join(path), folder.join(path));
        if old.exists() {
            make_parent(&place)?;
            fs::rename(old, place)?;
        }
    }
    Ok(())
}

/// Returns `true` if a path of a journal, which is untrusted, stays inside the folder.
fn is_plain(path: &str) -> bool {
    Path::new(path)
        .components()
        .all(|component| matches!(component, std::path::Component::Normal(_)))
}

fn make_parent(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(parent) => fs::create_dir_all(parent),
        None => Ok(()),
    }
}
