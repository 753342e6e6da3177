//! The texts that a run read, and from which of them each part of the bundled document came.

use super::Place;
use crate::pointer::Location;
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

/// A part of the document that `load` moved: the members that a reference in place of names stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Where the part is now.
    pub moved: Location,
    /// Where it was written.
    pub written: Location,
}

/// Parts that are moved more often than this are shown where they were on the way.
const MOST_MOVES: usize = 8;

/// All texts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The files of the document; the first one is its entry.
    pub document: Vec<SourceText>,
    /// The parts that were moved.
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
            Place::Document(location) => {
                let Location { file, pointer } = self.written(location);
                Some((self.document.get(file)?, Spot::Pointer(pointer)))
            }
            Place::Overlay(number, pointer) => {
                Some((self.overlays.get(*number)?, Spot::Pointer(pointer.clone())))
            }
            Place::Text { file, offset } => Some((self.named(file)?, Spot::Offset(*offset))),
            Place::File(_) => None,
        }
    }

    /// Where a part of the document was written: found by the longest moved location that contains it.
    pub fn written(&self, location: &Location) -> Location {
        let mut location = location.clone();
        // A part may be moved along with what it was moved into.
        for _ in 0..MOST_MOVES {
            let holding = self
                .origins
                .iter()
                .filter_map(|origin| Some((origin, location.below(&origin.moved)?)));
            let Some((origin, rest)) =
                holding.max_by_key(|(_, rest)| std::cmp::Reverse(rest.len()))
            else {
                break;
            };
            location = Location {
                file: origin.written.file,
                pointer: format!("{}{rest}", origin.written.pointer),
            };
        }
        location
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
