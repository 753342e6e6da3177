//! The page of a resource: a table of its operations, and the details of each.

use super::cells::{cell, description, head, row};
use super::{compact, resource_pages, spelled, type_link};
use crate::emit::examples::programs;
use crate::emit::models::docs::{constraints, short};
use crate::emit::readme;
use crate::emit::resources::OperationContext;
use crate::emit::resources::inputs::{self, Input};
use crate::emit::resources::output::{output as output_of, status_text};
use crate::emit::{Sdk, left_out};
use crate::model::{Body, Operation, Parameter, Response, Type};
use crate::plan::{PlannedBody, PlannedResource};
use crate::rust::doc_attributes::{code, escape, safe_markdown};
use crate::rust::idents::ident;
use quote::quote;
use rayon::prelude::*;

/// The path from a resource's page to those of the models.
const MODELS: &str = "models/";

const LINKS: &str = "[[Back to top]](#) [[Back to API list]](../README.md#operations) \
                     [[Back to model list]](../README.md#models) [[Back to README]](../README.md)";

/// Returns the page.
pub fn page(sdk: &Sdk<'_>, plan: &PlannedResource, name: &str) -> String {
    let operations = OperationContext::all(sdk, plan);
    let text = plan
        .resource
        .docs
        .description
        .as_deref()
        .unwrap_or_default();
    let mut parts = vec![
        format!("# {}", escape(name)),
        safe_markdown(text),
        inside(sdk, plan),
        base_uri(sdk),
        table(&operations),
        left_out::page(sdk, &plan.resource.tag),
    ];
    // The page of a large resource takes longer than a whole small API.
    parts.par_extend(operations.par_iter().map(section));
    parts.retain(|part| !part.is_empty());
    format!("{}\n", parts.join("\n\n"))
}

/// Returns the list of the resources inside one, with links to their pages.
fn inside(sdk: &Sdk<'_>, plan: &PlannedResource<'_>) -> String {
    let inside: Vec<_> = sdk.planned.inside(plan).map(|it| it.resource).collect();
    if inside.is_empty() {
        return String::new();
    }
    let all = sdk.planned.resources.iter();
    let pages = all.zip(resource_pages(&sdk.planned.resources));
    let lines = pages
        .filter(|(it, _)| inside.iter().any(|one| std::ptr::eq(*one, it.resource)))
        .map(|(it, page)| format!("- [{}]({page}.md)", code(&it.call())));
    lines.collect::<Vec<_>>().join("\n")
}

fn base_uri(sdk: &Sdk<'_>) -> String {
    match sdk.planned.api.default_url() {
        Some(url) => format!("All URIs are relative to {}.", code(url)),
        None => "All URIs are relative to the base URL of the client.".to_owned(),
    }
}

fn table(operations: &[OperationContext<'_>]) -> String {
    if operations.is_empty() {
        return String::new();
    }
    let mut rows = vec![head(&["Method", "HTTP request", "Description"])];
    rows.extend(operations.iter().map(|emitted| {
        let method = &emitted.plan.method;
        row(&[
            format!("[{}](#{method})", code(method)),
            cell(&place(emitted.operation)),
            description(&summary(emitted.operation)),
        ])
    }));
    rows.join("\n")
}

/// **GET** /v3/sessions
fn place(operation: &Operation) -> String {
    format!("**{}** {}", operation.method, escape(&operation.path))
}

/// Returns a sentence on the operation.
fn summary(operation: &Operation) -> String {
    let docs = &operation.docs;
    let text = docs.title.as_deref().or(docs.description.as_deref());
    let text = text.unwrap_or_default();
    text.split("\n\n").next().unwrap_or_default().to_owned()
}

fn section(emitted: &OperationContext<'_>) -> String {
    let docs = &emitted.operation.docs;
    let mut parts = vec![
        format!("## {}", escape(&emitted.plan.method)),
        format!("> {}", code(&signature(emitted))),
        safe_markdown(docs.title.as_deref().unwrap_or_default()),
        safe_markdown(docs.description.as_deref().unwrap_or_default()),
    ];
    if let Some(reason) = &docs.deprecated {
        parts.push(safe_markdown(&format!("**Deprecated.** {reason}")));
    }
    if let Some(program) = programs::of(emitted) {
        parts.push(format!(
            "### Example\n\n```rust,no_run\n{}\n```",
            program.trim_end()
        ));
    }
    parts.extend([
        format!("### Parameters\n\n{}", parameters(emitted)),
        format!("### Return type\n\n{}", return_type(emitted)),
        format!("### Authorization\n\n{}", authorization(emitted)),
        format!("### HTTP request headers\n\n{}", headers(emitted.operation)),
        format!("### HTTP response details\n\n{}", responses(emitted)),
        LINKS.to_owned(),
    ]);
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// Returns `fn create(&self, body: CreateEquosSessionRequest) -> CreateSession<'_>`.
fn signature(emitted: &OperationContext<'_>) -> String {
    let plan = emitted.plan;
    let arguments = inputs::arguments(emitted.operation, plan);
    let arguments = arguments.iter().map(|input| {
        let (ty, _) = input.code(emitted.sdk.planned, &quote!(call));
        format!(", {}: {}", ident(input.name()), compact(&ty.to_string()))
    });
    let (method, builder) = (ident(&plan.method), ident(&plan.builder));
    let arguments: String = arguments.collect();
    format!("fn {method}(&self{arguments}) -> {builder}<'_>")
}

/// Returns the inputs of the operation, required ones first, and whether each is required.
fn everything<'p>(emitted: &OperationContext<'p>) -> Vec<(Input<'p>, bool)> {
    let arguments = inputs::arguments(emitted.operation, emitted.plan);
    let setters = inputs::setters(emitted.operation, emitted.plan);
    let arguments = arguments.into_iter().map(|input| (input, true));
    arguments
        .chain(setters.into_iter().map(|input| (input, false)))
        .collect()
}

fn output(emitted: &OperationContext<'_>) -> String {
    let output = output_of(emitted.sdk.planned, emitted.operation, emitted.plan);
    compact(&output.ty.to_string())
}

fn parameters(emitted: &OperationContext<'_>) -> String {
    let inputs = everything(emitted);
    if inputs.is_empty() {
        return "No parameters.".to_owned();
    }
    let mut rows = vec![head(&["Name", "Type", "Description", "Notes"])];
    for (input, is_required) in inputs {
        let (ty, text, mut notes) = match input {
            Input::Parameter(name, parameter) => (
                &parameter.ty,
                &parameter.docs.description,
                parameter_notes(name, parameter),
            ),
            Input::Body(body, choice) => (
                &body.content.ty,
                &body.docs.description,
                body_notes(body, choice),
            ),
        };
        notes.insert(
            0,
            if is_required { "Required" } else { "Optional" }.to_owned(),
        );
        rows.push(row(&[
            cell(&code(input.name())),
            cell(&linked(emitted, ty)),
            description(text.as_deref().unwrap_or_default()),
            cell(&notes.join(". ")),
        ]));
    }
    rows.join("\n")
}

fn body_notes(body: &Body, choice: Option<&PlannedBody<'_>>) -> Vec<String> {
    let mut notes = vec![format!("The body, {}", code(&body.content.media_type))];
    let others = choice.iter().flat_map(|choice| {
        let others = choice.variants.iter().skip(1);
        others.map(|variant| {
            let path = format!("{}::{}", choice.ident, variant.ident);
            format!("{} for {}", code(&path), code(&variant.content.media_type))
        })
    });
    let others: Vec<String> = others.collect();
    if !others.is_empty() {
        notes.push(format!("Or {}", others.join(", ")));
    }
    notes
}

fn parameter_notes(name: &str, parameter: &Parameter) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(default) = parameter.default.as_ref().and_then(short) {
        notes.push(format!("Defaults to {}", code(&default)));
    }
    if parameter.wire_name != name.trim_end_matches('_') {
        notes.push(format!("{} in the request", code(&parameter.wire_name)));
    }
    let limits = constraints(&parameter.constraints);
    notes.extend(
        limits
            .iter()
            .map(|text| text.trim_end_matches('.').to_owned()),
    );
    if parameter.docs.deprecated.is_some() {
        notes.push("Deprecated".to_owned());
    }
    notes
}

fn linked(emitted: &OperationContext<'_>, ty: &Type) -> String {
    let planned = emitted.sdk.planned;
    type_link(planned, ty, &spelled(planned, ty), MODELS)
}

fn return_type(emitted: &OperationContext<'_>) -> String {
    let output = output(emitted);
    if output == "()" {
        return "Nothing.".to_owned();
    }
    let successes = crate::plan::successes::success_responses(emitted.operation);
    let mut contents = successes
        .iter()
        .filter_map(|response| response.content.as_ref());
    match (contents.next(), contents.next()) {
        (Some(content), None) => type_link(emitted.sdk.planned, &content.ty, &output, MODELS),
        _ => code(&output),
    }
}

fn authorization(emitted: &OperationContext<'_>) -> String {
    let schemes = &emitted.sdk.planned.api.security_schemes;
    let alternatives: Vec<String> = emitted
        .operation
        .security
        .iter()
        .map(|alternative| {
            let named = alternative.iter().filter_map(|index| schemes.get(*index));
            let links: Vec<String> = named
                .map(|scheme| {
                    let anchor = readme::anchor(&scheme.key);
                    format!("[{}](../README.md#{anchor})", code(&scheme.key))
                })
                .collect();
            if links.is_empty() {
                "none".to_owned()
            } else {
                links.join(" and ")
            }
        })
        .collect();
    if alternatives.is_empty() {
        "No authorization required.".to_owned()
    } else {
        alternatives.join(", or ")
    }
}

fn headers(operation: &Operation) -> String {
    let contents = operation.body.iter().flat_map(Body::contents);
    let mut sent: Vec<String> = contents.map(|content| code(&content.media_type)).collect();
    if sent.is_empty() {
        sent.push("Not defined".to_owned());
    }
    let mut accepted: Vec<String> = Vec::new();
    for content in operation
        .responses
        .iter()
        .filter_map(|it| it.content.as_ref())
    {
        let media_type = code(&content.media_type);
        if !accepted.contains(&media_type) {
            accepted.push(media_type);
        }
    }
    if accepted.is_empty() {
        accepted.push("Not defined".to_owned());
    }
    format!(
        "- **Content-Type**: {}\n- **Accept**: {}",
        sent.join(", "),
        accepted.join(", ")
    )
}

fn responses(emitted: &OperationContext<'_>) -> String {
    let mut rows = vec![head(&[
        "Status code",
        "Description",
        "Body",
        "Response headers",
    ])];
    rows.extend(
        emitted
            .operation
            .responses
            .iter()
            .map(|response| row(&response_row(emitted, response))),
    );
    rows.join("\n")
}

fn response_row(emitted: &OperationContext<'_>, response: &Response) -> Vec<String> {
    let status = format!("**{}**", status_text(response.status));
    let body = response.content.as_ref();
    let body = body.map_or_else(|| "-".to_owned(), |content| linked(emitted, &content.ty));
    let headers: Vec<String> = response
        .headers
        .iter()
        .map(|header| match &header.description {
            Some(text) => format!("{}: {}", code(&header.name), description(text)),
            None => code(&header.name),
        })
        .collect();
    let headers = if headers.is_empty() {
        "-".to_owned()
    } else {
        headers.join("<br>")
    };
    vec![
        status,
        description(&response.description),
        cell(&body),
        cell(&headers),
    ]
}
