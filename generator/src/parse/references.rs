//! Resolves references.
//!
//! A reference to a component is resolved at once. A reference to another place is resolved when the rest of the
//! document has been read: to the schema that was read there, or to one that is read now, which becomes a component if
//! its place has a name.

use super::components::{Known, Nodes, Referenced, Section};
use super::{Here, Reader};
use crate::diagnostics::{Code, Diagnostic};
use crate::did_you_mean::did_you_mean;
use crate::pointer::{self, Location, percent_decoded};
use crate::spec::{Content, NodeId, SchemaId, Version};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};

/// Limit of consecutive references. A longer chain is considered circular.
pub(super) const LONGEST_CHAIN: usize = 32;

/// The unresolved references, and the state for resolving them.
#[derive(Default)]
pub(super) struct References<'t> {
    pending: VecDeque<Pending<'t>>,
    /// The schemas that were read because they are the target of a reference.
    read: HashMap<Location, SchemaId>,
    /// The schemas that were read at their own place, as far as they were looked up.
    located: HashMap<Location, SchemaId>,
    located_until: usize,
    /// Unresolved references that have been reported.
    reported: HashSet<String>,
}

/// A reference to a place that is not a component.
struct Pending<'t> {
    schema: SchemaId,
    target: Location,
    value: &'t Value,
}

/// How nodes of one kind are stored and read.
pub(super) struct Access<'t, 'd, T> {
    pub(super) nodes: for<'k> fn(&'k mut Known<'t>) -> &'k mut Nodes<T>,
    pub(super) read: ReadNode<'t, 'd, T>,
}

type ReadNode<'t, 'd, T> =
    fn(&mut Reader<'t, 'd>, &'t Value, &Here<'_, 't>, Option<Cow<'t, str>>) -> Option<NodeId<T>>;

/// The content of a place that allows a reference.
pub(super) enum Followed<'t> {
    /// The value is not a reference.
    Here,
    /// The target of one or several references.
    There(Referenced<'t>),
    /// An unresolved reference, which has been reported.
    Nothing,
    /// Circular references.
    Circle,
}

impl<'t, 'd> Reader<'t, 'd> {
    /// Returns the reference of an object, if it is one.
    pub(super) fn reference_in(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> Option<&'t str> {
        let object = value.as_object()?;
        let reference = object.get("$ref").or_else(|| object.get("$dynamicRef"))?;
        match reference {
            Value::String(text) => Some(text.trim()),
            // A property with this name is in `properties`, and is not passed to this function.
            _ => {
                self.wrong(&here.key("$ref"), "`$ref` must be a string; it is ignored");
                None
            }
        }
    }

    /// Resolves the reference of a schema, or queues it.
    pub(super) fn resolve_reference(&mut self, schema: SchemaId, here: &Here<'_, 't>) {
        let Some(reference) = self.document.schemas.reference(schema) else {
            return;
        };
        let text = reference.text.clone();
        let found = self
            .find(Section::Schemas, &text)
            .or_else(|| self.repaired(Section::Schemas, &text, here));
        match found {
            Some(found) => self.resolve_to(schema, found),
            None => self.report_unresolved_component(Section::Schemas, &text, here),
        }
    }

    fn resolve_to(&mut self, schema: SchemaId, found: Referenced<'t>) {
        match found.key.and_then(|key| self.known.schemas.get(key)) {
            Some(target) => {
                let target = *target;
                self.set_target(schema, Some(target));
            }
            None => self.references.pending.push_back(Pending {
                schema,
                target: found.location,
                value: found.value,
            }),
        }
    }

    fn set_target(&mut self, schema: SchemaId, target: Option<SchemaId>) {
        if let Some(schema) = self.document.schemas.get_mut(schema)
            && let Content::Reference(reference) = &mut schema.content
        {
            reference.target = target;
        }
    }

    /// Adds a schema that refers to the value of a discriminator's mapping, which is a reference or a name.
    pub(super) fn named_by_mapping(&mut self, text: Cow<'t, str>, here: &Here<'_, 't>) -> SchemaId {
        let schema = self.unresolved_schema(text.clone(), here);
        let found = self.find(Section::Schemas, &text).or_else(|| {
            let own = self.own(Section::Schemas)?;
            let by_name = own.get_key_value(&*text);
            let (key, value) =
                by_name.or_else(|| own.get_key_value(&*pointer::last_token(&text)))?;
            Some(self.own_component(Section::Schemas, key, value))
        });
        if let Some(found) = found {
            self.resolve_to(schema, found);
        }
        schema
    }

    /// Resolves the queued references.
    pub(super) fn resolve_references(&mut self) {
        let mut resolved = Vec::new();
        while let Some(pending) = self.references.pending.pop_front() {
            let target = self.schema_at(pending.target, pending.value);
            self.set_target(pending.schema, Some(target));
            resolved.push(pending.schema);
        }
        for schema in resolved {
            self.break_circle(schema);
        }
    }

    /// Reports circular references, and removes their targets.
    fn break_circle(&mut self, schema: SchemaId) {
        let schemas = &self.document.schemas;
        let mut seen = HashSet::from([schema]);
        let mut next = schemas.target(schema);
        while let Some(target) = next {
            if schemas.component_index(target).is_some() {
                return;
            }
            if !seen.insert(target) {
                break;
            }
            next = schemas.target(target);
        }
        let reference = schemas.reference(schema);
        let text = reference.map(|reference| reference.text.clone());
        let (Some(text), Some(_)) = (text, next) else {
            return;
        };
        let place = schemas.get(schema).map(|schema| schema.place);
        let message = format!("`{text}` refers only to itself");
        let here = Here::at(place.unwrap_or_default());
        self.report(Code::SelfReference, &here.key("$ref"), message);
        self.set_target(schema, None);
    }

    /// Returns the schema at a place, which is read once.
    fn schema_at(&mut self, location: Location, value: &'t Value) -> SchemaId {
        if let Some(read) = self.references.read.get(&location) {
            return *read;
        }
        let name = self.place_name(&location);
        if !name.is_named
            && let Some(found) = self.schema_read_at(&location)
        {
            return found;
        }
        let place = self.keep_location(location.clone());
        let schema = self.schema_of(Default::default(), &Here::at(place));
        self.references.read.insert(location, schema);
        if name.is_named {
            let name = self.free_name(Section::Schemas, name.candidates());
            self.add_component(name.into(), schema, None);
        }
        self.schema_into(schema, value, &Here::at(place));
        schema
    }

    /// Returns the schema that was read at its own place.
    fn schema_read_at(&mut self, location: &Location) -> Option<SchemaId> {
        let references = &mut self.references;
        for (id, schema) in self.document.schemas.iter().skip(references.located_until) {
            let location = self.document.places.location(schema.place);
            references.located.entry(location).or_insert(id);
        }
        references.located_until = self.document.schemas.len();
        references.located.get(location).copied()
    }

    /// Follows the references of a node other than a schema.
    pub(super) fn follow(
        &mut self,
        section: Section,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> Followed<'t> {
        let Some(mut text) = self.reference_in(value, here) else {
            return Followed::Here;
        };
        for _ in 0..LONGEST_CHAIN {
            let found = self
                .find(section, text)
                .or_else(|| self.repaired(section, text, here));
            let Some(found) = found else {
                self.report_unresolved_component(section, text, here);
                return Followed::Nothing;
            };
            match found.value.get("$ref").and_then(Value::as_str) {
                Some(next) => text = next.trim(),
                None => return Followed::There(found),
            }
        }
        Followed::Circle
    }

    /// Follows references without reporting unresolved ones.
    pub(super) fn follow_quietly(&self, section: Section, value: &'t Value) -> Followed<'t> {
        let mut value = value;
        for _ in 0..LONGEST_CHAIN {
            let found = value
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|text| self.find(section, text.trim()));
            match found {
                None => return Followed::Nothing,
                Some(found) if found.value.get("$ref").is_none() => return Followed::There(found),
                Some(found) => value = found.value,
            }
        }
        Followed::Circle
    }

    /// Returns the node at a place, or the target of a reference there, which is read once. `key` is the key of the
    /// component at the place. Returns `None` for an unresolved reference, which has been reported, and `Some(None)`
    /// for a node that cannot be read.
    pub(super) fn node<T>(
        &mut self,
        section: Section,
        value: &'t Value,
        here: &Here<'_, 't>,
        key: Option<&'t str>,
        access: &Access<'t, 'd, T>,
    ) -> Option<Option<NodeId<T>>> {
        match (self.follow(section, value, here), key) {
            (Followed::Nothing, _) => None,
            (Followed::Circle, _) => Some(None),
            (Followed::There(found), _) => Some(self.referenced_node(section, found, access)),
            (Followed::Here, Some(key)) => {
                let own = self.own_component(section, key, value);
                Some(self.referenced_node(section, own, access))
            }
            (Followed::Here, None) => Some((access.read)(self, value, here, None)),
        }
    }

    fn referenced_node<T>(
        &mut self,
        section: Section,
        found: Referenced<'t>,
        access: &Access<'t, 'd, T>,
    ) -> Option<NodeId<T>> {
        if let Some(known) = (access.nodes)(&mut self.known).get(&found.location) {
            return *known;
        }
        // Ends the recursion of a node that contains itself.
        (access.nodes)(&mut self.known).insert(found.location.clone(), None);
        let name = self.node_name(section, &found);
        let place = self.keep_location(found.location.clone());
        let node = (access.read)(self, found.value, &Here::at(place), Some(name));
        (access.nodes)(&mut self.known).insert(found.location, node);
        node
    }

    fn own_component(&self, section: Section, key: &'t str, value: &'t Value) -> Referenced<'t> {
        let root = match self.version {
            Version::V2 => Location::default(),
            _ => Location::entry("/components"),
        };
        Referenced {
            location: root.key(section.key(self.version)).key(key),
            value,
            key: Some(key),
        }
    }

    /// Returns the target of a reference.
    fn find(&self, section: Section, text: &str) -> Option<Referenced<'t>> {
        if let Some((key, value)) = self.own_named(section, text) {
            return Some(self.own_component(section, key, value));
        }
        let (location, value) = self.look_up(text)?;
        if location.file == 0
            && let Some((key, value)) = self.own_named(section, &format!("#{}", location.pointer))
        {
            return Some(self.own_component(section, key, value));
        }
        Some(Referenced {
            location,
            value,
            key: None,
        })
    }

    /// Returns the only component whose name is the last step of a reference.
    fn repaired(
        &mut self,
        section: Section,
        text: &str,
        here: &Here<'_, 't>,
    ) -> Option<Referenced<'t>> {
        let token = text.strip_prefix("#/")?.rsplit('/').next()?;
        let name = percent_decoded(token);
        let (key, value) = self
            .own(section)?
            .get_key_value(&*pointer::unescaped(&name))?;
        let message = format!(
            "`{text}` is treated as a reference to the {} `{key}`",
            section.noun()
        );
        self.report(Code::ReferenceRepaired, &here.key("$ref"), message);
        Some(self.own_component(section, key, value))
    }

    /// Returns the document's component that a reference names.
    fn own_named(&self, section: Section, text: &str) -> Option<(&'t str, &'t Value)> {
        let own = self.own(section)?;
        let key = match text.strip_prefix("#/") {
            Some(rest) => {
                let rest = match self.version {
                    Version::V2 => rest,
                    _ => rest.strip_prefix("components/")?,
                };
                rest.strip_prefix(section.key(self.version))?
                    .strip_prefix('/')?
            }
            // `Pet` instead of `#/components/schemas/Pet`.
            None if section == Section::Schemas && !text.contains(['/', '#', '.']) => text,
            None => return None,
        };
        let found = own
            .get_key_value(key)
            .or_else(|| own.get_key_value(&*pointer::unescaped(&percent_decoded(key))));
        found.map(|(key, value)| (key.as_str(), value))
    }

    /// Returns the target of a reference and its location, following references on its path.
    pub(super) fn look_up(&self, text: &str) -> Option<(Location, &'t Value)> {
        self.look_up_within(text, 0)
    }

    fn look_up_within(&self, text: &str, depth: usize) -> Option<(Location, &'t Value)> {
        let (path, fragment) = text.split_once('#')?;
        if depth > LONGEST_CHAIN || !(fragment.is_empty() || fragment.starts_with('/')) {
            return None;
        }
        let (mut location, mut value) = match path {
            "" => (Location::default(), &self.source.tree),
            path => {
                let file = self.source.files.get(&*percent_decoded(path))?;
                let location = Location {
                    file: file.source,
                    pointer: String::new(),
                };
                (location, &file.tree)
            }
        };
        for step in fragment.split('/').skip(1) {
            if member(value, step).is_none()
                && let Some(text) = value.get("$ref").and_then(Value::as_str)
            {
                (location, value) = self.look_up_within(text, depth + 1)?;
            }
            let (key, inner) = member(value, step)?;
            pointer::push(&mut location.pointer, &key);
            value = inner;
        }
        Some((location, value))
    }

    /// Reports an unresolved reference to a place that is not a component.
    pub(super) fn report_unresolved(&mut self, noun: &str, text: &str, here: &Here<'_, 't>) {
        if text.starts_with('#') && self.references.reported.insert(text.to_owned()) {
            let place = self.place(&here.key("$ref"));
            let message = format!("unresolved reference to a {noun}");
            let diagnostic = Diagnostic::new(Code::ReferenceNotFound, place, message);
            self.diagnostics.push(diagnostic.label("not found"));
        }
    }

    fn report_unresolved_component(&mut self, section: Section, text: &str, here: &Here<'_, 't>) {
        // A file that could not be read was reported by `load`.
        let is_reported = match text.split_once('#') {
            Some(("", _)) => false,
            Some((path, _)) => !self.source.files.contains_key(&*percent_decoded(path)),
            None => text.contains(['/', '.', ':', '\\']),
        };
        if is_reported || !self.references.reported.insert(text.to_owned()) {
            return;
        }
        let place = self.place(&here.key("$ref"));
        let message = format!("unresolved reference to a {}", section.noun());
        let mut diagnostic =
            Diagnostic::new(Code::ReferenceNotFound, place, message).label("not found");
        let last = percent_decoded(text.rsplit('/').next().unwrap_or(text));
        let own = self.own(section);
        let similar = own.and_then(|own| did_you_mean(&last, own.keys().map(String::as_str)));
        if let Some(similar) = similar {
            let noun = section.noun();
            diagnostic =
                diagnostic.help(format!("a {noun} with a similar name exists: `{similar}`"));
        }
        self.diagnostics.push(diagnostic);
    }
}

/// Returns the member or the item for a step of a pointer, in any escaping.
fn member<'t>(value: &'t Value, step: &str) -> Option<(String, &'t Value)> {
    match value {
        Value::Object(object) => {
            let plain = pointer::unescaped(step);
            if let Some(value) = object.get(&*plain) {
                return Some((plain.into_owned(), value));
            }
            let decoded = percent_decoded(step);
            let decoded = pointer::unescaped(&decoded);
            object
                .get(&*decoded)
                .map(|value| (decoded.to_string(), value))
        }
        Value::Array(items) => {
            let value = items.get(step.parse::<usize>().ok()?)?;
            Some((step.to_owned(), value))
        }
        _ => None,
    }
}
