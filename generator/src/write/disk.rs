//! The operations that change a folder, each of which can fail or be the last one of the process.

use std::path::Path;
use std::{fs, io};

/// Changes files. Tests use one that fails.
pub trait Disk: Sync {
    /// Creates a folder whose parent exists.
    fn create_dir(&self, path: &Path) -> io::Result<()>;

    /// Creates a file, or replaces its content.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Creates another name for a file, or a copy of it on a file system without links.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Moves a file or a folder, and replaces a file at the new place.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes a folder if it is empty.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;

    /// Creates a folder and those that contain it.
    fn create_dir_all(&self, path: &Path) -> io::Result<()> {
        if path.as_os_str().is_empty() || path.is_dir() {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.create_dir_all(parent)?;
        }
        match self.create_dir(path) {
            Err(_) if path.is_dir() => Ok(()),
            result => result,
        }
    }

    /// Creates the folder that contains a file.
    fn create_parent(&self, path: &Path) -> io::Result<()> {
        path.parent()
            .map_or(Ok(()), |parent| self.create_dir_all(parent))
    }

    /// Removes a folder with its content. Links in it are removed and not followed.
    fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            match entry.file_type()?.is_dir() {
                true => self.remove_dir_all(&entry.path())?,
                false => self.remove_file(&entry.path())?,
            }
        }
        self.remove_dir(path)
    }
}

/// The disk of the operating system.
#[derive(Clone, Copy, Debug)]
pub struct SystemDisk;

impl Disk for SystemDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(path, bytes)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}
