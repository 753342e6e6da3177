//! What has to change in a folder, so that it says what the files say?

use super::manifest::{MANIFEST, Manifest, digest};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::files::GeneratedFile;
use crate::files::HEADER;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;
use std::{fs, io};

/// What has to change.
#[derive(Debug, Default)]
pub struct Changes<'f> {
    /// Files to write: they are missing, or say something else. The manifest is the last one.
    pub write: Vec<Cow<'f, GeneratedFile>>,
    /// Files to remove: an earlier run wrote them, and nobody edited them.
    pub remove: Vec<String>,
    /// Files among those to write that hold something which sdkwright did not write.
    pub overwrites: Vec<Overwrite>,
    /// Files that an earlier run wrote, that somebody edited, and that are generated no more.
    pub kept: Vec<String>,
}

/// A file whose content would be lost.
#[derive(Debug)]
pub struct Overwrite {
    /// Its path.
    pub path: String,
    /// Whether an earlier run wrote it, before it was edited.
    pub was_ours: bool,
}

/// What stands at the place of a file.
enum Found {
    Missing,
    Same,
    Other(Vec<u8>),
}

impl<'f> Changes<'f> {
    /// Compares the files and their manifest with the folder, in which an earlier manifest may stand.
    pub fn find(
        folder: &Path,
        files: &'f [GeneratedFile],
        manifest: &Manifest,
        old: Option<&Manifest>,
    ) -> io::Result<Self> {
        let mut changes = Self::default();
        let found: Vec<io::Result<Found>> =
            files.par_iter().map(|file| look(folder, file)).collect();
        for (file, found) in files.iter().zip(found) {
            match found? {
                Found::Same => continue,
                Found::Missing => {}
                Found::Other(bytes) => {
                    let known = old.and_then(|old| old.files.get(&file.path));
                    if known.is_none_or(|known| *known != digest(&bytes)) {
                        let (path, was_ours) = (file.path.clone(), known.is_some());
                        changes.overwrites.push(Overwrite { path, was_ours });
                    }
                }
            }
            changes.write.push(Cow::Borrowed(file));
        }
        changes.find_old(folder, manifest, old)?;
        let manifest = manifest.file();
        if !matches!(look(folder, &manifest)?, Found::Same) {
            changes.write.push(Cow::Owned(manifest));
        }
        Ok(changes)
    }

    /// Finds what an earlier run wrote and this one does not.
    fn find_old(
        &mut self,
        folder: &Path,
        manifest: &Manifest,
        old: Option<&Manifest>,
    ) -> io::Result<()> {
        for (path, known) in old.iter().flat_map(|old| &old.files) {
            if manifest.files.contains_key(path) || !is_inside(folder, path) {
                continue;
            }
            match fs::read(folder.join(path)) {
                Ok(bytes) if digest(&bytes) == *known => self.remove.push(path.clone()),
                Ok(_) => self.kept.push(path.clone()),
                Err(error) if is_absent(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Whether all is as it should be.
    pub fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }

    /// How many files are written; the manifest counts where it alone is.
    pub fn written(&self) -> usize {
        let others = self
            .write
            .iter()
            .filter(|file| file.path != MANIFEST)
            .count();
        others.max(usize::from(
            !self.write.is_empty() && self.remove.is_empty(),
        ))
    }

    /// Says what would be lost, and what is left behind.
    pub fn complain(&self, folder: &Path, force: bool, diagnostics: &mut Diagnostics) {
        for overwrite in self.overwrites.iter().filter(|_| !force) {
            let path = folder.join(&overwrite.path);
            let (code, message) = if overwrite.was_ours {
                (
                    Code::FileEdited,
                    format!("`{}` was edited since it was generated", path.display()),
                )
            } else {
                (
                    Code::FileNotGenerated,
                    format!(
                        "`{}` is there already, and was not generated",
                        path.display()
                    ),
                )
            };
            diagnostics.push(
                Diagnostic::new(code, Place::File(path), message).help("`--force` overwrites it"),
            );
        }
        for path in &self.kept {
            let path = folder.join(path);
            let message = format!(
                "`{}` is generated no more, and was edited: it stays",
                path.display()
            );
            diagnostics.push(Diagnostic::new(
                Code::EditedFileNotRemoved,
                Place::File(path),
                message,
            ));
        }
    }
}

/// Files below the folder of which their first line says that sdkwright wrote them, and that are not generated: a merge of
/// two branches leaves such behind, since only one manifest survives it.
pub fn unlisted(folder: &Path, files: &[GeneratedFile], removed: &[String]) -> Vec<String> {
    let known: HashSet<&str> = files
        .iter()
        .map(|file| file.path.as_str())
        .chain(removed.iter().map(String::as_str))
        .collect();
    let mut found = Vec::new();
    for part in ["src", "examples"] {
        let mut open = vec![part.to_owned()];
        while let Some(path) = open.pop() {
            for entry in fs::read_dir(folder.join(&path))
                .into_iter()
                .flatten()
                .flatten()
            {
                let Ok(name) = entry.file_name().into_string() else {
                    continue;
                };
                let path = format!("{path}/{name}");
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => open.push(path),
                    Ok(kind)
                        if kind.is_file()
                            && !known.contains(path.as_str())
                            && says_it_is_ours(&entry.path()) =>
                    {
                        found.push(path)
                    }
                    _ => {}
                }
            }
        }
    }
    found.sort_unstable();
    found
}

fn says_it_is_ours(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
        && fs::read(path).is_ok_and(|text| text.starts_with(HEADER.as_bytes()))
}

fn look(folder: &Path, file: &GeneratedFile) -> io::Result<Found> {
    match fs::read(folder.join(&file.path)) {
        Ok(bytes) if bytes == file.text.as_bytes() => Ok(Found::Same),
        Ok(bytes) => Ok(Found::Other(bytes)),
        Err(error) if is_absent(&error) => Ok(Found::Missing),
        Err(error) => Err(error),
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory
    )
}

/// Whether a path of an old manifest, which anybody may have written, stays inside the folder: no step up, and no link.
fn is_inside(folder: &Path, path: &str) -> bool {
    let mut at = folder.to_owned();
    path.split('/').all(|part| {
        at.push(part);
        !part.is_empty()
            && part != "."
            && part != ".."
            && !part.contains(['\\', ':'])
            && !fs::symlink_metadata(&at).is_ok_and(|metadata| metadata.is_symlink())
    })
}
