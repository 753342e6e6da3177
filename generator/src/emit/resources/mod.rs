//! The operations of the API: `src/resources/`, a module per resource.
//!
//! A module contains the handle of the resource and, for each operation, its description, its request and its output.

mod bodies;
pub(super) mod description;
pub(super) mod docs;
mod field_path;
pub(super) mod inputs;
mod operation;
pub(super) mod output;
pub(super) mod pages;
mod parameter;
pub(super) mod stream;

pub(super) use parameter::part_encoding;

use super::Sdk;
use super::imports::imports;
use super::resource_features;
use crate::files::SourceFile;
use crate::model::Operation;
use crate::plan::{PlannedOperation, PlannedResource};
use crate::rust::idents::{file, ident};
use crate::rust::literals::string;
use proc_macro2::TokenStream;
use quote::quote;

/// The imports of a resource's module. No item of the module has one of these names (`plan::operation_names`).
const IMPORTS: &[(&str, &[&str])] = &[
    ("crate", &["errors", "headers", "models"]),
    (
        "crate::runtime",
        &[
            "ArrayFormat",
            "Call",
            "Core",
            "Error",
            "EventStream",
            "FilePart",
            "Items",
            "JsonLines",
            "Multipart",
            "Operation",
            "Pages",
            "Paging",
            "PartEncoding",
            "Parameter",
            "PathStyle",
            "QueryStyle",
            "RawEvent",
            "RawResponse",
            "Redirect",
            "Request",
            "Result",
            "Separator",
            "ServerSentEvent",
            "StreamRequest",
            "Success",
            "decode",
            "streaming",
            "xml",
        ],
    ),
];

/// Adds `src/resources/mod.rs` and a file per resource.
pub fn emit<'p>(sdk: &Sdk<'p>, files: &mut Vec<SourceFile<'p>>) {
    let planned = sdk.planned;
    files.push(SourceFile::rust("src/resources/mod.rs", move || {
        root(&planned.resources)
    }));
    for plan in &planned.resources {
        let sdk = sdk.clone();
        files.push(SourceFile::rust(
            format!("src/resources/{}.rs", file(&plan.module)),
            move || module(&sdk, plan),
        ));
    }
}

fn root(resources: &[PlannedResource<'_>]) -> TokenStream {
    let modules = resources.iter().map(|plan| {
        let module = ident(&plan.module);
        // rustc finds no files of modules with non-ASCII names, and Windows reserves some names.
        let file = file(&plan.module);
        let path = (file != plan.module).then(|| {
            let path = string(&format!("{file}.rs"));
            quote!(#[path = #path])
        });
        let cfg = resource_features::of_resource(plan);
        quote!(#cfg #path pub mod #module;)
    });
    quote! {
        //! The operations of the API: a module per resource, with its handle and a request builder per operation.

        #![allow(
            deprecated,
            reason = "deprecated operations use deprecated types"
        )]
        #![allow(
            clippy::large_enum_variant,
            clippy::module_inception,
            clippy::should_implement_trait,
            clippy::wrong_self_convention,
            reason = "names and responses are those of the API"
        )]

        #(#modules)*
    }
}

/// An operation with its plan, its resource and the SDK.
#[derive(Clone, Copy)]
pub(super) struct OperationContext<'p> {
    pub sdk: &'p Sdk<'p>,
    pub operation: &'p Operation,
    pub plan: &'p PlannedOperation<'p>,
    pub resource: &'p PlannedResource<'p>,
}

impl<'p> OperationContext<'p> {
    /// Returns the operations of a resource.
    pub fn all(sdk: &'p Sdk<'p>, resource: &'p PlannedResource<'p>) -> Vec<Self> {
        let operations = resource.operations.iter();
        operations
            .map(|plan| Self {
                sdk,
                operation: plan.operation,
                plan,
                resource,
            })
            .collect()
    }
}

fn module<'p>(sdk: &'p Sdk<'p>, plan: &'p PlannedResource<'p>) -> TokenStream {
    let operations = OperationContext::all(sdk, plan);
    let handle = handle(sdk, plan, &operations);
    let requests = operations.iter().map(operation::request);
    let required: Vec<_> = operations.iter().filter_map(operation::required).collect();
    let required = (!required.is_empty()).then(|| {
        let code = quote!(#(#required)*);
        let imports = imports(&code, IMPORTS);
        quote! {
            /// The arguments of methods that have more than four, by name.
            pub mod required {
                #imports
                #code
            }
        }
    });
    let code = quote!(#handle #(#requests)*);
    let imports = imports(&code, IMPORTS);
    let docs = docs::of_module(plan.resource);
    quote!(#docs #imports #code #required)
}

/// Returns the method of the client or of a handle that returns the handle of a resource.
pub(super) fn accessor(
    plan: &PlannedResource<'_>,
    lifetime: &TokenStream,
    core: &TokenStream,
) -> TokenStream {
    let docs = docs::of_accessor(plan.resource);
    let (module, handle) = (ident(&plan.module), ident(&plan.ident));
    let method = ident(plan.accessors.last().unwrap_or(&plan.module));
    let cfg = resource_features::of_resource(plan);
    quote! {
        #docs
        #cfg
        pub const fn #method(&self) -> crate::resources::#module::#handle<#lifetime> {
            crate::resources::#module::#handle::new(#core)
        }
    }
}

fn handle(
    sdk: &Sdk<'_>,
    plan: &PlannedResource<'_>,
    operations: &[OperationContext<'_>],
) -> TokenStream {
    let docs = docs::of_resource(sdk, plan.resource);
    let name = ident(&plan.ident);
    let methods = operations.iter().map(operation::method);
    let inside = sdk.planned.inside(plan);
    let accessors = inside.map(|plan| accessor(plan, &quote!('c), &quote!(self.core)));
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #name<'c> {
            core: &'c Core,
        }

        impl<'c> #name<'c> {
            pub(crate) const fn new(core: &'c Core) -> Self {
                Self { core }
            }

            #(#accessors)*

            #(#methods)*
        }
    }
}
