// Written by sdkwright from the API's document: edits are lost.

//! What an SDK says of its API, once, in a static.

/// The API that an SDK is for.
#[derive(Debug)]
pub struct Api {
    /// The name of the SDK's crate: `equos`.
    pub name: &'static str,
    /// The version of the SDK's crate.
    pub version: &'static str,
    /// The API's title.
    pub title: &'static str,
    /// What the names of its environment variables begin with: `EQUOS`.
    pub env_prefix: &'static str,
    /// The base URL that is used unless another one is set.
    pub base_url: Option<&'static str>,
    /// The ways of authenticating; [`Operation::security`](super::Operation::security) has indices into it.
    pub schemes: &'static [Scheme],
    /// Names of members of its JSON whose values are secrets (`format: password`): no error shows them.
    pub secrets: &'static [&'static str],
}

/// A way of authenticating, OpenAPI 3.0 section 4.7.27.
#[derive(Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// Where the credential goes.
    pub kind: SchemeKind,
    /// The environment variable that a client made from the environment reads: `EQUOS_API_KEY`.
    pub env: &'static str,
    /// The method of the client's builder that takes the credential: `api_key`.
    pub builder: &'static str,
}

/// Where a credential goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// The value as it is, in this header.
    Header(&'static str),
    /// The value as it is, in this query parameter.
    Query(&'static str),
    /// The value as it is, in this cookie.
    Cookie(&'static str),
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`, of `user:password`.
    Basic,
    /// `Authorization: <scheme> …`, with the credential as it is.
    Http(&'static str),
}
