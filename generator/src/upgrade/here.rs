//! Where in the author's document the reader is: steps on the stack, which cost nothing until somebody asks.

use crate::diagnostics::Place;
use crate::load::push_step;

/// A place in the document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here<'h> {
    parent: Option<&'h Here<'h>>,
    step: Step<'h>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'h> {
    /// A JSON pointer that everything below begins with.
    Pointer(&'h str),
    Key(&'h str),
    Index(usize),
}

impl<'h> Here<'h> {
    /// The root of the document.
    pub(super) fn root() -> Self {
        Self::pointer("")
    }

    /// A place by its JSON pointer.
    pub(super) fn pointer(pointer: &'h str) -> Self {
        Self {
            parent: None,
            step: Step::Pointer(pointer),
        }
    }

    /// The member with this key.
    pub(super) fn key<'c>(&'c self, key: &'c str) -> Here<'c> {
        Here {
            parent: Some(self),
            step: Step::Key(key),
        }
    }

    /// The item with this index.
    pub(super) fn index(&self, index: usize) -> Here<'_> {
        Here {
            parent: Some(self),
            step: Step::Index(index),
        }
    }

    /// The last key of it.
    pub(super) fn name(&self) -> &'h str {
        match self.step {
            Step::Key(key) => key,
            Step::Pointer(pointer) => pointer.rsplit('/').next().unwrap_or_default(),
            Step::Index(_) => self.parent.map(Here::name).unwrap_or_default(),
        }
    }

    /// The key of the object that holds it.
    pub(super) fn holder(&self) -> &'h str {
        self.parent.map(Here::name).unwrap_or_default()
    }

    /// The JSON pointer.
    pub(super) fn to_pointer(self) -> String {
        let mut pointer = self
            .parent
            .map(|here| here.to_pointer())
            .unwrap_or_default();
        match self.step {
            Step::Pointer(start) => pointer.push_str(start),
            Step::Key(key) => push_step(&mut pointer, key),
            Step::Index(index) => push_step(&mut pointer, &index.to_string()),
        }
        pointer
    }

    /// What a diagnostic names.
    pub(super) fn place(self) -> Place {
        Place::Document(self.to_pointer())
    }
}
