//! Servers that are only a path, which clients add to the base URL that they are given.

use super::operations::Found;
use super::tree::Place;

/// Returns the paths that may be before that of an operation: those of its own servers and of the document's. A server
/// with a host has none here, since the mock server stands for it.
pub(super) fn paths(root: &Place<'_>, found: &Found<'_>) -> Vec<String> {
    let own = [&found.operation, &found.item]
        .into_iter()
        .map(of_servers)
        .find(|paths| !paths.is_empty());
    let mut paths = own.unwrap_or_default();
    paths.extend(match root.is_swagger() {
        true => vec![of_swagger(root)],
        false => of_servers(root),
    });
    if paths.is_empty() {
        paths.push(String::new());
    }
    paths
}

fn of_servers(place: &Place<'_>) -> Vec<String> {
    let servers = place.members_of("servers");
    let urls = servers.iter().map(|(_, server)| server.text("url"));
    urls.map(|url| path(url.unwrap_or_default())).collect()
}

fn of_swagger(root: &Place<'_>) -> String {
    match root.text("host") {
        Some(_) => String::new(),
        None => path(root.text("basePath").unwrap_or_default()),
    }
}

/// Returns the path of a URL that is only a path.
fn path(url: &str) -> String {
    let url = url.trim();
    let is_path = url.starts_with('/') && !url.starts_with("//") && !url.contains(['{', '?', '#']);
    match is_path {
        true => url.trim_end_matches('/').to_owned(),
        false => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::operations::places;
    use super::*;
    use serde_json::json;

    fn of_first(tree: serde_json::Value) -> Vec<String> {
        let root = Place::root(&tree);
        let found = places(&root);
        paths(&root, found.first().unwrap())
    }

    #[test]
    fn a_server_without_a_host_is_a_path() {
        let swagger = json!({"swagger": "2.0", "basePath": "/v2/", "paths": {"/a": {"get": {}}}});
        assert_eq!(of_first(swagger), ["/v2"]);
        let hosted = json!({"swagger": "2.0", "host": "a.example", "basePath": "/v2",
            "paths": {"/a": {"get": {}}}});
        assert_eq!(of_first(hosted), [""]);
        let own = json!({"openapi": "3.0.0", "servers": [{"url": "https://a.example/v1"}],
            "paths": {"/a": {"get": {}, "servers": [{"url": "/files"}]}}});
        assert_eq!(of_first(own), ["/files", ""]);
        assert_eq!(
            of_first(json!({"openapi": "3.0.0", "paths": {"/a": {"get": {}}}})),
            [""]
        );
    }
}
