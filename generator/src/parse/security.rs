//! Security schemes and requirements.

use super::components::Section;
use super::references::Followed;
use super::{Here, Reader};
use crate::spec::{
    DeviceAuthorizationFlow, OAuthFlows, SecurityRequirement, SecurityScheme, SecuritySchemeKind,
    Version,
};
use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, ImplicitOAuth2Flow,
    PasswordOAuth2Flow,
};
use serde_json::{Map, Value};
use std::borrow::Cow;

impl<'t> Reader<'t, '_> {
    /// Reads a security scheme, or follows a reference to one.
    pub(super) fn security_scheme(
        &mut self,
        key: &'t str,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> Option<SecurityScheme<'t>> {
        let (value, place) = match self.follow(Section::SecuritySchemes, value, here) {
            Followed::Here => (value, self.keep(here)),
            Followed::There(found) => (found.value, self.keep_location(found.location)),
            Followed::Nothing => return None,
        };
        let here = &Here::at(place);
        let object = self.object(value, here)?;
        self.check_extensions(object, here);
        Some(SecurityScheme {
            place,
            key: Cow::Borrowed(key),
            description: self.text_of(object, "description", here),
            kind: self.scheme_kind(object, here)?,
            hints: self.hints(object),
        })
    }

    fn scheme_kind(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> Option<SecuritySchemeKind<'t>> {
        let kind = self.text_of(object, "type", here).unwrap_or_default();
        Some(match kind.trim().to_ascii_lowercase().as_str() {
            "apikey" => SecuritySchemeKind::ApiKey {
                location: self.key_location(object, here)?,
                name: self.key_name(object, here)?,
            },
            "http" => SecuritySchemeKind::Http {
                scheme: self.text_of(object, "scheme", here).unwrap_or_else(|| {
                    self.wrong(here, "`scheme` is missing; `bearer` is assumed");
                    "bearer".into()
                }),
                bearer_format: self.text_of(object, "bearerFormat", here),
            },
            scheme @ ("basic" | "bearer") => {
                if scheme == "bearer" || self.version != Version::V2 {
                    let message =
                        format!("`{scheme}` is a scheme of the type `http`; it is treated as one");
                    self.wrong(&here.key("type"), message);
                }
                SecuritySchemeKind::Http {
                    scheme: Cow::Owned(scheme.to_owned()),
                    bearer_format: None,
                }
            }
            "oauth2" => SecuritySchemeKind::OAuth2(Box::new(self.flows(object, here))),
            "openidconnect" => SecuritySchemeKind::OpenIdConnect {
                url: self
                    .text_of(object, "openIdConnectUrl", here)
                    .unwrap_or_default(),
            },
            "mutualtls" => SecuritySchemeKind::MutualTls,
            other => {
                let message =
                    format!("`{other}` is not a type of security schemes; the scheme is ignored");
                self.wrong(&here.key("type"), message);
                return None;
            }
        })
    }

    fn key_location(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> Option<APIKeyLocation> {
        let location = self.text_of(object, "in", here).unwrap_or_default();
        Some(match location.trim().to_ascii_lowercase().as_str() {
            "header" => APIKeyLocation::Header,
            "query" => APIKeyLocation::Query,
            "cookie" => APIKeyLocation::Cookie,
            other => {
                let message = format!(
                    "`in` of an API key must be `header`, `query` or `cookie`, not `{other}`; the scheme is ignored"
                );
                self.wrong(&here.key("in"), message);
                return None;
            }
        })
    }

    fn key_name(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> Option<Cow<'t, str>> {
        let name = self.text_of(object, "name", here);
        if name.is_none() {
            self.wrong(
                here,
                "`name` of the API key is missing; the scheme is ignored",
            );
        }
        name
    }

    /// Reads OAuth flows: an object of flows since 3.0, one flow in 2.0.
    fn flows(&mut self, object: &'t Map<String, Value>, here: &Here<'_, 't>) -> OAuthFlows {
        let mut flows = OAuthFlows {
            metadata_url: self.string_of(object, "oauth2MetadataUrl", here),
            ..OAuthFlows::default()
        };
        if let Some(value) = object.get("flows") {
            let here = here.key("flows");
            for (name, value) in self.members(value, &here) {
                let here = here.key(name);
                if let Some(object) = self.object(value, &here) {
                    self.flow(&mut flows, name, object, &here);
                }
            }
        } else if let Some(name) = self.text_of(object, "flow", here) {
            self.flow(&mut flows, &name, object, here);
        }
        flows
    }

    fn flow(
        &mut self,
        all: &mut OAuthFlows,
        name: &str,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) {
        let scopes = self.scopes(object, here);
        let refresh_url = self.string_of(object, "refreshUrl", here);
        let authorization_url = self
            .string_of(object, "authorizationUrl", here)
            .unwrap_or_default();
        let token_url = self.string_of(object, "tokenUrl", here).unwrap_or_default();
        let extensions = IndexMap::new();
        let flows = &mut all.flows;
        match name {
            "implicit" => {
                flows.implicit = Some(ImplicitOAuth2Flow {
                    authorization_url,
                    refresh_url,
                    scopes,
                    extensions,
                });
            }
            "password" => {
                flows.password = Some(PasswordOAuth2Flow {
                    refresh_url,
                    token_url,
                    scopes,
                    extensions,
                });
            }
            "clientCredentials" | "application" => {
                flows.client_credentials = Some(ClientCredentialsOAuth2Flow {
                    refresh_url,
                    token_url,
                    scopes,
                    extensions,
                });
            }
            "authorizationCode" | "accessCode" => {
                flows.authorization_code = Some(AuthorizationCodeOAuth2Flow {
                    authorization_url,
                    token_url,
                    refresh_url,
                    scopes,
                    extensions,
                });
            }
            "deviceAuthorization" => {
                let device = self.string_of(object, "deviceAuthorizationUrl", here);
                all.device_authorization = Some(DeviceAuthorizationFlow {
                    device_authorization_url: device.unwrap_or_default(),
                    token_url,
                    refresh_url,
                    scopes,
                });
            }
            other if other.starts_with("x-") => {}
            other => {
                let message = format!("`{other}` is not an OAuth flow; it is ignored");
                self.wrong(here, message);
            }
        }
    }

    fn scopes(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_, 't>,
    ) -> IndexMap<String, String> {
        let Some(value) = object.get("scopes") else {
            return IndexMap::new();
        };
        let here = here.key("scopes");
        if let Value::Array(_) = value {
            let scopes = self.texts(value, &here).into_iter();
            return scopes
                .map(|scope| (scope.into_owned(), String::new()))
                .collect();
        }
        let mut scopes = IndexMap::new();
        for (scope, value) in self.members(value, &here) {
            let description = self.text(value, &here.key(scope));
            scopes.insert(
                scope.to_owned(),
                description.unwrap_or_default().into_owned(),
            );
        }
        scopes
    }

    /// Reads `security`.
    pub(super) fn requirements(
        &mut self,
        value: Option<&'t Value>,
        here: &Here<'_, 't>,
    ) -> Option<Vec<SecurityRequirement<'t>>> {
        let value = value.filter(|value| !value.is_null())?;
        let mut requirements = Vec::new();
        for (index, value) in self.items(value, here).iter().enumerate() {
            let here = here.index(index);
            // `security: [apiKey]`
            if let Value::String(name) = value {
                let schemes = vec![(Cow::Borrowed(name.as_str()), Vec::new())];
                requirements.push(SecurityRequirement { schemes });
                continue;
            }
            let Some(object) = self.object(value, &here) else {
                continue;
            };
            let mut schemes = Vec::with_capacity(object.len());
            for (name, scopes) in object {
                let scopes = match scopes {
                    Value::Array(_) => self.texts(scopes, &here.key(name)),
                    _ => Vec::new(),
                };
                schemes.push((Cow::Borrowed(name.as_str()), scopes));
            }
            requirements.push(SecurityRequirement { schemes });
        }
        Some(requirements)
    }
}
