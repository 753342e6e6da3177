//! Locks the output folder, so that a concurrent run waits and then sees the result of the first one.
//!
//! It is a lock of the operating system, which ends with the process. On Unix, the folder itself is locked, or its
//! innermost existing ancestor, so that no file remains. Elsewhere a folder cannot be locked, and a file in the folder
//! for temporary files is used. If the file system does not support locks, there is none.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// An exclusive or shared lock on a folder, released on drop.
#[derive(Debug)]
pub struct Lock {
    _held: Option<File>,
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
            return Self { _held: None };
        };
        loop {
            let place = place(&folder);
            let file = opened(&place).filter(|file| lock(file).is_ok());
            // The run that held the lock may have created the folder, which is then the place to lock.
            if file.is_none() || self::place(&folder) == place {
                return Self { _held: file };
            }
        }
    }
}

/// Returns the folder, or its innermost existing ancestor.
#[cfg(unix)]
fn place(folder: &Path) -> PathBuf {
    let mut there = folder.ancestors().filter(|folder| folder.is_dir());
    there.next().unwrap_or(folder).to_owned()
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

#[cfg(not(unix))]
fn opened(place: &Path) -> Option<File> {
    File::create(place).ok()
}
