//! write: files in memory → output folder.
//!
//! In: the files of an SDK and the digests of its inputs. Out: the folder, in which only changed files were written
//! and only unedited files of an earlier run were removed. The change is atomic: all of it or nothing. [`check`]
//! compares and writes nothing.

mod argument_order;
mod changes;
mod difference;
mod disk;
mod lock;
mod manifest;
mod new_folder;
mod paths;
mod transaction;

pub use difference::{Difference, DifferenceKind};
pub use manifest::{MANIFEST, Provenance, digest, digest_json};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::files::GeneratedFile;
use changes::Changes;
use disk::{Disk, SystemDisk};
use lock::Lock;
use manifest::Manifest;
use rayon::prelude::*;
use std::path::Path;
use transaction::Transaction;

/// The changes that were made to the folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The number of files that were created or changed.
    pub written: usize,
    /// The number of files that were removed.
    pub removed: usize,
    /// The number of files that were up to date.
    pub unchanged: usize,
}

/// The differences between a folder and the generated files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The differences by file, in the order of their paths.
    pub differences: Vec<Difference>,
    /// Writing requires `--force`, since files were edited.
    pub needs_force: bool,
}

/// Writes the files to the folder. With `force`, edited files are overwritten.
///
/// If the diagnostics contain an error, nothing was changed. If another run writes the folder, this one waits for it.
pub fn write(
    folder: &Path,
    files: &[GeneratedFile],
    provenance: &Provenance,
    force: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Written> {
    write_to(&SystemDisk, folder, files, provenance, force, diagnostics)
}

fn write_to(
    disk: &dyn Disk,
    folder: &Path,
    files: &[GeneratedFile],
    provenance: &Provenance,
    force: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Written> {
    let _alone = Lock::to_write(folder);
    let cleaned = new_folder::clean(disk, folder);
    if let Err(error) = cleaned.and_then(|()| transaction::recover(disk, folder)) {
        diagnostics.push(not_written(folder, &error));
        return None;
    }
    let manifest = Manifest::of(files, provenance);
    let changes = changes(folder, files, &manifest, force, diagnostics)?;
    let written = Written {
        written: changes.written(),
        removed: changes.remove.len(),
        unchanged: files.len()
            - changes
                .write
                .iter()
                .filter(|file| file.path != MANIFEST)
                .count(),
    };
    if changes.is_empty() {
        return Some(written);
    }
    let made = if folder.exists() {
        Transaction::stage(disk, folder, &changes).and_then(Transaction::commit)
    } else {
        new_folder::create(disk, folder, &changes)
    };
    match made {
        Ok(()) => Some(written),
        Err(error) => {
            diagnostics.push(not_written(folder, &error));
            None
        }
    }
}

/// Returns the number of files that a run wrote whose manifest has this digest, if none of them has changed since.
pub fn files_written_as(folder: &Path, manifest: &str) -> Option<usize> {
    let _meanwhile = Lock::to_compare(folder);
    let text = std::fs::read(folder.join(MANIFEST)).ok()?;
    if transaction::is_interrupted(folder) || digest(&text) != manifest {
        return None;
    }
    let files = serde_json::from_slice::<Manifest>(&text).ok()?.files;
    let all = files.par_iter();
    let is_unchanged = all.all(|(path, known)| {
        let bytes = std::fs::read(folder.join(path));
        bytes.is_ok_and(|bytes| digest(&bytes) == *known)
    });
    is_unchanged.then_some(files.len())
}

/// Compares the folder with the files.
pub fn check(
    folder: &Path,
    files: &[GeneratedFile],
    provenance: &Provenance,
    diagnostics: &mut Diagnostics,
) -> Option<Checked> {
    let _meanwhile = Lock::to_compare(folder);
    let manifest = Manifest::of(files, provenance);
    let mut found = Diagnostics::default();
    let changes = changes(folder, files, &manifest, true, &mut found);
    if found.has_errors() {
        found
            .iter()
            .for_each(|diagnostic| diagnostics.push(diagnostic.clone()));
        return None;
    }
    let changes = changes?;
    changes.report_reordered(folder, diagnostics);
    let needs_force = !changes.overwrites.is_empty();
    let mut differences: Vec<Difference> = changes
        .write
        .iter()
        .map(|file| Difference::of(folder, file))
        .chain(
            changes
                .remove
                .iter()
                .map(|path| Difference::not_generated(path)),
        )
        .chain(
            changes::unlisted(folder, files, &changes.remove)
                .iter()
                .map(|path| Difference::unlisted(path)),
        )
        .collect();
    // The manifest depends on the other files, so it is listed only if nothing else differs.
    if differences.len() > 1 {
        differences.retain(|difference| difference.path != MANIFEST);
    }
    if transaction::is_interrupted(folder) {
        differences.push(Difference::interrupted());
    }
    differences.sort_by(|one, other| one.path.cmp(&other.path));
    Some(Checked {
        differences,
        needs_force,
    })
}

/// Determines the changes; `None` if there is an error.
fn changes<'f>(
    folder: &Path,
    files: &'f [GeneratedFile],
    manifest: &Manifest,
    force: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Changes<'f>> {
    paths::check(folder, files, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let old = match Manifest::read(folder) {
        Ok(old) => old,
        Err(_) if force => None,
        Err(message) => {
            let place = Place::File(folder.join(MANIFEST));
            diagnostics.push(Diagnostic::new(Code::ManifestUnreadable, place, message));
            return None;
        }
    };
    let changes = Changes::find(folder, files, manifest, old.as_ref());
    match changes {
        Ok(changes) => {
            changes.report(folder, force, diagnostics);
            (!diagnostics.has_errors()).then_some(changes)
        }
        Err(error) => {
            diagnostics.push(not_written(folder, &error));
            None
        }
    }
}

fn not_written(folder: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("`{}` cannot be written: {error}", folder.display());
    Diagnostic::new(Code::NotWritten, Place::File(folder.to_owned()), message)
}

#[cfg(test)]
mod faults;
#[cfg(test)]
mod tests;
