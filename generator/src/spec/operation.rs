//! Paths, operations, bodies and responses (OpenAPI 3.2, sections 4.8 to 4.18).

use super::{Header, Hints, MediaType, NodeId, Parameter, PlaceId, SecurityRequirement, Server};
use openapiv3::ExternalDocumentation;
use serde_json::Value;
use std::borrow::Cow;

/// The operations at a path.
#[derive(Clone, Debug, Default)]
pub struct PathItem<'t> {
    /// Its place.
    pub place: PlaceId,
    /// The path template; of a callback, the expression; of a webhook, its name.
    pub path: Cow<'t, str>,
    /// A short title of all operations.
    pub summary: Option<Cow<'t, str>>,
    /// What people read about all operations, CommonMark.
    pub description: Option<Cow<'t, str>>,
    /// Where all operations are served, in place of the document's servers.
    pub servers: Vec<Server>,
    /// Parameters of all operations; `None` for a reference to one that cannot be read.
    pub parameters: Vec<Option<NodeId<Parameter<'t>>>>,
    /// Where the parameters are.
    pub parameters_place: PlaceId,
    /// The operations, in the order of the document.
    pub operations: Vec<Operation<'t>>,
}

/// An operation.
#[derive(Clone, Debug, Default)]
pub struct Operation<'t> {
    /// Its place.
    pub place: PlaceId,
    /// The method in capitals, also one that HTTP does not define (`additionalOperations`).
    pub method: Cow<'t, str>,
    /// `operationId`.
    pub id: Option<Cow<'t, str>>,
    /// `tags`.
    pub tags: Vec<Cow<'t, str>>,
    /// A short title.
    pub summary: Option<Cow<'t, str>>,
    /// What people read about it, CommonMark.
    pub description: Option<Cow<'t, str>>,
    /// Further documentation.
    pub external_docs: Option<ExternalDocumentation>,
    /// Why it is deprecated, if it is; empty without a reason.
    pub deprecated: Option<Cow<'t, str>>,
    /// Its parameters; `None` for a reference to one that cannot be read.
    pub parameters: Vec<Option<NodeId<Parameter<'t>>>>,
    /// Its request body; the inner `None` for a reference to one that cannot be read.
    pub request_body: Option<Option<NodeId<RequestBody<'t>>>>,
    /// What may be answered.
    pub responses: Responses<'t>,
    /// What it requires, in place of the document's requirements.
    pub security: Option<Vec<SecurityRequirement<'t>>>,
    /// Where it is served, in place of its path's servers.
    pub servers: Vec<Server>,
    /// What the API may call while it is carried out.
    pub callbacks: Vec<NodeId<Callback<'t>>>,
    /// What its extensions say.
    pub hints: Hints<'t>,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct RequestBody<'t> {
    /// Its place.
    pub place: PlaceId,
    /// Its key, where it is a component that several operations may share.
    pub component: Option<Cow<'t, str>>,
    /// What people read about it, CommonMark.
    pub description: Option<Cow<'t, str>>,
    /// The media types that it may have.
    pub content: Vec<MediaType<'t>>,
    /// It must be given.
    pub required: bool,
}

/// The responses of an operation, in the order of the document, the default one apart.
#[derive(Clone, Debug, Default)]
pub struct Responses<'t> {
    /// By status; `None` for a reference to one that cannot be read.
    pub by_status: Vec<(Status, Option<NodeId<Response<'t>>>)>,
    /// For any other status.
    pub default: Option<Option<NodeId<Response<'t>>>>,
}

/// Which statuses a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// This status.
    Code(u16),
    /// `4XX`: the hundreds digit.
    Range(u8),
}

/// A response.
#[derive(Clone, Debug)]
pub struct Response<'t> {
    /// Its place.
    pub place: PlaceId,
    /// Its key, where it is a component that several operations may share.
    pub component: Option<Cow<'t, str>>,
    /// What people read about it, CommonMark.
    pub description: Cow<'t, str>,
    /// Its headers, by name.
    pub headers: Vec<(&'t str, NodeId<Header<'t>>)>,
    /// The media types that it may have.
    pub content: Vec<MediaType<'t>>,
    /// What can be called next.
    pub links: Vec<Link<'t>>,
}

/// An operation that can be called with what a response contains.
#[derive(Clone, Debug, Default)]
pub struct Link<'t> {
    /// Its key.
    pub name: &'t str,
    /// The operation, by its operationId.
    pub operation_id: Option<&'t str>,
    /// The operation, by a reference.
    pub operation_ref: Option<&'t str>,
    /// Its parameters: names, and values or runtime expressions.
    pub parameters: Vec<(&'t str, &'t Value)>,
    /// Its body: a value or a runtime expression.
    pub request_body: Option<&'t Value>,
    /// What people read about it, CommonMark.
    pub description: Option<&'t str>,
}

/// What the API may call while an operation is carried out.
#[derive(Clone, Debug)]
pub struct Callback<'t> {
    /// Its key.
    pub name: &'t str,
    /// What is called, by runtime expression.
    pub items: Vec<PathItem<'t>>,
}

/// What the API calls by itself.
#[derive(Clone, Debug)]
pub struct Webhook<'t> {
    /// Its key.
    pub name: &'t str,
    /// What is called.
    pub item: PathItem<'t>,
}
