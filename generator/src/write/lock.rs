//! Locks the output folder, so that a concurrent run waits and then sees the result of the first one.
//!
//! It is a lock of the operating system, which ends with the process. On Unix, the folder itself is locked, or its
//! innermost existing ancestor, so that no file remains; the folders around it are shared with other runs, but not with
//! one that is creating the folder in one of them. Elsewhere a folder cannot be locked, and a file in the folder for
//! temporary files is used. If the file system does not support locks, there is none.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// An exclusive or shared lock on a folder, released on drop.
#[derive(Debug)]
pub struct Lock {
    _held: Vec<File>,
}

impl Lock {
    /// Waits until no other run writes or compares the folder.
    pub fn to_write(folder: &Path) -> Self {
        Self::held(folder, File::lock)
    }

    /// Waits until no other run writes the folder.
    pub fn to_compare(folder: &Path) -> Self {
        Self::held(folder, File::lock_shared)
    }

    fn held(folder: &Path, lock: impl Fn(&File) -> io::Result<()>) -> Self {
        let Ok(folder) = std::path::absolute(folder) else {
            return Self { _held: Vec::new() };
        };
        loop {
            let place = place(&folder);
            // From the outermost one, as every run does, so that no two wait for each other.
            let mut held: Vec<File> = around(&place)
                .into_iter()
                .filter_map(|around| locked(around, File::lock_shared))
                .collect();
            held.extend(locked(&place, &lock));
            // The run that held the lock may have created the folder, which is then the place to lock.
            if self::place(&folder) == place {
                return Self { _held: held };
            }
        }
    }
}

fn locked(place: &Path, lock: impl Fn(&File) -> io::Result<()>) -> Option<File> {
    opened(place).filter(|file| lock(file).is_ok())
}

/// Returns the folder, or its innermost existing ancestor.
#[cfg(unix)]
fn place(folder: &Path) -> PathBuf {
    let mut there = folder.ancestors().filter(|folder| folder.is_dir());
    there.next().unwrap_or(folder).to_owned()
}

/// Returns the folders around a place, the outermost one first.
#[cfg(unix)]
fn around(place: &Path) -> Vec<&Path> {
    let mut around: Vec<&Path> = place.ancestors().skip(1).collect();
    around.reverse();
    around
}

#[cfg(unix)]
fn opened(place: &Path) -> Option<File> {
    File::open(place).ok()
}

/// Returns the lock file of the folder.
#[cfg(not(unix))]
fn place(folder: &Path) -> PathBuf {
    let digest = super::manifest::digest(folder.to_string_lossy().as_bytes());
    std::env::temp_dir().join(format!("sdkwright-{digest}.lock"))
}

/// The lock file of a folder is the same before and after the folder is created.
#[cfg(not(unix))]
fn around(_place: &Path) -> Vec<&Path> {
    Vec::new()
}

#[cfg(not(unix))]
fn opened(place: &Path) -> Option<File> {
    File::create(place).ok()
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::Lock;
    use std::fs::{self, File};

    /// A run that creates `new/sdk` has locked the folder around `new`, since `new` did not exist.
    #[test]
    fn a_run_waits_for_one_that_is_creating_a_folder_around() {
        let around = tempfile::tempdir().unwrap();
        fs::create_dir(around.path().join("new")).unwrap();
        let lock = Lock::to_write(&around.path().join("new/sdk"));
        let creating = File::open(around.path()).unwrap();
        assert!(creating.try_lock().is_err());
        drop(lock);
        creating.try_lock().unwrap();
    }

    #[test]
    fn runs_in_different_folders_do_not_wait_for_each_other() {
        let around = tempfile::tempdir().unwrap();
        let folders = ["one", "other"].map(|name| around.path().join(name));
        for folder in &folders {
            fs::create_dir(folder).unwrap();
        }
        let _both = folders.map(|folder| Lock::to_write(&folder));
    }
}
