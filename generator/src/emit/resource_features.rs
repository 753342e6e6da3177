//! The attributes by which parts of the crate are compiled with the features of resources, and the docs of these.

use super::Sdk;
use crate::plan::{ALL_RESOURCES, CompiledWith, Planned, PlannedResource};
use crate::rust::doc_attributes::code;
use crate::rust::literals::string;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `true` if the SDK has a feature per resource.
pub fn has_features(planned: &Planned<'_>) -> bool {
    planned.resources.iter().any(|plan| plan.feature.is_some())
}

/// Returns the attribute of a resource.
pub fn of_resource(plan: &PlannedResource<'_>) -> Option<TokenStream> {
    let feature = string(plan.feature.as_deref()?);
    Some(quote!(#[cfg(feature = #feature)]))
}

/// Returns the attribute of a file of models.
pub fn of_file(planned: &Planned<'_>, file: &str) -> Option<TokenStream> {
    attribute(planned.shared_parts.of_file(file)?)
}

/// Returns the attribute of a set of headers or errors, by its Rust name.
pub fn of_set(planned: &Planned<'_>, ident: &str) -> Option<TokenStream> {
    attribute(planned.shared_parts.of_set(ident)?)
}

fn attribute(with: &CompiledWith) -> Option<TokenStream> {
    let features: Vec<_> = with.features().iter().map(|name| string(name)).collect();
    match features.as_slice() {
        [] => None,
        [one] => Some(quote!(#[cfg(feature = #one)])),
        several => Some(quote!(#[cfg(any(#(feature = #several),*))])),
    }
}

/// Returns the attribute of a file of models as text with a line break; nothing if there is none.
pub fn of_file_as_text(planned: &Planned<'_>, file: &str) -> String {
    let with = planned.shared_parts.of_file(file);
    let features = with.map(CompiledWith::features).unwrap_or_default();
    let features: Vec<String> = features
        .iter()
        .map(|name| format!("feature = {}", string(name)))
        .collect();
    match features.as_slice() {
        [] => String::new(),
        [one] => format!("#[cfg({one})]\n"),
        several => format!("#[cfg(any({}))]\n", several.join(", ")),
    }
}

/// Returns the attribute of a file whose items are unused where not all resources are compiled.
pub fn allow_unused(planned: &Planned<'_>) -> Option<TokenStream> {
    has_features(planned).then(|| {
        quote! {
            #![cfg_attr(
                not(feature = #ALL_RESOURCES),
                allow(
                    dead_code,
                    unused_imports,
                    unused_macros,
                    reason = "for the resources that are compiled"
                )
            )]
        }
    })
}

/// Returns the attribute of an export from a file that can be empty where not all resources are compiled.
pub fn allow_unused_export(planned: &Planned<'_>) -> Option<TokenStream> {
    has_features(planned)
        .then(|| quote!(#[cfg_attr(not(feature = #ALL_RESOURCES), allow(unused_imports))]))
}

/// Returns the attribute of a file whose items are unused where not all resources are compiled, as text with a line
/// break; nothing if there is none.
pub fn allow_unused_as_text(planned: &Planned<'_>) -> String {
    match has_features(planned) {
        true => format!(
            "#![cfg_attr(\n    not(feature = \"{ALL_RESOURCES}\"),\n    allow(dead_code, unused_imports, unused_macros, \
             reason = \"for the resources that are compiled\")\n)]\n\n"
        ),
        false => String::new(),
    }
}

/// Returns a section of the crate's docs on the features, with the resource of each.
pub fn docs(sdk: &Sdk<'_>) -> String {
    let lines: Vec<String> = sdk
        .planned
        .resources
        .iter()
        .filter_map(|plan| {
            let feature = code(plan.feature.as_deref()?);
            let (call, module, handle) = (code(&plan.call()), &plan.module, &plan.ident);
            Some(format!(
                "- {feature}: [{call}](crate::resources::{module}::{handle})"
            ))
        })
        .collect();
    if lines.is_empty() {
        return String::new();
    }
    format!(
        "# Features of resources\n\nEach resource has a Cargo feature, which compiles its operations and the types that \
         they need. The default feature `{ALL_RESOURCES}` enables all of them.\n\n{}",
        lines.join("\n")
    )
}

/// Returns a section of the README on the features.
pub fn readme(sdk: &Sdk<'_>) -> String {
    let resources = &sdk.planned.resources;
    let features = resources.iter().filter_map(|plan| plan.feature.as_deref());
    let features: Vec<String> = features.map(code).collect();
    let Some(first) = features.first() else {
        return String::new();
    };
    let package = &sdk.metadata.package;
    let first = first.trim_matches('`');
    format!(
        "### Features of resources\n\nA program that uses a few resources compiles faster with only these, and the types \
         that they need:\n\n```sh\ncargo add {package} --no-default-features --features rustls,tls12,{first}\n```\n\nEach resource has a feature, and `{ALL_RESOURCES}` enables \
         all of them: {}.",
        features.join(", ")
    )
}
