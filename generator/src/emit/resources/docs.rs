//! The doc comments of resources, operations and parameters.

use super::OperationContext;
use super::inputs::{self, Input};
use crate::emit::examples::calls;
use crate::emit::models::docs::{Text, constraints, format, reads_alike, short};
use crate::emit::{Sdk, left_out};
use crate::model::{Body, BodyFormat, Operation, Parameter, ParameterLocation, Resource, Response};
use crate::plan::successes::{error_responses, success_responses};
use crate::plan::{Planned, PlannedBody, PlannedOperation, PlannedResource};
use crate::rust::doc_attributes::{code, escape, inner, safe_markdown, verbatim};
use proc_macro2::TokenStream;

/// The docs of a resource's module.
pub fn of_module(resource: &Resource) -> TokenStream {
    inner(&contents(resource))
}

/// The sentence on the operations of a resource.
fn contents(resource: &Resource) -> String {
    let what = match (resource.is_configured, resource.operations.is_empty()) {
        (false, _) => "Operations with the tag",
        (true, false) => "Operations of the resource",
        (true, true) => "Resources in",
    };
    format!("{what} {}.", code(&resource.tag))
}

/// The docs of a resource's handle.
pub fn of_resource(sdk: &Sdk<'_>, resource: &Resource) -> TokenStream {
    let mut text = resource_text(resource);
    text.paragraph(&left_out::docs(sdk, &resource.tag));
    text.attributes()
}

/// The docs of the client's method that returns the handle.
pub fn of_accessor(resource: &Resource) -> TokenStream {
    resource_text(resource).attributes()
}

fn resource_text(resource: &Resource) -> Text {
    let mut text = Text::of(&resource.docs);
    text.paragraph(&contents(resource));
    text.details(&resource.docs, Vec::new());
    text
}

/// The docs of a request builder.
pub fn of_request(plan: &PlannedOperation<'_>, resource: &PlannedResource<'_>) -> TokenStream {
    verbatim(&format!(
        "Request builder for [`{}::{}`]. Await it to send the request.",
        resource.ident, plan.method
    ))
}

/// The docs of an operation's method.
pub fn of_method(context: &OperationContext<'_>) -> TokenStream {
    let operation = context.operation;
    let mut text = Text::of(&operation.docs);
    text.paragraph(&place(operation));
    let arguments = inputs::arguments(operation, context.plan);
    let arguments: Vec<String> = arguments
        .iter()
        .filter_map(|input| argument(context.sdk.planned, input))
        .collect();
    text.paragraph(&arguments.join("\n"));
    text.details(&operation.docs, Vec::new());
    if let Some(example) = calls::example(context) {
        text.paragraph(&example);
    }
    text.paragraph(&headers(context));
    text.paragraph(&links(operation));
    text.paragraph(&errors(context));
    text.attributes()
}

/// The sentence on the headers of the response.
fn headers(context: &OperationContext<'_>) -> String {
    let headers = context.plan.success_headers.as_ref();
    headers.map_or_else(String::new, |headers| {
        let name = &headers.ident;
        format!("[`{name}::of`] returns the headers of the response.")
    })
}

/// The list of the operations that can be called with values of the response.
fn links(operation: &Operation) -> String {
    let responses = success_responses(operation);
    let links = responses.iter().flat_map(|response| &response.links);
    let lines: Vec<String> = links
        .map(|link| {
            let values = link.parameters.iter();
            let values: Vec<String> = values
                .map(|(name, value)| format!("{} from {}", code(name), code(value)))
                .collect();
            let with = match values.as_slice() {
                [] => String::new(),
                some => format!(", with {}", some.join(", ")),
            };
            let description = one_paragraph(link.description.as_deref().unwrap_or_default());
            let line = format!("- {}{with}. {description}", code(&link.operation));
            line.trim_end().to_owned()
        })
        .collect();
    match lines.as_slice() {
        [] => String::new(),
        some => format!(
            "Operations that use values of the response:\n\n{}",
            some.join("\n")
        ),
    }
}

/// The docs of the struct of the arguments of an operation's method.
pub fn of_required(plan: &PlannedOperation<'_>, resource: &PlannedResource<'_>) -> TokenStream {
    verbatim(&format!(
        "The arguments of [`{0}::{1}`](super::{0}::{1}).",
        resource.ident, plan.method
    ))
}

/// The docs of an argument in such a struct.
pub fn of_argument(planned: &Planned<'_>, input: &Input<'_>) -> TokenStream {
    let (docs, otherwise, details) = match input {
        Input::Parameter(_, parameter) => {
            let name = format!(
                "The {} {}.",
                location(parameter),
                code(&parameter.wire_name)
            );
            (&parameter.docs, name, details(planned, parameter))
        }
        Input::Body(body, choice) => {
            let name = format!("The request body, {}.", code(&body.content.media_type));
            (
                &body.docs,
                name,
                media_types(body, *choice).into_iter().collect(),
            )
        }
    };
    let mut text = Text::of(docs);
    if text.is_empty() {
        text.paragraph(&otherwise);
    }
    text.details(docs, details);
    text.attributes()
}

/// The docs of a setter.
pub fn of_input(planned: &Planned<'_>, input: &Input<'_>) -> TokenStream {
    match input {
        Input::Parameter(name, parameter) => of_parameter(planned, name, parameter),
        Input::Body(body, choice) => {
            let mut text = Text::of(&body.docs);
            text.paragraph(&format!(
                "Sets the request body, {}.",
                code(&body.content.media_type)
            ));
            text.paragraph(&media_types(body, *choice).unwrap_or_default());
            text.details(&body.docs, Vec::new());
            text.attributes()
        }
    }
}

/// Returns a sentence on the media types that the caller can choose, if there are any.
fn media_types(body: &Body, choice: Option<&PlannedBody<'_>>) -> Option<String> {
    let default = code(&body.content.media_type);
    let Some(choice) = choice else {
        let is_range = body.content.format == BodyFormat::Bytes;
        let range = body.content.range.as_ref().filter(|_| is_range)?;
        return Some(format!(
            "Any media type of {}, which [`FilePart::content_type`](crate::FilePart::content_type) sets. Without it, \
             {default}.",
            code(range)
        ));
    };
    let others: Vec<String> = body
        .alternatives
        .iter()
        .map(|content| code(content.range.as_ref().unwrap_or(&content.media_type)))
        .collect();
    let others = match others.as_slice() {
        [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        all => all.join(""),
    };
    Some(format!(
        "Sent as {default}; a variant of [`{}`] sends {others}.",
        choice.ident
    ))
}

fn of_parameter(planned: &Planned<'_>, name: &str, parameter: &Parameter) -> TokenStream {
    let mut text = Text::of(&parameter.docs);
    if text.is_empty() {
        let location = location(parameter);
        text.paragraph(&format!(
            "Sets the {location} {}.",
            code(&parameter.wire_name)
        ));
    } else if !reads_alike(name, &parameter.wire_name) {
        text.paragraph(&format!("{} in the request.", code(&parameter.wire_name)));
    }
    text.details(&parameter.docs, details(planned, parameter));
    text.attributes()
}

fn location(parameter: &Parameter) -> &'static str {
    match parameter.location {
        ParameterLocation::Path { .. } => "path parameter",
        ParameterLocation::Query { .. } => "query parameter",
        ParameterLocation::Querystring => "complete query",
        ParameterLocation::Header { .. } => "header",
        ParameterLocation::Cookie { .. } => "cookie",
    }
}

/// Returns sentences about a parameter that add to its type.
fn details(planned: &Planned<'_>, parameter: &Parameter) -> Vec<String> {
    let mut details = Vec::new();
    details.extend(format(planned, &parameter.ty).map(str::to_owned));
    if let Some(default) = parameter.default.as_ref().and_then(short) {
        details.push(format!("Default: {}.", code(&default)));
    }
    details.extend(constraints(&parameter.constraints));
    details
}

/// Returns `GET /v3/sessions` (`SessionsController_list_v3`).
fn place(operation: &Operation) -> String {
    let place = code(&format!("{} {}", operation.method, operation.path));
    match &operation.id {
        Some(id) => format!("{place} ({})", code(id)),
        None => place,
    }
}

/// Returns a line of the list of arguments, or `None` if it would only repeat the signature.
fn argument(planned: &Planned<'_>, input: &Input<'_>) -> Option<String> {
    let (description, details) = match input {
        Input::Parameter(name, parameter) => {
            let mut details = details(planned, parameter);
            if !reads_alike(name, &parameter.wire_name) {
                details.insert(0, format!("{} in the request.", code(&parameter.wire_name)));
            }
            if parameter.docs.deprecated.is_some() {
                details.push("**Deprecated.**".to_owned());
            }
            (&parameter.docs.description, details)
        }
        Input::Body(body, choice) => (
            &body.docs.description,
            media_types(body, *choice).into_iter().collect(),
        ),
    };
    let description = one_paragraph(description.as_deref().unwrap_or_default());
    let mut sentences: Vec<String> = Vec::new();
    if !description.is_empty() {
        let is_sentence = description.ends_with(['.', '!', '?', ':', ';']);
        sentences.push(if is_sentence || details.is_empty() {
            description
        } else {
            format!("{description}.")
        });
    }
    sentences.extend(details);
    (!sentences.is_empty()).then(|| format!("- `{}`: {}", input.name(), sentences.join(" ")))
}

/// Returns the first paragraph on one line, for an item of a list.
fn one_paragraph(markdown: &str) -> String {
    let safe = safe_markdown(markdown);
    let first = safe.split("\n\n").next().unwrap_or_default();
    let is_block = first.starts_with(['|', '#', '>', '`', '-', '*', '+', '<'])
        || first.starts_with("    ")
        || first.contains("```");
    if is_block && !is_inline(first) {
        return escape(&first.replace('\n', " "));
    }
    first.replace('\n', " ")
}

/// Returns `true` if a paragraph that looks like a block is one line of inline Markdown.
fn is_inline(paragraph: &str) -> bool {
    !paragraph.contains('\n')
        && !paragraph.contains("```")
        && (paragraph.starts_with('`') || paragraph.starts_with("**"))
}

/// The section on the documented error responses.
fn errors(context: &OperationContext<'_>) -> String {
    let planned = context.sdk.planned;
    let responses = error_responses(context.operation);
    if responses.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = responses
        .iter()
        .map(|response| error(planned, response))
        .collect();
    let by_status = context.plan.errors.as_ref();
    let by_status = by_status.map_or_else(String::new, |errors| {
        let name = &errors.ident;
        format!("\n\n[`{name}::of`] decodes the body.")
    });
    let headers = context.plan.error_headers.as_ref();
    let headers = headers.map_or_else(String::new, |headers| {
        let name = &headers.ident;
        format!("\n\n[`{name}::of_error`] returns the headers.")
    });
    format!("# Errors\n\n{}{by_status}{headers}", lines.join("\n"))
}

/// A line of the list of errors: status, description, and the type of the body for `Error::api_as`.
fn error(planned: &Planned<'_>, response: &Response) -> String {
    let status = super::output::status_text(response.status);
    let description = one_paragraph(&response.description);
    let body = response
        .content
        .as_ref()
        .and_then(|content| super::output::model_name(planned, &content.ty))
        .map(|name| format!("[`{name}`](crate::models::{name})"));
    let rest: Vec<String> = [Some(description).filter(|text| !text.is_empty()), body]
        .into_iter()
        .flatten()
        .collect();
    if rest.is_empty() {
        format!("- {status}")
    } else {
        format!("- {status}: {}", rest.join(" — "))
    }
}
