//! The example in the docs of an operation, which compiles.

use super::samples::Samples;
use crate::emit::Sdk;
use crate::emit::resources::inputs::{self, Input};
use crate::emit::resources::{OperationContext, output, pages};
use crate::model::{BodyFormat, Framing};
use crate::plan::successes::is_only_stream;
use crate::rust::idents;

/// Returns the example as Markdown, or `None` if an argument has no simple value.
pub fn example(context: &OperationContext<'_>) -> Option<String> {
    let call = call(context)? + &every_item(context).unwrap_or_default();
    let library = &context.sdk.metadata.library;
    Some(format!(
        "```no_run\n# async fn example(client: {library}::Client) -> {library}::Result<()> {{\n{call}\n# Ok(()) }}\n```"
    ))
}

/// Returns the loop over the items of all pages, if the operation has pagination.
fn every_item(context: &OperationContext<'_>) -> Option<String> {
    pages::methods(context)?;
    let request = request(context)?;
    Some(format!(
        "\n\n// The items of all pages.\nlet mut items = {request}.items();\nwhile let Some(item) = \
         futures_util::TryStreamExt::try_next(&mut items).await? {{\n    println!(\"{{item:?}}\");\n}}"
    ))
}

/// Returns all operations of the API.
pub fn all<'p>(sdk: &'p Sdk<'p>) -> impl Iterator<Item = OperationContext<'p>> {
    let resources = sdk.planned.resources.iter();
    resources.flat_map(move |plan| OperationContext::all(sdk, plan))
}

/// Returns an example call for the first page of the docs.
pub fn first_call(sdk: &Sdk<'_>) -> Option<String> {
    let first = first(sdk).and_then(|context| call(&context));
    // An API of nothing but streams.
    first.or_else(|| all(sdk).find_map(|context| call(&context)))
}

/// Returns the request of the first stream, not awaited, and how its items follow each other.
pub fn first_stream(sdk: &Sdk<'_>) -> Option<(String, Framing)> {
    all(sdk).find_map(|context| {
        let stream = context.operation.stream.as_ref()?;
        let request = request(&context)?;
        let open = if is_only_stream(context.operation) {
            ""
        } else {
            ".stream()"
        };
        Some((format!("{request}{open}"), stream.framing))
    })
}

/// Returns the same request, not awaited.
pub fn first_request(sdk: &Sdk<'_>) -> Option<String> {
    first(sdk).and_then(|context| request(&context))
}

/// Returns the path of the first operation, if it is a GET of a plain path.
pub fn first_path<'p>(sdk: &'p Sdk<'p>) -> Option<&'p str> {
    let operation = first(sdk)?.operation;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte);
    (operation.method == "GET" && operation.path.bytes().all(is_plain))
        .then_some(operation.path.as_str())
}

/// Returns the first operation with the fewest arguments, preferably a GET that is not deprecated.
fn first<'p>(sdk: &'p Sdk<'p>) -> Option<OperationContext<'p>> {
    let rank = |context: &OperationContext<'_>| {
        let is_get = context.operation.method == "GET";
        let is_deprecated = context.operation.docs.deprecated.is_some();
        let arguments = inputs::arguments(context.operation, context.plan).len();
        (!is_get, is_deprecated, arguments)
    };
    all(sdk)
        .filter(|context| !is_only_stream(context.operation) && request(context).is_some())
        .min_by_key(rank)
}

/// Returns the statement of the call.
fn call(context: &OperationContext<'_>) -> Option<String> {
    let call = format!("{}.await?;", request(context)?);
    if is_only_stream(context.operation) {
        return Some(format!("let mut stream = {call}\n{EACH_ITEM}"));
    }
    if has_no_output(context) {
        return Some(call);
    }
    Some(format!("let answer = {call}"))
}

/// The loop over the items of a stream.
pub const EACH_ITEM: &str = "while let Some(item) = futures_util::TryStreamExt::try_next(&mut stream).await? {\n    \
                         println!(\"{item:?}\");\n}";

/// Returns `true` if the output is `()`.
pub fn has_no_output(context: &OperationContext<'_>) -> bool {
    let planned = context.sdk.planned;
    let ty = output::output(planned, context.operation, context.plan).ty;
    ty.to_string() == "()"
}

/// Returns the request, with plausible values for required parameters.
pub fn request(context: &OperationContext<'_>) -> Option<String> {
    request_with(context, &|_| None)
}

/// Returns the same request, with other expressions for some arguments.
pub fn request_with(
    context: &OperationContext<'_>,
    arguments: &dyn Fn(&Input<'_>) -> Option<String>,
) -> Option<String> {
    let samples = Samples {
        planned: context.sdk.planned,
        library: &context.sdk.metadata.library,
    };
    let values: Option<Vec<(String, String)>> = inputs::arguments(context.operation, context.plan)
        .iter()
        .map(|input| {
            let value = match input {
                input if arguments(input).is_some() => arguments(input),
                Input::Parameter(name, parameter) => samples.parameter(&parameter.ty, name),
                Input::Body(body, _) => match body.content.format {
                    BodyFormat::Json | BodyFormat::Form(_) | BodyFormat::Xml(_) => {
                        samples.argument(&body.content.ty, "body")
                    }
                    BodyFormat::JsonLines | BodyFormat::JsonSequence => {
                        let item = samples.argument(&body.content.ty, "item")?;
                        let is_list = body.alternatives.is_empty();
                        Some(format!("{}[{item}]", if is_list { "" } else { "vec!" }))
                    }
                    BodyFormat::Text | BodyFormat::Bytes => Some("\"text\"".to_owned()),
                    BodyFormat::Multipart(_) if body.content.is_of_any_parts() => {
                        Some(format!("{}::Multipart::new()", samples.library))
                    }
                    BodyFormat::Multipart(_) => samples.argument(&body.content.ty, "body"),
                },
            }?;
            Some((input.name().to_owned(), value))
        })
        .collect();
    let (module, builder) = (&context.resource.module, &context.plan.builder);
    let resources = format!("{}::resources::{}", samples.library, idents::ident(module));
    let arguments = samples.arguments(&resources, builder, &values?, true);
    Some(format!(
        "client.{}().{}({})",
        context.resource.module, context.plan.method, arguments
    ))
}
