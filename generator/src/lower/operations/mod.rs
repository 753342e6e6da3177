//! Lowers paths to resources and their operations.

mod accept;
mod bodies;
mod forms;
mod headers;
mod media;
mod own_places;
mod parameters;
mod paths;
mod resources;
mod responses;
mod security;
mod serialization;
mod server_names;
mod servers;
mod shared;
mod streams;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::lower::schemas::annotations;
use crate::lower::{Lowering, Naming, PaginationOf};
use crate::model::{
    Api, Docs, DocumentedOperation, Info, LeftOut, Operation, OperationIndex, Server,
};
use crate::spec::{self, DeclaredPagination, Document, PathItem};
use crate::words::{run_together, words};
use resources::{ResourceOf, Resources};
use security::Security;
use shared::{Context, Unsupported};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Returns `true` for the name of a method (RFC 9110, section 9.1) that a client can send to a server as any request.
fn is_method(name: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_token) && !name.eq_ignore_ascii_case("CONNECT")
}

/// Lowers a document. The types are added to `lowering`.
pub(super) fn operations(lowering: &mut Lowering<'_, '_>) -> Api {
    let document = lowering.document;
    let mut security = Security::new(lowering);
    let mut api = Api {
        info: info(document),
        ..Api::default()
    };
    api.servers = servers::default_servers(lowering);
    if api.default_url().is_none() {
        api.incomplete_server = servers::incomplete(&document.servers);
    }
    let sources = sources(lowering);
    let mut context = Context::new(lowering);
    let mut resources = Resources::new(document);
    let mut of_left_out = Vec::new();
    for source in sources {
        if context.lowering.is_too_large() {
            break;
        }
        let index = api.documented_operations.add(documented(&source));
        let resource = source.resource.clone();
        let (id, method, path) = (source.id(), &source.operation.method, &source.item.path);
        context.operation = match id {
            Some(id) => format!("{method} {path} ({id})"),
            None => format!("{method} {path}"),
        };
        let id = id.map(str::to_owned);
        match operation(&mut context, &mut security, source, index) {
            Ok(operation) => resources.add(&resource, operation),
            Err(Unsupported { code, reason }) => {
                api.left_out.push(LeftOut {
                    id,
                    method: method.to_string(),
                    path: path.to_string(),
                    tag: resource.tag.clone(),
                    code: code.id(),
                    reason,
                });
                of_left_out.push(resource);
            }
        }
    }
    for (left_out, resource) in api.left_out.iter_mut().zip(&of_left_out) {
        if let Some(tag) = resources.tag(resource) {
            tag.clone_into(&mut left_out.tag);
        }
    }
    api.resources = resources.into_list();
    api.security_schemes = security.into_schemes();
    api
}

/// An operation of the document.
struct Source<'d> {
    item: &'d PathItem<'d>,
    operation: &'d spec::Operation<'d>,
    resource: ResourceOf,
    has_items_below: bool,
}

impl<'d> Source<'d> {
    /// Returns the operationId, if there is one.
    fn id(&self) -> Option<&'d str> {
        self.operation
            .id
            .as_deref()
            .filter(|id| !id.trim().is_empty())
    }
}

/// Returns all operations, in the order of the document.
fn sources<'d>(lowering: &mut Lowering<'d, '_>) -> Vec<Source<'d>> {
    let paths = &lowering.document.paths;
    let with_items: HashSet<&str> = paths
        .iter()
        .filter_map(|item| item_parent(&item.path))
        .collect();
    let mut ids = HashMap::new();
    let mut sources = Vec::with_capacity(paths.len());
    for item in paths {
        for operation in &item.operations {
            let mut source = Source {
                item,
                operation,
                resource: ResourceOf::default(),
                has_items_below: with_items.contains(item.path.trim_end_matches('/')),
            };
            if let Some(id) = source.id() {
                let place = lowering.location(operation.place).key("operationId");
                let first = ids.entry(id).or_insert_with(|| place.clone());
                if *first != place {
                    let message = format!("the operationId `{id}` is not unique");
                    let place = Place::Document(place);
                    lowering.diagnostics.push(
                        Diagnostic::new(Code::OperationIdDuplicate, place, message)
                            .related(Place::Document(first.clone()), "first used here"),
                    );
                }
            }
            source.resource = ResourceOf::operation(operation, source.id(), &item.path);
            sources.push(source);
        }
    }
    sources
}

/// Returns `/pets` for `/pets/{id}`; `None` if anything follows.
fn item_parent(path: &str) -> Option<&str> {
    let (parent, last) = path.trim_end_matches('/').rsplit_once('/')?;
    (last.starts_with('{') && last.ends_with('}')).then_some(parent)
}

/// Returns the parts of the document from which names are derived.
fn documented(source: &Source<'_>) -> DocumentedOperation {
    let given = source.operation.hints.name();
    let summary = source.operation.summary.as_deref().unwrap_or_default();
    let separated = source
        .id()
        .map(|id| run_together::separated(id, summary, &[&source.item.path, &source.resource.tag]));
    DocumentedOperation {
        tag: source.resource.tag.clone(),
        operation_id: source.id().map(str::to_owned),
        separated_id: match separated {
            Some(Cow::Owned(id)) => Some(id),
            _ => None,
        },
        method: source.operation.method.clone().into_owned(),
        path: source.item.path.clone().into_owned(),
        has_items_below: source.has_items_below,
        has_patch: source
            .item
            .operations
            .iter()
            .any(|operation| matches!(&*operation.method, "PATCH" | "PUT")),
        configured_name: given
            .filter(|name| !words(name).is_empty())
            .map(str::to_owned),
    }
}

/// Lowers an operation. The error is the unsupported part.
fn operation<'d>(
    context: &mut Context<'_, 'd, '_>,
    security: &mut Security<'d>,
    source: Source<'d>,
    index: OperationIndex,
) -> Result<Operation, Unsupported> {
    let Source {
        item, operation, ..
    } = source;
    let method = &*operation.method;
    if !is_method(method) {
        let message = format!("`{}` is not a method of a request", method.escape_debug());
        return Err(context.left_out(Code::MethodUnsupported, operation.place, &message));
    }
    let template = paths::template(&item.path);
    if template.is_repaired {
        let message = "the path has a query or a fragment";
        context
            .lowering
            .report(Code::PathWithQuery, item.place, message);
    }
    let naming = Naming::Operation(index);
    context.accept = accept::fixed(context.document(), item, operation);
    let mut parameters = parameters::parameters(context, item, operation, &template, &naming)?;
    let alternatives = security.of(context.lowering, operation);
    // Documents describe a credential as a parameter too, for tools that do not know its scheme.
    parameters.retain(|parameter| !security.is_credential(&alternatives, parameter));
    let body = bodies::body(context, operation, &naming)?;
    let responses = responses::responses(context, operation, &naming);
    let stream = streams::stream(context, operation, &parameters, body.as_ref(), &naming);
    let own_servers = match operation.servers.as_slice() {
        [] => &item.servers,
        own => own,
    };
    let server = servers::servers(context.lowering, own_servers);
    let base_url = match server.iter().find_map(Server::default_url) {
        Some(url) => Some(url.to_owned()),
        None => servers::relative(own_servers),
    };
    if let Some(declared) = &operation.pagination {
        let place = match declared {
            DeclaredPagination::On(pages) => pages.place,
            DeclaredPagination::Off => operation.place,
        };
        let at = context.lowering.location(place);
        context.lowering.paginations.push(PaginationOf {
            operation: index,
            declared,
            at,
        });
    }
    Ok(Operation {
        id: source.id().map(str::to_owned),
        index,
        method: method.to_owned(),
        path: template.path,
        docs: Docs {
            attributes: annotations::configured_attributes(
                context.lowering,
                &operation.hints,
                operation.place,
            ),
            ..docs(operation, item)
        },
        parameters,
        body,
        responses,
        accept: context.accept.map(str::to_owned),
        stream,
        security: alternatives,
        base_url,
        pagination: None,
        at: context.lowering.location(operation.place),
    })
}

/// Returns the documentation of an operation; that of its path where it has none of its own.
pub(super) fn docs(operation: &spec::Operation<'_>, item: &PathItem<'_>) -> Docs {
    let first = |own: Option<&str>, of_path: Option<&str>| {
        let mut texts = own.into_iter().chain(of_path);
        texts
            .find(|text| !text.trim().is_empty())
            .map(str::to_owned)
    };
    Docs {
        title: first(operation.summary.as_deref(), item.summary.as_deref()),
        description: first(
            operation.description.as_deref(),
            item.description.as_deref(),
        ),
        deprecated: operation.deprecated.as_deref().map(str::to_owned),
        external_docs: operation
            .external_docs
            .as_ref()
            .map(|docs| docs.url.clone()),
        ..Docs::default()
    }
}

fn info(document: &Document<'_>) -> Info {
    let info = &document.info;
    Info {
        title: info.title.clone(),
        version: info.version.clone(),
        description: info.description.clone(),
        license: info.license.as_ref().map(|license| license.name.clone()),
        terms_of_service: info.terms_of_service.clone(),
        external_docs: document.external_docs.as_ref().map(|docs| docs.url.clone()),
    }
}

#[cfg(test)]
mod tests;
