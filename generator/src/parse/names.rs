//! What is a place called that a reference leads to outside `components`?
//!
//! A place that has a name where it is (a file, a definition) gets that name. A place inside something else has none.

use crate::pointer;

/// The words that a place offers for a name.
pub(super) struct PlaceName {
    /// From the outermost to the innermost.
    words: Vec<String>,
    /// Whether the last one is the name that the author gave it.
    pub(super) is_named: bool,
}

impl PlaceName {
    /// The words of a JSON pointer into a file; of the entry file, the path is not known.
    pub(super) fn of(path: Option<&str>, pointer: &str) -> Self {
        let mut steps: Vec<String> = pointer::tokens(pointer)
            .map(|step| step.into_owned())
            .collect();
        let mut words = path.map(file_words).unwrap_or_default();
        let is_named = match steps.as_slice() {
            [] => true,
            [_] => path.is_some(),
            // `models.yaml#/animals/Pet`, as files group what they share.
            [holder, key] if path.is_some() => {
                is_named_in(holder)
                    || !is_position(holder) && !key.starts_with(|c: char| c.is_ascii_digit())
            }
            [.., holder, _] => is_named_in(holder),
        };
        if is_named {
            words.extend(steps.pop());
        } else {
            // `/paths/~1pets/get/responses/401`: what distinguishes it from others.
            words.extend(steps.into_iter().filter(|step| !is_structure(step)));
        }
        Self { words, is_named }
    }

    /// The shortest name first, then longer ones.
    pub(super) fn candidates(&self) -> Vec<String> {
        if !self.is_named {
            return vec![self.words.join("_")];
        }
        (0..self.words.len())
            .rev()
            .filter_map(|from| Some(self.words.get(from..)?.join("_")))
            .collect()
    }
}

/// `schemas/pet/index.yaml` is about `schemas`, `pet`.
fn file_words(path: &str) -> Vec<String> {
    let mut words: Vec<String> = path.split('/').map(str::to_owned).collect();
    if let Some(last) = words.last_mut() {
        let stem = last
            .trim_end_matches(".json")
            .trim_end_matches(".yaml")
            .trim_end_matches(".yml")
            .trim_end_matches(".schema");
        *last = stem.to_owned();
    }
    if words.len() > 1
        && words.last().is_some_and(|last| {
            matches!(last.as_str(), "index" | "_index" | "schema" | "main" | "")
        })
    {
        words.pop();
    }
    words
}

/// Whether the members of an object with this key have names of their own.
fn is_named_in(holder: &str) -> bool {
    matches!(
        holder,
        "$defs"
            | "definitions"
            | "schemas"
            | "parameters"
            | "requestBodies"
            | "headers"
            | "examples"
            | "securitySchemes"
    )
}

/// Whether the members of an object or a list with this key are parts of something.
fn is_position(holder: &str) -> bool {
    matches!(
        holder,
        "properties"
            | "patternProperties"
            | "items"
            | "prefixItems"
            | "allOf"
            | "oneOf"
            | "anyOf"
            | "not"
            | "if"
            | "then"
            | "else"
            | "additionalProperties"
            | "dependentSchemas"
            | "paths"
            | "content"
            | "schema"
            | "requestBody"
            | "webhooks"
    ) || super::operations::METHODS.contains(&holder)
}

fn is_structure(step: &str) -> bool {
    matches!(
        step,
        "paths"
            | "components"
            | "responses"
            | "content"
            | "schema"
            | "properties"
            | "requestBody"
            | "parameters"
            | "application/json"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates(path: Option<&str>, pointer: &str) -> Vec<String> {
        PlaceName::of(path, pointer).candidates()
    }

    #[test]
    fn a_file_is_named_after_its_stem_and_then_its_folder() {
        assert_eq!(
            candidates(Some("models/errors/error.yaml"), ""),
            ["error", "errors_error", "models_errors_error"]
        );
        assert_eq!(
            candidates(Some("models/pet/index.yaml"), ""),
            ["pet", "models_pet"]
        );
    }

    #[test]
    fn a_definition_is_named_after_its_key_and_then_its_file() {
        assert_eq!(
            candidates(Some("common.yaml"), "/components/schemas/Pet"),
            ["Pet", "common_Pet"]
        );
        assert_eq!(candidates(None, "/components/schemas/A/$defs/B"), ["B"]);
        assert_eq!(
            candidates(Some("models.yaml"), "/animals/Pet"),
            ["Pet", "models_Pet"]
        );
    }

    #[test]
    fn a_position_has_no_name() {
        let name = PlaceName::of(None, "/paths/~1pets/get/responses/401");
        assert!(!name.is_named);
        assert_eq!(name.candidates(), ["/pets_get_401"]);
        assert!(!PlaceName::of(Some("pet.yaml"), "/properties/owner").is_named);
        assert!(!PlaceName::of(Some("pet.yaml"), "/get/responses").is_named);
    }
}
