//! The description of an API, a static in the SDK.

/// Describes the API of an SDK.
#[derive(Debug)]
pub struct Api {
    /// The name of the SDK's crate: `equos`.
    pub name: &'static str,
    /// The version of the SDK's crate.
    pub version: &'static str,
    /// The API's title.
    pub title: &'static str,
    /// The prefix of the names of its environment variables: `EQUOS`.
    pub env_prefix: &'static str,
    /// The default base URL. If it is only a path, or has variables in braces, the user has to set one.
    pub base_url: Option<&'static str>,
    /// The security schemes; [`Operation::security`](super::Operation::security) has indices into this list.
    pub schemes: &'static [Scheme],
    /// The header of idempotency keys, which are made for every call of an unsafe method. `None`: only operations with a
    /// parameter for it have one.
    pub idempotency_header: Option<&'static str>,
    /// Names of properties whose values are secrets (`format: password`). Errors never show these values.
    pub secrets: &'static [&'static str],
}

/// A security scheme.
#[derive(Debug)]
pub struct Scheme {
    /// The name of the scheme in the document.
    pub name: &'static str,
    /// Where the credential is sent.
    pub kind: SchemeKind,
    /// The environment variable with the credential: `EQUOS_API_KEY`.
    pub env: &'static str,
    /// The method of the client's builder that sets the credential: `api_key`.
    pub builder: &'static str,
}

/// Where a credential is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// Unchanged in this header.
    Header(&'static str),
    /// Unchanged in this query parameter.
    Query(&'static str),
    /// Unchanged in this cookie.
    Cookie(&'static str),
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`, from `user:password`.
    Basic,
    /// `Authorization: <scheme> …`, with the credential unchanged.
    Http(&'static str),
}
