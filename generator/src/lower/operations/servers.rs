//! Servers of the document, its paths and operations.

use super::server_names;
use crate::diagnostics::{Code, Diagnostic};
use crate::lower::Lowering;
use crate::model::{self, Server, UrlPart};
use crate::spec;
use openapiv3::ServerVariable;

/// Returns the default servers: those of the configuration, otherwise those of the document.
pub(super) fn default_servers(lowering: &mut Lowering<'_, '_>) -> Vec<Server> {
    let (document, config) = (lowering.document, lowering.config);
    let mut configured = Vec::new();
    let mut servers: Vec<&spec::Server> = match config.servers.as_slice() {
        [] => document.servers.iter().collect(),
        servers => {
            configured.extend(servers.iter().map(|server| {
                let description = server.description.clone();
                named(&server.url, description, server.name.as_deref())
            }));
            configured.iter().collect()
        }
    };
    let base = config.base_url.as_ref().map(|url| named(url, None, None));
    if let Some(base) = &base {
        let url = |server: &spec::Server| server.server.url.trim_end_matches('/').to_owned();
        let first = match servers.iter().position(|server| url(server) == url(base)) {
            Some(index) => servers.remove(index),
            None => base,
        };
        servers.insert(0, first);
        // The configured base URL is used if no server is absolute.
        servers
            .retain(|server| !server.server.url.starts_with('/') && !server.server.url.is_empty());
    }
    let mut servers = lowered(lowering, &servers, true);
    server_names::name_all(&mut servers);
    servers
}

/// Returns the servers of a path or an operation.
pub(super) fn servers(lowering: &mut Lowering<'_, '_>, servers: &[spec::Server]) -> Vec<Server> {
    let servers: Vec<&spec::Server> = servers.iter().collect();
    lowered(lowering, &servers, false)
}

fn named(url: &str, description: Option<String>, name: Option<&str>) -> spec::Server {
    spec::Server {
        place: spec::PlaceId::ROOT,
        name: name.map(str::to_owned),
        server: openapiv3::Server {
            url: url.to_owned(),
            description,
            ..openapiv3::Server::default()
        },
    }
}

/// Returns the servers with absolute URLs, in the order of the document. If the user of the SDK sets variables, those
/// with a variable without a default are among them.
fn lowered(
    lowering: &mut Lowering<'_, '_>,
    servers: &[&spec::Server],
    variables_are_set: bool,
) -> Vec<Server> {
    let mut lowered: Vec<Server> = Vec::with_capacity(servers.len());
    for spec::Server {
        place,
        name,
        server,
    } in servers
    {
        let template = template(server);
        let is_complete_later = variables_are_set && is_open(&template);
        let url = absolute(server).or_else(|| is_complete_later.then(String::new));
        let Some(url) = url else {
            let place = lowering.field_place(*place, "url");
            lowering.diagnostics.push(Diagnostic::new(
                Code::ServerNotAbsolute,
                place,
                not_absolute(server),
            ));
            continue;
        };
        let is_same =
            |other: &Server| other.url == url && (!url.is_empty() || other.template == template);
        if lowered.iter().any(is_same) {
            continue;
        }
        let description = server
            .description
            .clone()
            .filter(|text| !text.trim().is_empty());
        lowered.push(Server {
            name: name.clone(),
            template,
            url,
            description,
        });
    }
    lowered
}

/// Returns the reason why a server is not absolute.
fn not_absolute(server: &openapiv3::Server) -> String {
    let mut variables = server.variables.iter().flatten();
    match variables.find(|(_, variable)| default(variable).is_none()) {
        _ if server.url.trim().is_empty() => "the URL of the server is empty".to_owned(),
        Some((name, _)) => format!(
            "the variable `{name}` of `{}` has no default value",
            server.url
        ),
        None => format!("`{}` is not an absolute URL", server.url),
    }
}

/// Returns the first server of the document that is only a path, otherwise the first one with variables.
pub(super) fn incomplete(servers: &[spec::Server]) -> Option<String> {
    let has_variables = |server: &&spec::Server| server.server.url.contains('{');
    relative(servers).or_else(|| {
        let server = servers.iter().find(has_variables)?;
        Some(server.server.url.trim().trim_end_matches('/').to_owned())
    })
}

/// Returns the first server, of the document or of an operation, that is only a path.
pub(super) fn relative(servers: &[spec::Server]) -> Option<String> {
    let mut urls = servers.iter().map(|server| server.server.url.trim());
    let is_path = |url: &&str| {
        url.starts_with('/') && !url.starts_with("//") && !url.contains(['{', '?', '#'])
    };
    let path = urls.find(is_path)?.trim_end_matches('/');
    (!path.is_empty()).then(|| path.to_owned())
}

/// Returns the parts of a URL with variables; none if it has none.
fn template(server: &openapiv3::Server) -> Vec<UrlPart> {
    let url = server.url.trim().trim_end_matches('/');
    let has_start = url.contains("://") || url.starts_with('{');
    if !has_start || url.contains(['?', '#']) {
        return Vec::new();
    }
    let mut parts: Vec<UrlPart> = Vec::new();
    let mut rest = url;
    while let Some((before, inside)) = rest.split_once('{') {
        let variable = inside.split_once('}').and_then(|(name, after)| {
            let variable = server.variables.as_ref()?.get(name)?;
            Some((name, variable, after))
        });
        let Some((name, variable, after)) = variable else {
            return Vec::new();
        };
        if !before.is_empty() {
            parts.push(UrlPart::Text(before.to_owned()));
        }
        parts.push(UrlPart::Variable(model::ServerVariable {
            name: name.to_owned(),
            default: default(variable).map(str::to_owned),
            values: variable.enumeration.clone(),
            description: variable
                .description
                .clone()
                .filter(|text| !text.trim().is_empty()),
        }));
        rest = after;
    }
    if parts.is_empty() {
        return parts;
    }
    if !rest.is_empty() {
        parts.push(UrlPart::Text(rest.to_owned()));
    }
    // A variable alone is the base URL.
    if let [UrlPart::Variable(_)] = parts.as_slice() {
        parts.clear();
    }
    parts
}

/// Returns `true` if a URL lacks nothing but the values of its variables.
fn is_open(template: &[UrlPart]) -> bool {
    template.iter().any(|part| match part {
        UrlPart::Variable(variable) => variable.default.is_none(),
        UrlPart::Text(_) => false,
    })
}

/// Returns the URL of a server with the defaults of its variables, if it is absolute.
fn absolute(server: &openapiv3::Server) -> Option<String> {
    let mut url = String::with_capacity(server.url.len());
    let mut rest = server.url.trim();
    while let Some((before, inside)) = rest.split_once('{') {
        let (name, after) = inside.split_once('}')?;
        let variable = server.variables.as_ref()?.get(name)?;
        url.push_str(before);
        url.push_str(default(variable)?);
        rest = after;
    }
    url.push_str(rest);
    let url = url
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .trim_end_matches('/');
    if let Some(host) = url.strip_prefix("//") {
        return is_host(host).then(|| format!("https://{host}"));
    }
    match url.split_once("://") {
        Some((scheme, host))
            if matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") =>
        {
            is_host(host).then(|| url.to_owned())
        }
        Some(_) => None,
        // `api.example.com/v1` lacks its scheme.
        None => (!url.starts_with('/') && is_host(url) && url.split('/').next()?.contains('.'))
            .then(|| format!("https://{url}")),
    }
}

/// Returns the default of a variable, or its first enumerated value.
fn default(variable: &ServerVariable) -> Option<&str> {
    Some(variable.default.as_str())
        .filter(|text| !text.is_empty())
        .or(variable.enumeration.first().map(String::as_str))
}

/// Returns `true` if the text begins with a host and an optional port.
fn is_host(text: &str) -> bool {
    let host = text.split('/').next().unwrap_or_default();
    let allowed =
        |char: char| char.is_alphanumeric() || matches!(char, '.' | '-' | '_' | ':' | '[' | ']');
    host.starts_with(|char: char| char.is_alphanumeric() || char == '[')
        && host.chars().all(allowed)
        && !text.chars().any(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(url: &str, variables: &[(&str, &str)]) -> Option<String> {
        let variables = variables
            .iter()
            .map(|(name, default)| {
                (
                    (*name).to_owned(),
                    ServerVariable {
                        default: (*default).to_owned(),
                        ..ServerVariable::default()
                    },
                )
            })
            .collect();
        absolute(&openapiv3::Server {
            url: url.to_owned(),
            variables: Some(variables),
            ..openapiv3::Server::default()
        })
    }

    #[test]
    fn variables_take_their_defaults() {
        assert_eq!(
            url(
                "https://{region}.example.com/{v}/",
                &[("region", "eu"), ("v", "v1")]
            )
            .as_deref(),
            Some("https://eu.example.com/v1")
        );
        assert_eq!(url("https://{region}.example.com", &[]), None);
    }

    #[test]
    fn relative_addresses_are_none() {
        for relative in [
            "/",
            "/v1",
            "v1",
            "",
            "../v1",
            "file:///etc",
            "https://",
            "https://bad host",
        ] {
            assert_eq!(url(relative, &[]), None, "{relative}");
        }
    }

    #[test]
    fn a_forgotten_scheme_is_https() {
        assert_eq!(
            url("api.example.com/v1/", &[]).as_deref(),
            Some("https://api.example.com/v1")
        );
        assert_eq!(
            url("//api.example.com", &[]).as_deref(),
            Some("https://api.example.com")
        );
    }
}
