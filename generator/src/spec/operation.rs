//! Paths, operations, bodies and responses (OpenAPI 3.2, sections 4.8 to 4.18).

use super::{
    DeclaredPagination, Header, Hints, MediaType, NodeId, Parameter, PlaceId, SecurityRequirement,
    Server,
};
use openapiv3::ExternalDocumentation;
use serde_json::Value;
use std::borrow::Cow;

/// The operations at a path.
#[derive(Clone, Debug, Default)]
pub struct PathItem<'t> {
    /// Its place in the document.
    pub place: PlaceId,
    /// The path template; the runtime expression of a callback; the name of a webhook.
    pub path: Cow<'t, str>,
    /// `summary`, for all operations.
    pub summary: Option<Cow<'t, str>>,
    /// `description`, CommonMark, for all operations.
    pub description: Option<Cow<'t, str>>,
    /// `servers`: these replace the document's servers.
    pub servers: Vec<Server>,
    /// Parameters of all operations; `None` for an unresolved or invalid reference.
    pub parameters: Vec<Option<NodeId<Parameter<'t>>>>,
    /// The place of the parameters.
    pub parameters_place: PlaceId,
    /// The operations, in the order of the document.
    pub operations: Vec<Operation<'t>>,
}

/// An operation.
#[derive(Clone, Debug, Default)]
pub struct Operation<'t> {
    /// Its place in the document.
    pub place: PlaceId,
    /// The method in upper case, including methods that HTTP does not define (`additionalOperations`).
    pub method: Cow<'t, str>,
    /// `operationId`.
    pub id: Option<Cow<'t, str>>,
    /// `tags`.
    pub tags: Vec<Cow<'t, str>>,
    /// `summary`.
    pub summary: Option<Cow<'t, str>>,
    /// `description`, CommonMark.
    pub description: Option<Cow<'t, str>>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocumentation>,
    /// Reason for the deprecation, perhaps empty; `None` if it is not deprecated.
    pub deprecated: Option<Cow<'t, str>>,
    /// Its parameters; `None` for an unresolved or invalid reference.
    pub parameters: Vec<Option<NodeId<Parameter<'t>>>>,
    /// Its request body; the inner `None` is an unresolved or invalid reference.
    pub request_body: Option<Option<NodeId<RequestBody<'t>>>>,
    /// Its responses.
    pub responses: Responses<'t>,
    /// `security`: these requirements replace those of the document.
    pub security: Option<Vec<SecurityRequirement<'t>>>,
    /// `servers`: these replace the servers of the path.
    pub servers: Vec<Server>,
    /// Requests that the API may send while it processes the operation.
    pub callbacks: Vec<NodeId<Callback<'t>>>,
    /// Its pagination, if an extension declares it.
    pub pagination: Option<DeclaredPagination<'t>>,
    /// Values of its extensions.
    pub hints: Hints<'t>,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct RequestBody<'t> {
    /// Its place in the document.
    pub place: PlaceId,
    /// Its key, if it is a component, which several operations may share.
    pub component: Option<Cow<'t, str>>,
    /// `description`, CommonMark.
    pub description: Option<Cow<'t, str>>,
    /// Its media types.
    pub content: Vec<MediaType<'t>>,
    /// `required`.
    pub required: bool,
}

/// The responses of an operation, in the order of the document, with the default response apart.
#[derive(Clone, Debug, Default)]
pub struct Responses<'t> {
    /// Responses by status; the inner `None` is an unresolved or invalid reference.
    pub by_status: Vec<(Status, Option<NodeId<Response<'t>>>)>,
    /// The response for any other status.
    pub default: Option<Option<NodeId<Response<'t>>>>,
}

/// The statuses of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// One status.
    Code(u16),
    /// A range of statuses, by its first digit: 4 for `4XX`.
    Range(u8),
}

/// A response.
#[derive(Clone, Debug)]
pub struct Response<'t> {
    /// Its place in the document.
    pub place: PlaceId,
    /// Its key, if it is a component, which several operations may share.
    pub component: Option<Cow<'t, str>>,
    /// `description`, CommonMark.
    pub description: Cow<'t, str>,
    /// Its headers, by name.
    pub headers: Vec<(&'t str, NodeId<Header<'t>>)>,
    /// Its media types.
    pub content: Vec<MediaType<'t>>,
    /// Its links.
    pub links: Vec<Link<'t>>,
}

/// An operation that can be called with values of a response (OpenAPI 3.2, section 4.20).
#[derive(Clone, Debug, Default)]
pub struct Link<'t> {
    /// Its key.
    pub name: &'t str,
    /// `operationId` of the operation.
    pub operation_id: Option<&'t str>,
    /// `operationRef`: a reference to the operation.
    pub operation_ref: Option<&'t str>,
    /// `parameters`: names, and values or runtime expressions.
    pub parameters: Vec<(&'t str, &'t Value)>,
    /// `requestBody`: a value or a runtime expression.
    pub request_body: Option<&'t Value>,
    /// `description`, CommonMark.
    pub description: Option<&'t str>,
}

/// Requests that the API may send while it processes an operation.
#[derive(Clone, Debug)]
pub struct Callback<'t> {
    /// Its key.
    pub name: &'t str,
    /// Its path items, by runtime expression.
    pub items: Vec<PathItem<'t>>,
}

/// A request that the API sends on its own initiative.
#[derive(Clone, Debug)]
pub struct Webhook<'t> {
    /// Its key.
    pub name: &'t str,
    /// Its path item.
    pub item: PathItem<'t>,
}
