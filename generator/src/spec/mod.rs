//! Typed representation of a document of any version, at the level of OpenAPI 3.2 and JSON Schema 2020-12.
//!
//! `parse` creates it from the raw tree and `lower` reads it. It borrows its strings and values from the tree. Nodes
//! are stored in arenas and identified by typed ids: every reference is resolved to such an id once, and every node
//! has a place.
//!
//! Types of `openapiv3` are used where they are lossless: info, servers, external documentation, OAuth flows, styles.

mod media;
mod operation;
mod pagination;
mod parameter;
mod place;
mod schema;
mod security;

pub use media::{Encoding, Example, Header, MediaType, payload};
pub use operation::{
    Callback, Link, Operation, PathItem, RequestBody, Response, Responses, Status, Webhook,
};
pub use pagination::{DeclaredInput, DeclaredPages, DeclaredPagination, DeclaredSource, PageKind};
pub use parameter::{
    ArrayFormat, CookieStyle, Parameter, ParameterLocation, ParameterValue, Separator,
};
pub use place::{PlaceId, Places, Step};
pub(crate) use schema::HintValues;
pub use schema::{
    Additional, AnnotationKeywords, ArrayKeywords, Bound, Composition, Content, ContentKeywords,
    Discriminator, DiscriminatorMapping, EnumNames, Hints, Keywords, NumberKeywords,
    ObjectKeywords, Reference, Schema, SchemaId, SchemaType, Schemas, StreamHint, StringKeywords,
    Xml,
};
pub use security::{
    DeviceAuthorizationFlow, OAuthFlows, SecurityRequirement, SecurityScheme, SecuritySchemeKind,
};

use openapiv3::{ExternalDocumentation, Info};
use std::borrow::Cow;

/// The OpenAPI version of the source document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// Swagger 2.0.
    V2,
    /// OpenAPI 3.0.
    V3_0,
    /// OpenAPI 3.1.
    V3_1,
    /// OpenAPI 3.2.
    #[default]
    V3_2,
}

/// A document (OpenAPI 3.2, section 4.1).
#[derive(Clone, Debug, Default)]
pub struct Document<'t> {
    /// The version of the source document.
    pub version: Version,
    /// `info`.
    pub info: Info,
    /// `$self`: the URI of the document.
    pub self_uri: Option<&'t str>,
    /// `servers`.
    pub servers: Vec<Server>,
    /// `tags`.
    pub tags: Vec<Tag<'t>>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocumentation>,
    /// The places of all nodes.
    pub places: Places<'t>,
    /// All schemas.
    pub schemas: Schemas<'t>,
    /// The schemas with a name of their own: the document's components, then targets of references outside
    /// `components` (other files, `$defs`), the payloads of webhooks and callbacks, and the items of streams.
    pub components: Vec<Component<'t>>,
    /// All parameters.
    pub parameters: Arena<Parameter<'t>>,
    /// All request bodies.
    pub request_bodies: Arena<RequestBody<'t>>,
    /// All responses.
    pub responses: Arena<Response<'t>>,
    /// All headers.
    pub headers: Arena<Header<'t>>,
    /// `paths`, in the order of the document.
    pub paths: Vec<PathItem<'t>>,
    /// `webhooks`.
    pub webhooks: Vec<Webhook<'t>>,
    /// All callbacks.
    pub callbacks: Arena<Callback<'t>>,
    /// The security schemes, in the order of the document.
    pub security_schemes: Vec<SecurityScheme<'t>>,
    /// `security`: the default requirements of operations; `None` if the document has no such field.
    pub security: Option<Vec<SecurityRequirement<'t>>>,
}

/// A schema with a name of its own.
#[derive(Clone, Debug)]
pub struct Component<'t> {
    /// Its key, or a name derived from its place.
    pub name: Cow<'t, str>,
    /// The schema.
    pub schema: SchemaId,
    /// What it is, where it is not a schema that the document names itself.
    pub payload: Option<Payload<'t>>,
}

/// A schema that is named after what it is used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload<'t> {
    /// The request body of a webhook or callback.
    Request(Receiver<'t>),
    /// A response body of a webhook or callback.
    Response(Receiver<'t>),
}

/// What the API calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receiver<'t> {
    /// A webhook, by its key.
    Webhook(Cow<'t, str>),
    /// A callback, by its key.
    Callback(Cow<'t, str>),
}

impl Document<'_> {
    /// Returns the component of a schema, if the schema is one.
    pub fn component(&self, schema: SchemaId) -> Option<&Component<'_>> {
        let index = self.schemas.component_index(schema)?;
        self.components.get(index)
    }

    /// Returns the component with this name.
    pub fn component_named(&self, name: &str) -> Option<SchemaId> {
        let mut components = self.components.iter();
        components
            .find(|component| component.name == name)
            .map(|component| component.schema)
    }
}

/// A server (OpenAPI 3.2, section 4.6), and its place.
#[derive(Clone, Debug)]
pub struct Server {
    /// Its place in the document.
    pub place: PlaceId,
    /// Its name: `name` of 3.2, or the name from the configuration.
    pub name: Option<String>,
    /// URL template, description and variables.
    pub server: openapiv3::Server,
}

/// A tag (OpenAPI 3.2, section 4.22).
#[derive(Clone, Debug, Default)]
pub struct Tag<'t> {
    /// Its name.
    pub name: Cow<'t, str>,
    /// `summary`.
    pub summary: Option<Cow<'t, str>>,
    /// `description`, CommonMark.
    pub description: Option<Cow<'t, str>>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocumentation>,
    /// `parent`: the tag that contains it.
    pub parent: Option<Cow<'t, str>>,
    /// `kind`: `nav`, `badge`, `audience`.
    pub kind: Option<Cow<'t, str>>,
    /// Values of its extensions.
    pub hints: Hints<'t>,
}

/// Nodes of one kind, identified by their [`NodeId`].
#[derive(Clone, Debug)]
pub struct Arena<T>(Vec<T>);

/// The id of a node in an [`Arena`].
#[derive(Debug)]
pub struct NodeId<T>(u32, std::marker::PhantomData<fn() -> T>);

impl<T> Clone for NodeId<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for NodeId<T> {}

impl<T> PartialEq for NodeId<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for NodeId<T> {}

impl<T> std::hash::Hash for NodeId<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Arena<T> {
    /// Adds a node.
    pub fn add(&mut self, node: T) -> NodeId<T> {
        let id = self.0.len() as u32;
        self.0.push(node);
        NodeId(id, std::marker::PhantomData)
    }

    /// Returns all nodes, in the order in which they were added.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// Returns the node with this id.
    pub fn get(&self, id: NodeId<T>) -> Option<&T> {
        self.0.get(id.0 as usize)
    }
}
