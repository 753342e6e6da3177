//! The planned model: what was decided about each part of the API model, beside that part itself.
//!
//! Emitters read names, boxes and presence here, together with what the document says, and never match lists by index.

use super::AllOperationWords;
use crate::config::DateLibrary;
use crate::model::{
    Api, BranchMatching, Constraints, Docs, EnumBase, Field, Operation, Parameter, PerType,
    Resource, Response, SecurityScheme, Server, Type, TypeId, TypeName,
};
use serde_json::Value;

/// The model and what was decided about it.
#[derive(Clone, Debug)]
pub struct Planned<'a> {
    /// The model, as lowered.
    pub api: &'a Api,
    /// Every type.
    pub types: PerType<PlannedType<'a>>,
    /// Every resource, in the order of the model.
    pub resources: Vec<PlannedResource<'a>>,
    /// The words that each operation is called by.
    pub operation_words: AllOperationWords,
    /// The client and its builder.
    pub client: PlannedClient<'a>,
    /// What the generated crate needs of the runtime's optional parts and of other crates.
    pub needs: Needs,
    /// The `recursion_limit` of the crate, where types nest more deeply than rustc's default allows.
    pub recursion_limit: Option<usize>,
    /// The Rust types of dates and times, from the configuration.
    pub dates: DateLibrary,
}

impl<'a> Planned<'a> {
    /// The type at this address.
    pub fn ty(&self, id: TypeId) -> Option<&PlannedType<'a>> {
        self.types.get(id)
    }

    /// The address of the type that is emitted for this one: its own, or that of the type that it is the same as.
    pub fn representative(&self, id: TypeId) -> TypeId {
        self.ty(id).and_then(|plan| plan.same_as).unwrap_or(id)
    }
}

/// A named type.
#[derive(Clone, Debug)]
pub struct PlannedType<'a> {
    /// Its address.
    pub id: TypeId,
    /// Where its name comes from.
    pub name: &'a TypeName,
    /// The JSON pointer of its schema in the document.
    pub at: &'a str,
    /// Title, description and the like.
    pub docs: &'a Docs,
    /// Its Rust name, unique among the models: `EquosSession`.
    pub ident: String,
    /// The file that contains it, without extension: a component's own, shared with the inline types in it.
    pub file: String,
    /// What it is, and what is in it.
    pub kind: PlannedKind<'a>,
    /// Used in requests.
    pub in_requests: bool,
    /// Used in responses.
    pub in_responses: bool,
    /// Another type that this one is the same as, and that is emitted in its stead.
    pub same_as: Option<TypeId>,
}

/// What a named type is.
#[derive(Clone, Debug)]
pub enum PlannedKind<'a> {
    /// An object with known properties.
    Struct(PlannedStruct<'a>),
    /// A list of values.
    Enum(PlannedEnum<'a>),
    /// One of several branches.
    Union(PlannedUnion<'a>),
    /// Another name for a type: `pub type`.
    Alias(PlannedContent<'a>),
    /// A struct around a type, where an alias would contain itself: `pub struct Tree(pub Vec<Tree>)`.
    Newtype(PlannedContent<'a>),
}

/// An object with known properties.
#[derive(Clone, Debug)]
pub struct PlannedStruct<'a> {
    /// The properties, in wire order.
    pub fields: Vec<PlannedField<'a>>,
    /// The map of properties beyond the known ones.
    pub additional: Option<PlannedAdditional<'a>>,
    /// What the type alone does not say of the whole.
    pub constraints: &'a Constraints,
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
    /// The one value that the schema allows.
    pub constant: Option<&'a Value>,
    /// Sent by the server only.
    pub read_only: bool,
    /// Sent to the server only.
    pub write_only: bool,
    /// What the type alone does not say.
    pub constraints: &'a Constraints,
    /// Its docs.
    pub docs: &'a Docs,
}

/// The properties of an object beyond the known ones.
#[derive(Clone, Debug)]
pub struct PlannedAdditional<'a> {
    /// The Rust name of the map.
    pub ident: String,
    /// The type of its values.
    pub ty: &'a Type,
    /// What that type alone does not say.
    pub constraints: &'a Constraints,
}

/// Whether a property may be absent or null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always present, never null: `T`.
    Required,
    /// Always present, perhaps null: `Option<T>`, where `None` is null.
    RequiredNullable,
    /// Perhaps absent, never null: `Option<T>`, where `None` is absent.
    Optional,
    /// Perhaps absent, perhaps null: `Nullable<T>`.
    OptionalNullable,
}

impl Presence {
    /// The presence of a property.
    pub const fn of(field: &Field) -> Self {
        match (field.required, field.nullable) {
            (true, false) => Self::Required,
            (true, true) => Self::RequiredNullable,
            (false, false) => Self::Optional,
            (false, true) => Self::OptionalNullable,
        }
    }

    /// Whether the property must be present.
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::RequiredNullable)
    }

    /// Whether the property may be null.
    pub const fn is_nullable(self) -> bool {
        matches!(self, Self::RequiredNullable | Self::OptionalNullable)
    }
}

/// A list of values that the document knows.
#[derive(Clone, Debug)]
pub struct PlannedEnum<'a> {
    /// What its values are.
    pub base: EnumBase,
    /// The values, in the order of the document.
    pub variants: Vec<PlannedVariant<'a>>,
    /// The Rust name of the variant that keeps unknown values.
    pub unknown: String,
    /// Whether it derives an order, since a set holds it.
    pub ordered: bool,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct PlannedVariant<'a> {
    /// Its Rust name.
    pub ident: String,
    /// The value in JSON.
    pub value: &'a Value,
    /// Its docs.
    pub docs: &'a Docs,
}

/// One of several branches.
#[derive(Clone, Debug)]
pub struct PlannedUnion<'a> {
    /// The branches, in the order of the document.
    pub branches: Vec<PlannedBranch<'a>>,
    /// The Rust name of the variant that keeps unknown values.
    pub unknown: String,
    /// The property that names the branch, where there is one.
    pub discriminator: Option<&'a str>,
    /// Whether a value can match two branches of which one keeps more of it than the other.
    pub overlaps: bool,
}

/// A branch of a union.
#[derive(Clone, Debug)]
pub struct PlannedBranch<'a> {
    /// The Rust name of its variant.
    pub ident: String,
    /// The type that it holds.
    pub ty: &'a Type,
    /// Whether the value is in a `Box`.
    pub boxed: bool,
    /// How a JSON value is recognised as one of this branch.
    pub matching: &'a BranchMatching,
    /// What the type alone does not say.
    pub constraints: &'a Constraints,
    /// Its docs.
    pub docs: &'a Docs,
}

/// What an alias or a newtype stands for.
#[derive(Clone, Debug)]
pub struct PlannedContent<'a> {
    /// The type.
    pub ty: &'a Type,
    /// Whether the value is in a `Box`.
    pub boxed: bool,
    /// What the type alone does not say.
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
    /// The name of the static that describes it: `GET_BY_ID`.
    pub description: String,
    /// Its parameters, in the order of the model.
    pub parameters: Vec<PlannedParameter<'a>>,
    /// The Rust name of the enum of its successes, where several statuses have different types.
    pub success_enum: Option<String>,
    /// The variants of that enum, in the order of [`success_responses`](super::successes::success_responses).
    pub successes: Vec<PlannedSuccess<'a>>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct PlannedParameter<'a> {
    /// Its Rust name.
    pub ident: String,
    /// The parameter of the model.
    pub parameter: &'a Parameter,
}

/// A successful response among several with different types.
#[derive(Clone, Debug)]
pub struct PlannedSuccess<'a> {
    /// The Rust name of its variant.
    pub ident: String,
    /// The response of the model.
    pub response: &'a Response,
}

/// The client and its builder.
#[derive(Clone, Debug, Default)]
pub struct PlannedClient<'a> {
    /// Every security scheme, in the order of the model.
    pub credentials: Vec<PlannedCredential<'a>>,
    /// Every server of the API, in the order of the model.
    pub servers: Vec<PlannedServer<'a>>,
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
    /// Its variant of `Server`, where it has a name.
    pub variant: Option<String>,
    /// The server of the model.
    pub server: &'a Server,
}

/// What a generated crate needs beyond the minimum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // each is the `Type` of the same name, used anywhere
pub struct Needs {
    pub dates: bool,
    pub times: bool,
    pub date_times: bool,
    pub durations: bool,
    pub uuids: bool,
    pub base64: bool,
    pub decimals: bool,
}
