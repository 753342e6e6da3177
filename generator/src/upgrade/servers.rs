//! Where the API is: `servers`, or `host`, `basePath` and `schemes` of Swagger 2.0.

use super::adopted::AT;
use super::{Here, Reader};
use indexmap::IndexMap;
use openapiv3::{Server, ServerVariable};
use serde_json::{Map, Value};

impl<'t> Reader<'t, '_> {
    /// Reads `servers`.
    pub(super) fn servers(&mut self, value: Option<&'t Value>, here: &Here<'_>) -> Vec<Server> {
        let Some(value) = value else {
            return Vec::new();
        };
        let mut servers = Vec::new();
        for (index, value) in self.items(value, here).iter().enumerate() {
            servers.extend(self.server(value, &here.index(index)));
        }
        servers
    }

    fn server(&mut self, value: &'t Value, here: &Here<'_>) -> Option<Server> {
        if let Value::String(url) = value {
            return Some(Server {
                url: url.trim().to_owned(),
                extensions: self.moved(&Map::new(), here),
                ..Server::default()
            });
        }
        let object = self.object(value, here)?;
        let Some(url) = self.text_of(object, "url", here) else {
            self.wrong(here, "a server without a URL is left out");
            return None;
        };
        let mut extensions = self.moved(object, here);
        if let Some(name) = self.text_of(object, "name", here) {
            extensions
                .entry("x-sdkwright-name".to_owned())
                .or_insert_with(|| name.into());
        }
        Some(Server {
            url: url.trim().to_owned(),
            description: self.text_of(object, "description", here),
            variables: object
                .get("variables")
                .map(|value| self.variables(value, &here.key("variables"))),
            extensions,
        })
    }

    fn variables(&mut self, value: &'t Value, here: &Here<'_>) -> IndexMap<String, ServerVariable> {
        let mut variables = IndexMap::new();
        for (name, value) in self.members(value, here) {
            let here = here.key(name);
            let Some(object) = self.object(value, &here) else {
                continue;
            };
            let enumeration = match object.get("enum") {
                Some(value) => self.texts(value, &here.key("enum")),
                None => Vec::new(),
            };
            let default = self.text_of(object, "default", &here);
            let Some(default) = default.or_else(|| enumeration.first().cloned()) else {
                self.wrong(&here, "a server variable without a default is left out");
                continue;
            };
            let variable = ServerVariable {
                enumeration,
                default,
                description: self.text_of(object, "description", &here),
                extensions: self.extensions(object),
            };
            variables.insert(name.clone(), variable);
        }
        variables
    }

    /// The servers that `schemes`, `host` and `basePath` describe, https first.
    pub(super) fn servers_of_host(&mut self, root: &'t Map<String, Value>) -> Vec<Server> {
        let here = Here::root();
        let host = self.text_of(root, "host", &here);
        let path = self.text_of(root, "basePath", &here).unwrap_or_default();
        let path = path.trim_end_matches('/');
        let at = |key: &str| {
            [(AT.to_owned(), format!("/{key}").into())]
                .into_iter()
                .collect()
        };
        let Some(host) = host.filter(|host| !host.trim().is_empty()) else {
            if path.is_empty() {
                return Vec::new();
            }
            return vec![Server {
                url: path.to_owned(),
                extensions: at("basePath"),
                ..Server::default()
            }];
        };
        let mut schemes = match root.get("schemes") {
            Some(value) => self.texts(value, &here.key("schemes")),
            None => Vec::new(),
        };
        schemes.retain(|scheme| scheme == "https" || scheme == "http");
        schemes.sort_by_key(|scheme| scheme != "https");
        schemes.dedup();
        if schemes.is_empty() {
            schemes.push("https".to_owned());
        }
        let host = host.trim().trim_end_matches('/');
        let host = host.split_once("://").map_or(host, |(_, host)| host);
        let slash = if path.is_empty() || path.starts_with('/') {
            ""
        } else {
            "/"
        };
        schemes
            .into_iter()
            .map(|scheme| Server {
                url: format!("{scheme}://{host}{slash}{path}"),
                extensions: at("host"),
                ..Server::default()
            })
            .collect()
    }
}
