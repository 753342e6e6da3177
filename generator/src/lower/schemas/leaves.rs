//! Whether a schema is a reference to another one and nothing more: a `$ref`, an `allOf` around it for the sake of a
//! description, any depth of these.

use super::DEEPEST;
use super::view::{Look, Part};
use crate::spec::{Document, Reference};

/// The members of inline `allOf`s, down to references.
#[derive(Debug, Default)]
pub struct Leaves<'d> {
    /// The references, each once.
    references: Vec<(Part, &'d Reference<'d>)>,
    /// Names required beside them.
    pub required: Vec<&'d str>,
    /// Whether a schema beside them says something of its own.
    says_more: bool,
}

impl<'d> Leaves<'d> {
    /// The leaves of these schemas.
    pub fn of(document: &'d Document<'d>, parts: &[Part]) -> Self {
        let mut leaves = Self::default();
        for part in parts {
            leaves.gather(document, *part, 0);
        }
        leaves
    }

    fn gather(&mut self, document: &'d Document<'d>, part: Part, depth: usize) {
        match part.look(document) {
            Look::Reference(reference) => {
                if !self
                    .references
                    .iter()
                    .any(|(_, other)| other.is_same(reference))
                {
                    self.references.push((part, reference));
                }
            }
            Look::Schema(view) => {
                self.required.extend(view.required());
                self.says_more |= !view.says_little_but_required();
                if depth < DEEPEST {
                    for part in part.parts(&view) {
                        self.gather(document, part, depth + 1);
                    }
                }
            }
        }
    }

    /// Returns `true` if there is a reference.
    pub fn has_reference(&self) -> bool {
        !self.references.is_empty()
    }

    /// The one reference that nothing beside it changes, except perhaps what is required.
    pub fn only_reference(&self) -> Option<(Part, &'d Reference<'d>)> {
        match self.references.as_slice() {
            [(part, reference)] if !self.says_more && !part.is_without_choices() => {
                Some((*part, reference))
            }
            _ => None,
        }
    }
}
