//! Copies of types: of a type that is two in Rust, since it differs by its use.

use crate::model::{TypeDef, TypeId, TypeName};
use std::collections::HashMap;

/// Returns a copy of a type, which remembers the component that it is. Its [`name`] is to be set.
pub fn of(def: &TypeDef) -> TypeDef {
    let mut copy = def.clone();
    if let TypeName::Component(name) = &def.name {
        copy.key.get_or_insert_with(|| name.clone());
    }
    copy
}

/// Returns the name of a copy: with the word at its end, or in the copy of the type that it is named after.
pub fn name(name: &TypeName, word: &str, copies: &HashMap<TypeId, TypeId>) -> TypeName {
    let with_word = |words: &[String]| words.iter().cloned().chain([word.to_owned()]).collect();
    match name {
        TypeName::Component(key) => TypeName::Component(format!("{key} {word}")),
        TypeName::Inline { parent, words } => match copies.get(parent) {
            Some(parent) => TypeName::Inline {
                parent: *parent,
                words: words.clone(),
            },
            None => TypeName::Inline {
                parent: *parent,
                words: with_word(words),
            },
        },
        TypeName::Operation { operation, words } => TypeName::Operation {
            operation: *operation,
            words: with_word(words),
        },
        TypeName::Shared(shared) => TypeName::Shared(shared.clone()),
    }
}
