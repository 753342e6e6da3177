//! The source texts of a run, and the origin of each part of the bundled document.

use crate::pointer::Location;
use std::collections::BTreeMap;
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

/// A node of the document that an overlay changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The JSON pointer of the node in the entry file.
    pub target: String,
    /// The index of the overlay.
    pub overlay: usize,
    /// The JSON pointer of the action in the overlay.
    pub action: String,
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
    /// The references by which further files of the document were found first, by the index of the file.
    pub references: BTreeMap<usize, Location>,
    /// The overlays, in the order in which they are applied.
    pub overlays: Vec<SourceText>,
    /// What the overlays changed, in the order of the changes.
    pub corrections: Vec<Correction>,
    /// The configuration, if there is one.
    pub config: Option<SourceText>,
}

impl Sources {
    /// Returns all texts, in the order in which their diagnostics are printed.
    pub fn all(&self) -> impl Iterator<Item = &SourceText> {
        self.config
            .iter()
            .chain(&self.overlays)
            .chain(&self.document)
    }

    /// Returns the index of an overlay among all texts.
    pub(super) fn index_of_overlay(&self, overlay: usize) -> usize {
        self.config.iter().len() + overlay
    }

    /// Returns the index of a file of the document among all texts.
    pub(super) fn index_of_file(&self, file: usize) -> usize {
        self.index_of_overlay(self.overlays.len()) + file
    }

    /// Returns the index among all texts of the file with this path, if it was read.
    pub(super) fn index_of_path(&self, path: &Path) -> Option<usize> {
        self.all().position(|source| source.name == path)
    }

    /// Returns the reference by which a file of the document was found, by its index among all texts.
    pub(super) fn reference_to(&self, index: usize) -> Option<&Location> {
        let file = index.checked_sub(self.index_of_file(0))?;
        self.references.get(&file)
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
}
