//! What a `$ref` refers to, and what it is in OpenAPI 3.0: a component.

use super::adopted::Section;
use super::{Here, Reader};
use crate::diagnostics::{Code, Diagnostic};
use crate::did_you_mean::did_you_mean;
use crate::load::{decoded, push_step};
use serde_json::Value;

/// A reference to nowhere that has been told: any value.
pub(crate) const NOWHERE: &str = "#/x-sdkwright-nowhere";

/// How many references in a row are followed; more of them go in a circle.
pub(super) const LONGEST_CHAIN: usize = 32;

impl<'t> Reader<'t, '_> {
    /// The reference of an object, if it is one.
    pub(super) fn reference_in(&mut self, value: &'t Value, here: &Here<'_>) -> Option<&'t str> {
        let object = value.as_object()?;
        let said = object.get("$ref").or_else(|| object.get("$dynamicRef"))?;
        match said {
            Value::String(text) => Some(text.trim()),
            // A property that is called so stands in `properties`, and is never seen here.
            _ => {
                self.wrong(
                    &here.key("$ref"),
                    "`$ref` is text in OpenAPI: it is left out",
                );
                None
            }
        }
    }

    /// The component that a reference refers to, as a reference of OpenAPI 3.0. Says so where there is none.
    pub(super) fn reference(
        &mut self,
        section: Section,
        text: &str,
        here: &Here<'_>,
    ) -> Option<String> {
        let found = self.component_reference(section, text);
        if found.is_some() {
            return found;
        }
        let mended = self.mended(section, text, here);
        if mended.is_none() {
            self.refers_to_nothing(section, text, here);
        }
        mended
    }

    /// The one component that has exactly the name that a reference ends in.
    fn mended(&mut self, section: Section, text: &str, here: &Here<'_>) -> Option<String> {
        let name = unescaped(&decoded(text.strip_prefix("#/")?.rsplit('/').next()?));
        let (key, _) = self.own(section)?.get_key_value(&name)?;
        let reference = section.reference(key);
        let message = format!("`{text}` is taken as the {} `{key}`", section.noun());
        self.say(Code::ReferenceMended, &here.key("$ref"), message);
        Some(reference)
    }

    /// The same, without a word.
    pub(super) fn component_reference(&mut self, section: Section, text: &str) -> Option<String> {
        if let Some(name) = self.own_name(section, text) {
            return Some(section.reference(name));
        }
        if section == Section::Schemas
            && let Some(place) = self.place_in_schema(text)
        {
            return Some(place);
        }
        let (pointer, value) = self.look_up(text)?;
        if let Some(name) = self.own_name(section, &format!("#{pointer}")) {
            return Some(section.reference(name));
        }
        let name = self.adopted.adopt(section, pointer, value);
        Some(section.reference(&name))
    }

    /// What a reference refers to, and its JSON pointer.
    pub(super) fn look_up(&self, text: &str) -> Option<(String, &'t Value)> {
        self.steps(text.strip_prefix('#')?, 0)
    }

    /// The key of the document's own component that a reference names.
    fn own_name(&self, section: Section, text: &str) -> Option<&'t str> {
        let own = self.own(section)?;
        let key = match text.strip_prefix("#/") {
            Some(rest) => {
                let rest = match self.version {
                    super::Version::Two => rest,
                    _ => rest.strip_prefix("components/")?,
                };
                let rest = rest.strip_prefix(self.section_key(section))?;
                rest.strip_prefix('/')?
            }
            // `Pet`, where `#/components/schemas/Pet` is meant.
            None if section == Section::Schemas && !text.contains(['/', '#', '.']) => text,
            None => return None,
        };
        let found = own
            .get_key_value(key)
            .or_else(|| own.get_key_value(&unescaped(&decoded(key))));
        found.map(|(key, _)| key.as_str())
    }

    /// A reference to a place inside a component schema that is found there all the same.
    fn place_in_schema(&self, text: &str) -> Option<String> {
        let schemas = match self.version {
            super::Version::Two => "#/definitions/",
            _ => "#/components/schemas/",
        };
        let rest = text.strip_prefix(schemas)?;
        let mut steps = rest.split('/').skip(1);
        while let Some(step) = steps.next() {
            let is_known = match step {
                "properties" => steps.next().is_some_and(|name| name != "$ref"),
                "allOf" | "oneOf" | "anyOf" => steps
                    .next()
                    .is_some_and(|index| index.parse::<usize>().is_ok()),
                "items" | "additionalProperties" | "not" => true,
                _ => false,
            };
            if !is_known {
                return None;
            }
        }
        // Through other references it is found by its target.
        let pointer = decoded(text.strip_prefix('#').unwrap_or_default());
        let is_there = self.root.pointer(&pointer).is_some_and(Value::is_object);
        is_there.then(|| format!("#/components/schemas/{rest}"))
    }

    /// Follows a pointer from the root, through references that stand in its way.
    fn steps(&self, fragment: &str, depth: usize) -> Option<(String, &'t Value)> {
        if depth > LONGEST_CHAIN || !(fragment.is_empty() || fragment.starts_with('/')) {
            return None;
        }
        let mut pointer = String::new();
        let mut value = self.root;
        for step in fragment.split('/').skip(1) {
            if !has(value, step)
                && let Some(text) = value.get("$ref").and_then(Value::as_str)
            {
                (pointer, value) = self.steps(text.strip_prefix('#')?, depth + 1)?;
            }
            let (key, inner) = member(value, step)?;
            push_step(&mut pointer, &key);
            value = inner;
        }
        Some((pointer, value))
    }

    /// Says that a reference to something that is no component leads nowhere.
    pub(super) fn nothing_there(&mut self, noun: &str, text: &str, here: &Here<'_>) {
        let is_told = !text.starts_with('#');
        if !is_told && self.adopted.unresolved.insert(text.to_owned()) {
            let diagnostic = Diagnostic::new(
                Code::ReferenceNotFound,
                here.key("$ref").place(),
                format!("reference to a {noun} that does not exist"),
            );
            self.diagnostics.push(diagnostic.label("not found"));
        }
    }

    fn refers_to_nothing(&mut self, section: Section, text: &str, here: &Here<'_>) {
        // References to other files have been told when they were to be read.
        let is_told = !text.starts_with('#') && text.contains(['/', '.', ':', '\\']);
        if is_told || !self.adopted.unresolved.insert(text.to_owned()) {
            return;
        }
        let mut diagnostic = Diagnostic::new(
            Code::ReferenceNotFound,
            here.key("$ref").place(),
            format!("reference to a {} that does not exist", section.noun()),
        )
        .label("not found");
        let last = decoded(text.rsplit('/').next().unwrap_or(text));
        let own = self.own(section);
        let similar = own.and_then(|own| did_you_mean(&last, own.keys().map(String::as_str)));
        if let Some(similar) = similar {
            diagnostic = diagnostic.help(format!(
                "a {} with a similar name exists: `{similar}`",
                section.noun()
            ));
        }
        self.diagnostics.push(diagnostic);
    }
}

fn has(value: &Value, step: &str) -> bool {
    member(value, step).is_some()
}

/// The member of an object or the item of a list that a step of a pointer names, however it is escaped.
fn member<'t>(value: &'t Value, step: &str) -> Option<(String, &'t Value)> {
    match value {
        Value::Object(object) => {
            let plain = unescaped(step);
            if let Some(value) = object.get(&plain) {
                return Some((plain, value));
            }
            let decoded = unescaped(&decoded(step));
            object.get(&decoded).map(|value| (decoded, value))
        }
        Value::Array(items) => {
            let value = items.get(step.parse::<usize>().ok()?)?;
            Some((step.to_owned(), value))
        }
        _ => None,
    }
}

fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}
