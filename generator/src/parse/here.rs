//! The current place in the document: steps on the stack, which are stored only if a node or a diagnostic needs them.

use super::Reader;
use crate::diagnostics::Place;
use crate::pointer::{self, Location};
use crate::spec::{PlaceId, Step};

/// A place in the document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here<'h, 't> {
    outer: Option<&'h Here<'h, 't>>,
    last: Last<'t>,
}

/// The last step of a place.
#[derive(Clone, Copy, Debug)]
enum Last<'t> {
    /// A stored place.
    Place(PlaceId),
    Key(&'t str),
    Index(usize),
}

impl<'h, 't> Here<'h, 't> {
    /// Creates the current place from a stored one.
    pub(super) fn at(place: PlaceId) -> Self {
        Self {
            outer: None,
            last: Last::Place(place),
        }
    }

    /// Returns the root of the document.
    pub(super) fn root() -> Self {
        Self::at(PlaceId::ROOT)
    }

    /// Returns the place of the member with this key.
    pub(super) fn key<'c>(&'c self, key: &'t str) -> Here<'c, 't> {
        Here {
            outer: Some(self),
            last: Last::Key(key),
        }
    }

    /// Returns the place of the item with this index.
    pub(super) fn index(&self, index: usize) -> Here<'_, 't> {
        Here {
            outer: Some(self),
            last: Last::Index(index),
        }
    }
}

impl<'t> Reader<'t, '_> {
    /// Stores the place of a node.
    pub(super) fn keep(&mut self, here: &Here<'_, 't>) -> PlaceId {
        let outer = match (here.last, here.outer) {
            (Last::Place(place), _) => return place,
            (_, Some(outer)) => self.keep(outer),
            (_, None) => PlaceId::ROOT,
        };
        self.document.places.add(match here.last {
            Last::Key(key) => Step::Key(outer, key),
            Last::Index(index) => Step::Index(outer, index),
            Last::Place(_) => return outer,
        })
    }

    /// Stores a place given by its location.
    pub(super) fn keep_location(&mut self, location: Location) -> PlaceId {
        self.document.places.add(Step::Location(location))
    }

    /// Returns the file and the JSON pointer.
    pub(super) fn location(&self, here: &Here<'_, 't>) -> Location {
        let mut location = match (here.last, here.outer) {
            (Last::Place(place), _) => return self.document.places.location(place),
            (_, Some(outer)) => self.location(outer),
            (_, None) => Location::default(),
        };
        match here.last {
            Last::Key(key) => pointer::push(&mut location.pointer, key),
            Last::Index(index) => pointer::push_index(&mut location.pointer, index),
            Last::Place(_) => {}
        }
        location
    }

    /// Returns the last key of the place.
    pub(super) fn name(&self, here: &Here<'_, 't>) -> String {
        match (here.last, here.outer) {
            (Last::Key(key), _) => key.to_owned(),
            (Last::Index(_), Some(outer)) => self.name(outer),
            _ => pointer::last_token(&self.location(here).pointer).into_owned(),
        }
    }

    /// Returns the place of the key for a diagnostic.
    pub(super) fn key_place(&self, here: &Here<'_, 't>) -> Place {
        Place::Key(self.location(here))
    }

    /// Returns the place for a diagnostic.
    pub(super) fn place(&self, here: &Here<'_, 't>) -> Place {
        Place::Document(self.location(here))
    }
}
