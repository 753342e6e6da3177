//! From the paths of a document to resources and their operations.

use super::annotations::deprecated;
use super::references::{Context, path_item};
use super::security::Security;
use super::{At, Lowering, Naming, annotations, bodies, parameters, paths, responses, servers};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{
    Api, Docs, DocumentedOperation, Info, LeftOut, Operation, OperationIndex, Resource,
};
use crate::words::tags::{resource_without_tag, resource_words};
use crate::words::words;
use openapiv3::PathItem;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The methods that an SDK sends.
const METHODS: [&str; 9] = [
    "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY",
];

/// Everything of a document but its types, which are kept in `lowering`.
pub(super) fn operations(lowering: &mut Lowering<'_>) -> Api {
    let openapi = lowering.openapi;
    let mut security = Security::new(lowering);
    let mut api = Api {
        info: info(openapi),
        ..Api::default()
    };
    api.servers = servers::servers(lowering, &openapi.servers, &At::root());
    let sources = sources(lowering);
    let mut context = Context::new(lowering);
    let mut resources: Vec<Resource> = Vec::new();
    let mut by_words: HashMap<Vec<String>, usize> = HashMap::new();
    for source in sources {
        let index = api.documented_operations.add(documented(&source));
        let tag = source.tag.clone();
        let called = format!("{} {}", source.method, source.path);
        match operation(&mut context, &mut security, source, index) {
            Ok(operation) => {
                // `User Profile` and `user-profile` are one resource.
                let place = *by_words.entry(resource_words(&tag)).or_insert_with(|| {
                    resources.push(resource(openapi, tag));
                    resources.len() - 1
                });
                if let Some(resource) = resources.get_mut(place) {
                    resource.operations.push(operation);
                }
            }
            Err(reason) => api.left_out.push(LeftOut {
                operation: called,
                reason,
            }),
        }
    }
    api.resources = resources;
    api.security_schemes = security.into_schemes();
    api
}

/// An operation in the document.
struct Source<'d> {
    method: &'d str,
    path: &'d str,
    item: &'d PathItem,
    operation: &'d openapiv3::Operation,
    tag: String,
    item_at: At<'d>,
    at: At<'d>,
    has_items_below: bool,
}

/// All operations, in the order of the document.
fn sources<'d>(lowering: &mut Lowering<'d>) -> Vec<Source<'d>> {
    let paths = &lowering.openapi.paths.paths;
    let with_items: HashSet<&str> = paths.keys().filter_map(|path| item_parent(path)).collect();
    let mut ids = HashSet::new();
    let mut sources = Vec::with_capacity(paths.len());
    for (path, item) in paths {
        let item_at = At::root().key("paths").key(path);
        let Some(item) = path_item(paths, item) else {
            lowering.say(
                Code::OperationReferenceNotFound,
                &item_at,
                "the path is a reference to nowhere",
            );
            continue;
        };
        let item_at = item_at.or_moved(&item.extensions);
        let said = |name: &str| item.extensions.get(name).and_then(Value::as_str);
        let path = said("x-sdkwright-path").unwrap_or(path);
        let mut methods = [
            ("get", "GET", &item.get),
            ("put", "PUT", &item.put),
            ("post", "POST", &item.post),
            ("delete", "DELETE", &item.delete),
            ("options", "OPTIONS", &item.options),
            ("head", "HEAD", &item.head),
            ("patch", "PATCH", &item.patch),
            ("trace", "TRACE", &item.trace),
        ];
        if let Some(Value::Array(order)) = item.extensions.get("x-sdkwright-order") {
            methods.sort_by_key(|(key, ..)| order.iter().position(|method| method == key));
        }
        for (key, method, operation) in methods {
            let Some(operation) = operation else { continue };
            let at = item_at.key(key).or_moved(&operation.extensions);
            let id = operation
                .operation_id
                .as_deref()
                .filter(|id| !id.trim().is_empty());
            if let Some(id) = id
                && !ids.insert(id)
            {
                let message = format!("the operationId `{id}` is not unique");
                lowering.diagnostics.push(Diagnostic::new(
                    Code::OperationIdDuplicate,
                    at.key("operationId").place(),
                    message,
                ));
            }
            let tag = operation.tags.iter().find(|tag| !words(tag).is_empty());
            let tag = tag
                .cloned()
                .unwrap_or_else(|| resource_without_tag(id, path));
            let has_items_below = with_items.contains(path.trim_end_matches('/'));
            sources.push(Source {
                method: said("x-sdkwright-method").unwrap_or(method),
                path,
                item,
                operation,
                tag,
                item_at: item_at.clone(),
                at,
                has_items_below,
            });
        }
    }
    sources
}

/// `/pets` of `/pets/{id}`, where nothing follows.
fn item_parent(path: &str) -> Option<&str> {
    let (parent, last) = path.trim_end_matches('/').rsplit_once('/')?;
    (last.starts_with('{') && last.ends_with('}')).then_some(parent)
}

/// What the names of an operation can be made of.
fn documented(source: &Source<'_>) -> DocumentedOperation {
    DocumentedOperation {
        tag: source.tag.clone(),
        operation_id: source
            .operation
            .operation_id
            .clone()
            .filter(|id| !id.trim().is_empty()),
        method: source.method.to_owned(),
        path: source.path.to_owned(),
        has_items_below: source.has_items_below,
        given: given_name(source.operation).map(str::to_owned),
    }
}

/// The name that the document gives a method: in our extension, or in one of others' that means the same.
fn given_name(operation: &openapiv3::Operation) -> Option<&str> {
    let names = ["x-sdkwright-name", "x-fern-sdk-method-name"];
    names
        .iter()
        .find_map(|name| operation.extensions.get(*name)?.as_str())
        .filter(|name| !words(name).is_empty())
}

/// An operation; the error is the part that is missing.
fn operation<'d>(
    context: &mut Context<'_, 'd>,
    security: &mut Security<'d>,
    source: Source<'d>,
    index: OperationIndex,
) -> Result<Operation, String> {
    let Source {
        item,
        operation,
        at,
        ..
    } = source;
    if !METHODS.contains(&source.method) {
        let message = format!(
            "the method `{}` is not one that the SDK sends",
            source.method
        );
        context
            .lowering
            .say(Code::MethodUnsupported, &at, &*message);
        return Err(message);
    }
    let template = paths::template(source.path);
    if template.is_mended {
        context.lowering.say(
            Code::PathNotPlain,
            &source.item_at,
            "the path has a query or a fragment",
        );
    }
    let naming = Naming::Operation(index);
    let parameters = parameters::parameters(
        context,
        (&item.parameters, &source.item_at),
        (&operation.parameters, &at),
        &template,
        &naming,
    )?;
    let body = bodies::body(context, operation, &naming, &at)?;
    let responses =
        responses::responses(context, &operation.responses, source.method, &naming, &at);
    let own_servers = if operation.servers.is_empty() {
        servers::servers(context.lowering, &item.servers, &source.item_at)
    } else {
        servers::servers(context.lowering, &operation.servers, &at)
    };
    Ok(Operation {
        id: operation
            .operation_id
            .clone()
            .filter(|id| !id.trim().is_empty()),
        index,
        method: source.method.to_owned(),
        path: template.path,
        docs: Docs {
            attributes: annotations::given_attributes(context.lowering, &operation.extensions, &at),
            ..docs(operation, item)
        },
        parameters,
        body,
        responses,
        security: security.of(context.lowering, operation, &at),
        server: own_servers.into_iter().next(),
        pagination: None,
        at: at.pointer(),
    })
}

fn docs(operation: &openapiv3::Operation, item: &PathItem) -> Docs {
    let said = |own: &Option<String>, of_path: &Option<String>| {
        own.as_ref()
            .filter(|text| !text.trim().is_empty())
            .or(of_path.as_ref().filter(|text| !text.trim().is_empty()))
            .cloned()
    };
    Docs {
        title: said(&operation.summary, &item.summary),
        description: said(&operation.description, &item.description),
        deprecated: deprecated(operation.deprecated, &operation.extensions),
        external_docs: operation
            .external_docs
            .as_ref()
            .map(|docs| docs.url.clone()),
        ..Docs::default()
    }
}

fn resource(openapi: &openapiv3::OpenAPI, tag: String) -> Resource {
    let described = openapi.tags.iter().find(|described| described.name == tag);
    let docs = Docs {
        description: described
            .and_then(|described| described.description.clone())
            .filter(|text| !text.trim().is_empty()),
        external_docs: described
            .and_then(|described| described.external_docs.as_ref())
            .map(|docs| docs.url.clone()),
        ..Docs::default()
    };
    let given = described
        .and_then(|described| described.extensions.get("x-sdkwright-name")?.as_str())
        .filter(|name| !words(name).is_empty());
    Resource {
        intended_name: given.map_or_else(|| resource_words(&tag).join(" "), str::to_owned),
        tag,
        docs,
        operations: Vec::new(),
    }
}

fn info(openapi: &openapiv3::OpenAPI) -> Info {
    let info = &openapi.info;
    Info {
        title: info.title.clone(),
        version: info.version.clone(),
        description: info.description.clone(),
        license: info.license.as_ref().map(|license| license.name.clone()),
        terms_of_service: info.terms_of_service.clone(),
        external_docs: openapi.external_docs.as_ref().map(|docs| docs.url.clone()),
    }
}

#[cfg(test)]
#[path = "operations_tests.rs"]
mod tests;
