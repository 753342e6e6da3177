//! Names of inline types: a chain on the stack, which is converted to a [`TypeName`] only if a name is needed.

use crate::model::{OperationIndex, TypeId, TypeName};
use crate::words::item_of;
use std::borrow::Cow;

/// The base of the name of an inline type.
#[derive(Clone, Debug)]
pub enum Naming<'a> {
    /// A component, by its key; or a name from the configuration.
    Component(&'a str),
    /// The enclosing named type.
    Type(TypeId),
    /// An operation.
    Operation(OperationIndex),
    /// Additional words.
    Step(&'a Naming<'a>, Cow<'a, str>),
}

impl<'a> Naming<'a> {
    /// Appends words: a property, a role (`request`), the title of a branch.
    #[must_use]
    pub fn then(&'a self, word: &'a str) -> Naming<'a> {
        Naming::Step(self, Cow::Borrowed(word))
    }

    /// Returns the name of one item: `line` for `lines`, `data item` for `data`.
    #[must_use]
    pub fn one(&'a self, otherwise: &'a str) -> Naming<'a> {
        if let Naming::Step(before, word) = self
            && let Some(one) = item_of(word)
        {
            return Naming::Step(before, Cow::Owned(one));
        }
        self.then(otherwise)
    }

    /// Returns the name of the type.
    pub fn name(&self) -> TypeName {
        let mut words = Vec::new();
        let mut naming = self;
        while let Naming::Step(before, word) = naming {
            words.push(word.clone().into_owned());
            naming = before;
        }
        words.reverse();
        match naming {
            Naming::Component(key) if words.is_empty() => TypeName::Component((*key).to_owned()),
            Naming::Component(key) => TypeName::Component(
                std::iter::once(*key)
                    .chain(words.iter().map(String::as_str))
                    .collect::<Vec<_>>()
                    .join(" "),
            ),
            Naming::Type(parent) => TypeName::Inline {
                parent: *parent,
                words,
            },
            Naming::Operation(operation) => TypeName::Operation {
                operation: *operation,
                words,
            },
            // The loop above has removed all steps.
            Naming::Step(..) => TypeName::Component(words.join(" ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_lead_from_the_outermost_inwards() {
        let parent = Naming::Type(TypeId::numbered(3));
        let lines = parent.then("lines");
        let line = lines.one("item");
        assert_eq!(
            line.then("price").name(),
            TypeName::Inline {
                parent: TypeId::numbered(3),
                words: vec!["line".into(), "price".into()]
            }
        );
    }
}
