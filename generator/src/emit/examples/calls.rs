//! The example in the docs of an operation, which compiles.

use super::hints::Hint;
use super::samples::Samples;
use super::snippets;
use crate::emit::Sdk;
use crate::emit::resources::inputs::{self, Input};
use crate::emit::resources::{OperationContext, output, pages};
use crate::model::{BodyFormat, Framing, Parameter, ParameterLocation, Type};
use crate::plan::successes::{is_only_stream, success_responses};
use crate::rust::idents;
use std::cmp::Reverse;
use std::collections::HashMap;

/// What is nested deeper in a path does not make the operation above it the first call of a user.
const DEEPEST: usize = 8;

/// Returns the example as Markdown, or `None` if an argument has no simple value.
pub fn example(context: &OperationContext<'_>) -> Option<String> {
    let library = &context.sdk.metadata.library;
    let code = match every_item(context) {
        Some(items) => format!("{}{EVERY_ITEM}{items}", call(context)?),
        None => call(context)?,
    };
    let (imports, code) = snippets::short_names(library, &code);
    let code = match code.split_once(EVERY_ITEM) {
        Some((call, items)) => format!(
            "{}\n\n{EVERY_ITEM}\n{}",
            snippets::statements(call),
            snippets::statements(items)
        ),
        None => snippets::statements(&code),
    };
    let imports = match imports.as_str() {
        "" => String::new(),
        imports => snippets::imports(&[imports]).map_or_else(String::new, |imports| imports + "\n"),
    };
    Some(format!(
        "```no_run\n# async fn example(client: {library}::Client) -> {library}::Result<()> {{\n{imports}{code}\n# Ok(()) }}\n```"
    ))
}

const EVERY_ITEM: &str = "// The items of all pages.";

/// Returns the loop over the items of all pages, if the operation has pagination.
fn every_item(context: &OperationContext<'_>) -> Option<String> {
    pages::methods(context)?;
    let request = request(context)?;
    Some(format!(
        "let mut items = {request}.items();\nwhile let Some(item) = \
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
    let context = best(sdk, |context| context.operation.stream.is_some())?;
    let stream = context.operation.stream.as_ref()?;
    let request = request(&context)?;
    let open = if is_only_stream(context.operation) {
        ""
    } else {
        ".stream()"
    };
    Some((format!("{request}{open}"), stream.framing))
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

/// Returns the operation that shows best how the API is called: a GET that is not deprecated, preferably a list without
/// arguments, of what most other operations are about.
fn first<'p>(sdk: &'p Sdk<'p>) -> Option<OperationContext<'p>> {
    best(sdk, |context| !is_only_stream(context.operation))
}

/// Returns the operation of a kind that shows best how the API is called.
pub fn best<'p>(
    sdk: &'p Sdk<'p>,
    is_of_kind: impl Fn(&OperationContext<'p>) -> bool,
) -> Option<OperationContext<'p>> {
    let mut below: HashMap<&str, usize> = HashMap::new();
    for operation in sdk.planned.api.operations() {
        for (end, _) in operation.path.match_indices("/{").take(DEEPEST) {
            let path = operation.path.get(..end).unwrap_or_default();
            *below.entry(path).or_default() += 1;
        }
    }
    let rank = |context: &OperationContext<'_>| {
        let operation = context.operation;
        let below = below.get(operation.path.trim_end_matches('/'));
        let below = below.copied().unwrap_or_default();
        let arguments = inputs::arguments(operation, context.plan).len();
        let is_list = below > 0 || operation.pagination.is_some();
        let is_deprecated = operation.docs.deprecated.is_some();
        (
            (operation.method != "GET", is_deprecated),
            (arguments > 0 || !is_list, arguments),
            (operation.pagination.is_none(), !returns_model(context)),
            (Reverse(below), operation.path.len()),
        )
    };
    all(sdk)
        .filter(|context| is_of_kind(context) && request(context).is_some())
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

/// Returns `true` if the output is or contains a type of the API.
fn returns_model(context: &OperationContext<'_>) -> bool {
    let mut contents = success_responses(context.operation)
        .into_iter()
        .filter_map(|response| response.content.as_ref());
    contents.any(|content| content.ty.any(&mut |ty| matches!(ty, Type::Named(_))))
}

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
                Input::Parameter(name, parameter) => {
                    samples.parameter(&parameter.ty, parameter_hint(name, parameter))
                }
                Input::Body(body, _) => match body.content.format {
                    BodyFormat::Json | BodyFormat::Form(_) | BodyFormat::Xml(_) => {
                        samples.argument(&body.content.ty, Hint::of("body"))
                    }
                    BodyFormat::JsonLines | BodyFormat::JsonSequence => {
                        let item = samples.argument(&body.content.ty, Hint::of("item"))?;
                        let is_list = body.alternatives.is_empty();
                        Some(format!("{}[{item}]", if is_list { "" } else { "vec!" }))
                    }
                    BodyFormat::Text | BodyFormat::Bytes => Some("\"text\"".to_owned()),
                    BodyFormat::Multipart(_) if body.content.is_of_any_parts() => {
                        Some(format!("{}::Multipart::new()", samples.library))
                    }
                    BodyFormat::Multipart(_) => {
                        samples.argument(&body.content.ty, Hint::of("body"))
                    }
                },
            }?;
            Some((input.name().to_owned(), value))
        })
        .collect();
    let (module, builder) = (&context.resource.module, &context.plan.builder);
    let resources = format!("{}::resources::{}", samples.library, idents::ident(module));
    let arguments = samples.arguments(&resources, builder, &values?);
    Some(format!(
        "{}.{}({})",
        context.resource.call(),
        context.plan.method,
        arguments
    ))
}

/// Returns what is known of a parameter.
pub fn parameter_hint<'p>(name: &'p str, parameter: &'p Parameter) -> Hint<'p> {
    let hint = match parameter.location {
        ParameterLocation::Path { .. } => Hint::in_path(name),
        _ => Hint::of(name),
    };
    hint.documented(
        &parameter.docs,
        parameter.default.as_ref(),
        &parameter.constraints,
    )
}
