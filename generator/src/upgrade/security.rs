//! How clients authenticate.

use super::adopted::Section;
use super::{Here, Reader};
use crate::diagnostics::Code;
use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, ImplicitOAuth2Flow,
    OAuth2Flows, PasswordOAuth2Flow, ReferenceOr, SecurityRequirement, SecurityScheme,
};
use serde_json::{Map, Value};

impl<'t> Reader<'t, '_> {
    /// Reads a security scheme, or a reference to one.
    pub(super) fn security_scheme(
        &mut self,
        value: &'t Value,
        here: &Here<'_>,
    ) -> Option<ReferenceOr<SecurityScheme>> {
        if let Some(text) = self.reference_in(value, here) {
            let reference = self.reference(Section::SecuritySchemes, text, here)?;
            return Some(ReferenceOr::Reference { reference });
        }
        let object = self.object(value, here)?;
        self.scheme(object, here).map(ReferenceOr::Item)
    }

    fn scheme(
        &mut self,
        object: &'t Map<String, Value>,
        here: &Here<'_>,
    ) -> Option<SecurityScheme> {
        let kind = self.text_of(object, "type", here).unwrap_or_default();
        let description = self.text_of(object, "description", here);
        let extensions = self.extensions(object);
        Some(match kind.trim().to_ascii_lowercase().as_str() {
            "apikey" => SecurityScheme::APIKey {
                location: self.key_location(object, here)?,
                name: self.key_name(object, here)?,
                description,
                extensions,
            },
            "http" => SecurityScheme::HTTP {
                scheme: self.text_of(object, "scheme", here).unwrap_or_else(|| {
                    self.wrong(here, "`scheme` is missing: it is taken as `bearer`");
                    "bearer".to_owned()
                }),
                bearer_format: self.text_of(object, "bearerFormat", here),
                description,
                extensions,
            },
            scheme @ ("basic" | "bearer") => {
                if scheme == "bearer" || self.version != super::Version::Two {
                    let message =
                        format!("`{scheme}` is a scheme of the type `http`: it is taken so");
                    self.wrong(&here.key("type"), message);
                }
                SecurityScheme::HTTP {
                    scheme: scheme.to_owned(),
                    bearer_format: None,
                    description,
                    extensions,
                }
            }
            "oauth2" => SecurityScheme::OAuth2 {
                flows: self.flows(object, here),
                description,
                extensions,
            },
            "openidconnect" => SecurityScheme::OpenIDConnect {
                open_id_connect_url: self
                    .text_of(object, "openIdConnectUrl", here)
                    .unwrap_or_default(),
                description,
                extensions,
            },
            "mutualtls" => {
                self.say(
                    Code::NotSupported,
                    here,
                    "certificates of clients are the transport's affair: the scheme is left out",
                );
                self.adopted.unneeded_schemes.insert(here.name().to_owned());
                return None;
            }
            other => {
                let message = format!("`{other}` is not a type of security scheme: it is left out");
                self.wrong(&here.key("type"), message);
                return None;
            }
        })
    }

    fn key_location(
        &mut self,
        object: &Map<String, Value>,
        here: &Here<'_>,
    ) -> Option<APIKeyLocation> {
        let location = self.text_of(object, "in", here).unwrap_or_default();
        Some(match location.trim().to_ascii_lowercase().as_str() {
            "header" => APIKeyLocation::Header,
            "query" => APIKeyLocation::Query,
            "cookie" => APIKeyLocation::Cookie,
            other => {
                let message = format!(
                    "an API key in `{other}`, and not in header, query or cookie, is left out"
                );
                self.wrong(&here.key("in"), message);
                return None;
            }
        })
    }

    fn key_name(&mut self, object: &Map<String, Value>, here: &Here<'_>) -> Option<String> {
        let name = self.text_of(object, "name", here);
        if name.is_none() {
            self.wrong(here, "an API key without a name is left out");
        }
        name
    }

    /// The flows of OAuth: an object of them since 3.0, one in 2.0.
    fn flows(&mut self, object: &'t Map<String, Value>, here: &Here<'_>) -> OAuth2Flows {
        let mut flows = OAuth2Flows::default();
        if let Some(value) = object.get("flows") {
            let here = here.key("flows");
            for (name, value) in self.members(value, &here) {
                if let Some(object) = self.object(value, &here.key(name)) {
                    self.flow(&mut flows, name, object, &here.key(name));
                }
            }
        } else if let Some(name) = self.text_of(object, "flow", here) {
            self.flow(&mut flows, &name, object, here);
        }
        flows
    }

    fn flow(
        &mut self,
        flows: &mut OAuth2Flows,
        name: &str,
        object: &'t Map<String, Value>,
        here: &Here<'_>,
    ) {
        let mut scopes = IndexMap::new();
        if let Some(value) = object.get("scopes") {
            let here = here.key("scopes");
            if let Value::Array(_) = value {
                scopes.extend(
                    self.texts(value, &here)
                        .into_iter()
                        .map(|scope| (scope, String::new())),
                );
            } else {
                for (scope, value) in self.members(value, &here) {
                    let said = self.text(value, &here.key(scope));
                    scopes.insert(scope.clone(), said.unwrap_or_default());
                }
            }
        }
        let refresh_url = self.text_of(object, "refreshUrl", here);
        let authorization_url = self
            .text_of(object, "authorizationUrl", here)
            .unwrap_or_default();
        let token_url = self.text_of(object, "tokenUrl", here).unwrap_or_default();
        let extensions = IndexMap::new();
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
                let name = "x-sdkwright-device-authorization".to_owned();
                flows.extensions.insert(name, Value::Object(object.clone()));
            }
            other if other.starts_with("x-") => {}
            other => {
                let message = format!("`{other}` is not a flow of OAuth: it is left out");
                self.wrong(here, message);
            }
        }
    }

    /// Reads `security`.
    pub(super) fn requirements(
        &mut self,
        value: Option<&'t Value>,
        here: &Here<'_>,
    ) -> Option<Vec<SecurityRequirement>> {
        let value = value.filter(|value| !value.is_null())?;
        let mut requirements = Vec::new();
        for (index, value) in self.items(value, here).iter().enumerate() {
            let here = here.index(index);
            // `security: [apiKey]`
            if let Value::String(name) = value {
                requirements.push([(name.clone(), Vec::new())].into_iter().collect());
                continue;
            }
            let Some(object) = self.object(value, &here) else {
                continue;
            };
            let mut requirement = SecurityRequirement::new();
            for (name, scopes) in object {
                if self.adopted.unneeded_schemes.contains(name) {
                    continue;
                }
                let scopes = match scopes {
                    Value::Array(_) => self.texts(scopes, &here.key(name)),
                    _ => Vec::new(),
                };
                requirement.insert(name.clone(), scopes);
            }
            requirements.push(requirement);
        }
        Some(requirements)
    }
}
