//! The planned model: the parts of the API model, each with the decisions about it.
//!
//! Emitters read names, boxes and presence here, together with the contents of the document, and never match lists by
//! index.

mod operations;
mod types;

pub use operations::*;
pub use types::*;

use super::{AllOperationWords, SharedParts};
use crate::config::DateLibrary;
use crate::model::{Api, PerType, SecurityScheme, Server, ServerVariable, TypeId};

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
    pub header_sets: Vec<PlannedSet<PlannedHeader<'a>>>,
    /// Every distinct set of typed errors, in the order of their names.
    pub error_sets: Vec<PlannedSet<PlannedError<'a>>>,
    /// The features with which the parts of the crate are compiled that several resources can use.
    pub shared_parts: SharedParts,
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

    /// Returns the resources directly inside one.
    pub fn inside(
        &self,
        resource: &PlannedResource<'_>,
    ) -> impl Iterator<Item = &PlannedResource<'a>> {
        let outer = self
            .resources
            .iter()
            .position(|plan| std::ptr::eq(plan.resource, resource.resource));
        let resources = self.resources.iter();
        resources.filter(move |plan| {
            let inside = plan.resource.inside.as_ref();
            outer.is_some() && inside.map(|inside| inside.resource) == outer
        })
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
