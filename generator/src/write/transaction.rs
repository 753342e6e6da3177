//! Changes a folder atomically, so that it is never half changed.
//!
//! Everything that can fail for lack of space or permission happens in a staging folder inside the output folder: the
//! new files are written there, and the replaced files are linked there. Then a journal is written, and the files are
//! renamed one by one. Removing the journal completes the change. A failure before that restores the previous state. If
//! the process is killed, the next run restores it from the journal; it may be killed as well, since each step of
//! restoring can be repeated.

use super::changes::Changes;
use super::disk::Disk;
use super::new_folder;
use super::paths::is_inside;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The staging folder is inside the output folder, so that both are on the same file system.
pub const STAGING: &str = ".sdkwright-staging";
const JOURNAL: &str = "journal.json";

/// A prepared change of a folder.
pub struct Transaction<'d> {
    disk: &'d dyn Disk,
    folder: PathBuf,
    journal: Journal,
}

/// The planned changes, as paths in the folder.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Journal {
    /// Files that did not exist.
    add: Vec<String>,
    /// Files that existed.
    replace: Vec<String>,
    /// Files that are removed.
    remove: Vec<String>,
}

impl Journal {
    /// Returns the paths of files that exist before the change.
    fn old(&self) -> impl Iterator<Item = &String> {
        self.replace.iter().chain(&self.remove)
    }
}

impl<'d> Transaction<'d> {
    /// Prepares the change. On failure, the folder is unchanged.
    pub fn stage(disk: &'d dyn Disk, folder: &Path, changes: &Changes<'_>) -> io::Result<Self> {
        let mut journal = Journal {
            remove: changes.remove.clone(),
            ..Journal::default()
        };
        for file in &changes.write {
            let list = match fs::symlink_metadata(folder.join(&file.path)) {
                Ok(_) => &mut journal.replace,
                Err(_) => &mut journal.add,
            };
            list.push(file.path.clone());
        }
        let transaction = Self {
            disk,
            folder: folder.to_owned(),
            journal,
        };
        match transaction.fill(changes) {
            Ok(()) => Ok(transaction),
            Err(error) => {
                // The journal may have been written, and nothing has been changed.
                let _ = discard(disk, folder);
                Err(error)
            }
        }
    }

    /// Makes the change. On failure, the folder is unchanged.
    pub fn commit(self) -> io::Result<()> {
        let made = self.make();
        // Without the journal, no later run restores the previous state.
        let completed = made.and_then(|()| self.disk.remove_file(&journal_in(&self.folder)));
        match completed {
            Ok(()) => {
                remove_empty_folders(self.disk, &self.folder, &self.journal.remove);
                // Remaining staging files are harmless, and the next run removes them.
                let _ = self.disk.remove_dir_all(&self.folder.join(STAGING));
                Ok(())
            }
            Err(error) => {
                roll_back(self.disk, &self.folder, &self.journal)?;
                discard(self.disk, &self.folder)?;
                Err(error)
            }
        }
    }

    fn fill(&self, changes: &Changes<'_>) -> io::Result<()> {
        let staging = self.folder.join(STAGING);
        self.disk.create_dir(&staging)?;
        new_folder::write_all(self.disk, &staging.join("new"), changes)?;
        for path in self.journal.old() {
            let to = staging.join("old").join(path);
            self.disk.create_parent(&to)?;
            self.disk.link(&self.folder.join(path), &to)?;
        }
        let unfinished = staging.join("journal");
        self.disk
            .write(&unfinished, &serde_json::to_vec(&self.journal)?)?;
        self.disk.rename(&unfinished, &staging.join(JOURNAL))
    }

    fn make(&self) -> io::Result<()> {
        let staged = self.folder.join(STAGING).join("new");
        // Removals are first: a file whose name only changes its case must not be removed after it was written.
        for path in &self.journal.remove {
            self.disk.remove_file(&self.folder.join(path))?;
        }
        for path in self.journal.replace.iter().chain(&self.journal.add) {
            let to = self.folder.join(path);
            self.disk.create_parent(&to)?;
            self.disk.rename(&staged.join(path), &to)?;
        }
        Ok(())
    }
}

/// Returns `true` if an earlier run was interrupted while it changed the folder.
pub fn is_interrupted(folder: &Path) -> bool {
    journal_in(folder).exists()
}

/// Reverts the changes of an interrupted run, and removes its staging folder.
pub fn recover(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    match fs::symlink_metadata(folder.join(STAGING)) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => {
            let message = format!("`{STAGING}` is not a folder; remove it");
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
        }
        Err(_) => return Ok(()),
    }
    if let Ok(text) = fs::read(journal_in(folder)) {
        roll_back(disk, folder, &serde_json::from_slice(&text)?)?;
    }
    discard(disk, folder)
}

fn journal_in(folder: &Path) -> PathBuf {
    folder.join(STAGING).join(JOURNAL)
}

/// Removes the staging folder. The journal is first: without its files it would be wrong.
fn discard(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    let journal = journal_in(folder);
    if fs::symlink_metadata(&journal).is_ok() {
        disk.remove_file(&journal)?;
    }
    let staging = folder.join(STAGING);
    match staging.exists() {
        true => disk.remove_dir_all(&staging),
        false => Ok(()),
    }
}

/// Restores the previous state. The paths are those of a file, which is untrusted.
fn roll_back(disk: &dyn Disk, folder: &Path, journal: &Journal) -> io::Result<()> {
    let staging = folder.join(STAGING);
    // Added files are removed first, then removed or replaced files are restored.
    for path in journal.add.iter().filter(|path| is_inside(folder, path)) {
        let place = folder.join(path);
        if !staging.join("new").join(path).exists() && fs::symlink_metadata(&place).is_ok() {
            disk.remove_file(&place)?;
        }
    }
    remove_empty_folders(disk, folder, &journal.add);
    for path in journal.old() {
        let (place, old) = (folder.join(path), staging.join("old").join(path));
        let is_known = is_inside(folder, path) && is_inside(&staging, &format!("old/{path}"));
        if is_known && old.exists() {
            disk.create_parent(&place)?;
            disk.rename(&old, &place)?;
        }
    }
    Ok(())
}

/// Removes folders that have become empty, because these files are gone.
fn remove_empty_folders(disk: &dyn Disk, folder: &Path, files: &[String]) {
    for path in files.iter().filter(|path| is_inside(folder, path)) {
        let mut parent = Path::new(path).parent();
        while let Some(inner) = parent.filter(|inner| !inner.as_os_str().is_empty()) {
            // Fails if the folder is not empty, as intended.
            if disk.remove_dir(&folder.join(inner)).is_err() {
                break;
            }
            parent = inner.parent();
        }
    }
}
