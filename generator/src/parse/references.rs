//! Resolves references.
//!
//! A reference to a component is resolved at once. A reference to another place is resolved when the rest of the
//! document has been read: to the schema that was read there, or to one that is read now, which becomes a component if
//! its place has a name.

mod unresolved;

use super::components::{Known, Nodes, Referenced, Section};
use super::{Here, Reader};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::pointer::{self, Location, percent_decoded};
use crate::spec::{Content, NodeId, SchemaId, Version};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};

/// Limit of consecutive references. A longer chain is considered circular.
pub(super) const LONGEST_CHAIN: usize = 32;

/// Limit of references inside the targets of references, to limit the use of the stack.
const DEEPEST: usize = 200;

/// The unresolved references, and the state for resolving them.
#[derive(Default)]
pub(super) struct References<'t> {
    /// Those of components that are nothing but a reference. They come first: they name what they refer to.
    pending_components: VecDeque<Pending<'t>>,
    pending: VecDeque<Pending<'t>>,
    /// The schemas that were read because they are the target of a reference.
    read: HashMap<Location, SchemaId>,
    /// The schemas that were read at their own place, as far as they were looked up.
    located: HashMap<Location, SchemaId>,
    located_until: u32,
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
    /// A reference that is unresolved or circular, which has been reported.
    Nothing,
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
            .or_else(|| self.repaired(Section::Schemas, &text, &here.key("$ref")));
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
            None => {
                let is_component = self.document.schemas.component_index(schema).is_some();
                let queue = match is_component {
                    true => &mut self.references.pending_components,
                    false => &mut self.references.pending,
                };
                queue.push_back(Pending {
                    schema,
                    target: found.location,
                    value: found.value,
                });
            }
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
        let found = self
            .find(Section::Schemas, &text)
            .or_else(|| {
                let (key, value) = self.own(Section::Schemas)?.get_key_value(&*text)?;
                Some(self.own_component(Section::Schemas, key, value))
            })
            .or_else(|| self.repaired(Section::Schemas, &text, here));
        match found {
            Some(found) => self.resolve_to(schema, found),
            None if text.contains('#') && self.is_in_missing_file(&text) => {}
            None => self.report_not_found(Section::Schemas, &text, here),
        }
        schema
    }

    /// Resolves the queued references.
    pub(super) fn resolve_references(&mut self) {
        let mut resolved = Vec::new();
        loop {
            if let Some(component) = self.references.pending_components.pop_front() {
                self.resolve_component(component);
                continue;
            }
            let Some(pending) = self.references.pending.pop_front() else {
                break;
            };
            let target = self.schema_at(pending.target, pending.value);
            self.set_target(pending.schema, Some(target));
            resolved.push(pending.schema);
        }
        for schema in resolved {
            self.break_circle(schema);
        }
    }

    /// Makes a component that is nothing but a reference to a definition in another file that definition itself: its name
    /// is that of the component, and not that of the file.
    fn resolve_component(&mut self, pending: Pending<'t>) {
        let Pending {
            schema,
            target,
            value,
        } = pending;
        let is_own = !self
            .source
            .files
            .values()
            .any(|file| file.source == target.file);
        let is_definition = !is_own && self.place_name(&target).is_named;
        if is_definition && !self.references.read.contains_key(&target) {
            let place = self.keep_location(target.clone());
            self.references.read.insert(target, schema);
            self.schema_into(schema, value, &Here::at(place));
        } else {
            self.references.pending.push_back(Pending {
                schema,
                target,
                value,
            });
        }
    }

    /// Reports circular references, and removes their targets.
    fn break_circle(&mut self, schema: SchemaId) {
        let schemas = &self.document.schemas;
        let mut seen = HashSet::from([schema]);
        let mut members = Vec::new();
        let mut next = schemas.target(schema);
        while let Some(target) = next {
            if schemas.component_index(target).is_some() {
                return;
            }
            if !seen.insert(target) {
                break;
            }
            members.extend(schemas.get(target).map(|schema| schema.place));
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
        let place = self.place(&here.key("$ref"));
        let mut diagnostic = Diagnostic::new(Code::SelfReference, place, message);
        for member in members {
            let place = self.place(&Here::at(member).key("$ref"));
            diagnostic = diagnostic.related(place, "refers to the next one");
        }
        self.diagnostics.push(diagnostic);
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
        for (id, schema) in self.document.schemas.since(references.located_until) {
            let location = self.document.places.location(schema.place);
            references.located.entry(location).or_insert(id);
            references.located_until += 1;
        }
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
                .or_else(|| self.repaired(section, text, &here.key("$ref")));
            let Some(found) = found else {
                self.report_unresolved_component(section, text, here);
                return Followed::Nothing;
            };
            match found.value.get("$ref").and_then(Value::as_str) {
                Some(next) => text = next.trim(),
                None => return Followed::There(found),
            }
        }
        if self.references.reported.insert(text.to_owned()) {
            let message = format!("the {} `{text}` refers only to itself", section.noun());
            self.wrong(&here.key("$ref"), message);
        }
        Followed::Nothing
    }

    /// Follows references without reporting anything.
    pub(super) fn follow_quietly(
        &self,
        section: Section,
        value: &'t Value,
    ) -> Option<Referenced<'t>> {
        let mut value = value;
        for _ in 0..LONGEST_CHAIN {
            let text = value.get("$ref")?.as_str()?;
            let found = self.find(section, text.trim())?;
            if found.value.get("$ref").is_none() {
                return Some(found);
            }
            value = found.value;
        }
        None
    }

    /// Returns the node at a place, or the target of a reference there, which is read once. `key` is the key of the
    /// component at the place. Returns `None` for an unresolved reference and for a node that cannot be read, which
    /// have been reported.
    pub(super) fn node<T>(
        &mut self,
        section: Section,
        value: &'t Value,
        here: &Here<'_, 't>,
        key: Option<&'t str>,
        access: &Access<'t, 'd, T>,
    ) -> Option<NodeId<T>> {
        match (self.follow(section, value, here), key) {
            (Followed::Nothing, _) => None,
            (Followed::There(found), _) => self.referenced_node(section, found, access),
            (Followed::Here, Some(key)) => {
                let own = self.own_component(section, key, value);
                self.referenced_node(section, own, access)
            }
            (Followed::Here, None) => (access.read)(self, value, here, None),
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
        if self.nested >= DEEPEST {
            let message = "references are nested too deeply; the inner one is ignored";
            self.wrong(&Here::at(place), message);
            return None;
        }
        self.nested += 1;
        let node = (access.read)(self, found.value, &Here::at(place), Some(name));
        self.nested -= 1;
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

    /// Returns the only component whose name is the last step of a reference, and reports that at the reference.
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
        let target = self.own_component(section, key, value);
        let diagnostic = Diagnostic::new(Code::ReferenceRepaired, self.place(here), message);
        let place = Place::Key(target.location.clone());
        self.diagnostics
            .push(diagnostic.related(place, "its target in this version of OpenAPI"));
        Some(target)
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
        self.source.look_up(text)
    }

    /// Follows a reference to a place that is not a component, and reads its target with `read`. Returns `None` for a
    /// reference that is unresolved or circular, which has been reported.
    pub(super) fn followed<R>(
        &mut self,
        noun: &str,
        text: &str,
        here: &Here<'_, 't>,
        read: impl FnOnce(&mut Self, Location, &'t Value) -> R,
    ) -> Option<R> {
        let Some((location, target)) = self.look_up(text) else {
            self.report_unresolved(noun, text, here);
            return None;
        };
        if self.open.len() >= LONGEST_CHAIN || self.open.contains(&location) {
            let message = format!("the {noun} `{text}` contains itself; the inner one is ignored");
            self.wrong(&here.key("$ref"), message);
            return None;
        }
        self.open.push(location.clone());
        let result = read(self, location, target);
        self.open.pop();
        Some(result)
    }
}

/// Returns a part of an operation: `None` if there is none, `Some(None)` for an unresolved reference, without which the
/// operation cannot be called.
pub(super) fn part<T>(value: &Value, node: Option<NodeId<T>>) -> Option<Option<NodeId<T>>> {
    (node.is_some() || value.get("$ref").is_some()).then_some(node)
}
