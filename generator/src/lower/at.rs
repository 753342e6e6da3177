//! Where in the author's document the walk is: a JSON pointer (RFC 6901) that costs nothing until it is asked for.

use crate::diagnostics::Place;
use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;
use std::fmt::Write as _;
use std::rc::Rc;

/// The extension in which `upgrade` says where a node stood in the author's document.
const MOVED: &str = "x-sdkwright-at";

/// A place in the document, as a chain of steps from its root.
#[derive(Clone, Debug, Default)]
pub struct At<'d>(Option<Rc<Link<'d>>>);

#[derive(Debug)]
struct Link<'d> {
    parent: At<'d>,
    step: Step<'d>,
}

#[derive(Debug)]
enum Step<'d> {
    Key(&'d str),
    Index(usize),
    /// The author's own pointer, which replaces everything before it.
    Pointer(&'d str),
}

impl<'d> At<'d> {
    /// The root of the document.
    pub fn root() -> Self {
        Self(None)
    }

    /// The member with this key.
    #[must_use]
    pub fn key(&self, key: &'d str) -> Self {
        self.then(Step::Key(key))
    }

    /// The item with this index.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.then(Step::Index(index))
    }

    /// The same place, or the one that the node's own extensions say it came from.
    #[must_use]
    pub fn or_moved(&self, extensions: &'d indexmap::IndexMap<String, Value>) -> Self {
        match extensions.get(MOVED).and_then(Value::as_str) {
            Some(pointer) => Self::default().then(Step::Pointer(pointer)),
            None => self.clone(),
        }
    }

    /// The place of a schema that is found here.
    #[must_use]
    pub fn of_schema(&self, schema: &'d ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { .. } => self.clone(),
            ReferenceOr::Item(schema) => self.or_moved(&schema.schema_data.extensions),
        }
    }

    /// The JSON pointer.
    pub fn pointer(&self) -> String {
        let mut links = Vec::new();
        let mut at = self;
        while let Some(link) = &at.0 {
            links.push(&link.step);
            if matches!(link.step, Step::Pointer(_)) {
                break;
            }
            at = &link.parent;
        }
        let mut pointer = String::new();
        for step in links.into_iter().rev() {
            match step {
                Step::Key(key) => {
                    pointer.push('/');
                    pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
                }
                // Writing to a String cannot fail.
                Step::Index(index) => drop(write!(pointer, "/{index}")),
                Step::Pointer(start) => pointer.push_str(start),
            }
        }
        pointer
    }

    /// The place that a diagnostic names.
    pub fn place(&self) -> Place {
        Place::Document(self.pointer())
    }

    fn then(&self, step: Step<'d>) -> Self {
        Self(Some(Rc::new(Link {
            parent: self.clone(),
            step,
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_escaped() {
        let at = At::root().key("paths").key("/a~b").index(2);
        assert_eq!(at.pointer(), "/paths/~1a~0b/2");
    }

    #[test]
    fn a_moved_node_counts_from_where_its_author_wrote_it() {
        let extensions = [(MOVED.to_owned(), Value::from("/definitions/Pet"))]
            .into_iter()
            .collect();
        let at = At::root()
            .key("components")
            .or_moved(&extensions)
            .key("properties");
        assert_eq!(at.pointer(), "/definitions/Pet/properties");
    }
}
