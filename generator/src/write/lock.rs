//! One run at a time: a second one waits for the folder, and then sees what the first one wrote.
//!
//! The lock is the operating system's, so that it ends with the process, however that ends. On Unix it is on the folder itself,
//! or on the innermost one above it that is there, so that nothing is left behind; elsewhere a folder cannot be locked, and a file
//! in the folder for temporary files stands for it. Where the file system has no locks, there is none.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// A folder that nobody else writes, until this is dropped.
#[derive(Debug)]
pub struct Lock {
    _held: Option<File>,
}

impl Lock {
    /// Waits until nobody else writes or compares the folder.
    pub fn to_write(folder: &Path) -> Self {
        Self::held(folder, File::lock)
    }

    /// Waits until nobody else writes the folder.
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
            // Whoever was waited for may have made the folder: then that is what others lock.
            if file.is_none() || self::place(&folder) == place {
                return Self { _held: file };
            }
        }
    }
}

/// The folder, or the innermost one above it that is there.
#[cfg(unix)]
fn place(folder: &Path) -> PathBuf {
    let mut there = folder.ancestors().filter(|folder| folder.is_dir());
    there.next().unwrap_or(folder).to_owned()
}

#[cfg(unix)]
fn opened(place: &Path) -> Option<File> {
    File::open(place).ok()
}

/// What stands for the folder.
#[cfg(not(unix))]
fn place(folder: &Path) -> PathBuf {
    let digest = super::manifest::digest(folder.to_string_lossy().as_bytes());
    std::env::temp_dir().join(format!("sdkwright-{digest}.lock"))
}

#[cfg(not(unix))]
fn opened(place: &Path) -> Option<File> {
    File::create(place).ok()
}
