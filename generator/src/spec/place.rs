//! Places of the nodes of a document: each is a step from another place, and becomes a JSON pointer on demand.

use crate::pointer::{self, Location};

/// A place in a document's files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PlaceId(u32);

/// One step to a place.
#[derive(Clone, Debug)]
pub enum Step<'t> {
    /// A place given by its location.
    Location(Location),
    /// The member of an object, by key.
    Key(PlaceId, &'t str),
    /// The item of an array, by index.
    Index(PlaceId, usize),
}

/// The places of all nodes of a document.
#[derive(Clone, Debug)]
pub struct Places<'t>(Vec<Step<'t>>);

/// The first place is the root of the entry file.
impl Default for Places<'_> {
    fn default() -> Self {
        Self(vec![Step::Location(Location::default())])
    }
}

impl PlaceId {
    /// The root of the entry file.
    pub const ROOT: Self = Self(0);
}

impl<'t> Places<'t> {
    /// Adds a place.
    pub fn add(&mut self, step: Step<'t>) -> PlaceId {
        let id = self.0.len() as u32;
        self.0.push(step);
        PlaceId(id)
    }

    /// Returns the file and the JSON pointer of a place.
    pub fn location(&self, place: PlaceId) -> Location {
        let mut steps = Vec::new();
        let mut place = place;
        let mut location = loop {
            match self.0.get(place.0 as usize) {
                Some(Step::Location(location)) => break location.clone(),
                Some(step @ (Step::Key(outer, _) | Step::Index(outer, _))) => {
                    steps.push(step);
                    place = *outer;
                }
                None => break Location::default(),
            }
        };
        for step in steps.into_iter().rev() {
            match step {
                Step::Key(_, key) => pointer::push(&mut location.pointer, key),
                Step::Index(_, index) => pointer::push_index(&mut location.pointer, *index),
                Step::Location(_) => {}
            }
        }
        location
    }
}
