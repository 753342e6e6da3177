//! Webhooks and callbacks: the types of their requests and responses, and the requests that each receiver gets.

mod groups;
mod payload_values;
mod recognition;

pub use groups::groups;

use super::Lowering;
use crate::model::Type;
use crate::spec::{Operation, SchemaId, payload};

/// Returns the types of received requests and of their responses.
pub fn payloads(lowering: &Lowering<'_, '_>) -> (Vec<Type>, Vec<Type>) {
    let document = lowering.document;
    let callbacks = document.callbacks.iter();
    let of_callbacks = callbacks.flat_map(|callback| &callback.items);
    let of_webhooks = document.webhooks.iter().map(|webhook| &webhook.item);
    let operations = of_callbacks
        .chain(of_webhooks)
        .flat_map(|item| &item.operations);
    let (received, answered): (Vec<_>, Vec<_>) = operations
        .map(|operation| (received(lowering, operation), answered(lowering, operation)))
        .unzip();
    (
        types(lowering, received.into_iter().flatten()),
        types(lowering, answered.into_iter().flatten()),
    )
}

fn received(lowering: &Lowering<'_, '_>, operation: &Operation<'_>) -> Option<SchemaId> {
    let body = operation.request_body.flatten()?;
    payload(&lowering.document.request_bodies.get(body)?.content)
}

fn answered(lowering: &Lowering<'_, '_>, operation: &Operation<'_>) -> Vec<SchemaId> {
    let responses = &operation.responses;
    let by_status = responses.by_status.iter().map(|(_, response)| *response);
    by_status
        .chain(responses.default)
        .filter_map(|response| payload(&lowering.document.responses.get(response?)?.content))
        .collect()
}

/// Returns the named types of these schemas, without consecutive duplicates.
fn types(lowering: &Lowering<'_, '_>, schemas: impl Iterator<Item = SchemaId>) -> Vec<Type> {
    let target = |schema| lowering.document.schemas.target(schema).unwrap_or(schema);
    let mut types: Vec<Type> = schemas
        .filter_map(|schema| lowering.component(target(schema)))
        .map(Type::Named)
        .collect();
    types.dedup();
    types
}
