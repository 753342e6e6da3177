//! The API model: the contents of a document as needed for a Rust SDK, as plain data.
//!
//! `lower` creates it from `spec`, and `plan` reads it. Nothing here depends on OpenAPI's own types or on Rust tokens.
//! Names are *intended* names: words that are neither cased nor made unique. The planner does both.

mod constraints;
mod operation;
mod pagination;
mod parameter;
mod schema;
mod stream;
mod types;
mod walk;
mod webhook;
mod xml;

pub use constraints::Constraints;
pub use operation::*;
pub use pagination::*;
pub use parameter::*;
pub use schema::*;
pub use stream::*;
pub use types::{PerType, TypeId, TypeSet, Types};
pub use webhook::*;
pub use xml::*;

use serde::Serialize;

/// A whole API.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Api {
    /// The document's metadata.
    pub info: Info,
    /// The servers of the API; the first one is the default.
    pub servers: Vec<Server>,
    /// The first server that is not complete, if none is absolute: only a path (`/v1`), or with variables in braces that
    /// have no default (`{endpoint}/v1`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incomplete_server: Option<String>,
    /// The security schemes, in the order of the document.
    pub security_schemes: Vec<SecurityScheme>,
    /// Every type that the operations or the document's components need.
    pub types: Types,
    /// The XML representations that bodies need.
    #[serde(skip_serializing_if = "XmlShapes::is_empty")]
    pub xml: XmlShapes,
    /// The operations, grouped by their first tag, in the order of the document.
    pub resources: Vec<Resource>,
    /// The request bodies that the API sends, in webhooks and callbacks.
    pub received: Vec<Type>,
    /// The same requests by receiver: webhooks, and callbacks with several requests.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub received_groups: Vec<ReceivedGroup>,
    /// The responses to webhooks and callbacks.
    pub answered: Vec<Type>,
    /// The names in the document from which those of the operations are derived.
    pub documented_operations: DocumentedOperations,
    /// Operations of the document that cannot be called. Those that the configuration does not select are not here.
    pub left_out: Vec<LeftOut>,
}

impl Api {
    /// Returns the URL of the first server that has one without values of variables.
    pub fn default_url(&self) -> Option<&str> {
        self.servers.iter().find_map(Server::default_url)
    }
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
    /// The name of the API's licence.
    pub license: Option<String>,
    /// The URL of the terms of service.
    pub terms_of_service: Option<String>,
    /// The URL of further documentation.
    pub external_docs: Option<String>,
}

/// A server, OpenAPI 3.0 section 4.7.5, with its variables replaced by their defaults.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Server {
    /// The words of its name (from the configuration or `x-sdkwright-name`), if it has one.
    pub name: Option<String>,
    /// The absolute URL, without a trailing slash; empty if a variable has no default.
    pub url: String,
    /// Its description.
    pub description: Option<String>,
    /// The URL with its variables, if it has any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub template: Vec<UrlPart>,
}

impl Server {
    /// Returns the absolute URL, if every variable has a default.
    pub fn default_url(&self) -> Option<&str> {
        Some(self.url.as_str()).filter(|url| !url.is_empty())
    }
}

/// A part of the URL of a server.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum UrlPart {
    /// Fixed text.
    Text(String),
    /// A variable.
    Variable(ServerVariable),
}

/// A variable of a server, OpenAPI 3.2 section 4.7.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// Its value if none is set.
    pub default: Option<String>,
    /// The allowed values; empty if any text is allowed.
    pub values: Vec<String>,
    /// Its description.
    pub description: Option<String>,
}

/// A security scheme, OpenAPI 3.0 section 4.7.27.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SecurityScheme {
    /// The key under `components/securitySchemes`.
    pub key: String,
    /// The words of the builder's method that takes the credential (`api key`, `bearer token`).
    pub intended_name: String,
    /// Its description.
    pub description: Option<String>,
    /// The location of the credential.
    pub kind: SecurityKind,
    /// The environment variable with the credential, if it is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub env: Option<String>,
    /// The flows of OAuth 2 by which a program obtains tokens, if the scheme is one of OAuth 2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oauth: Option<OAuth>,
}

/// The flows of an OAuth 2 scheme that need no browser.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OAuth {
    /// The token URL of the client credentials flow.
    pub client_credentials: Option<String>,
    /// The URL at which refresh tokens are exchanged.
    pub refresh: Option<String>,
    /// The device authorization URL and the token URL of the device flow.
    pub device: Option<(String, String)>,
}

/// The location of a credential in a request.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum SecurityKind {
    /// The unchanged value, in the named header.
    Header(String),
    /// The unchanged value, in the named query parameter.
    Query(String),
    /// The unchanged value, in the named cookie.
    Cookie(String),
    /// `Authorization: Bearer …`; also what OAuth 2 and OpenID Connect access tokens use.
    Bearer,
    /// `Authorization: Basic …`, from a user name and a password.
    Basic,
    /// `Authorization: <scheme> …` for another HTTP scheme, followed by the unchanged value.
    Http(String),
}
