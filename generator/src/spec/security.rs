//! Security schemes and requirements (OpenAPI 3.2, sections 4.27 to 4.30).

use super::{Hints, PlaceId};
use openapiv3::{APIKeyLocation, OAuth2Flows};
use std::borrow::Cow;

/// A security scheme.
#[derive(Clone, Debug)]
pub struct SecurityScheme<'t> {
    /// Its place in the document.
    pub place: PlaceId,
    /// Its key, as used in security requirements.
    pub key: Cow<'t, str>,
    /// `description`, CommonMark.
    pub description: Option<Cow<'t, str>>,
    /// Its type.
    pub kind: SecuritySchemeKind<'t>,
    /// Values of its extensions.
    pub hints: Hints<'t>,
}

/// The type of a security scheme.
#[derive(Clone, Debug)]
pub enum SecuritySchemeKind<'t> {
    /// `apiKey`.
    ApiKey {
        /// `in`.
        location: APIKeyLocation,
        /// The name of the header, query parameter or cookie.
        name: Cow<'t, str>,
    },
    /// `http`.
    Http {
        /// The scheme of the `Authorization` header.
        scheme: Cow<'t, str>,
        /// `bearerFormat`.
        bearer_format: Option<Cow<'t, str>>,
    },
    /// `oauth2`.
    OAuth2(Box<OAuthFlows>),
    /// `openIdConnect`.
    OpenIdConnect {
        /// `openIdConnectUrl`.
        url: Cow<'t, str>,
    },
    /// `mutualTLS`.
    MutualTls,
}

/// The flows of OAuth 2.
#[derive(Clone, Debug, Default)]
pub struct OAuthFlows {
    /// The flows that every version since 3.0 defines.
    pub flows: OAuth2Flows,
    /// `deviceAuthorization`, since 3.2.
    pub device_authorization: Option<DeviceAuthorizationFlow>,
    /// `oauth2MetadataUrl`: the metadata of the authorization server (3.2).
    pub metadata_url: Option<String>,
}

/// The device authorization flow (RFC 8628).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceAuthorizationFlow {
    /// `deviceAuthorizationUrl`.
    pub device_authorization_url: String,
    /// `tokenUrl`.
    pub token_url: String,
    /// `refreshUrl`.
    pub refresh_url: Option<String>,
    /// Scopes and their descriptions.
    pub scopes: indexmap::IndexMap<String, String>,
}

/// Schemes that are required together, each with its scopes. One of several requirements suffices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityRequirement<'t> {
    /// The keys of the schemes, and their scopes.
    pub schemes: Vec<(Cow<'t, str>, Vec<Cow<'t, str>>)>,
}
