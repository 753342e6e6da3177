//! Servers: `servers`, or `host`, `basePath` and `schemes` of Swagger 2.0.

use super::{Here, Reader};
use crate::spec::Server;
use indexmap::IndexMap;
use openapiv3::ServerVariable;
use serde_json::{Map, Value};

impl<'t> Reader<'t, '_> {
    /// Reads `servers`.
    pub(super) fn servers(&mut self, value: Option<&'t Value>, here: &Here<'_, 't>) -> Vec<Server> {
        let Some(value) = value else {
            return Vec::new();
        };
        let mut servers = Vec::new();
        for (index, value) in self.items(value, here).iter().enumerate() {
            servers.extend(self.server(value, &here.index(index)));
        }
        servers
    }

    fn server(&mut self, value: &'t Value, here: &Here<'_, 't>) -> Option<Server> {
        if let Value::String(url) = value {
            return Some(self.server_at(url.trim(), here));
        }
        let object = self.object(value, here)?;
        let Some(url) = self.text_of(object, "url", here) else {
            self.wrong(
                here,
                "`url` of the server is missing; the server is ignored",
            );
            return None;
        };
        self.check_extensions(object, here);
        let given = self.hints(object).name().map(str::to_owned);
        let name = self.string_of(object, "name", here);
        Some(Server {
            place: self.keep(here),
            name: given.or(name),
            server: openapiv3::Server {
                url: url.trim().to_owned(),
                description: self.string_of(object, "description", here),
                variables: object
                    .get("variables")
                    .map(|value| self.variables(value, &here.key("variables"))),
                ..openapiv3::Server::default()
            },
        })
    }

    fn variables(
        &mut self,
        value: &'t Value,
        here: &Here<'_, 't>,
    ) -> IndexMap<String, ServerVariable> {
        let mut variables = IndexMap::new();
        for (name, value) in self.members(value, here) {
            let here = here.key(name);
            let Some(object) = self.object(value, &here) else {
                continue;
            };
            let enumeration: Vec<String> = match object.get("enum") {
                Some(value) => {
                    let texts = self.texts(value, &here.key("enum")).into_iter();
                    texts.map(|text| text.into_owned()).collect()
                }
                None => Vec::new(),
            };
            let default = self.string_of(object, "default", &here);
            let Some(default) = default.or_else(|| enumeration.first().cloned()) else {
                self.wrong(
                    &here,
                    "`default` of the server variable is missing; the variable is ignored",
                );
                continue;
            };
            let variable = ServerVariable {
                enumeration,
                default,
                description: self.string_of(object, "description", &here),
                ..ServerVariable::default()
            };
            variables.insert(name.to_owned(), variable);
        }
        variables
    }

    /// Returns the servers for `schemes`, `host` and `basePath`, https first.
    pub(super) fn servers_of_host(&mut self, root: &'t Map<String, Value>) -> Vec<Server> {
        let here = Here::root();
        let host = self.text_of(root, "host", &here);
        let path = self.text_of(root, "basePath", &here).unwrap_or_default();
        let path = path.trim_end_matches('/');
        let Some(host) = host.filter(|host| !host.trim().is_empty()) else {
            if path.is_empty() {
                return Vec::new();
            }
            return vec![self.server_at(path, &here.key("basePath"))];
        };
        let mut schemes = match root.get("schemes") {
            Some(value) => self.texts(value, &here.key("schemes")),
            None => Vec::new(),
        };
        schemes.retain(|scheme| scheme == "https" || scheme == "http");
        schemes.sort_by_key(|scheme| scheme != "https");
        schemes.dedup();
        if schemes.is_empty() {
            schemes.push("https".into());
        }
        let host = host.trim().trim_end_matches('/');
        let host = host.split_once("://").map_or(host, |(_, host)| host);
        let slash = if path.is_empty() || path.starts_with('/') {
            ""
        } else {
            "/"
        };
        let here = here.key("host");
        schemes
            .into_iter()
            .map(|scheme| self.server_at(&format!("{scheme}://{host}{slash}{path}"), &here))
            .collect()
    }

    fn server_at(&mut self, url: &str, here: &Here<'_, 't>) -> Server {
        Server {
            place: self.keep(here),
            name: None,
            server: openapiv3::Server {
                url: url.to_owned(),
                ..openapiv3::Server::default()
            },
        }
    }
}
