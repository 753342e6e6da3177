//! All or nothing: how a folder is changed so that it is never seen half-changed.
//!
//! Everything that can go wrong for want of space or permission happens in a staging folder inside the output folder: the new
//! files are written there, and what they replace is linked there. Then a journal is written, and then the files are
//! renamed into place, each in one step. A failure on the way puts everything back; so does the next run when this one
//! was killed, since the journal says what it was about.

use super::changes::Changes;
use super::new_folder;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The staging folder, inside the output folder so that both are on one file system.
const STAGING: &str = ".sdkwright-staging";
const JOURNAL: &str = "journal.json";

/// A change of a folder that is ready to be made.
#[derive(Debug)]
pub struct Transaction {
    folder: PathBuf,
    journal: Journal,
}

/// What is about to happen.
#[derive(Debug, Serialize, Deserialize)]
struct Journal {
    /// Paths of files that come or are replaced, in this order.
    write: Vec<String>,
    /// Paths of files that go.
    remove: Vec<String>,
}

impl Transaction {
    /// Gets everything ready. On failure, all is as it was.
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

    /// Makes the change. On failure, all is as it was.
    pub fn commit(self) -> io::Result<()> {
        self.commit_stepwise(&mut |_| Ok(()))
    }

    /// As a test sees a change that fails at a step.
    #[cfg(test)]
    pub fn failing(self, before: impl FnMut(usize) -> io::Result<()>) -> io::Result<()> {
        let mut before = before;
        self.commit_stepwise(&mut before)
    }

    /// As a test sees a change in the middle of which the process was killed: nothing is cleaned up.
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
                // The change is made: what is left of its preparation harms nobody, and the next run removes it.
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
                // Some file systems have no links.
                fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop))?;
            }
        }
        let unfinished = staging.join("journal");
        fs::write(&unfinished, serde_json::to_vec(&self.journal)?)?;
        fs::rename(unfinished, staging.join(JOURNAL))
    }

    /// The steps. The tests let one of them fail, by what is called before each.
    fn make(&self, before: &mut dyn FnMut(usize) -> io::Result<()>) -> io::Result<()> {
        let staged = self.folder.join(STAGING).join("new");
        let mut step = 0;
        // First what goes: a file that only changes the case of its name must not be removed after it was written.
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

    /// Removes folders that became empty since their last file is gone.
    fn remove_empty_folders(&self) {
        for path in &self.journal.remove {
            let mut parent = Path::new(path).parent();
            while let Some(inner) = parent.filter(|inner| !inner.as_os_str().is_empty()) {
                // Fails where something is in it, as it should.
                if fs::remove_dir(self.folder.join(inner)).is_err() {
                    break;
                }
                parent = inner.parent();
            }
        }
    }

    /// Removes what was made in preparation.
    fn clean(&self) {
        let _ = fs::remove_dir_all(self.folder.join(STAGING));
    }
}

/// Whether an earlier run was stopped in the middle of a change.
pub fn is_interrupted(folder: &Path) -> bool {
    folder.join(STAGING).join(JOURNAL).exists()
}

/// Puts back what an earlier run that was stopped had begun to change, and removes what it left.
pub fn recover(folder: &Path) -> io::Result<()> {
    let staging = folder.join(STAGING);
    match fs::symlink_metadata(&staging) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => {
            let message = format!("`{STAGING}` is no folder; remove it");
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
    // What came goes first, then what went or was replaced comes back.
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

/// Whether a path of a journal, which anybody may have written, stays inside the folder.
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
