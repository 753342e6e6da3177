//! The syntax of references between files: writes and resolves them.

use crate::pointer::{Location, percent_decoded};
use std::path::{Component, Path};

/// A file whose references are rewritten.
pub(super) struct Base {
    /// Its path relative to the folder.
    pub path: String,
    /// Its index among the sources; the entry file is 0.
    pub source: usize,
}

impl Base {
    /// Returns a location in the file.
    pub fn at(&self, pointer: &str) -> Location {
        Location {
            file: self.source,
            pointer: pointer.to_owned(),
        }
    }

    /// Returns a reference to a fragment of the file.
    pub fn reference(&self, fragment: &str) -> String {
        match self.source {
            0 => format!("#{fragment}"),
            _ => format!("{}#{fragment}", path_in_reference(&self.path)),
        }
    }
}

/// Escapes a JSON pointer for the fragment of a reference, as far as reading the reference would change it.
pub(super) fn in_fragment(pointer: &str) -> String {
    escaped(pointer, |character| matches!(character, '%' | '\0'..=' '))
}

/// Escapes the two characters of a path that have a meaning in a reference.
pub(super) fn path_in_reference(path: &str) -> String {
    escaped(path, |character| matches!(character, '%' | '#'))
}

/// Escapes ASCII characters of a text (RFC 3986, section 2.1).
fn escaped(text: &str, is_escaped: impl Fn(char) -> bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if is_escaped(character) {
            escaped.push_str(&format!("%{:02X}", u32::from(character)));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// Returns the path of a reference in a file, relative to the folder; `None` if it leaves the folder.
pub(super) fn inside(file: &str, reference: &str) -> Option<String> {
    let reference = percent_decoded(reference).replace('\\', "/");
    if reference.contains(':') || reference.starts_with('/') || reference.contains('\0') {
        return None;
    }
    let mut steps: Vec<&str> = file.split('/').collect();
    steps.pop();
    for step in Path::new(&reference).components() {
        match step {
            Component::CurDir => {}
            Component::ParentDir => {
                steps.pop()?;
            }
            Component::Normal(step) => steps.push(step.to_str()?),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(steps.join("/"))
}

/// Resolves a relative reference, as far as `$id` needs it (RFC 3986, section 5.2).
pub(super) fn against(base: &str, reference: &str) -> Option<String> {
    if reference.contains("://") {
        return Some(reference.to_owned());
    }
    let (scheme, rest) = base.split_once("://")?;
    let authority_end = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(authority_end);
    if reference.starts_with('/') {
        return Some(format!("{scheme}://{authority}{reference}"));
    }
    let mut steps: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    steps.pop();
    for step in reference.split('/') {
        match step {
            "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    Some(format!("{scheme}://{authority}/{}", steps.join("/")))
}
