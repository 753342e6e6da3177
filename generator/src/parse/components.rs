//! The document's components, and the targets of references. Each is read once.

use super::names::PlaceName;
use super::{Here, Reader};
use crate::pointer::Location;
use crate::spec::{
    Callback, Component, Header, NodeId, Parameter, Payload, RequestBody, Response, Schema,
    SchemaId, Version,
};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The sections of `components`.
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
    const ALL: [Section; 7] = [
        Section::Schemas,
        Section::Parameters,
        Section::Responses,
        Section::RequestBodies,
        Section::Headers,
        Section::Examples,
        Section::SecuritySchemes,
    ];

    /// Returns its key in `components`, or in the root of a Swagger 2.0 document.
    pub(super) fn key(self, version: Version) -> &'static str {
        match (version, self) {
            (Version::V2, Section::Schemas) => "definitions",
            (Version::V2, Section::SecuritySchemes) => "securityDefinitions",
            (_, Section::Schemas) => "schemas",
            (_, Section::Parameters) => "parameters",
            (_, Section::Responses) => "responses",
            (_, Section::RequestBodies) => "requestBodies",
            (_, Section::Headers) => "headers",
            (_, Section::Examples) => "examples",
            (_, Section::SecuritySchemes) => "securitySchemes",
        }
    }

    /// Returns the name of one component, for messages.
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
}

/// Nodes of one kind, by location; `None` for a node that cannot be read.
pub(super) type Nodes<T> = HashMap<Location, Option<NodeId<T>>>;

/// The components that have been read.
#[derive(Default)]
pub(super) struct Known<'t> {
    /// The component schemas of the document.
    pub(super) schemas: HashMap<&'t str, SchemaId>,
    pub(super) parameters: Nodes<Parameter<'t>>,
    pub(super) request_bodies: Nodes<RequestBody<'t>>,
    pub(super) responses: Nodes<Response<'t>>,
    pub(super) headers: Nodes<Header<'t>>,
    pub(super) callbacks: Nodes<Callback<'t>>,
    /// The names in each section.
    names: HashMap<Section, HashSet<String>>,
}

/// The target of a reference.
pub(super) struct Referenced<'t> {
    pub(super) location: Location,
    pub(super) value: &'t Value,
    /// Its key, if it is a component of the document.
    pub(super) key: Option<&'t str>,
}

impl<'t> Reader<'t, '_> {
    /// Returns the document's components of a section.
    pub(super) fn own(&self, section: Section) -> Option<&'t Map<String, Value>> {
        let root = &self.source.tree;
        let holder = match self.version {
            Version::V2 => root,
            _ => root.get("components")?,
        };
        holder.get(section.key(self.version))?.as_object()
    }

    /// Reads all components.
    pub(super) fn components(&mut self) {
        let here = Here::root();
        let of_components = here.key("components");
        let holder = match self.version {
            Version::V2 => Some(&self.source.tree),
            _ => self.source.tree.get("components"),
        };
        let holder_here = match self.version {
            Version::V2 => here,
            _ => of_components,
        };
        let Some(object) = holder.and_then(|value| self.object(value, &holder_here)) else {
            return;
        };
        if self.version != Version::V2 {
            self.check_extensions(object, &holder_here);
        }
        for section in Section::ALL {
            let names = self
                .own(section)
                .into_iter()
                .flatten()
                .map(|(key, _)| key.clone());
            self.known.names.entry(section).or_default().extend(names);
        }
        self.reserve_schemas();
        for section in Section::ALL {
            let key = section.key(self.version);
            let Some(value) = object.get(key) else {
                continue;
            };
            let here = holder_here.key(key);
            for (key, value) in self.members(value, &here) {
                if !self.is_extension(key, value) {
                    self.component(section, key, value, &here.key(key));
                }
            }
        }
        if self.version != Version::V2
            && let Some(callbacks) = object.get("callbacks")
        {
            self.callbacks(callbacks, "", &holder_here.key("callbacks"));
        }
    }

    /// Reserves the id of each component schema, so that it can be referenced before it is read.
    fn reserve_schemas(&mut self) {
        for (key, value) in self.own(Section::Schemas).into_iter().flatten() {
            if self.is_extension(key, value) {
                continue;
            }
            let schema = self.document.schemas.add(Schema::default());
            self.known.schemas.insert(key, schema);
            self.add_component(Cow::Borrowed(key), schema, None);
        }
    }

    /// Returns `true` if a key among components is an extension, which Swagger 2.0 allows there.
    fn is_extension(&self, key: &str, value: &Value) -> bool {
        self.version == Version::V2 && key.starts_with("x-") && !value.is_object()
    }

    fn component(&mut self, section: Section, key: &'t str, value: &'t Value, here: &Here<'_, 't>) {
        match section {
            Section::Schemas => {
                if let Some(schema) = self.known.schemas.get(key).copied() {
                    self.schema_into(schema, value, here);
                }
            }
            Section::Parameters => drop(self.parameter(value, here, Some(key))),
            Section::Responses => drop(self.response(value, here, Some(key))),
            Section::RequestBodies => drop(self.request_body(value, here, Some(key))),
            Section::Headers => drop(self.header(value, here, Some(key))),
            Section::Examples => {}
            Section::SecuritySchemes => {
                if let Some(scheme) = self.security_scheme(key, value, here) {
                    self.document.security_schemes.push(scheme);
                }
            }
        }
    }

    /// Registers a schema as a component with this name.
    pub(super) fn add_component(
        &mut self,
        name: Cow<'t, str>,
        schema: SchemaId,
        payload: Option<Payload<'t>>,
    ) {
        let index = self.document.components.len();
        self.document.schemas.set_component(schema, index);
        self.document.components.push(Component {
            name,
            schema,
            payload,
        });
    }

    /// Returns the first name that no other component of the section has.
    pub(super) fn free_name(
        &mut self,
        section: Section,
        names: impl IntoIterator<Item = String>,
    ) -> String {
        let used = self.known.names.entry(section).or_default();
        let mut last = String::new();
        for name in names {
            if used.insert(name.clone()) {
                return name;
            }
            last = name;
        }
        let numbered = (2_usize..).map(|number| format!("{last}_{number}"));
        let mut free = numbered.filter(|name| used.insert(name.clone()));
        free.next().unwrap_or_default()
    }

    /// Returns the name of the target of a reference.
    pub(super) fn place_name(&self, location: &Location) -> PlaceName {
        let file = self
            .source
            .files
            .iter()
            .find(|(_, file)| file.source == location.file);
        PlaceName::of(file.map(|(path, _)| path.as_str()), &location.pointer)
    }

    /// Returns the unique name of a node that references refer to.
    pub(super) fn node_name(&mut self, section: Section, node: &Referenced<'t>) -> Cow<'t, str> {
        match node.key {
            Some(key) => Cow::Borrowed(key),
            None => {
                let candidates = self.place_name(&node.location).candidates();
                Cow::Owned(self.free_name(section, candidates))
            }
        }
    }
}
