//! What references lead to outside `components`: it becomes a component, under a good name.
//!
//! A schema that has a name where it stands (a file, a definition) becomes a component of that name. A place inside
//! something else becomes a hidden component: the schema that stands there, and no type of its own.

use indexmap::IndexMap;
use openapiv3::{Components, Parameter, ReferenceOr};
use serde_json::Value;
use std::collections::{HashMap, HashSet, VecDeque};

/// Where a node stood in the author's document.
pub(super) const AT: &str = "x-sdkwright-at";

/// The parts of `components` that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Section {
    Schemas,
    Parameters,
    Responses,
    RequestBodies,
    Headers,
    Examples,
    SecuritySchemes,
}

impl Section {
    pub(super) const ALL: [Section; 7] = [
        Section::Schemas,
        Section::Parameters,
        Section::Responses,
        Section::RequestBodies,
        Section::Headers,
        Section::Examples,
        Section::SecuritySchemes,
    ];

    /// Its key in `components`.
    pub(super) fn key(self) -> &'static str {
        match self {
            Section::Schemas => "schemas",
            Section::Parameters => "parameters",
            Section::Responses => "responses",
            Section::RequestBodies => "requestBodies",
            Section::Headers => "headers",
            Section::Examples => "examples",
            Section::SecuritySchemes => "securitySchemes",
        }
    }

    /// One of it, in words.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Section::Schemas => "schema",
            Section::Parameters => "parameter",
            Section::Responses => "response",
            Section::RequestBodies => "request body",
            Section::Headers => "header",
            Section::Examples => "example",
            Section::SecuritySchemes => "security scheme",
        }
    }

    /// A reference to a component of it.
    pub(super) fn reference(self, name: &str) -> String {
        let mut reference = format!("#/components/{}", self.key());
        crate::load::push_step(&mut reference, name);
        reference
    }
}

/// Something that a reference leads to, still to be read.
pub(super) struct Next<'t> {
    pub(super) section: Section,
    pub(super) name: String,
    pub(super) value: &'t Value,
    pub(super) pointer: String,
    pub(super) is_hidden: bool,
}

/// What has become a component.
#[derive(Default)]
pub(super) struct Adopted<'t> {
    names: HashMap<(Section, String), String>,
    used: HashMap<Section, HashSet<String>>,
    waiting: VecDeque<Next<'t>>,
    /// References to nowhere that have been told.
    pub(super) unresolved: HashSet<String>,
    /// Security schemes of which an SDK need not know.
    pub(super) unneeded_schemes: HashSet<String>,
    /// What operations of Swagger 2.0 take and give where they do not say so themselves.
    pub(super) consumes: Vec<String>,
    /// The same of answers.
    pub(super) produces: Vec<String>,
}

impl<'t> Adopted<'t> {
    /// Keeps the names of the document's own components.
    pub(super) fn reserve<'k>(
        &mut self,
        section: Section,
        names: impl Iterator<Item = &'k String>,
    ) {
        self.used.entry(section).or_default().extend(names.cloned());
    }

    /// What is to be read next.
    pub(super) fn next(&mut self) -> Option<Next<'t>> {
        self.waiting.pop_front()
    }

    /// The name of the component that the value at this pointer becomes.
    pub(super) fn adopt(&mut self, section: Section, pointer: String, value: &'t Value) -> String {
        if let Some(name) = self.names.get(&(section, pointer.clone())) {
            return name.clone();
        }
        let steps = Steps::of(&pointer);
        let used = self.used.entry(section).or_default();
        let name = free_name(steps.names(), used);
        used.insert(name.clone());
        self.names.insert((section, pointer.clone()), name.clone());
        self.waiting.push_back(Next {
            section,
            name: name.clone(),
            value,
            is_hidden: !steps.is_named,
            pointer,
        });
        name
    }

    /// The name of the component that the schema at this pointer becomes: this one, if it is free.
    pub(super) fn adopt_as(&mut self, name: &str, pointer: String, value: &'t Value) -> String {
        self.schema(name.to_owned(), false, pointer, value)
    }

    /// A hidden component for a part of a schema that 3.0 has no place for.
    pub(super) fn hide(&mut self, pointer: String, value: &'t Value) -> String {
        self.schema(pointer.clone(), true, pointer, value)
    }

    fn schema(
        &mut self,
        name: String,
        is_hidden: bool,
        pointer: String,
        value: &'t Value,
    ) -> String {
        let key = (Section::Schemas, pointer.clone());
        if let Some(name) = self.names.get(&key) {
            return name.clone();
        }
        let used = self.used.entry(Section::Schemas).or_default();
        let name = free_name([name], used);
        used.insert(name.clone());
        self.names.insert(key, name.clone());
        self.waiting.push_back(Next {
            section: Section::Schemas,
            name: name.clone(),
            value,
            is_hidden,
            pointer,
        });
        name
    }
}

fn free_name(names: impl IntoIterator<Item = String>, used: &HashSet<String>) -> String {
    let mut last = String::new();
    for name in names {
        if !used.contains(&name) {
            return name;
        }
        last = name;
    }
    (2_usize..)
        .map(|number| format!("{last}_{number}"))
        .find(|name| !used.contains(name))
        .unwrap_or(last)
}

/// The words that a pointer offers for a name.
struct Steps {
    /// From the outermost to the innermost.
    words: Vec<String>,
    /// Whether the last one is the name that the author gave the value.
    is_named: bool,
}

impl Steps {
    fn of(pointer: &str) -> Self {
        let mut steps: Vec<String> = pointer
            .split('/')
            .skip(1)
            .map(|step| step.replace("~1", "/").replace("~0", "~"))
            .collect();
        let file = (steps.first().map(String::as_str) == Some(crate::load::FILES)
            && steps.len() > 1)
            .then(|| steps.drain(..2).nth(1))
            .flatten();
        let mut words = file.as_deref().map(file_words).unwrap_or_default();
        let is_named = match steps.as_slice() {
            [] => true,
            [_] => file.is_some(),
            // `models.yaml#/animals/Pet`, as files group what they share.
            [holder, key] if file.is_some() => {
                is_named_in(holder)
                    || !is_place(holder) && !key.starts_with(|c: char| c.is_ascii_digit())
            }
            [.., holder, _] => is_named_in(holder),
        };
        if is_named {
            words.extend(steps.pop());
        } else {
            // `/paths/~1pets/get/responses/401`: what tells it from others.
            words.extend(steps.into_iter().filter(|step| !is_structure(step)));
        }
        Self { words, is_named }
    }

    /// The shortest name first, then longer ones.
    fn names(&self) -> Vec<String> {
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

/// Whether what an object or a list of this name holds are parts of something, and not things with names of their own.
fn is_place(holder: &str) -> bool {
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

/// Says of a component, other than a schema, where it stood.
pub(super) fn mark_component(
    components: &mut Components,
    section: Section,
    name: &str,
    pointer: String,
) {
    let extensions = match section {
        Section::Schemas => None,
        Section::Parameters => {
            item(&mut components.parameters, name).map(|parameter| match parameter {
                Parameter::Query { parameter_data, .. }
                | Parameter::Header { parameter_data, .. }
                | Parameter::Path { parameter_data, .. }
                | Parameter::Cookie { parameter_data, .. } => &mut parameter_data.extensions,
            })
        }
        Section::Responses => item(&mut components.responses, name).map(|it| &mut it.extensions),
        Section::RequestBodies => {
            item(&mut components.request_bodies, name).map(|it| &mut it.extensions)
        }
        Section::Headers => item(&mut components.headers, name).map(|it| &mut it.extensions),
        Section::Examples => item(&mut components.examples, name).map(|it| &mut it.extensions),
        // Its kinds have no extensions in common.
        Section::SecuritySchemes => None,
    };
    if let Some(extensions) = extensions {
        mark(extensions, pointer, false);
    }
}

fn item<'c, T>(map: &'c mut IndexMap<String, ReferenceOr<T>>, name: &str) -> Option<&'c mut T> {
    match map.get_mut(name)? {
        ReferenceOr::Item(item) => Some(item),
        ReferenceOr::Reference { .. } => None,
    }
}

/// Adds where a schema stood.
pub(super) fn mark(extensions: &mut IndexMap<String, Value>, pointer: String, is_hidden: bool) {
    extensions
        .entry(AT.to_owned())
        .or_insert_with(|| pointer.into());
    if is_hidden {
        extensions.insert("x-sdkwright-hidden".to_owned(), Value::Bool(true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(pointer: &str) -> Vec<String> {
        Steps::of(pointer).names()
    }

    #[test]
    fn a_file_is_named_after_its_stem_and_then_its_folder() {
        assert_eq!(
            names("/x-sdkwright-files/models~1errors~1error.yaml"),
            ["error", "errors_error", "models_errors_error"]
        );
        assert_eq!(
            names("/x-sdkwright-files/models~1pet~1index.yaml"),
            ["pet", "models_pet"]
        );
    }

    #[test]
    fn a_definition_is_named_after_its_key_and_then_its_file() {
        assert_eq!(
            names("/x-sdkwright-files/common.yaml/components/schemas/Pet"),
            ["Pet", "common_Pet"]
        );
        assert_eq!(names("/components/schemas/A/$defs/B"), ["B"]);
        assert_eq!(
            names("/x-sdkwright-files/models.yaml/animals/Pet"),
            ["Pet", "models_Pet"]
        );
    }

    #[test]
    fn a_place_is_hidden() {
        let steps = Steps::of("/paths/~1pets/get/responses/401");
        assert!(!steps.is_named);
        assert_eq!(steps.names(), ["/pets_get_401"]);
        assert!(!Steps::of("/x-sdkwright-files/pet.yaml/properties/owner").is_named);
        assert!(!Steps::of("/x-sdkwright-files/pet.yaml/get/responses").is_named);
    }
}
