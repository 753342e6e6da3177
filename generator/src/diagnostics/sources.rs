//! The source texts of a run, and the origin of each part of the bundled document.

use super::Place;
use crate::pointer::Location;
use std::path::{Path, PathBuf};

/// A source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    /// Its path, relative to the current folder.
    pub name: PathBuf,
    /// Its content.
    pub text: String,
}

impl SourceText {
    /// Returns `true` for JSON and `false` for YAML, by the first character that is not white space.
    pub fn is_json(&self) -> bool {
        self.text
            .trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with(['{', '['])
    }
}

/// A part of the document that `load` moved: the members of an object that replaced a reference to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The current location of the part.
    pub moved: Location,
    /// The location of the part in its file.
    pub written: Location,
}

/// Limit of the moves that are traced back.
const MOST_MOVES: usize = 8;

/// All source texts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The files of the document. The first one is the entry file.
    pub document: Vec<SourceText>,
    /// The parts that were moved.
    pub origins: Vec<Origin>,
    /// The overlays, in the order in which they are applied.
    pub overlays: Vec<SourceText>,
    /// The configuration, if there is one.
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
    /// Returns the file of a place and the position in it, if the file was read.
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

    /// Returns the original location of a part of the document, by the longest moved location that contains it.
    pub fn written(&self, location: &Location) -> Location {
        let mut location = location.clone();
        // A moved part may contain another moved part.
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
