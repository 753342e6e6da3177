//! The API model: what a document means for a Rust SDK, as plain data.
//!
//! `lower` makes it from OpenAPI 3.0 and `plan` reads it. Nothing here knows OpenAPI's own types or
//! Rust tokens. Names are *intended* names: the words a person would choose, neither cased nor
//! made unique; that is the planner's work.

mod constraints;
mod operation;
mod schema;
mod types;
mod walk;

pub use constraints::Constraints;
pub use operation::*;
pub use schema::*;
pub use types::{PerType, TypeId, TypeSet, Types};

use serde::Serialize;

/// A whole API.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Api {
    /// What the document says of itself.
    pub info: Info,
    /// Where the API is served; the first one is the default.
    pub servers: Vec<Server>,
    /// The ways of authenticating, in the order of the document.
    pub security_schemes: Vec<SecurityScheme>,
    /// Every type that the operations or the document's components need.
    pub types: Types,
    /// The operations, grouped by their first tag, in the order of the document.
    pub resources: Vec<Resource>,
    /// What the API sends by itself, in webhooks and callbacks.
    pub received: Vec<Type>,
    /// What is answered to webhooks and callbacks.
    pub answered: Vec<Type>,
    /// What the document says that the names of its operations can be made of.
    pub documented_operations: DocumentedOperations,
    /// Operations that the SDK cannot offer yet, each with the part that is missing.
    pub left_out: Vec<LeftOut>,
}

/// The Info Object, OpenAPI 3.0 section 4.7.2.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Info {
    /// The API's title.
    pub title: String,
    /// The API's own version: free text, not a semantic version.
    pub version: String,
    /// The description, CommonMark.
    pub description: Option<String>,
    /// The licence of the API: its name.
    pub license: Option<String>,
    /// Where the terms of service are.
    pub terms_of_service: Option<String>,
    /// Where further documentation is.
    pub external_docs: Option<String>,
}

/// A server, OpenAPI 3.0 section 4.7.5, with its variables replaced by their defaults.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Server {
    /// The words of its name (from the configuration or `x-sdkwright-name`), when it has one.
    pub name: Option<String>,
    /// The absolute URL, without a slash at its end.
    pub url: String,
    /// What the document says of it.
    pub description: Option<String>,
}

/// A way of authenticating, OpenAPI 3.0 section 4.7.27.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SecurityScheme {
    /// The key under `components/securitySchemes`.
    pub key: String,
    /// The words of the builder's method that takes the credential (`api key`, `bearer token`).
    pub intended_name: String,
    /// What the document says of it.
    pub description: Option<String>,
    /// Where the credential goes.
    pub kind: SecurityKind,
}

/// Where a credential goes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum SecurityKind {
    /// The value as it is, in the named header.
    Header(String),
    /// The value as it is, in the named query parameter.
    Query(String),
    /// The value as it is, in the named cookie.
    Cookie(String),
    /// `Authorization: Bearer …`; also what OAuth 2 and OpenID Connect access tokens use.
    Bearer,
    /// `Authorization: Basic …`, from a user name and a password.
    Basic,
    /// `Authorization: <scheme> …` for another HTTP scheme, with the credential given whole.
    Http(String),
}
