//! How clients authenticate (OpenAPI 3.2, sections 4.27 to 4.30).

use super::{Hints, PlaceId};
use openapiv3::{APIKeyLocation, OAuth2Flows};
use std::borrow::Cow;

/// A way to authenticate.
#[derive(Clone, Debug)]
pub struct SecurityScheme<'t> {
    /// Its place.
    pub place: PlaceId,
    /// Its key, by which requirements name it.
    pub key: Cow<'t, str>,
    /// What people read about it, CommonMark.
    pub description: Option<Cow<'t, str>>,
    /// What it is.
    pub kind: SecuritySchemeKind<'t>,
    /// What its extensions say.
    pub hints: Hints<'t>,
}

/// What a security scheme is.
#[derive(Clone, Debug)]
pub enum SecuritySchemeKind<'t> {
    /// `apiKey`.
    ApiKey {
        /// Where it goes.
        location: APIKeyLocation,
        /// The name of the header, query parameter or cookie.
        name: Cow<'t, str>,
    },
    /// `http`.
    Http {
        /// The scheme of the `Authorization` header.
        scheme: Cow<'t, str>,
        /// What a bearer token looks like.
        bearer_format: Option<Cow<'t, str>>,
    },
    /// `oauth2`.
    OAuth2(Box<OAuthFlows>),
    /// `openIdConnect`.
    OpenIdConnect {
        /// Where the provider describes itself.
        url: Cow<'t, str>,
    },
    /// `mutualTLS`.
    MutualTls,
}

/// The flows of OAuth 2.
#[derive(Clone, Debug, Default)]
pub struct OAuthFlows {
    /// Those of every version since 3.0.
    pub flows: OAuth2Flows,
    /// `deviceAuthorization`, since 3.2.
    pub device_authorization: Option<DeviceAuthorizationFlow>,
    /// Where the authorization server describes itself (3.2).
    pub metadata_url: Option<String>,
}

/// The device flow (RFC 8628).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceAuthorizationFlow {
    /// Where a device gets its code.
    pub device_authorization_url: String,
    /// Where a device gets its token.
    pub token_url: String,
    /// Where a token is refreshed.
    pub refresh_url: Option<String>,
    /// Scopes and what they are for.
    pub scopes: indexmap::IndexMap<String, String>,
}

/// Schemes that are needed together, each with its scopes. Of several requirements, one is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityRequirement<'t> {
    /// The keys of the schemes, and the scopes.
    pub schemes: Vec<(Cow<'t, str>, Vec<Cow<'t, str>>)>,
}
