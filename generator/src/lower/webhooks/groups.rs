//! The requests that each receiver gets: all webhooks of the document, and those of each callback that has several.

use super::recognition::{self, Evidence};
use crate::lower::operations::docs;
use crate::lower::{Lowered, Lowering, Naming};
use crate::model::{Docs, ReceivedBody, ReceivedGroup, ReceivedRequest, Receiver};
use crate::spec::{Callback, Document, MediaType, Operation, PathItem, payload};
use crate::words::words;

/// Returns the groups: that of the webhooks, then those of callbacks.
pub fn groups(lowering: &mut Lowering<'_, '_>) -> Vec<ReceivedGroup> {
    let document = lowering.document;
    let webhooks = document.webhooks.iter().flat_map(|webhook| {
        let operations = webhook.item.operations.iter();
        let is_only = webhook.item.operations.len() == 1;
        operations.map(move |operation| Source {
            item: &webhook.item,
            operation,
            name: named(operation, webhook.name, is_only),
            words: named(operation, webhook.name, is_only),
        })
    });
    let webhooks: Vec<Source<'_>> = webhooks.collect();
    let mut groups = Vec::new();
    if !webhooks.is_empty() {
        groups.push(group(lowering, webhooks, None, "webhook event".to_owned()));
    }
    for callback in document.callbacks.iter() {
        let sources = of_callback(callback);
        // The receiver of a single request knows its type.
        if sources.len() > 1 {
            let receiver = Receiver::Callback(callback.name.to_owned());
            let name = callback_name(document, callback);
            groups.push(group(lowering, sources, Some(receiver), name));
        }
    }
    groups
}

/// A request of the document.
struct Source<'d> {
    item: &'d PathItem<'d>,
    operation: &'d Operation<'d>,
    name: String,
    words: String,
}

/// Returns a name, after the method if there are several methods.
fn named(operation: &Operation<'_>, name: &str, is_only: bool) -> String {
    match is_only {
        true => name.to_owned(),
        false => format!("{} {name}", operation.method),
    }
}

fn of_callback<'d>(callback: &'d Callback<'d>) -> Vec<Source<'d>> {
    let items = callback.items.iter().flat_map(|item| {
        let is_only = item.operations.len() == 1;
        item.operations.iter().map(move |operation| {
            let words = match &operation.id {
                Some(id) => id.clone().into_owned(),
                None => named(operation, last_words(&item.path), is_only),
            };
            Source {
                item,
                operation,
                name: named(operation, &item.path, is_only),
                words,
            }
        })
    });
    items.collect()
}

/// Returns `failureUrl` for `{$request.body#/failureUrl}`.
fn last_words(expression: &str) -> &str {
    let mut parts = expression.rsplit(['/', '#', '.', '{', '}', '$', '?', '=']);
    parts
        .find(|part| !words(part).is_empty())
        .unwrap_or(expression)
}

/// Returns the words of a callback's enum: those of its operation, if it is only one, and of the callback.
fn callback_name(document: &Document<'_>, callback: &Callback<'_>) -> String {
    let operations = document.paths.iter().flat_map(|item| {
        let operations = item.operations.iter();
        operations.map(move |operation| (item, operation))
    });
    let mut owners = operations.filter(|(_, operation)| {
        let mut ids = operation.callbacks.iter();
        ids.any(|id| {
            let found = document.callbacks.get(*id);
            found.is_some_and(|found| std::ptr::eq(found, callback))
        })
    });
    let owner = match (owners.next(), owners.next()) {
        (Some((item, operation)), None) => match &operation.id {
            Some(id) => id.clone().into_owned(),
            None => format!("{} {}", operation.method.to_ascii_lowercase(), item.path),
        },
        _ => String::new(),
    };
    let name = format!("{owner} {}", callback.name);
    match words(&name).last().map(String::as_str) {
        Some("event" | "events") => name.trim().to_owned(),
        _ => format!("{} event", name.trim()),
    }
}

fn group(
    lowering: &mut Lowering<'_, '_>,
    sources: Vec<Source<'_>>,
    callback: Option<Receiver>,
    intended_name: String,
) -> ReceivedGroup {
    let suffix = match callback {
        None => "webhook",
        Some(_) => "callback",
    };
    let mut requests = Vec::with_capacity(sources.len());
    let mut evidence: Vec<Evidence> = Vec::with_capacity(sources.len());
    let operations: Vec<&Operation<'_>> = sources.iter().map(|source| source.operation).collect();
    for source in sources {
        let words = format!("{} {suffix}", source.words);
        let body = body(lowering, source.operation, &Naming::Component(&words));
        evidence.push(recognition::evidence(
            lowering,
            source.item,
            source.operation,
            &body,
        ));
        requests.push(ReceivedRequest {
            name: source.name,
            intended_name: source.words,
            docs: Docs {
                deprecated: None,
                ..docs(source.operation, source.item)
            },
            body,
            headers: Vec::new(),
            properties: Vec::new(),
        });
    }
    let is_recognised = recognition::choose(&mut requests, &evidence) || {
        for ((evidence, operation), request) in evidence.iter_mut().zip(operations).zip(&requests) {
            evidence.add_payload(lowering, operation, request);
        }
        recognition::choose_most(&mut requests, &evidence)
    };
    ReceivedGroup {
        callback,
        intended_name,
        requests,
        is_recognised,
    }
}

fn body(
    lowering: &mut Lowering<'_, '_>,
    operation: &Operation<'_>,
    naming: &Naming<'_>,
) -> ReceivedBody {
    let Some(body) = operation.request_body else {
        return ReceivedBody::Empty;
    };
    let document = lowering.document;
    let Some(body) = body.and_then(|body| document.request_bodies.get(body)) else {
        return ReceivedBody::Json(Lowered::default().ty);
    };
    let is_json = |media: &MediaType<'_>| {
        let name = media.name.to_ascii_lowercase();
        name.contains("json") || name.starts_with("*/*")
    };
    if !body.content.is_empty() && !body.content.iter().any(is_json) {
        return ReceivedBody::Bytes;
    }
    match payload(&body.content) {
        Some(schema) => ReceivedBody::Json(lowering.ty(schema, naming).whole()),
        None => ReceivedBody::Json(Lowered::default().ty),
    }
}
