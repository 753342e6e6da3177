//! Rust names of resources, operations and their parameters.
//!
//! Input: the model's [`DocumentedOperation`](crate::model::DocumentedOperation)s, which contain the document's names.
//! First [`words`] decides the words of each operation: its method's from the operationId or, without one, from method
//! and path (`path_words`), its builder's from these and the resource (`builder_words`), both the shortest ones that
//! are unique ([`shortest_unique`](super::shortest_unique)). Then the words become identifiers, here.
//!
//! By scope: resources are methods of the client and modules of the crate, operations are methods of their resource
//! and builders in its module, parameters are methods of their builder or arguments of the operation's method. If two
//! items claim the same name, the order of the document does not decide (`names`).

mod builder_words;
mod header_names;
mod media_types;
mod nested;
mod parameter_names;
mod path_words;
pub(super) mod status_variants;
mod words;

pub use words::{AllOperationWords, OperationWords};

use crate::model::{Api, Resource, StreamItems};
use crate::plan::names::strongest_first;
use crate::plan::successes::{Successes, alternatives, successes, typed_errors};
use crate::rust::idents;
use media_types::{alternative_names, body_variants};
use nested::Nested;
use parameter_names::parameters;
use std::collections::HashSet;

/// The client's own methods, and methods of traits that take the client by value and so take precedence.
const TAKEN_MODULES: &[&str] = &[
    "builder", "clone", "from_env", "into", "new", "request", "try_into",
];

/// Methods of handles, or of traits whose methods take the handle by value and so take precedence.
const TAKEN_METHODS: &[&str] = &["into", "new", "try_into"];

/// Types that the code in a resource's module uses without a path.
const TAKEN_TYPES: &[&str] = &[
    "ArrayFormat",
    "AsRef",
    "Body",
    "Box",
    "ByteStream",
    "Bytes",
    "Call",
    "Client",
    "Clone",
    "Copy",
    "Core",
    "Debug",
    "Default",
    "Drop",
    "Duration",
    "Err",
    "Error",
    "EventStream",
    "FilePart",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Item",
    "Items",
    "Iterator",
    "JsonLines",
    "Method",
    "Multipart",
    "None",
    "Paging",
    "PartEncoding",
    "Ok",
    "Operation",
    "Option",
    "Pages",
    "Parameter",
    "PathStyle",
    "QueryStyle",
    "RawEvent",
    "RawResponse",
    "Redirect",
    "Request",
    "Response",
    "Result",
    "Secret",
    "Self",
    "Send",
    "Separator",
    "ServerSentEvent",
    "Sized",
    "Some",
    "Stream",
    "StreamRequest",
    "String",
    "Success",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Value",
    "Vec",
];

/// The names of a resource and of its operations.
#[derive(Clone, Debug, Default)]
pub struct ResourceNames {
    /// The handle: `Sessions`.
    pub ident: String,
    /// The module: `sessions`.
    pub module: String,
    /// The methods from the client to the handle: `checkout`, `sessions`.
    pub accessors: Vec<String>,
    /// The operations, in the order of the model.
    pub operations: Vec<OperationNames>,
}

/// The names of an operation and of its parts.
#[derive(Clone, Debug, Default)]
pub struct OperationNames {
    /// The method: `get_by_id`.
    pub method: String,
    /// The request builder: `GetSessionById`.
    pub builder: String,
    /// The parameters, in the order of the model.
    pub parameters: Vec<String>,
    /// The static that describes the operation: `GET_BY_ID`.
    pub description: String,
    /// The enum of its success responses, if several statuses have different types.
    pub success_enum: Option<String>,
    /// The variants of that enum, in the order of [`success_responses`](super::successes::success_responses).
    pub success_variants: Vec<String>,
    /// The enum of its errors, if several statuses have different types.
    pub error_enum: Option<String>,
    /// The name of the headers of its success responses, if any are documented.
    pub success_headers: Option<String>,
    /// The name of the headers of its error responses, if any are documented.
    pub error_headers: Option<String>,
    /// The enum of the events of its stream, if their type depends on their name.
    pub event_enum: Option<String>,
    /// The methods that ask for another media type, in the order of the model.
    pub alternatives: Vec<String>,
    /// The enum of its request body, if the body has several media types.
    pub body_enum: Option<String>,
    /// The variants of that enum, in the order of [`Body::contents`](crate::model::Body::contents).
    pub body_variants: Vec<String>,
}

/// Returns the names of all resources, in the order of the model.
pub fn operations(api: &Api, words: &AllOperationWords) -> Vec<ResourceNames> {
    let mut modules: HashSet<String> = TAKEN_MODULES.iter().map(|&name| name.to_owned()).collect();
    let nested = Nested::of(&api.resources);
    let mut planned = vec![ResourceNames::default(); api.resources.len()];
    for index in strongest_first(&api.resources, |resource| &resource.intended_name) {
        let (Some(resource), Some(slot)) = (api.resources.get(index), planned.get_mut(index))
        else {
            continue;
        };
        let module = idents::snake(&resource.intended_name);
        let module = free(
            &mut modules,
            module.clone(),
            format!("{}_api", module.trim_end_matches('_')),
            "_",
        );
        *slot = ResourceNames {
            module,
            ..of_resource(resource, words, nested.taken(index))
        };
    }
    let modules: Vec<&str> = planned.iter().map(|names| names.module.as_str()).collect();
    let accessors = nested.accessors(&api.resources, &modules);
    for (names, accessors) in planned.iter_mut().zip(accessors) {
        names.accessors = accessors;
    }
    planned
}

fn of_resource(
    resource: &Resource,
    words: &AllOperationWords,
    mut methods: HashSet<String>,
) -> ResourceNames {
    let mut types: HashSet<String> = TAKEN_TYPES.iter().map(|&name| name.to_owned()).collect();
    let handle = idents::upper_camel(&resource.intended_name);
    let handle = free(&mut types, handle.clone(), format!("{handle}Api"), "");
    let mut statics: HashSet<String> = HashSet::new();
    let mut operations = vec![OperationNames::default(); resource.operations.len()];
    let order = strongest_first(&resource.operations, |operation| {
        words.builder(operation.index)
    });
    for &index in &order {
        let found = (resource.operations.get(index), operations.get_mut(index));
        let (Some(operation), Some(slot)) = found else {
            continue;
        };
        let Some(words) = words.get(operation.index) else {
            continue;
        };
        let method = idents::snake(&words.method);
        let with_noun = idents::snake(&words.builder);
        let builder = idents::upper_camel(&words.builder);
        let builder = free(&mut types, builder.clone(), format!("{builder}Request"), "");
        let method = free(&mut methods, method, with_noun, "_");
        let description = static_name(&method);
        let variants = match successes(operation) {
            Successes::Several(responses) => status_variants::successes(&responses),
            _ => Vec::new(),
        };
        let success = (!variants.is_empty()).then(|| format!("{builder}Success"));
        let has_errors = !typed_errors(operation).is_empty();
        let error = has_errors.then(|| format!("{builder}Error"));
        let has_events = matches!(&operation.stream, Some(stream) if matches!(stream.items, StreamItems::Named(_)));
        let events = has_events.then(|| format!("{builder}Event"));
        let choice = operation.body.as_ref();
        let choice = choice.filter(|body| !body.alternatives.is_empty());
        let body_enum = choice.map(|_| format!("{builder}Body"));
        *slot = OperationNames {
            description: free(&mut statics, description.clone(), description, "_"),
            parameters: parameters(operation),
            success_enum: success.map(|name| free(&mut types, name.clone(), name, "")),
            success_variants: variants,
            error_enum: error.map(|name| free(&mut types, name.clone(), name, "")),
            alternatives: alternative_names(alternatives(operation)),
            event_enum: events.map(|name| free(&mut types, name.clone(), name, "")),
            body_enum: body_enum.map(|name| free(&mut types, name.clone(), name, "")),
            body_variants: choice.map(body_variants).unwrap_or_default(),
            // `header_names` assigns them.
            success_headers: None,
            error_headers: None,
            method,
            builder,
        };
    }
    header_names::assign(resource, &order, &mut operations, &mut types);
    ResourceNames {
        ident: handle,
        module: String::new(),
        accessors: Vec::new(),
        operations,
    }
}

/// Returns `LIST` for `list`. A name without capitals (most scripts have none) would equal that of a variable.
fn static_name(method: &str) -> String {
    let name = method.to_uppercase();
    if name == method {
        return format!("OPERATION_{name}");
    }
    name
}

/// Returns the first of these names that is free, or the second with a number.
pub(super) fn free(
    taken: &mut HashSet<String>,
    first: String,
    second: String,
    before_number: &str,
) -> String {
    if taken.insert(first.clone()) {
        return first;
    }
    if taken.insert(second.clone()) {
        return second;
    }
    let mut number = 2_usize;
    loop {
        let name = format!("{second}{before_number}{number}");
        if taken.insert(name.clone()) {
            return name;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::lower::test_support::lowered;
    use serde_json::{Value, json};

    fn planned(paths: Value) -> Vec<ResourceNames> {
        let document =
            json!({"openapi": "3.0.0", "info": {"title": "Test", "version": "1"}, "paths": paths});
        let (api, _) = lowered(document, &Config::default());
        operations(&api, &AllOperationWords::of(&api))
    }

    fn operation(tag: &str, id: &str, parameters: Value) -> Value {
        json!({"tags": [tag], "operationId": id, "parameters": parameters, "responses": {"200": {"description": ""}}})
    }

    #[test]
    fn equos() {
        let planned = planned(json!({
            "/v3/sessions": {"get": operation("Sessions", "SessionsController_list_v3", json!([]))},
            "/v3/sessions/{id}": {"get": operation("Sessions", "SessionsController_getById_v3", json!([]))},
            "/v3/sessions/{id}/stop": {"patch": operation("Sessions", "SessionsController_stop_v3", json!([]))},
        }));
        let [sessions] = planned.as_slice() else {
            panic!("one resource")
        };
        assert_eq!(
            (sessions.ident.as_str(), sessions.module.as_str()),
            ("Sessions", "sessions")
        );
        let names: Vec<_> = sessions
            .operations
            .iter()
            .map(|it| (it.method.as_str(), it.builder.as_str()))
            .collect();
        assert_eq!(
            names,
            [
                ("list", "ListSessions"),
                ("get_by_id", "GetSessionById"),
                ("stop", "StopSession")
            ]
        );
        assert_eq!(sessions.operations[1].parameters, ["id"]);
    }

    #[test]
    fn setters_of_two_locations_are_both_told_apart() {
        let parameter =
            |name: &str, location: &str| json!({"name": name, "in": location, "schema": {}});
        let parameters = json!([
            parameter("id", "path"),
            parameter("id", "query"),
            parameter("trace", "header"),
            parameter("trace", "query"),
        ]);
        let planned = planned(json!({"/a/{id}": {"get": operation("a", "get", parameters)}}));
        assert_eq!(
            planned[0].operations[0].parameters,
            ["id", "id_query", "trace_header", "trace_query"]
        );
    }

    #[test]
    fn optional_parameters_give_way_to_verbs_and_required_ones_do_not() {
        let query = |name: &str, required: bool| {
            json!({
                "name": name, "in": "query", "required": required, "schema": {},
            })
        };
        let parameters = json!([
            query("items", false),
            query("pages", true),
            query("with_timeout", false),
            query("with_deleted", false),
            query("type", false),
            query("timeout", false)
        ]);
        let planned = planned(json!({"/a": {"get": operation("a", "list", parameters)}}));
        assert_eq!(
            planned[0].operations[0].parameters,
            [
                "items_param",
                "pages",
                "with_timeout_param",
                "with_deleted",
                "type_",
                "timeout"
            ]
        );
    }

    #[test]
    fn the_same_name_in_two_places_says_its_place() {
        let parameter = |name: &str, place: &str| json!({"name": name, "in": place, "required": true, "schema": {}});
        let parameters = json!([
            parameter("Id", "query"),
            parameter("id", "path"),
            parameter("ID", "header"),
            parameter("iD", "query")
        ]);
        let planned = planned(json!({"/a/{id}": {"get": operation("a", "get", parameters)}}));
        let names: HashSet<_> = planned[0].operations[0].parameters.iter().collect();
        assert_eq!(
            planned[0].operations[0].parameters[..3],
            ["id_query", "id", "id_header"]
        );
        assert_eq!(names.len(), 4);
    }

    #[test]
    fn resources_keep_apart_from_the_crate_and_from_types_of_the_prelude() {
        let planned = planned(json!({
            "/a": {"get": operation("Models", "listModels", json!([]))},
            "/b": {"get": operation("Result", "self", json!([]))},
            "/c": {"get": operation("type", "type", json!([]))},
            "/d": {"get": operation("builder", "get", json!([]))},
        }));
        let names: Vec<_> = planned
            .iter()
            .map(|it| (it.module.as_str(), it.ident.as_str()))
            .collect();
        assert_eq!(
            names,
            [
                ("models", "Models"),
                ("result", "ResultApi"),
                ("type_", "Type"),
                ("builder_api", "Builder"),
            ]
        );
    }

    #[test]
    fn different_bodies_of_success_are_an_enum() {
        let content = |schema: Value| json!({"description": "", "content": {"application/json": {"schema": schema}, }});
        let text = json!({"description": "", "content": {"text/html": {}}});
        let one = |responses: Value| {
            json!({
                "/a": {"get": {"tags": ["a"], "operationId": "get", "responses": responses}},
            })
        };
        let success = |responses: Value| {
            planned(one(responses))[0].operations[0]
                .success_enum
                .clone()
        };
        let json_body = content(json!({"type": "string"}));
        assert_eq!(
            success(json!({"200": json_body, "202": text})).as_deref(),
            Some("GetASuccess")
        );
        assert_eq!(
            success(json!({"200": json_body, "204": {"description": ""}, "404": text})),
            None
        );
        assert_eq!(success(json!({"200": json_body, "201": json_body})), None);
    }
}
