//! Resources, operations and received requests.

use crate::model::{
    BodyContent, HeaderFormat, NamedEvent, Operation, Parameter, ReceivedGroup, ReceivedRequest,
    Resource, Response, ResponseContent, Status, Type,
};

/// A resource.
#[derive(Clone, Debug)]
pub struct PlannedResource<'a> {
    /// The resource of the model.
    pub resource: &'a Resource,
    /// The Rust name of its handle: `Sessions`.
    pub ident: String,
    /// The module: `sessions`.
    pub module: String,
    /// The Cargo feature that it is compiled with: `sessions`. `None` if resources have no features.
    pub feature: Option<String>,
    /// The methods from the client to the handle: `checkout`, `sessions`.
    pub accessors: Vec<String>,
    /// Its operations, in the order of the model.
    pub operations: Vec<PlannedOperation<'a>>,
}

impl PlannedResource<'_> {
    /// Returns the call that returns the handle: `client.checkout().sessions()`.
    pub fn call(&self) -> String {
        let calls = self.accessors.iter().map(|method| format!(".{method}()"));
        std::iter::once("client".to_owned()).chain(calls).collect()
    }
}

/// An operation.
#[derive(Clone, Debug)]
pub struct PlannedOperation<'a> {
    /// The operation of the model.
    pub operation: &'a Operation,
    /// The method's name: `get_by_id`.
    pub method: String,
    /// The Rust name of its request builder: `GetSessionById`.
    pub builder: String,
    /// The name of the static with its description: `GET_BY_ID`.
    pub description: String,
    /// Its parameters, in the order of the model.
    pub parameters: Vec<PlannedParameter<'a>>,
    /// The Rust name of the enum of its success responses, if several statuses have different types.
    pub success_enum: Option<String>,
    /// The variants of that enum, in the order of [`success_responses`](crate::plan::successes::success_responses).
    pub successes: Vec<PlannedStatus<'a>>,
    /// The enum of its errors, if several statuses have different types.
    pub errors: Option<NameOfSet>,
    /// The headers of its success responses, if any are documented.
    pub success_headers: Option<NameOfSet>,
    /// The headers of its error responses, if any are documented. They are the same as those of its success responses
    /// if the set is the same.
    pub error_headers: Option<NameOfSet>,
    /// The enum of the events of its stream, if their type depends on their name.
    pub event_enum: Option<PlannedEvents<'a>>,
    /// The methods that ask for another media type.
    pub alternatives: Vec<PlannedAlternative<'a>>,
    /// The enum of its request body, if the body has several media types.
    pub body_enum: Option<PlannedBody<'a>>,
}

/// A distinct set of headers or typed errors, which several operations can have.
#[derive(Clone, Debug)]
pub struct PlannedSet<T> {
    /// The Rust name of its type: `RateLimitHeaders`, `NotFoundOrConflictError`.
    pub ident: String,
    /// The headers in the order of their names, or the errors in that of their statuses: a code precedes the range that
    /// contains it.
    pub members: Vec<T>,
}

/// A header of a set.
#[derive(Clone, Debug)]
pub struct PlannedHeader<'a> {
    /// The name of its method: `x_rate_limit_remaining`.
    pub ident: String,
    /// Its name in the document.
    pub name: &'a str,
    /// A description of it, in one of the responses that have it.
    pub description: Option<&'a str>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Whether every response has it.
    pub required: bool,
    /// The serialization of its value.
    pub format: HeaderFormat,
    /// The type of its value.
    pub ty: Type,
}

/// An error of a set.
#[derive(Clone, Debug)]
pub struct PlannedError<'a> {
    /// The Rust name of its variant.
    pub ident: String,
    /// Its status.
    pub status: Status,
    /// The type of its body.
    pub ty: &'a Type,
    /// The description that all operations with this set give it.
    pub description: Option<&'a str>,
}

/// The name that an operation has for a set of headers or errors.
#[derive(Clone, Debug)]
pub struct NameOfSet {
    /// The operation's own Rust name: `ListPetsHeaders`.
    pub ident: String,
    /// The Rust name of the set, which other operations may have too.
    pub set: String,
}

/// The enum of a request body that has several media types.
#[derive(Clone, Debug)]
pub struct PlannedBody<'a> {
    /// Its Rust name.
    pub ident: String,
    /// Its variants: the preferred media type, then the others in the order of the document.
    pub variants: Vec<PlannedBodyVariant<'a>>,
}

/// A request body in one media type.
#[derive(Clone, Debug)]
pub struct PlannedBodyVariant<'a> {
    /// The Rust name of its variant.
    pub ident: String,
    /// The body of the model.
    pub content: &'a BodyContent,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct PlannedParameter<'a> {
    /// Its Rust name.
    pub ident: String,
    /// The parameter of the model.
    pub parameter: &'a Parameter,
}

/// A response among several with different types.
#[derive(Clone, Debug)]
pub struct PlannedStatus<'a> {
    /// The Rust name of its variant.
    pub ident: String,
    /// The response of the model.
    pub response: &'a Response,
}

/// A method that asks for another media type.
#[derive(Clone, Debug)]
pub struct PlannedAlternative<'a> {
    /// Its Rust name.
    pub ident: String,
    /// The body in this media type.
    pub content: &'a ResponseContent,
}

/// The enum of the events of a stream.
#[derive(Clone, Debug)]
pub struct PlannedEvents<'a> {
    /// Its Rust name.
    pub ident: String,
    /// Its variants, in the order of the document.
    pub variants: Vec<PlannedEvent<'a>>,
    /// The Rust name of the variant for unknown events.
    pub unknown: String,
}

/// An event of a stream.
#[derive(Clone, Debug)]
pub struct PlannedEvent<'a> {
    /// The Rust name of its variant.
    pub ident: String,
    /// The event of the model.
    pub event: &'a NamedEvent,
}

/// An enum of received requests.
#[derive(Clone, Debug)]
pub struct PlannedReceivedGroup<'a> {
    /// Its Rust name: `WebhookEvent`.
    pub ident: String,
    /// The requests of the model.
    pub group: &'a ReceivedGroup,
    /// Its variants, in the order of the model.
    pub variants: Vec<PlannedReceivedRequest<'a>>,
    /// The Rust name of the variant for unknown requests.
    pub unknown: String,
}

/// A received request.
#[derive(Clone, Debug)]
pub struct PlannedReceivedRequest<'a> {
    /// The Rust name of its variant.
    pub ident: String,
    /// The request of the model.
    pub request: &'a ReceivedRequest,
}
