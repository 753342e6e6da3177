//! Whether a schema is a reference to another one and nothing more: a `$ref`, an `allOf` around it for the sake of a
//! description, any depth of these.

use super::schemas::DEEPEST;
use super::view::{Node, Spot, View};

/// The members of inline `allOf`s, down to references.
#[derive(Debug, Default)]
pub struct Leaves<'d> {
    /// The references, each once.
    pub references: Vec<Spot<'d>>,
    /// Names required beside them.
    pub required: Vec<&'d str>,
    /// Whether a schema beside them says something of its own.
    said: bool,
}

impl<'d> Leaves<'d> {
    /// Adds a schema's.
    pub fn gather(&mut self, spot: &Spot<'d>, depth: usize) {
        match spot.node {
            Node::Reference(_) => {
                if !self.references.iter().any(|other| other.node == spot.node) {
                    self.references.push(spot.clone());
                }
            }
            Node::Schema(schema) => {
                let view = View::of_spot(schema, spot.bare);
                self.required
                    .extend(view.required.iter().map(String::as_str));
                self.said |= !View {
                    required: &[],
                    ..view.clone()
                }
                .says_little();
                for (index, part) in view.all_of.iter().enumerate() {
                    if depth < DEEPEST {
                        let part = Spot {
                            bare: spot.bare,
                            ..Spot::new(part, spot.at.key("allOf").index(index))
                        };
                        self.gather(&part, depth + 1);
                    }
                }
            }
        }
    }

    /// The one reference that nothing beside it changes, but perhaps what is required.
    pub fn only_reference(&self) -> Option<&Spot<'d>> {
        match self.references.as_slice() {
            [reference] if !self.said && !reference.bare => Some(reference),
            _ => None,
        }
    }
}
