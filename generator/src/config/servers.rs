//! The servers that the configuration gives, in place of the document's.

use super::Config;
use crate::config::overrides::NAME;
use openapiv3::{OpenAPI, Server};

/// Puts the configured servers in place of the document's, and the configured base URL before all of them.
pub fn servers(openapi: &mut OpenAPI, config: &Config) {
    if !config.servers.is_empty() {
        let configured = config.servers.iter().map(|server| {
            named(
                &server.url,
                server.description.clone(),
                server.name.as_deref(),
            )
        });
        openapi.servers = configured.collect();
    }
    if let Some(url) = &config.base_url {
        let same = |server: &Server| server.url.trim_end_matches('/') == url.trim_end_matches('/');
        let first = match openapi.servers.iter().position(same) {
            Some(index) => openapi.servers.remove(index),
            None => named(url, None, None),
        };
        openapi.servers.insert(0, first);
        // One that cannot be called as it stands is what the configuration makes up for.
        openapi
            .servers
            .retain(|server| !server.url.starts_with('/') && !server.url.is_empty());
    }
}

fn named(url: &str, description: Option<String>, name: Option<&str>) -> Server {
    Server {
        url: url.to_owned(),
        description,
        extensions: name
            .map(|name| (NAME.to_owned(), name.into()))
            .into_iter()
            .collect(),
        ..Server::default()
    }
}
