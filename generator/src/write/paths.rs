//! Checks that paths can be written below a folder.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::files::GeneratedFile;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;
use unicode_normalization::UnicodeNormalization as _;

/// Reports paths that are not portable, and links and files in place of folders.
pub fn check(folder: &Path, files: &[GeneratedFile], diagnostics: &mut Diagnostics) {
    if fs::metadata(folder).is_ok_and(|metadata| !metadata.is_dir()) {
        let message = format!("`{}` is not a folder", folder.display());
        diagnostics.push(Diagnostic::new(
            Code::NotWritten,
            Place::File(folder.to_owned()),
            message,
        ));
        return;
    }
    unique(files, diagnostics);
    let is_new = fs::symlink_metadata(folder).is_err();
    let mut parents = HashSet::new();
    for file in files {
        if !is_portable(&file.path) {
            let message = format!(
                "`{}` is not a valid path on every platform",
                file.path.escape_debug()
            );
            diagnostics.push(Diagnostic::new(
                Code::InvalidOutput,
                Place::File(file.path.clone().into()),
                message,
            ));
            continue;
        }
        // A new folder cannot contain conflicting files.
        if is_new {
            continue;
        }
        for (at, _) in file.path.match_indices('/') {
            let parent = file.path.get(..at).unwrap_or_default();
            if parents.insert(parent) {
                is_folder(&folder.join(parent), diagnostics);
            }
        }
        is_file(&folder.join(&file.path), diagnostics);
    }
}

/// Reports paths that are equal without regard to case.
fn unique(files: &[GeneratedFile], diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<String, &str> = HashMap::with_capacity(files.len());
    for file in files {
        let folded = match file.path.is_ascii() {
            true => file.path.to_ascii_lowercase(),
            false => file.path.nfc().flat_map(char::to_lowercase).collect(),
        };
        if let Some(other) = seen.insert(folded, &file.path) {
            let message = format!(
                "`{}` and `{other}` are the same file on file systems that ignore case",
                file.path
            );
            diagnostics.push(Diagnostic::new(
                Code::InvalidOutput,
                Place::File(file.path.clone().into()),
                message,
            ));
        }
    }
}

/// Returns `true` if every part of the path is a valid name on every platform.
fn is_portable(path: &str) -> bool {
    path.split('/').all(|part| {
        let stem = part
            .split('.')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let is_device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
            || (stem.len() == 4
                && (stem.starts_with("com") || stem.starts_with("lpt"))
                && stem.ends_with(|c: char| c.is_ascii_digit()));
        !part.is_empty()
            && part.len() <= 255
            && !is_device
            && !part.ends_with(['.', ' '])
            && !part.contains(|c: char| {
                c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
            })
    })
}

/// Returns `true` if a path of a manifest or a journal, which is untrusted, stays inside the folder: no `..`, and no
/// link.
pub fn is_inside(folder: &Path, path: &str) -> bool {
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

fn is_folder(path: &Path, diagnostics: &mut Diagnostics) {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => diagnostics.push(link(path)),
        Ok(metadata) if !metadata.is_dir() => {
            diagnostics.push(conflict(path, "a file in place of a folder"))
        }
        _ => {}
    }
}

fn is_file(path: &Path, diagnostics: &mut Diagnostics) {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => diagnostics.push(link(path)),
        Ok(metadata) if metadata.is_dir() => {
            diagnostics.push(conflict(path, "a folder in place of a file"))
        }
        _ => {}
    }
}

fn link(path: &Path) -> Diagnostic {
    let message = format!("`{}` is a symbolic link", path.display());
    Diagnostic::new(Code::LinkRefused, Place::File(path.to_owned()), message)
}

fn conflict(path: &Path, what: &str) -> Diagnostic {
    let message = format!("`{}` is {what}", path.display());
    Diagnostic::new(
        Code::FileNotGenerated,
        Place::File(path.to_owned()),
        message,
    )
}

#[cfg(test)]
mod tests {
    use super::is_portable;

    #[test]
    fn no_path_leads_out_of_the_folder_or_means_a_device() {
        for path in [
            "../x",
            "/x",
            "a//b",
            "a/../b",
            "a\\b",
            "con",
            "src/AUX.rs",
            "com1.rs",
            "a.",
            "c:x",
            "a\nb",
            &"x".repeat(300),
        ] {
            assert!(!is_portable(path), "{path}");
        }
        for path in [
            ".sdkwright.json",
            "src/models/con_.rs",
            "docs/models/Größe.md",
            "LICENSE-MIT",
        ] {
            assert!(is_portable(path), "{path}");
        }
    }
}
