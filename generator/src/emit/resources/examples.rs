//! The example in the docs of an operation: a call that compiles.

use super::inputs::{self, Input};
use super::{Emitted, answer};
use crate::emit::Sdk;
use crate::emit::types::resolve_type;
use crate::model::Type;

/// The example, as Markdown; none where an argument has no simple value.
pub fn example(emitted: &Emitted<'_>) -> Option<String> {
    let call = call(emitted)?;
    let library = &emitted.sdk.facts.library;
    Some(format!(
        "```no_run\n# async fn example(client: {library}::Client) -> {library}::Result<()> {{\n{call}\n# Ok(()) }}\n```"
    ))
}

/// A call for the first page of the docs: the first operation that needs the least.
pub fn first_call(sdk: &Sdk<'_>) -> Option<String> {
    let resources = sdk.planned.api.resources.iter().zip(&sdk.planned.resources);
    let operations = resources.flat_map(|(resource, plan)| {
        let operations = resource.operations.iter().zip(&plan.operations);
        operations.map(move |(operation, planned)| Emitted {
            sdk,
            operation,
            plan: planned,
            resource: plan,
        })
    });
    let rank = |emitted: &Emitted<'_>| {
        let is_get = emitted.operation.method == "GET";
        let is_deprecated = emitted.operation.docs.deprecated.is_some();
        let arguments = inputs::arguments(emitted.operation, emitted.plan).len();
        (!is_get, is_deprecated, arguments)
    };
    operations
        .filter_map(|emitted| Some((rank(&emitted), call(&emitted)?)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, call)| call)
}

/// The statement.
fn call(emitted: &Emitted<'_>) -> Option<String> {
    let planned = emitted.sdk.planned;
    let arguments: Option<Vec<&str>> = inputs::arguments(emitted.operation, emitted.plan)
        .iter()
        .map(|input| match input {
            Input::Parameter(_, _, parameter) => match resolve_type(planned, &parameter.ty) {
                Type::String | Type::Secret => Some("\"…\""),
                Type::Integer(_) => Some("1"),
                Type::Number => Some("1.0"),
                Type::Boolean => Some("true"),
                _ => None,
            },
            Input::Body(_) => None,
        })
        .collect();
    let call = format!(
        "client.{}().{}({}).await?;",
        emitted.resource.module,
        emitted.plan.method,
        arguments?.join(", ")
    );
    let output = answer::answer(planned, emitted.operation, emitted.plan).output;
    if output.to_string() == "()" {
        return Some(call);
    }
    Some(format!("let answer = {call}"))
}
