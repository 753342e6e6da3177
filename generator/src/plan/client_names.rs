//! Names of the builder's methods for credentials and of the variants of `Server`.

use super::names::strongest_first;
use super::operation_names::free;
use super::{PlannedClient, PlannedCredential, PlannedServer, PlannedServerVariable};
use crate::model::{Api, Server, UrlPart};
use crate::rust::idents;
use std::collections::HashSet;

/// The methods of every client builder.
const TAKEN_BUILDER_METHODS: &[&str] = &[
    "allow_plain_http",
    "base_url",
    "build",
    "clock",
    "clone",
    "connect_timeout",
    "default",
    "follow_redirects",
    "from_env",
    "header",
    "idempotency_keys",
    "idle_timeout",
    "intercept_attempts",
    "intercept_calls",
    "into",
    "max_response_bytes",
    "new",
    "no_proxy",
    "proxy",
    "reqwest_client",
    "retries",
    "server",
    "timeout",
    "to_owned",
    "transport",
    "try_into",
    "user_agent",
    "user_agent_prefix",
    "user_agent_suffix",
];

/// The names, by scope.
pub fn client(api: &Api) -> PlannedClient<'_> {
    let mut methods: HashSet<String> = TAKEN_BUILDER_METHODS
        .iter()
        .map(|&name| name.to_owned())
        .collect();
    let mut names = vec![String::new(); api.security_schemes.len()];
    for index in strongest_first(&api.security_schemes, |scheme| &scheme.intended_name) {
        if let (Some(scheme), Some(slot)) = (api.security_schemes.get(index), names.get_mut(index))
        {
            let name = idents::snake(&scheme.intended_name);
            let second = format!("{}_credential", name.trim_end_matches('_'));
            *slot = free(&mut methods, name, second, "_");
        }
    }
    let mut variants = HashSet::new();
    let mut variant = |server: &Server| {
        let words = server.name.as_deref()?;
        let name = idents::variant(words);
        let second = idents::spelled_variant(words);
        Some(free(&mut variants, name, second, ""))
    };
    PlannedClient {
        request_security: super::custom_request::security(api),
        credentials: api
            .security_schemes
            .iter()
            .zip(names)
            .map(|(scheme, method)| PlannedCredential { method, scheme })
            .collect(),
        servers: api
            .servers
            .iter()
            .map(|server| planned_server(server, variant(server)))
            .collect(),
    }
}

fn planned_server(server: &Server, variant: Option<String>) -> PlannedServer<'_> {
    let mut fields = HashSet::from(["new".to_owned(), "url".to_owned()]);
    let mut variables: Vec<PlannedServerVariable<'_>> = Vec::new();
    let owner = variant.as_deref().map(|variant| format!("{variant}Server"));
    for part in &server.template {
        let UrlPart::Variable(variable) = part else {
            continue;
        };
        if variables
            .iter()
            .any(|known| known.variable.name == variable.name)
        {
            continue;
        }
        let name = idents::snake(&variable.name);
        let second = format!("{}_value", name.trim_end_matches('_'));
        let enumeration = owner.as_ref().filter(|_| {
            variable
                .default
                .as_ref()
                .is_some_and(|it| variable.values.contains(it))
        });
        let mut variants = HashSet::new();
        variables.push(PlannedServerVariable {
            ident: free(&mut fields, name, second, "_"),
            enumeration: enumeration
                .map(|owner| format!("{owner}{}", idents::upper_camel(&variable.name))),
            variants: variable
                .values
                .iter()
                .map(|value| {
                    let second = idents::spelled_variant(value);
                    free(&mut variants, idents::variant(value), second, "")
                })
                .collect(),
            variable,
        });
    }
    PlannedServer {
        ident: owner.filter(|_| !variables.is_empty()),
        variant,
        server,
        variables,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SecurityKind, SecurityScheme};

    #[test]
    fn credentials_keep_apart_from_the_builder() {
        let scheme = |name: &str| SecurityScheme {
            key: name.to_owned(),
            intended_name: name.to_owned(),
            description: None,
            kind: SecurityKind::Bearer,
            env: None,
            oauth: None,
        };
        let api = Api {
            security_schemes: ["api key", "timeout", "type"].map(scheme).into(),
            ..Api::default()
        };
        let planned = client(&api);
        let methods: Vec<&str> = planned
            .credentials
            .iter()
            .map(|it| it.method.as_str())
            .collect();
        assert_eq!(methods, ["api_key", "timeout_credential", "type_"]);
    }

    #[test]
    fn only_servers_with_names_have_variants() {
        let server = |name: Option<&str>| Server {
            name: name.map(str::to_owned),
            url: "https://example.com".to_owned(),
            description: None,
            template: Vec::new(),
        };
        let api = Api {
            servers: [Some("eu west"), None, Some("EU-West")].map(server).into(),
            ..Api::default()
        };
        let planned = client(&api);
        let variants: Vec<Option<&str>> = planned
            .servers
            .iter()
            .map(|it| it.variant.as_deref())
            .collect();
        assert_eq!(variants, [Some("EuWest"), None, Some("EuMinusWest")]);
    }
}
