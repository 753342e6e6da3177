//! Installation, configuration, authorization, deprecation, licence.

use crate::emit::Sdk;
use crate::emit::client::{credentials, url_template};
use crate::emit::package::manifest::DEPRECATION_WARNINGS;
use crate::model::{SecurityKind, SecurityScheme};
use crate::plan::{PlannedCredential, PlannedServer};
use crate::rust::doc_attributes::{code, escape, safe_markdown};

pub fn install(sdk: &Sdk<'_>) -> String {
    let tokio = if sdk.config.select.types_only {
        ""
    } else {
        "\ncargo add tokio --features macros,rt"
    };
    format!(
        "## Install\n\n```sh\ncargo add {}{tokio}\n```",
        sdk.metadata.package
    )
}

/// Returns a notice at the beginning, if the whole API is deprecated.
pub fn deprecated(sdk: &Sdk<'_>) -> String {
    if sdk.metadata.wholly_deprecated {
        "**The API deprecates all of these operations.** See [Deprecation](#deprecation)."
            .to_owned()
    } else {
        String::new()
    }
}

pub fn deprecation(sdk: &Sdk<'_>) -> String {
    if sdk.metadata.wholly_deprecated {
        format!(
            "## Deprecation\n\nThe API deprecates every operation of this crate. With the feature \
             `{DEPRECATION_WARNINGS}` each method is `#[deprecated]`; without it there are no warnings, since one at \
             each call would hide others."
        )
    } else {
        "## Deprecation\n\nDeprecated operations and types are `#[deprecated]`.".to_owned()
    }
}

pub fn configuration(sdk: &Sdk<'_>) -> String {
    let prefix = &sdk.metadata.env_prefix;
    let mut parts = vec![
        "## Configuration".to_owned(),
        format!(
            "`Client::from_env()` reads credentials from the environment (see [Authorization](#authorization)), and \
             the base URL from `{prefix}_BASE_URL`. `Client::builder()` has the same settings and more: `base_url`, \
             `timeout`, `connect_timeout`, `idle_timeout`, `retries`, `header`, `user_agent`, `follow_redirects`, \
             `allow_plain_http`, `max_response_bytes`, `proxy`, `transport`. With the feature `reqwest`, `reqwest_client` \
             takes a client of your own, for example one with a client certificate."
        ),
    ];
    let servers = &sdk.planned.client.servers;
    if !servers.is_empty() {
        let rows = servers.iter().map(
            |PlannedServer {
                 variant, server, ..
             }| {
                let name = variant
                    .as_deref()
                    .map_or_else(|| "-".to_owned(), |name| code(&format!("Server::{name}")));
                let text = server
                    .description
                    .as_deref()
                    .map(escape)
                    .unwrap_or_default();
                format!(
                    "| {} | {name} | {text} |",
                    code(&url_template(server)).replace('|', "\\|")
                )
            },
        );
        let rows: Vec<String> = rows.collect();
        let default = match sdk.planned.api.default_url() {
            Some(url) => format!("{} is the default.", code(url)),
            None => "None of them is the default: they need values of their variables.".to_owned(),
        };
        parts.push(format!(
            "| Server | Name | |\n| --- | --- | --- |\n{}\n\n{default}",
            rows.join("\n")
        ));
    }
    parts.join("\n\n")
}

/// Returns a section per scheme, with its name as heading, to which the pages link.
pub fn authorization(sdk: &Sdk<'_>) -> String {
    let credentials = &sdk.planned.client.credentials;
    if credentials.is_empty() {
        let library = &sdk.metadata.library;
        return format!(
            "## Authorization\n\nThe API's document names no credentials. If the API takes one, send it with every \
             request:\n\n```rust,no_run\nfn client(token: &str) -> {library}::Result<{library}::Client> {{\n    \
             {library}::Client::builder()\n        .header(\"authorization\", format!(\"Bearer {{token}}\"))\n        \
             .build()\n}}\n```\n\nIt is sent only to the origin of the base URL, unencrypted only to this machine. `Debug`, \
             errors and traces do not show it."
        );
    }
    let mut parts = vec![
        "## Authorization".to_owned(),
        "Credentials are sent only to the origin of the base URL, unencrypted only to this machine. `Debug`, errors \
         and traces do not show them."
            .to_owned(),
    ];
    parts.extend(credentials.iter().map(|plan| one(sdk, plan)));
    parts.join("\n\n")
}

fn one(sdk: &Sdk<'_>, plan: &PlannedCredential<'_>) -> String {
    let PlannedCredential { method, scheme } = plan;
    let place = match &scheme.kind {
        SecurityKind::Header(name) => format!("the header {}", code(name)),
        SecurityKind::Query(name) => format!("the query parameter {}", code(name)),
        SecurityKind::Cookie(name) => format!("the cookie {}", code(name)),
        SecurityKind::Bearer => "`Authorization: Bearer …`".to_owned(),
        SecurityKind::Basic => "`Authorization: Basic …`".to_owned(),
        SecurityKind::Http(name) => code(&format!("Authorization: {name} …")),
    };
    let form = match scheme.kind {
        SecurityKind::Basic => ", as `user:password`",
        _ => "",
    };
    let heading = escape(&scheme.key);
    let text = scheme.description.as_deref().map(safe_markdown);
    let text = text.map_or_else(String::new, |text| format!("\n\n{text}"));
    let mut lines = vec![
        format!("- In code: `Client::builder().{method}(…)`"),
        format!(
            "- In the environment: `{}`{form}",
            credentials::variable(sdk, plan)
        ),
        format!("- Sent as {place}"),
    ];
    if credentials::is_token(scheme) {
        lines.push(
            "- A token that changes: an own `TokenProvider`, which is asked before each attempt"
                .to_owned(),
        );
    }
    lines.extend(flows(method, scheme));
    format!("### {heading}{text}\n\n{}", lines.join("\n"))
}

/// Returns how to obtain tokens by the flows of OAuth 2 that the document has.
fn flows(method: &str, scheme: &SecurityScheme) -> Vec<String> {
    let Some(oauth) = &scheme.oauth else {
        return Vec::new();
    };
    let call = |provider: &str, arguments: String| {
        code(&format!(
            "Client::builder().{method}(oauth::{provider}::new({arguments}))"
        ))
    };
    let mut lines = Vec::new();
    if let Some(url) = &oauth.client_credentials {
        let arguments = format!("{url:?}, client_id, client_secret");
        lines.push(format!(
            "- By client credentials: {}",
            call("ClientCredentials", arguments)
        ));
    }
    if let Some(url) = &oauth.refresh {
        let arguments = format!("{url:?}, client_id, refresh_token");
        lines.push(format!(
            "- By a refresh token: {}",
            call("RefreshToken", arguments)
        ));
    }
    if let Some((device, token)) = &oauth.device {
        let arguments = format!("{device:?}, {token:?}, client_id, show_code");
        lines.push(format!(
            "- On another device: {}",
            call("DeviceCode", arguments)
        ));
    }
    lines
}

pub fn licence(sdk: &Sdk<'_>) -> String {
    match &sdk.config.package.license {
        Some(license) => format!("## Licence\n\n{}", escape(license)),
        None => String::new(),
    }
}
