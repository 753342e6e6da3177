//! Names of reference targets outside `components`.
//!
//! A place with a name of its own (a file, a definition) gets that name. A place inside another node has none.

use crate::pointer;

/// The words from which the name of a place is made.
pub(super) struct PlaceName {
    /// From the outermost to the innermost.
    words: Vec<String>,
    /// The last word is a name that the author chose.
    pub(super) is_named: bool,
}

impl PlaceName {
    /// Returns the words of a JSON pointer in a file. The path is `None` for the entry file.
    pub(super) fn of(path: Option<&str>, pointer: &str) -> Self {
        let mut steps: Vec<String> = pointer::tokens(pointer)
            .map(|step| step.into_owned())
            .collect();
        let mut words = path.map(file_words).unwrap_or_default();
        let is_named = match steps.as_slice() {
            [] => true,
            [_] => path.is_some(),
            // `models.yaml#/animals/Pet`: files often group definitions.
            [holder, key] if path.is_some() => {
                is_named_in(holder)
                    || !is_position(holder) && !key.starts_with(|c: char| c.is_ascii_digit())
            }
            [.., holder, _] => is_named_in(holder),
        };
        if is_named {
            words.extend(steps.pop());
        } else {
            // `/paths/~1pets/get/responses/401`: only steps that distinguish it.
            words.extend(steps.into_iter().filter(|step| !is_structure(step)));
        }
        Self { words, is_named }
    }

    /// Returns possible names, the shortest one first.
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

/// Returns the words `schemas`, `pet` for `schemas/pet/index.yaml`.
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

/// Returns `true` if the keys of an object with this key are names.
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

/// Returns `true` if the members of an object or array with this key have no names.
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
