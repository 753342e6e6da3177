//! The crate's README.md: purpose, first steps, settings, and links to everything.
//!
//! Its Rust is compiled as the crate's doctests, with the features `blocking` and `testing`.

mod access;
mod crates;
mod usage;

use super::Sdk;
use super::left_out;
use super::pages::{model_link, resource_pages};
use super::webhooks;
use crate::emit::models::by_file;
use crate::files::SourceFile;
use crate::rust::doc_attributes::{code, escape};

/// Adds README.md.
pub fn emit<'p>(sdk: &Sdk<'p>, files: &mut Vec<SourceFile<'p>>) {
    let sdk = sdk.clone();
    files.push(SourceFile::text("README.md", move || readme(&sdk)));
}

/// Returns the anchor of a heading: letters and digits in lower case, spaces as hyphens.
pub fn anchor(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

fn readme(sdk: &Sdk<'_>) -> String {
    let metadata = &sdk.metadata;
    let mut parts = vec![
        format!("# {}", metadata.package),
        escape(&metadata.description),
    ];
    if sdk.config.select.types_only {
        parts.push(access::install(sdk));
        parts.push(models(sdk));
        parts.push(webhooks::readme(sdk));
    } else {
        parts.extend([
            access::deprecated(sdk),
            access::install(sdk),
            usage::first_call(sdk),
            access::configuration(sdk),
            access::authorization(sdk),
            operations(sdk),
            left_out::readme(sdk),
            models(sdk),
            usage::calls(sdk),
            usage::pages(sdk),
            usage::streams(sdk),
            webhooks::readme(sdk),
            usage::interceptors(sdk),
            usage::blocking(sdk),
            usage::testing(sdk),
        ]);
    }
    parts.extend([
        crates::features(sdk),
        crates::dependencies(sdk),
        access::deprecation(sdk),
        access::licence(sdk),
    ]);
    parts.retain(|part| !part.is_empty());
    format!("{}\n", parts.join("\n\n"))
}

/// Returns the list of all operations, with links to their pages.
fn operations(sdk: &Sdk<'_>) -> String {
    let mut lines = vec!["| Call | HTTP request |\n| --- | --- |".to_owned()];
    let pages = resource_pages(&sdk.planned.resources);
    for (plan, page) in sdk.planned.resources.iter().zip(pages) {
        for planned in &plan.operations {
            let operation = planned.operation;
            let call = format!("{}.{}", plan.call(), planned.method);
            lines.push(format!(
                "| [{}](docs/{page}.md#{}) | **{}** {} |",
                code(&call),
                planned.method,
                operation.method,
                escape(&operation.path)
            ));
        }
    }
    if lines.len() == 1 {
        return String::new();
    }
    format!("## Operations\n\n{}", lines.join("\n"))
}

/// Returns the list of all models, with links to their pages.
fn models(sdk: &Sdk<'_>) -> String {
    let mut names: Vec<(&str, &str)> = by_file(sdk.planned)
        .into_iter()
        .flat_map(|(file, types)| types.into_iter().map(move |id| (file, id)))
        .filter_map(|(file, id)| Some((sdk.planned.ty(id)?.ident.as_str(), file)))
        .collect();
    if names.is_empty() {
        return String::new();
    }
    names.sort_unstable();
    let lines: Vec<String> = names
        .iter()
        .map(|(ident, file)| {
            let link = model_link(file, ident, "docs/models/");
            format!("- [{}]({link})", escape(ident))
        })
        .collect();
    format!("## Models\n\n{}", lines.join("\n"))
}
