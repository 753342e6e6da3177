//! Creates an output folder that does not exist: it is filled beside its final location, and then moved there.

use super::changes::Changes;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Writes the files into a new folder. On failure, the folder does not exist.
pub fn create(folder: &Path, changes: &Changes<'_>) -> io::Result<()> {
    let made = outermost_missing(folder);
    let staging = staging(folder);
    let written = write_all(&staging, changes).and_then(|()| fs::rename(&staging, folder));
    if written.is_err() {
        let _ = fs::remove_dir_all(&staging);
        if let Some(made) = made {
            let _ = fs::remove_dir_all(made);
        }
    }
    written
}

/// Removes the files of an interrupted run that did not create the folder.
pub fn clean(folder: &Path) -> io::Result<()> {
    let staging = staging(folder);
    match fs::symlink_metadata(&staging) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(staging),
        // In any other case, creating the folder fails and reports the cause.
        _ => Ok(()),
    }
}

/// Writes the new files below a folder, in parallel.
pub fn write_all(folder: &Path, changes: &Changes<'_>) -> io::Result<()> {
    let paths: Vec<PathBuf> = changes
        .write
        .iter()
        .map(|file| folder.join(&file.path))
        .collect();
    let folders: BTreeSet<&Path> = paths.iter().filter_map(|path| path.parent()).collect();
    folders.into_iter().try_for_each(fs::create_dir_all)?;
    paths
        .par_iter()
        .zip(&changes.write)
        .try_for_each(|(path, file)| fs::write(path, &file.text))
}

/// Beside the folder, so that both are on the same file system.
fn staging(folder: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(folder.file_name().unwrap_or_default());
    name.push(".sdkwright-staging");
    folder.with_file_name(name)
}

/// Returns the outermost ancestor that does not exist.
fn outermost_missing(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .skip(1)
        .take_while(|ancestor| !ancestor.as_os_str().is_empty() && !ancestor.exists())
        .last()
        .map(Path::to_owned)
}
