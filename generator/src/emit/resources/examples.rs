//! The example in the docs of an operation: a call that compiles.

use super::inputs::{self, Input};
use super::{Emitted, answer};
use crate::emit::Sdk;
use crate::emit::samples::Samples;
use crate::model::BodyEncoding;

/// The example, as Markdown; none where an argument has no simple value.
pub fn example(emitted: &Emitted<'_>) -> Option<String> {
    let call = call(emitted)?;
    let library = &emitted.sdk.facts.library;
    Some(format!(
        "```no_run\n# async fn example(client: {library}::Client) -> {library}::Result<()> {{\n{call}\n# Ok(()) }}\n```"
    ))
}

/// Every operation of the API.
pub fn all<'p>(sdk: &'p Sdk<'p>) -> impl Iterator<Item = Emitted<'p>> {
    let resources = sdk.planned.resources.iter();
    resources.flat_map(move |plan| Emitted::all(sdk, plan))
}

/// A call for the first page of the docs.
pub fn first_call(sdk: &Sdk<'_>) -> Option<String> {
    first(sdk).and_then(|emitted| call(&emitted))
}

/// The same, before it is awaited.
pub fn first_request(sdk: &Sdk<'_>) -> Option<String> {
    first(sdk).and_then(|emitted| request(&emitted))
}

/// The first operation that needs the least.
fn first<'p>(sdk: &'p Sdk<'p>) -> Option<Emitted<'p>> {
    let rank = |emitted: &Emitted<'_>| {
        let is_get = emitted.operation.method == "GET";
        let is_deprecated = emitted.operation.docs.deprecated.is_some();
        let arguments = inputs::arguments(emitted.operation, emitted.plan).len();
        (!is_get, is_deprecated, arguments)
    };
    all(sdk)
        .filter(|emitted| request(emitted).is_some())
        .min_by_key(rank)
}

/// The statement.
fn call(emitted: &Emitted<'_>) -> Option<String> {
    let call = format!("{}.await?;", request(emitted)?);
    if gives_nothing(emitted) {
        return Some(call);
    }
    Some(format!("let answer = {call}"))
}

/// Whether there is nothing to look at in the answer.
pub fn gives_nothing(emitted: &Emitted<'_>) -> bool {
    let planned = emitted.sdk.planned;
    let output = answer::answer(planned, emitted.operation, emitted.plan).output;
    output.to_string() == "()"
}

/// The request, with plausible values for what is required.
pub fn request(emitted: &Emitted<'_>) -> Option<String> {
    request_with(emitted, &|_| None)
}

/// The same, with other expressions for some arguments.
pub fn request_with(
    emitted: &Emitted<'_>,
    given: &dyn Fn(&Input<'_>) -> Option<String>,
) -> Option<String> {
    let samples = Samples {
        planned: emitted.sdk.planned,
        library: &emitted.sdk.facts.library,
    };
    let arguments: Option<Vec<String>> = inputs::arguments(emitted.operation, emitted.plan)
        .iter()
        .map(|input| match input {
            input if given(input).is_some() => given(input),
            Input::Parameter(name, parameter) => samples.parameter(&parameter.ty, name),
            Input::Body(body) => match body.encoding {
                BodyEncoding::Json => samples.argument(&body.ty, "body"),
                BodyEncoding::Text | BodyEncoding::Bytes => Some("\"text\"".to_owned()),
            },
        })
        .collect();
    Some(format!(
        "client.{}().{}({})",
        emitted.resource.module,
        emitted.plan.method,
        arguments?.join(", ")
    ))
}
