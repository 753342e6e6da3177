//! Finds every reference of a tree, in document order.
//!
//! Data (examples, defaults, constants, extensions) cannot contain references.

use crate::pointer;
use serde_json::{Map, Value};

/// A reference in a tree.
#[derive(Debug)]
pub(super) struct Found<'t> {
    /// The reference, as written.
    pub text: &'t str,
    /// The JSON pointer of the string.
    pub pointer: String,
    /// The innermost enclosing schema with an `$id`.
    pub resource: Option<Resource<'t>>,
    /// It is a value of a discriminator's mapping, which may be the name of a schema instead.
    pub is_mapping: bool,
    /// It is in an object whose keys are names (`paths`, `schemas`, `properties`), and replaces some or all of its
    /// members.
    pub is_map: bool,
}

/// A schema with an `$id`.
#[derive(Clone, Debug)]
pub(super) struct Resource<'t> {
    /// Its `$id`, as written.
    pub id: &'t str,
    /// Its JSON pointer.
    pub pointer: String,
}

/// An identifier that a schema declares.
#[derive(Debug)]
pub(super) enum Name<'t> {
    /// `$id`.
    Id(&'t str),
    /// `$anchor` or `$dynamicAnchor`.
    Anchor(&'t str),
}

/// Receives the references and identifiers of a tree.
pub(super) trait Visit<'t> {
    /// Called for each reference.
    fn reference(&mut self, found: Found<'t>);
    /// Called for each identifier, with the JSON pointer of its schema.
    fn name(&mut self, _name: Name<'t>, _pointer: String) {}
    /// Returns `true` if the reference is of interest.
    fn is_relevant(&self, text: &str) -> bool;
}

/// Walks a tree. Returns the number of its references, with those that are not of interest.
pub(super) fn walk<'t>(tree: &'t Value, visit: &mut dyn Visit<'t>) -> u64 {
    let mut walk = Walk {
        visit,
        pointer: Pointer::default(),
        resource: None,
        references: 0,
    };
    walk.value(tree, Mode::Keywords);
    walk.references
}

/// The meaning of the keys of an object.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    /// Keywords of OpenAPI or JSON Schema.
    Keywords,
    /// Names chosen by the author.
    Names,
    /// Names of examples, whose values are data unless they are references.
    Examples,
}

struct Walk<'v, 't> {
    visit: &'v mut dyn Visit<'t>,
    pointer: Pointer<'t>,
    resource: Option<Resource<'t>>,
    references: u64,
}

/// The path to the current node, which is converted to a pointer only on demand.
#[derive(Default)]
struct Pointer<'t>(Vec<Step<'t>>);

enum Step<'t> {
    Key(&'t str),
    Index(usize),
}

impl Pointer<'_> {
    fn text(&self) -> String {
        let mut text = String::new();
        for step in &self.0 {
            match step {
                Step::Key(key) => pointer::push(&mut text, key),
                Step::Index(index) => pointer::push_index(&mut text, *index),
            }
        }
        text
    }

    fn text_of(&self, key: &str) -> String {
        let mut text = self.text();
        pointer::push(&mut text, key);
        text
    }
}

impl<'t> Walk<'_, 't> {
    fn value(&mut self, value: &'t Value, mode: Mode) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.pointer.0.push(Step::Index(index));
                    self.value(item, Mode::Keywords);
                    self.pointer.0.pop();
                }
            }
            Value::Object(object) => self.object(object, mode),
            _ => {}
        }
    }

    fn object(&mut self, object: &'t Map<String, Value>, mode: Mode) {
        if mode == Mode::Keywords {
            let id = object.get("$id").and_then(Value::as_str);
            let outer = self.resource.clone();
            if let Some(id) = id {
                let pointer = self.pointer.text();
                self.visit.name(Name::Id(id), pointer.clone());
                self.resource = Some(Resource { id, pointer });
            }
            for (key, value) in object {
                self.keyword(key, value);
            }
            self.resource = outer;
            return;
        }
        for (key, value) in object {
            if let ("$ref", Value::String(text), Mode::Names) = (key.as_str(), value, mode) {
                self.found(key, text, false, true);
                continue;
            }
            self.pointer.0.push(Step::Key(key));
            match mode {
                Mode::Examples => {
                    if let Some(Value::String(text)) = value.get("$ref") {
                        self.reference("$ref", text, false);
                    }
                }
                _ => self.value(value, Mode::Keywords),
            }
            self.pointer.0.pop();
        }
    }

    fn keyword(&mut self, key: &'t str, value: &'t Value) {
        let mode = match (key, value) {
            ("$ref" | "$dynamicRef", Value::String(text)) => {
                return self.reference(key, text, false);
            }
            ("$anchor" | "$dynamicAnchor", Value::String(name)) => {
                let pointer = self.pointer.text();
                return self.visit.name(Name::Anchor(name), pointer);
            }
            (_, Value::String(_) | Value::Number(_) | Value::Bool(_) | Value::Null) => return,
            ("example" | "default" | "enum" | "const" | "value" | "required" | "tags", _) => return,
            ("examples", Value::Object(_)) => Mode::Examples,
            ("examples", _) => return,
            ("discriminator", _) => return self.discriminator(key, value),
            (
                "properties"
                | "patternProperties"
                | "$defs"
                | "definitions"
                | "dependentSchemas"
                | "schemas"
                | "responses"
                | "parameters"
                | "headers"
                | "content"
                | "paths"
                | "callbacks"
                | "links"
                | "requestBodies"
                | "securitySchemes"
                | "securityDefinitions"
                | "pathItems"
                | "mediaTypes"
                | "webhooks"
                | "x-webhooks"
                | "x-ms-paths"
                | "encoding"
                | "additionalOperations",
                _,
            ) => Mode::Names,
            (key, _) if key.starts_with("x-") => return,
            _ => Mode::Keywords,
        };
        self.pointer.0.push(Step::Key(key));
        self.value(value, mode);
        self.pointer.0.pop();
    }

    fn discriminator(&mut self, key: &'t str, value: &'t Value) {
        let Some(Value::Object(mapping)) = value.get("mapping") else {
            return;
        };
        self.pointer.0.push(Step::Key(key));
        self.pointer.0.push(Step::Key("mapping"));
        for (value, target) in mapping {
            if let Value::String(text) = target {
                self.reference(value, text, true);
            }
        }
        self.pointer.0.pop();
        self.pointer.0.pop();
    }

    fn reference(&mut self, key: &str, text: &'t str, is_mapping: bool) {
        self.references += 1;
        if self.resource.is_some() || self.visit.is_relevant(text) {
            self.found(key, text, is_mapping, false);
        }
    }

    fn found(&mut self, key: &str, text: &'t str, is_mapping: bool, is_map: bool) {
        let found = Found {
            text,
            pointer: self.pointer.text_of(key),
            resource: self.resource.clone(),
            is_mapping,
            is_map,
        };
        self.visit.reference(found);
    }
}
