//! Subjects: the words for what a value is, wherever it is. The `direction` of every list is a direction.

use crate::model::{PerType, TypeDef, TypeId, TypeKind, TypeName, TypeSet, Types};
use crate::words::words;

/// The words of a subject: `["sort", "direction"]`.
pub type Subject = Vec<String>;

/// The subject of each type.
pub struct Subjects(PerType<Subject>);

/// Words of places that a schema has, whatever it is about: an item of an array, the string in a union.
const STRUCTURE: &[&str] = &[
    "additional property",
    "any",
    "array",
    "base",
    "boolean",
    "combination",
    "date",
    "date time",
    "integer",
    "item",
    "known",
    "list",
    "map",
    "null",
    "number",
    "object",
    "string",
    "tuple",
    "value",
];

/// Words that are about anything: alone they name nothing.
const GENERAL: &[&str] = &[
    "any",
    "args",
    "attributes",
    "body",
    "by",
    "config",
    "content",
    "data",
    "details",
    "error",
    "field",
    "fields",
    "format",
    "id",
    "info",
    "input",
    "item",
    "items",
    "key",
    "kind",
    "list",
    "map",
    "meta",
    "mode",
    "name",
    "object",
    "options",
    "output",
    "params",
    "properties",
    "request",
    "response",
    "result",
    "settings",
    "string",
    "type",
    "types",
    "value",
    "values",
];

impl Subjects {
    /// Finds the subject of each type. Those of errors are errors, whatever their status.
    pub fn of(types: &Types, errors: &TypeSet) -> Self {
        Self(PerType::of(types, |id, def| {
            if errors.contains(id) {
                return vec!["error".to_owned(), "response".to_owned()];
            }
            let mut found = Vec::new();
            collect(types, def, &mut found, 0);
            found.iter().flat_map(|word| words(word)).collect()
        }))
    }

    /// Returns the subject of a type; empty for a component.
    pub fn get(&self, id: TypeId) -> &[String] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }
}

/// Returns `true` if the words name something by themselves.
pub fn is_telling(subject: &[String]) -> bool {
    match subject {
        [] => false,
        [word] => word.chars().count() > 2 && !GENERAL.contains(&word.as_str()),
        _ => true,
    }
}

/// Collects the words from the last one of the document to the end; of the enclosing type, if this one has only words of
/// structure.
fn collect(types: &Types, def: &TypeDef, found: &mut Vec<String>, depth: usize) {
    let (parent, words) = match &def.name {
        TypeName::Inline { parent, words } => (types.get(*parent), words),
        TypeName::Operation { words, .. } => (None, words),
        TypeName::Component(_) | TypeName::Shared(_) => return,
    };
    let begin = words
        .iter()
        .enumerate()
        .rposition(|(index, word)| !is_structure(parent, word, index == 0));
    match (begin, parent) {
        // Types nest as deeply as the document.
        (None, Some(parent)) if depth < types.len() => {
            collect(types, parent, found, depth + 1);
            found.extend(words.iter().cloned());
        }
        (begin, _) => found.extend(words.iter().skip(begin.unwrap_or_default()).cloned()),
    }
}

/// Returns `true` if a word is one of structure, and not the name of a property.
fn is_structure(parent: Option<&TypeDef>, word: &str, is_first: bool) -> bool {
    if !STRUCTURE.contains(&word) && !word.ends_with(" list") {
        return false;
    }
    match parent.map(|parent| &parent.kind) {
        Some(TypeKind::Struct(structure)) if is_first => !structure
            .fields
            .iter()
            .any(|field| field.intended_name == word),
        // A parameter.
        None => !is_first,
        _ => true,
    }
}
