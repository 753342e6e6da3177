//! Where the API is served.

use super::{At, Lowering};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Server;
use openapiv3::ServerVariable;
use serde_json::Value;

/// The servers that can be called as they stand, in the order of the document.
pub(super) fn servers<'d>(
    lowering: &mut Lowering<'d>,
    servers: &'d [openapiv3::Server],
    at: &At<'d>,
) -> Vec<Server> {
    let at = at.key("servers");
    let mut lowered: Vec<Server> = Vec::with_capacity(servers.len());
    for (index, server) in servers.iter().enumerate() {
        let Some(url) = absolute(server) else {
            let at = at.index(index).or_moved(&server.extensions);
            lowering.diagnostics.push(
                Diagnostic::new(Code::ServerNotAbsolute, at.place(), format!("`{}` is no address that can be called as it stands", server.url))
                    .help("give the SDK a default with `base-url` in sdkwright.toml; without one, its user gives it"),
            );
            continue;
        };
        if lowered.iter().any(|other| other.url == url) {
            continue;
        }
        let name = server
            .extensions
            .get("x-sdkwright-name")
            .and_then(Value::as_str)
            .map(str::to_owned);
        let description = server
            .description
            .clone()
            .filter(|text| !text.trim().is_empty());
        lowered.push(Server {
            name,
            url,
            description,
        });
    }
    lowered
}

/// The server's URL with its variables replaced by their defaults, where that is an absolute one.
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
        // `api.example.com/v1`: the scheme was forgotten.
        None => (!url.starts_with('/') && is_host(url) && url.split('/').next()?.contains('.'))
            .then(|| format!("https://{url}")),
    }
}

/// The default, or the first value that is allowed.
fn default(variable: &ServerVariable) -> Option<&str> {
    Some(variable.default.as_str())
        .filter(|text| !text.is_empty())
        .or(variable.enumeration.first().map(String::as_str))
}

/// Whether the text begins with what can be a host and a port.
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
