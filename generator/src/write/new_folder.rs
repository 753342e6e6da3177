//! Creates an output folder that does not exist: it is filled beside its final location, and then moved there.

use super::changes::Changes;
use super::disk::Disk;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Writes the files into a new folder. On failure, the folder does not exist.
pub fn create(disk: &dyn Disk, folder: &Path, changes: &Changes<'_>) -> io::Result<()> {
    let missing: Vec<&Path> = missing(folder).collect();
    let staging = staging(folder);
    let written = write_all(disk, &staging, changes).and_then(|()| disk.rename(&staging, folder));
    if written.is_err() {
        let _ = disk.remove_dir_all(&staging);
        // Another run may have created a folder in one of them, which is then not empty and is kept.
        for ancestor in missing {
            let _ = disk.remove_dir(ancestor);
        }
    }
    written
}

/// Removes the files of an interrupted run that did not create the folder.
pub fn clean(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    let staging = staging(folder);
    match fs::symlink_metadata(&staging) {
        Ok(metadata) if metadata.is_dir() => disk.remove_dir_all(&staging),
        // In any other case, creating the folder fails and reports the cause.
        _ => Ok(()),
    }
}

/// Writes the new files below a folder, in parallel.
pub fn write_all(disk: &dyn Disk, folder: &Path, changes: &Changes<'_>) -> io::Result<()> {
    let paths: Vec<PathBuf> = changes
        .write
        .iter()
        .map(|file| folder.join(&file.path))
        .collect();
    let folders: BTreeSet<&Path> = paths.iter().filter_map(|path| path.parent()).collect();
    folders
        .into_iter()
        .try_for_each(|folder| disk.create_dir_all(folder))?;
    paths
        .par_iter()
        .zip(&changes.write)
        .try_for_each(|(path, file)| disk.write(path, file.text.as_bytes()))
}

/// Beside the folder, so that both are on the same file system.
fn staging(folder: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(folder.file_name().unwrap_or_default());
    name.push(".sdkwright-staging");
    folder.with_file_name(name)
}

/// Returns the ancestors that do not exist, the innermost first.
fn missing(folder: &Path) -> impl Iterator<Item = &Path> {
    let ancestors = folder.ancestors().skip(1);
    ancestors.take_while(|ancestor| !ancestor.as_os_str().is_empty() && !ancestor.exists())
}
