//! Finds the places of diagnostics in the source texts, and sorts the diagnostics by them.
//!
//! Some related places follow from the place itself and are added here: the reference by which another file was found,
//! and the action of an overlay that changed a node.

use super::lines::{LineColumn, Lines};
use super::positions::{Position, Positions};
use super::{Diagnostic, Place, SourceText, Sources};
use crate::pointer::Location;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Located diagnostics.
pub(super) struct Located<'d, 's> {
    texts: Vec<Text<'s>>,
    /// The diagnostics, in the order of the files and of the places in each file.
    pub diagnostics: Vec<LocatedDiagnostic<'d>>,
}

/// A source text, whose lines are found when they are needed.
pub(super) struct Text<'s> {
    pub source: &'s SourceText,
    lines: OnceCell<Lines<'s>>,
}

impl<'s> Text<'s> {
    pub fn lines(&self) -> &Lines<'s> {
        self.lines.get_or_init(|| Lines::new(&self.source.text))
    }
}

/// A diagnostic with its places.
pub(super) struct LocatedDiagnostic<'d> {
    pub diagnostic: &'d Diagnostic,
    pub spot: Spot,
    /// The related places, each with its label.
    pub related: Vec<(Cow<'d, str>, Spot)>,
}

/// A place in the source texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// A part of a text.
    Text(TextSpot),
    /// A file as a whole, by its path, or a place in a document without a text.
    File(String),
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextSpot {
    /// The index of the text.
    pub text: usize,
    /// The bytes of the part.
    pub range: Range<usize>,
    /// The JSON pointer of the value, in a document or an overlay.
    pub pointer: Option<String>,
}

impl<'s> Located<'_, 's> {
    /// Returns a text by its index.
    pub fn text(&self, index: usize) -> Option<&Text<'s>> {
        self.texts.get(index)
    }

    /// Returns the first position of a part of a text, and the one after its last. A file as a whole has none.
    pub fn position(&self, spot: &Spot) -> Option<(LineColumn, LineColumn)> {
        let Spot::Text(spot) = spot else {
            return None;
        };
        let lines = self.text(spot.text)?.lines();
        let Range { start, end } = spot.range;
        Some((lines.position(start), lines.position(end)))
    }
}

/// Locates diagnostics. Each text is parsed once for all of them.
pub(super) fn locate<'d, 's>(
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    sources: &'s Sources,
) -> Located<'d, 's> {
    let diagnostics: Vec<&Diagnostic> = diagnostics.into_iter().collect();
    let mut search = Search::new(sources);
    for diagnostic in &diagnostics {
        search.want_all_of(diagnostic);
    }
    search.run();
    let located = diagnostics.iter().map(|diagnostic| LocatedDiagnostic {
        diagnostic,
        spot: search.spot(&diagnostic.place),
        related: search.related(diagnostic),
    });
    let mut located: Vec<_> = located.collect();
    located.sort_by_key(|it| search.order(it));
    Located {
        texts: search.texts,
        diagnostics: located,
    }
}

/// Locates places that are not those of diagnostics.
pub(super) fn locate_places<'s>(
    places: &[Place],
    sources: &'s Sources,
) -> (Located<'static, 's>, Vec<Spot>) {
    let mut search = Search::new(sources);
    places.iter().for_each(|place| search.want(place));
    search.run();
    let spots = places.iter().map(|place| search.spot(place)).collect();
    let located = Located {
        texts: search.texts,
        diagnostics: Vec::new(),
    };
    (located, spots)
}

/// The search for all places of a run.
struct Search<'s> {
    sources: &'s Sources,
    texts: Vec<Text<'s>>,
    /// The wanted pointers by text.
    wanted: BTreeMap<usize, BTreeSet<String>>,
    /// Texts that are read to their end: an object contains a key more than once, or another document follows.
    to_end: BTreeSet<usize>,
    found: BTreeMap<usize, Positions>,
}

impl<'s> Search<'s> {
    fn new(sources: &'s Sources) -> Self {
        let texts = sources.all().map(|source| Text {
            source,
            lines: OnceCell::new(),
        });
        Self {
            sources,
            texts: texts.collect(),
            wanted: BTreeMap::new(),
            to_end: BTreeSet::new(),
            found: BTreeMap::new(),
        }
    }

    /// Adds the pointers of a diagnostic and of everything related to it.
    fn want_all_of(&mut self, diagnostic: &Diagnostic) {
        let related = diagnostic.related.iter().map(|related| &related.place);
        for place in std::iter::once(&diagnostic.place).chain(related) {
            self.want(place);
        }
        if let Some(reference) = self.leading_reference(&diagnostic.place) {
            self.want(&reference);
        }
    }

    fn want(&mut self, place: &Place) {
        match place {
            Place::Document(location) | Place::Key(location) | Place::FirstKey(location) => {
                let Location { file, pointer } = self.sources.written(location);
                let text = self.sources.index_of_file(file);
                if matches!(place, Place::FirstKey(_)) {
                    self.to_end.insert(text);
                }
                for (overlay, pointer) in self.corrections(location) {
                    self.want_pointer(self.sources.index_of_overlay(overlay), pointer);
                }
                self.want_pointer(text, pointer);
            }
            Place::NextDocument(file) => {
                let text = self.sources.index_of_file(*file);
                self.to_end.insert(text);
                self.want_pointer(text, String::new());
            }
            Place::Overlay(overlay, pointer) => {
                self.want_pointer(self.sources.index_of_overlay(*overlay), pointer.clone());
            }
            Place::Text { .. } | Place::File(_) => {}
        }
    }

    fn want_pointer(&mut self, text: usize, pointer: String) {
        self.wanted.entry(text).or_default().insert(pointer);
    }

    fn run(&mut self) {
        for (text, pointers) in &self.wanted {
            let Some(read) = self.texts.get(*text) else {
                continue;
            };
            let pointers = pointers.iter().map(String::as_str);
            let found = Positions::find(read.source, pointers, self.to_end.contains(text));
            self.found.insert(*text, found);
        }
    }

    fn spot(&self, place: &Place) -> Spot {
        let spot = match place {
            Place::Document(location) => self.document(location, Position::mark),
            Place::Key(location) => self.document(location, Position::key),
            Place::FirstKey(location) => self.first_key(location),
            Place::NextDocument(file) => self.next_document(*file),
            Place::Overlay(overlay, pointer) => self.overlay(*overlay, pointer),
            Place::Text { file, offset } => self.sources.index_of_path(file).and_then(|text| {
                let source = self.texts.get(text)?.source;
                Some(TextSpot {
                    text,
                    range: word_at(&source.text, *offset),
                    pointer: None,
                })
            }),
            Place::File(_) => None,
        };
        spot.map_or_else(|| Spot::File(file_name(place)), Spot::Text)
    }

    fn document(
        &self,
        location: &Location,
        mark: fn(&Position) -> Range<usize>,
    ) -> Option<TextSpot> {
        let written = self.sources.written(location);
        let text = self.sources.index_of_file(written.file);
        let own = self.found.get(&text)?;
        let exact = own.exact(&written.pointer);
        if let Some(spot) = self.corrected(location, exact.is_some(), mark) {
            return Some(spot);
        }
        let position = exact.or_else(|| own.nearest(&written.pointer));
        Some(TextSpot {
            text,
            range: position.map_or(0..0, mark),
            pointer: Some(written.pointer),
        })
    }

    /// Returns the place in an overlay that a value is from. Objects of an overlay are merged with those of the
    /// document, so that such an object is the document's if both have it.
    fn corrected(
        &self,
        location: &Location,
        is_in_document: bool,
        mark: fn(&Position) -> Range<usize>,
    ) -> Option<TextSpot> {
        /// Of `actions`. Below other arrays, the indices of the update are not those of the document.
        const OWN_ARRAYS: usize = 1;
        self.corrections(location)
            .into_iter()
            .rev()
            .find_map(|(overlay, pointer)| {
                let text = self.sources.index_of_overlay(overlay);
                let position = self.found.get(&text)?.exact(&pointer)?;
                let replaces = position.is_scalar || !is_in_document;
                (replaces && position.arrays == OWN_ARRAYS).then(|| TextSpot {
                    text,
                    range: mark(position),
                    pointer: Some(pointer),
                })
            })
    }

    fn first_key(&self, location: &Location) -> Option<TextSpot> {
        let written = self.sources.written(location);
        let text = self.sources.index_of_file(written.file);
        let position = self.found.get(&text)?.first(&written.pointer)?;
        Some(TextSpot {
            text,
            range: position.key(),
            pointer: Some(written.pointer),
        })
    }

    /// Returns the mark before the second document, or the first document if only a lenient parser finds the second.
    fn next_document(&self, file: usize) -> Option<TextSpot> {
        let text = self.sources.index_of_file(file);
        let found = self.found.get(&text)?;
        let root = || found.exact("").map(Position::mark);
        Some(TextSpot {
            text,
            range: found.next_document.clone().or_else(root).unwrap_or(0..0),
            pointer: None,
        })
    }

    fn overlay(&self, overlay: usize, pointer: &str) -> Option<TextSpot> {
        let text = self.sources.index_of_overlay(overlay);
        let position = self.found.get(&text)?.nearest(pointer);
        Some(TextSpot {
            text,
            range: position.map_or(0..0, Position::mark),
            pointer: Some(pointer.to_owned()),
        })
    }

    /// Returns the pointers in overlays that a node of the entry file can be from, in the order of the changes.
    fn corrections(&self, location: &Location) -> Vec<(usize, String)> {
        let corrections = self.sources.corrections.iter();
        let containing = corrections.filter_map(|correction| {
            let rest = location.below(&Location::entry(&*correction.target))?;
            let pointer = format!("{}/update{rest}", correction.action);
            Some((correction.overlay, pointer))
        });
        containing.collect()
    }

    /// Returns the places of a diagnostic beside its own, without those that are the same.
    fn related<'d>(&self, diagnostic: &'d Diagnostic) -> Vec<(Cow<'d, str>, Spot)> {
        let own = self.spot(&diagnostic.place);
        let mut related: Vec<(Cow<'d, str>, Spot)> = Vec::new();
        for other in &diagnostic.related {
            let spot = self.spot(&other.place);
            if spot != own && !related.iter().any(|(_, known)| *known == spot) {
                related.push((Cow::Borrowed(&other.label), spot));
            }
        }
        if let Some(action) = self.overlay_action(&diagnostic.place) {
            let label = "an overlay changes this part of the document";
            related.push((Cow::Borrowed(label), Spot::Text(action)));
        }
        if let Some(reference) = self.leading_reference(&diagnostic.place) {
            let label = "the file is read because of this reference";
            related.push((Cow::Borrowed(label), self.spot(&reference)));
        }
        related
    }

    /// Returns the last action that changed an ancestor of a node that the document does not contain, unless the node
    /// itself is in the overlay.
    fn overlay_action(&self, place: &Place) -> Option<TextSpot> {
        let (Place::Document(location) | Place::Key(location)) = place else {
            return None;
        };
        let written = self.sources.written(location);
        let own = self.found.get(&self.sources.index_of_file(written.file))?;
        if own.exact(&written.pointer).is_some()
            || self.corrected(location, false, Position::mark).is_some()
        {
            return None;
        }
        let (overlay, pointer) = self.corrections(location).pop()?;
        self.overlay(overlay, &pointer)
    }

    /// Returns the reference by which the file of a place was found, unless it is the entry file.
    fn leading_reference(&self, place: &Place) -> Option<Place> {
        let text = match place {
            Place::Document(location) | Place::Key(location) | Place::FirstKey(location) => self
                .sources
                .index_of_file(self.sources.written(location).file),
            Place::NextDocument(file) => self.sources.index_of_file(*file),
            Place::Text { file, .. } | Place::File(file) => self.sources.index_of_path(file)?,
            Place::Overlay(..) => return None,
        };
        let reference = self.sources.reference_to(text)?;
        Some(Place::Document(reference.clone()))
    }

    /// Returns the key by which diagnostics are sorted. Those of files that were not read are the first.
    fn order(&self, located: &LocatedDiagnostic<'_>) -> (Option<usize>, usize) {
        match &located.spot {
            Spot::Text(spot) => (Some(spot.text), spot.range.start),
            Spot::File(_) => match &located.diagnostic.place {
                Place::File(file) => (self.sources.index_of_path(file), 0),
                _ => (None, 0),
            },
        }
    }
}

/// Returns the range from an offset to the end of the word or the quoted text.
fn word_at(text: &str, offset: usize) -> Range<usize> {
    let offset = offset.min(text.len());
    let start = (0..=offset).rev().find(|at| text.is_char_boundary(*at));
    let start = start.unwrap_or_default();
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let Some(first) = line.chars().next() else {
        return start..start;
    };
    let after = line.get(first.len_utf8()..).unwrap_or_default();
    let length = match first {
        '"' | '\'' => after.find(first).map(|closing| closing + 2),
        _ => line.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-'),
    };
    let length = length.unwrap_or(match first {
        '"' | '\'' => 1,
        _ => line.len(),
    });
    start..start + length.max(first.len_utf8())
}

fn file_name(place: &Place) -> String {
    match place {
        Place::File(file) | Place::Text { file, .. } => file.to_string_lossy().into_owned(),
        Place::Document(location) | Place::Key(location) | Place::FirstKey(location) => {
            format!("#{}", location.pointer)
        }
        Place::NextDocument(_) => "#".to_owned(),
        Place::Overlay(number, pointer) => format!("overlay {}#{pointer}", number + 1),
    }
}
