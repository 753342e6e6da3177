//! Security requirements: whether a request has the credentials that its operation requires.

use super::tree::Place;
use serde_json::Value;

/// A security scheme: what a request must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scheme {
    Header(String),
    Query(String),
    Cookie(String),
    /// The header `Authorization` with this scheme, in lower case.
    Http(String),
    /// Nothing that a request shows: mutual TLS, and schemes that the document does not define.
    Unseen,
}

/// Returns the alternatives of an operation, each with all of its schemes.
pub(super) fn requirements(root: &Place<'_>, operation: &Place<'_>) -> Vec<Vec<Scheme>> {
    let own = operation.value.get("security");
    let Some(Value::Array(alternatives)) = own.or_else(|| root.value.get("security")) else {
        return Vec::new();
    };
    let defined = defined(root);
    alternatives
        .iter()
        .filter_map(Value::as_object)
        .map(|names| {
            let schemes = names.keys().map(|name| {
                let found = defined.as_ref().and_then(|defined| defined.member(name));
                found.map_or(Scheme::Unseen, |found| scheme(&found))
            });
            schemes.collect()
        })
        .collect()
}

/// Returns the names of the query parameters of the schemes that no operation requires. Clients offer these schemes too,
/// and send them with every request.
pub(super) fn unrequired_query(root: &Place<'_>, operations: &[Place<'_>]) -> Vec<String> {
    let is_required = |name: &str| {
        let alternatives = operations.iter().chain([root]);
        let mut alternatives = alternatives
            .filter_map(|place| place.value.get("security")?.as_array())
            .flatten();
        alternatives.any(|schemes| schemes.get(name).is_some())
    };
    let defined = defined(root).map_or_else(Vec::new, |defined| defined.members());
    let unrequired = defined.iter().filter(|(name, _)| !is_required(name));
    unrequired
        .filter_map(|(_, place)| match scheme(place) {
            Scheme::Query(name) => Some(name),
            _ => None,
        })
        .collect()
}

/// Returns the schemes that the document defines.
fn defined<'t>(root: &Place<'t>) -> Option<Place<'t>> {
    match root.is_swagger() {
        true => root.member("securityDefinitions"),
        false => root
            .member("components")
            .and_then(|components| components.member("securitySchemes")),
    }
}

fn scheme(place: &Place<'_>) -> Scheme {
    let name = place.text("name").unwrap_or_default();
    match place.text("type").unwrap_or_default() {
        "apiKey" => match place.text("in") {
            Some("header") => Scheme::Header(name.to_lowercase()),
            Some("query") => Scheme::Query(name.to_owned()),
            Some("cookie") => Scheme::Cookie(name.to_owned()),
            _ => Scheme::Unseen,
        },
        "basic" => Scheme::Http("basic".to_owned()),
        "http" => Scheme::Http(place.text("scheme").unwrap_or_default().to_lowercase()),
        "oauth2" | "openIdConnect" => Scheme::Http("bearer".to_owned()),
        _ => Scheme::Unseen,
    }
}

/// A request, as the schemes see it.
pub(super) struct Sent<'r> {
    pub(super) header: &'r dyn Fn(&str) -> Option<String>,
    pub(super) query: &'r dyn Fn(&str) -> bool,
    pub(super) cookie: &'r dyn Fn(&str) -> bool,
}

/// Returns what is missing, if no alternative is complete.
pub(super) fn problem(alternatives: &[Vec<Scheme>], sent: &Sent<'_>) -> Option<String> {
    let is_complete = |schemes: &Vec<Scheme>| schemes.iter().all(|scheme| is_present(scheme, sent));
    if alternatives.is_empty() || alternatives.iter().any(is_complete) {
        return None;
    }
    Some(format!("security: none of {alternatives:?} is complete"))
}

fn is_present(scheme: &Scheme, sent: &Sent<'_>) -> bool {
    let has_text = |name: &str| (sent.header)(name).is_some_and(|value| !value.is_empty());
    match scheme {
        Scheme::Header(name) => has_text(name),
        Scheme::Query(name) => (sent.query)(name),
        Scheme::Cookie(name) => (sent.cookie)(name),
        Scheme::Http(name) => (sent.header)("authorization").is_some_and(|value| {
            let (scheme, credential) = value.split_once(' ').unwrap_or((&value, ""));
            scheme.eq_ignore_ascii_case(name) && !credential.is_empty()
        }),
        Scheme::Unseen => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::operations::places;
    use super::*;
    use serde_json::json;

    #[test]
    fn only_schemes_that_nothing_requires_are_unrequired() {
        let tree = json!({"openapi": "3.0.0",
            "components": {"securitySchemes": {
                "used": {"type": "apiKey", "in": "query", "name": "key"},
                "unused": {"type": "apiKey", "in": "query", "name": "api_key"},
                "header": {"type": "apiKey", "in": "header", "name": "x-key"},
            }},
            "paths": {"/a": {"get": {"security": [{"used": []}]}}}});
        let root = Place::root(&tree);
        let operations: Vec<Place<'_>> = places(&root)
            .into_iter()
            .map(|found| found.operation)
            .collect();
        assert_eq!(unrequired_query(&root, &operations), ["api_key"]);
    }
}
