//! The planned model: the parts of the API model, each with the decisions about it.
//!
//! Emitters read names, boxes and presence here, together with the contents of the document, and never match lists by
//! index.

use super::AllOperationWords;
use crate::config::DateLibrary;
use crate::model::{
    Api, BodyContent, BranchMatching, Constraints, Docs, EnumBase, Field, HeaderFormat, NamedEvent,
    Operation, Parameter, Part, Payload, PerType, ReceivedGroup, ReceivedRequest, Resource,
    Response, ResponseContent, SecurityScheme, Server, ServerVariable, Type, TypeId, TypeName,
};
use serde_json::Value;

/// The model with the decisions about it.
#[derive(Clone, Debug)]
pub struct Planned<'a> {
    /// The model, as lowered.
    pub api: &'a Api,
    /// Every type.
    pub types: PerType<PlannedType<'a>>,
    /// Every resource, in the order of the model.
    pub resources: Vec<PlannedResource<'a>>,
    /// Every distinct set of headers of responses, in the order of their names.
    pub header_sets: Vec<PlannedHeaders<'a>>,
    /// The words of each operation.
    pub operation_words: AllOperationWords,
    /// The enums of received requests, in the order of the model.
    pub received_groups: Vec<PlannedReceivedGroup<'a>>,
    /// The client and its builder.
    pub client: PlannedClient<'a>,
    /// Optional parts of the runtime and other crates that the generated crate needs.
    pub needs: Needs,
    /// The `recursion_limit` of the crate, if types nest more deeply than rustc's default allows.
    pub recursion_limit: Option<usize>,
    /// The Rust types of dates and times, from the configuration.
    pub dates: DateLibrary,
    /// The name of the type parameters of generated functions, which no type has.
    pub type_parameter: &'static str,
    /// A date and time without a time zone is read as UTC.
    pub lenient_dates: bool,
    /// The name of the static of each XML representation, except for text and for what no body uses.
    pub xml_names: Vec<Option<String>>,
}

impl<'a> Planned<'a> {
    /// Returns the type at this address.
    pub fn ty(&self, id: TypeId) -> Option<&PlannedType<'a>> {
        self.types.get(id)
    }

    /// Returns the address of the type that is emitted for this one: its own, or that of the structurally equal type
    /// that replaces it.
    pub fn representative(&self, id: TypeId) -> TypeId {
        representative(&self.types, id)
    }
}

/// Returns the address of the type that is emitted for this one.
pub(super) fn representative(types: &PerType<PlannedType<'_>>, id: TypeId) -> TypeId {
    types.get(id).and_then(|plan| plan.same_as).unwrap_or(id)
}

/// A named type.
#[derive(Clone, Debug)]
pub struct PlannedType<'a> {
    /// Its address.
    pub id: TypeId,
    /// The origin of its name.
    pub name: &'a TypeName,
    /// The key of the component in the document, if the type has another name.
    pub key: Option<&'a str>,
    /// What it is used for, if it is named after that.
    pub payload: Option<&'a Payload>,
    /// Title, description and other documentation.
    pub docs: &'a Docs,
    /// Its Rust name, unique among the models: `EquosSession`.
    pub ident: String,
    /// The file that contains it, without extension: a component has its own, shared with its inline types.
    pub file: String,
    /// Its kind, with the definition.
    pub kind: PlannedKind<'a>,
    /// Used in requests.
    pub in_requests: bool,
    /// Used in responses.
    pub in_responses: bool,
    /// The structurally equal type that is emitted instead of this one.
    pub same_as: Option<TypeId>,
}

impl PlannedType<'_> {
    /// Returns `true` if the type has a definition of its own, and is not a structurally equal one or a place of a shared
    /// one.
    pub fn is_defined(&self) -> bool {
        self.same_as.is_none() && self.place_of().is_none()
    }

    /// Returns the shared type of which this one is a place.
    pub fn place_of(&self) -> Option<TypeId> {
        match (&self.kind, self.name) {
            (PlannedKind::Alias(content), TypeName::Inline { .. } | TypeName::Operation { .. }) => {
                match content.ty {
                    Type::Named(shared) => Some(*shared),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// The kind of a named type.
#[derive(Clone, Debug)]
pub enum PlannedKind<'a> {
    /// An object with known properties.
    Struct(PlannedStruct<'a>),
    /// A list of values.
    Enum(PlannedEnum<'a>),
    /// A union of branches.
    Union(PlannedUnion<'a>),
    /// Another name for a type: `pub type`.
    Alias(PlannedContent<'a>),
    /// A struct around a type, for an alias that would contain itself: `pub struct Tree(pub Vec<Tree>)`.
    Newtype(PlannedContent<'a>),
}

/// An object with known properties.
#[derive(Clone, Debug)]
pub struct PlannedStruct<'a> {
    /// The properties, in wire order.
    pub fields: Vec<PlannedField<'a>>,
    /// The map of additional properties.
    pub additional: Option<PlannedAdditional<'a>>,
    /// Constraints of the whole object.
    pub constraints: &'a Constraints,
    /// The encodings of its parts, if it is a multipart body.
    pub parts: Option<&'a [Part]>,
}

/// A property.
#[derive(Clone, Debug)]
pub struct PlannedField<'a> {
    /// Its Rust name.
    pub ident: String,
    /// Its name in JSON.
    pub wire_name: &'a str,
    /// The type of a value that is present and not null.
    pub ty: &'a Type,
    /// Whether that value is in a `Box`.
    pub boxed: bool,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// The schema's `default`.
    pub default: Option<&'a Value>,
    /// The one value beside null that the schema allows.
    pub constant: Option<&'a Value>,
    /// Sent by the server only.
    pub read_only: bool,
    /// Sent to the server only.
    pub write_only: bool,
    /// Constraints that the type does not express.
    pub constraints: &'a Constraints,
    /// Its documentation.
    pub docs: &'a Docs,
}

/// The additional properties of an object.
#[derive(Clone, Debug)]
pub struct PlannedAdditional<'a> {
    /// The Rust name of the map.
    pub ident: String,
    /// The type of its values.
    pub ty: &'a Type,
    /// Constraints of the values that the type does not express.
    pub constraints: &'a Constraints,
}

/// Whether a property may be absent or null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always present, never null: `T`.
    Required,
    /// Always present, may be null: `Option<T>`, where `None` is null.
    RequiredNullable,
    /// May be absent, never null: `Option<T>`, where `None` is absent.
    Optional,
    /// May be absent or null: `Nullable<T>`.
    OptionalNullable,
}

impl Presence {
    /// Returns the presence of a property.
    pub const fn of(field: &Field) -> Self {
        match (field.required, field.nullable) {
            (true, false) => Self::Required,
            (true, true) => Self::RequiredNullable,
            (false, false) => Self::Optional,
            (false, true) => Self::OptionalNullable,
        }
    }

    /// Returns `true` if the property must be present.
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::RequiredNullable)
    }

    /// Returns `true` if the property may be null.
    pub const fn is_nullable(self) -> bool {
        matches!(self, Self::RequiredNullable | Self::OptionalNullable)
    }
}

/// A list of known values.
#[derive(Clone, Debug)]
pub struct PlannedEnum<'a> {
    /// The kind of its values.
    pub base: EnumBase,
    /// The values, in the order of the document.
    pub variants: Vec<PlannedVariant<'a>>,
    /// The Rust name of the variant for all other values.
    pub unknown: String,
    /// Whether every other text is valid too.
    pub is_open: bool,
    /// Whether it derives an order, for use in a set.
    pub ordered: bool,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct PlannedVariant<'a> {
    /// Its Rust name.
    pub ident: String,
    /// The value in JSON.
    pub value: &'a Value,
    /// Its documentation.
    pub docs: &'a Docs,
}

/// A union of branches.
#[derive(Clone, Debug)]
pub struct PlannedUnion<'a> {
    /// The branches, in the order of the document.
    pub branches: Vec<PlannedBranch<'a>>,
    /// The Rust name of the variant for unknown values.
    pub unknown: String,
    /// The discriminator property, if there is one.
    pub discriminator: Option<&'a str>,
    /// Whether a value can match two branches of which one keeps more of it than the other.
    pub overlaps: bool,
}

/// A branch of a union.
#[derive(Clone, Debug)]
pub struct PlannedBranch<'a> {
    /// The Rust name of its variant.
    pub ident: String,
    /// The type of its value.
    pub ty: &'a Type,
    /// The one value that it allows: the variant has no content.
    pub constant: Option<&'a Value>,
    /// Whether the value is in a `Box`.
    pub boxed: bool,
    /// How a JSON value is recognised as one of this branch.
    pub matching: &'a BranchMatching,
    /// The value of the discriminator that the union writes, since the object of the branch does not declare it.
    pub tag: Option<&'a str>,
    /// Constraints that the type does not express.
    pub constraints: &'a Constraints,
    /// Its documentation.
    pub docs: &'a Docs,
}

/// The target of an alias, or the content of a newtype.
#[derive(Clone, Debug)]
pub struct PlannedContent<'a> {
    /// The type.
    pub ty: &'a Type,
    /// Whether the value is in a `Box`.
    pub boxed: bool,
    /// Constraints that the type does not express.
    pub constraints: &'a Constraints,
}

/// A resource.
#[derive(Clone, Debug)]
pub struct PlannedResource<'a> {
    /// The resource of the model.
    pub resource: &'a Resource,
    /// The Rust name of its handle: `Sessions`.
    pub ident: String,
    /// The method of the client and the module: `sessions`.
    pub module: String,
    /// Its operations, in the order of the model.
    pub operations: Vec<PlannedOperation<'a>>,
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
    /// The variants of that enum, in the order of [`success_responses`](super::successes::success_responses).
    pub successes: Vec<PlannedStatus<'a>>,
    /// The Rust name of the enum of its errors, if several statuses have different types.
    pub error_enum: Option<String>,
    /// The variants of that enum.
    pub errors: Vec<PlannedStatus<'a>>,
    /// The headers of its success responses, if any are documented.
    pub success_headers: Option<PlannedHeadersOf>,
    /// The headers of its error responses, if any are documented. They are the same as those of its success responses
    /// if the set is the same.
    pub error_headers: Option<PlannedHeadersOf>,
    /// The enum of the events of its stream, if their type depends on their name.
    pub event_enum: Option<PlannedEvents<'a>>,
    /// The methods that ask for another media type.
    pub alternatives: Vec<PlannedAlternative<'a>>,
    /// The enum of its request body, if the body has several media types.
    pub body_enum: Option<PlannedBody<'a>>,
}

/// A distinct set of headers of responses.
#[derive(Clone, Debug)]
pub struct PlannedHeaders<'a> {
    /// The Rust name of its type: `RateLimitHeaders`.
    pub ident: String,
    /// The headers, in the order of their names.
    pub headers: Vec<PlannedHeader<'a>>,
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

/// The headers of an operation's responses.
#[derive(Clone, Debug)]
pub struct PlannedHeadersOf {
    /// The Rust name that the operation has for them: `ListPetsHeaders`.
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

/// The client and its builder.
#[derive(Clone, Debug, Default)]
pub struct PlannedClient<'a> {
    /// Every security scheme, in the order of the model.
    pub credentials: Vec<PlannedCredential<'a>>,
    /// Every server of the API, in the order of the model.
    pub servers: Vec<PlannedServer<'a>>,
    /// The security requirements of requests that the document does not describe.
    pub request_security: Vec<Vec<usize>>,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct PlannedCredential<'a> {
    /// The builder's method that takes the credential: `api_key`.
    pub method: String,
    /// The scheme of the model.
    pub scheme: &'a SecurityScheme,
}

/// A server.
#[derive(Clone, Debug)]
pub struct PlannedServer<'a> {
    /// Its variant of `Server`, if it has a name.
    pub variant: Option<String>,
    /// The server of the model.
    pub server: &'a Server,
    /// The struct with the values of its variables, if it has any: `RegionalServer`.
    pub ident: Option<String>,
    /// Its variables, each once.
    pub variables: Vec<PlannedServerVariable<'a>>,
}

/// A variable of a server.
#[derive(Clone, Debug)]
pub struct PlannedServerVariable<'a> {
    /// Its field and setter: `region`.
    pub ident: String,
    /// The enum of its allowed values, if it has any: `RegionalServerRegion`.
    pub enumeration: Option<String>,
    /// The variants of the enum, in the order of the values.
    pub variants: Vec<String>,
    /// The variable of the model.
    pub variable: &'a ServerVariable,
}

/// Optional parts that a generated crate needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // each is the `Type` of the same name, used anywhere
pub struct Needs {
    pub dates: bool,
    pub times: bool,
    pub date_times: bool,
    /// HTTP dates or Unix times.
    pub timestamps: bool,
    pub durations: bool,
    pub uuids: bool,
    pub base64: bool,
    pub decimals: bool,
    /// A response is read piece by piece.
    pub streams: bool,
    /// A response has typed headers.
    pub response_headers: bool,
    /// A body is XML.
    pub xml: bool,
    /// Files: parts of multipart bodies, and bodies of bytes.
    pub files: bool,
    /// The flows of OAuth 2.
    pub oauth: bool,
    /// Webhooks, or callbacks with several requests.
    pub webhooks: bool,
}
