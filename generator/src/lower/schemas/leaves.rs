//! Recognizes schemas that only refer to another one: a `$ref`, or nested `allOf`s around one that add a description.

use super::DEEPEST;
use super::conditions;
use super::view::{Look, Part};
use crate::spec::{Document, Reference};

/// The references inside inline `allOf`s.
#[derive(Debug, Default)]
pub struct Leaves<'d> {
    /// The references, without duplicates.
    references: Vec<(Part, &'d Reference<'d>)>,
    /// `required` beside them.
    pub required: Vec<&'d str>,
    /// A schema beside them has keywords that affect the type.
    has_other_keywords: bool,
}

impl<'d> Leaves<'d> {
    /// Collects the references of these schemas.
    pub fn of(document: &'d Document<'d>, parts: &[Part]) -> Self {
        let mut leaves = Self::default();
        for part in parts {
            leaves.collect(document, *part, 0);
        }
        leaves
    }

    fn collect(&mut self, document: &'d Document<'d>, part: Part, depth: usize) {
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
                self.has_other_keywords |= !view.is_trivial_but_required()
                    || conditions::describe_properties(document, part.schema, &view);
                if depth < DEEPEST {
                    for part in part.parts(&view) {
                        self.collect(document, part, depth + 1);
                    }
                }
            }
        }
    }

    /// Returns `true` if there is a reference.
    pub fn has_reference(&self) -> bool {
        !self.references.is_empty()
    }

    /// Returns the only reference, if no keyword beside it except `required` affects the type.
    pub fn only_reference(&self) -> Option<(Part, &'d Reference<'d>)> {
        match self.references.as_slice() {
            [(part, reference)] if !self.has_other_keywords && !part.is_without_choices() => {
                Some((*part, reference))
            }
            _ => None,
        }
    }
}
