//! The texts that a run read, and from which of them each part of the bundled document came.

use super::Place;
use std::path::{Path, PathBuf};

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    /// Its name as people know it: relative to where they stand.
    pub name: PathBuf,
    /// What it says.
    pub text: String,
}

impl SourceText {
    /// Whether it is JSON rather than YAML, by its first character that says something.
    pub fn is_json(&self) -> bool {
        self.text
            .trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with(['{', '['])
    }
}

/// A part of the bundled document that came from another place than its pointer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Where the part stands in the bundled document: a JSON pointer.
    pub bundled: String,
    /// The number of the file it came from.
    pub file: usize,
    /// Where it stood there: a JSON pointer.
    pub pointer: String,
}

/// All texts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The files of the document; the first one is its entry.
    pub document: Vec<SourceText>,
    /// Where parts of the bundled document came from, when not from the same pointer of the entry.
    pub origins: Vec<Origin>,
    /// The overlays, in the order they are applied.
    pub overlays: Vec<SourceText>,
    /// The configuration, where there is one.
    pub config: Option<SourceText>,
}

/// A place inside a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// A JSON pointer.
    Pointer(String),
    /// A byte offset.
    Offset(usize),
}

impl Sources {
    /// The file of a place and the place inside it, where the file was read.
    pub(super) fn find(&self, place: &Place) -> Option<(&SourceText, Spot)> {
        match place {
            Place::Document(pointer) => {
                let (file, pointer) = self.origin(pointer);
                Some((self.document.get(file)?, Spot::Pointer(pointer)))
            }
            Place::Overlay(number, pointer) => {
                Some((self.overlays.get(*number)?, Spot::Pointer(pointer.clone())))
            }
            Place::Text { file, offset } => Some((self.named(file)?, Spot::Offset(*offset))),
            Place::File(_) => None,
        }
    }

    /// The file and the pointer there of a pointer into the bundled document: by the longest origin that holds it.
    fn origin(&self, pointer: &str) -> (usize, String) {
        let holding = self.origins.iter().filter_map(|origin| {
            let rest = pointer.strip_prefix(origin.bundled.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then_some((origin, rest))
        });
        match holding.max_by_key(|(origin, _)| origin.bundled.len()) {
            Some((origin, rest)) => (origin.file, format!("{}{rest}", origin.pointer)),
            None => (0, pointer.to_owned()),
        }
    }

    fn named(&self, name: &Path) -> Option<&SourceText> {
        let all = self
            .document
            .iter()
            .chain(&self.overlays)
            .chain(&self.config);
        all.into_iter().find(|source| source.name == name)
    }
}
