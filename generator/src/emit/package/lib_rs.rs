//! `src/lib.rs`: the crate's docs, its modules and its exports.

use super::metadata::one_line;
use crate::config::DateLibrary;
use crate::emit::examples::calls;
use crate::emit::types::resolve;
use crate::emit::wire::timestamps;
use crate::emit::{Sdk, client, resource_features};
use crate::files::SourceFile;
use crate::model::Type;
use crate::plan::{ALL_RESOURCES, Planned};
use crate::rust::doc_attributes::{escape, inner, safe_markdown};
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;

/// The maximum length of a description at the beginning of the docs. A longer one follows the introduction.
const LONGEST_AT_THE_START: usize = 600;

/// The least number of types for which rustdoc renders no pages of the source: a fifth of the size of all pages, which
/// shows generated code. docs.rs shows the source in any case.
const LARGE: usize = 500;

/// Adds `src/lib.rs`.
pub fn emit<'p>(sdk: &Sdk<'p>, files: &mut Vec<SourceFile<'p>>) {
    let sdk = sdk.clone();
    files.push(SourceFile::rust("src/lib.rs", move || file(&sdk)));
}

/// Returns the crate's root for an SDK of types only.
fn only_types(sdk: &Sdk<'_>) -> TokenStream {
    let title = escape(&sdk.metadata.title);
    let docs = format!(
        "The types of {title}.\n\n[`models`] has the types of the API. They implement `Serialize` and `Deserialize` of \
         serde.\n\n{}",
        deep_types(sdk)
    );
    let docs = inner(docs.trim_end());
    let limit = recursion_limit(sdk);
    let webhooks = webhooks(sdk);
    let mut names = vec!["IntoNullable", "IntoOption", "Nullable", "Secret"];
    if sdk.planned.needs.webhooks {
        names.extend(["Clock", "Error", "ErrorKind", "Result", "SystemClock"]);
    }
    let exports = exports(sdk.planned, &names);
    let no_source = no_source(sdk.planned);
    quote! {
        #docs

        #limit
        #no_source
        #![forbid(unsafe_code)]

        pub mod models;
        mod runtime;
        #webhooks
        mod wire;

        #exports
    }
}

/// Returns the exports from the runtime, `names` and the types of values that this SDK needs, and of its own dates.
fn exports(planned: &Planned<'_>, names: &[&str]) -> TokenStream {
    let mut names = names.to_vec();
    if planned.needs.decimals {
        names.push("Decimal");
    }
    if planned.needs.base64 {
        names.extend(["Base64", "Base64Url"]);
    }
    if planned.needs.streams && names.contains(&"pagination") {
        names.extend([
            "ByteStream",
            "Redirect",
            "EventStream",
            "JsonLines",
            "ServerSentEvent",
            "StreamRequest",
            "streaming",
        ]);
    }
    if planned.needs.files {
        names.extend(["FilePart", "Multipart"]);
    }
    let crates = crates_in_signatures(planned, names.contains(&"pagination"));
    let crates = crates.into_iter().map(ident);
    names.sort_unstable();
    let names = names.into_iter().map(ident);
    let dates = own_dates(planned);
    quote! {
        pub use {#(#crates),*};
        pub use runtime::{#(#names),*};
        #[cfg(feature = "validate")]
        pub use runtime::validation::{ValidationError, Violation};
        #dates
    }
}

/// Returns the crates whose types appear in signatures, so that users of the SDK need no version of their own.
fn crates_in_signatures(planned: &Planned<'_>, has_client: bool) -> Vec<&'static str> {
    let needs = planned.needs;
    let mut crates = vec!["serde_json"];
    if has_client {
        crates.extend(["bytes", "http"]);
    }
    if needs.dates || needs.date_times || needs.timestamps {
        crates.extend(match planned.dates {
            DateLibrary::Jiff => Some("jiff"),
            DateLibrary::Chrono => Some("chrono"),
            DateLibrary::Time => Some("time"),
            DateLibrary::Strings => None,
        });
    }
    if needs.uuids {
        crates.push("uuid");
    }
    crates.sort_unstable();
    crates
}

/// Returns the exports of the crate's own date types. Those of the crate `time` have another form in JSON.
fn own_dates(planned: &Planned<'_>) -> TokenStream {
    let needs = planned.needs;
    let is_own = planned.dates == DateLibrary::Time && (needs.dates || needs.date_times);
    let own = is_own.then(|| {
        quote!(
            pub use wire::{Date, DateTime};
        )
    });
    let timestamps = timestamps(planned).then(|| {
        quote!(
            pub use wire::{HttpDate, UnixTime};
        )
    });
    quote!(#own #timestamps)
}

fn file(sdk: &Sdk<'_>) -> TokenStream {
    if sdk.config.select.types_only {
        return only_types(sdk);
    }
    let docs = inner(&crate_docs(sdk));
    let servers = client::server_types(sdk).into_iter().map(ident);
    let pages = page_tests(sdk);
    let limit = recursion_limit(sdk);
    let mut names = vec![
        "AboutRequest",
        "Clock",
        "Credential",
        "CustomRequest",
        "Error",
        "ErrorKind",
        "Interceptor",
        "IntoNullable",
        "IntoOption",
        "Nullable",
        "Outcome",
        "Pending",
        "RawResponse",
        "Request",
        "Response",
        "Result",
        "Secret",
        "SystemClock",
        "TokenContext",
        "TokenProvider",
        "WithResponse",
        "pagination",
        "transport",
    ];
    if sdk.planned.needs.oauth {
        names.push("oauth");
    }
    let exports = exports(sdk.planned, &names);
    let webhooks = webhooks(sdk);
    let webhooks_too = webhooks.is_some().then(|| quote!(, feature = "webhooks"));
    let has_features = resource_features::has_features(sdk.planned);
    let resources_too = has_features.then(|| quote!(, feature = #ALL_RESOURCES));
    let doc_cfg = has_features.then(|| quote!(#![cfg_attr(docsrs, feature(doc_cfg))]));
    let headers = sdk.planned.needs.response_headers.then(|| {
        quote!(
            pub mod headers;
        )
    });
    let errors = (!sdk.planned.error_sets.is_empty()).then(|| {
        quote!(
            pub mod errors;
        )
    });
    let (error, api_error) = api_error(sdk.planned).unzip();
    let no_source = no_source(sdk.planned);
    quote! {
        #docs

        #limit
        #no_source
        #doc_cfg
        #![forbid(unsafe_code)]
        #![deny(
            clippy::expect_used,
            clippy::indexing_slicing,
            clippy::panic,
            clippy::unwrap_used
        )]

        mod client;
        #error
        #errors
        #headers
        pub mod models;
        pub mod resources;
        mod runtime;
        #webhooks
        mod wire;

        #[cfg(all(doctest, feature = "blocking", feature = "testing" #webhooks_too #resources_too))]
        #[doc = include_str!("../README.md")]
        struct Readme;

        #pages

        pub use client::{Client, ClientBuilder #(, #servers)*};
        pub use http::Method;
        #api_error
        #[cfg(feature = "testing")]
        pub use runtime::testing;
        #exports
    }
}

/// Returns the module of the error type that all operations share, and the export of that type.
fn api_error(planned: &Planned<'_>) -> Option<(TokenStream, TokenStream)> {
    let ty = crate::emit::error::shared_type(planned)?;
    let model = match ty {
        Type::Named(id) => resolve(planned, *id),
        _ => None,
    };
    let cfg = model.and_then(|plan| resource_features::of_file(planned, &plan.file));
    let module = quote! {
        #cfg
        mod error;
    };
    let export = quote! {
        #cfg
        pub use error::ApiError;
    };
    Some((module, export))
}

/// Returns the attribute that keeps the source of a large crate out of its docs.
fn no_source(planned: &Planned<'_>) -> Option<TokenStream> {
    let types = planned.types.iter().filter(|plan| plan.same_as.is_none());
    (types.count() >= LARGE).then(|| quote!(#![doc(html_no_source)]))
}

/// Returns the module of the requests that the API sends, if it sends any.
fn webhooks(sdk: &Sdk<'_>) -> Option<TokenStream> {
    sdk.planned.needs.webhooks.then(|| {
        quote! {
            #[cfg(feature = "webhooks")]
            pub mod webhooks;
        }
    })
}

/// Returns the recursion limit of the crate and of its doctests, if rustc's default does not suffice.
fn recursion_limit(sdk: &Sdk<'_>) -> Option<TokenStream> {
    let limit = literals::string(&sdk.planned.recursion_limit?.to_string());
    Some(quote! {
        #![recursion_limit = #limit]
        #![doc(test(attr(recursion_limit = #limit)))]
    })
}

/// Returns the docs of that limit.
fn deep_types(sdk: &Sdk<'_>) -> String {
    let Some(limit) = sdk.planned.recursion_limit else {
        return String::new();
    };
    format!(
        "The types of this API are nested more deeply than rustc's default limit: a crate that uses them needs \
         `#![recursion_limit = \"{limit}\"]`."
    )
}

/// Returns the modules that make rustdoc compile the programs of the pages.
fn page_tests(sdk: &Sdk<'_>) -> TokenStream {
    let pages = crate::emit::pages::resource_pages(&sdk.planned.resources);
    let resources = sdk.planned.resources.iter();
    let docs = pages.iter().zip(resources).map(|(name, plan)| {
        let path = literals::string(&format!("../docs/{name}.md"));
        match &plan.feature {
            Some(feature) => quote!(#[cfg_attr(feature = #feature, doc = include_str!(#path))]),
            None => quote!(#[doc = include_str!(#path)]),
        }
    });
    if pages.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #[cfg(doctest)]
        #(#docs)*
        struct Pages;
    }
}

fn crate_docs(sdk: &Sdk<'_>) -> String {
    let info = &sdk.planned.api.info;
    let description = info
        .description
        .as_deref()
        .map(safe_markdown)
        .unwrap_or_default();
    let is_short = description.len() <= LONGEST_AT_THE_START;
    let version = one_line(&info.version);
    let version = match version.as_str() {
        "" => String::new(),
        version => format!(", version {}", escape(version)),
    };
    let mut paragraphs = vec![format!(
        "A client of {}{version}.",
        escape(&sdk.metadata.title)
    )];
    if is_short {
        paragraphs.push(description.clone());
    }
    paragraphs.push(begin(sdk));
    paragraphs.push(OVERVIEW.to_owned());
    paragraphs.push(resource_features::docs(sdk));
    paragraphs.push(deep_types(sdk));
    if !is_short {
        paragraphs.push(format!("# About the API\n\n{description}"));
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}

/// Returns a first program.
fn begin(sdk: &Sdk<'_>) -> String {
    let call = calls::first_call(sdk);
    let library = &sdk.metadata.library;
    let call = call.map_or_else(String::new, |call| format!("\n{call}"));
    format!(
        "```no_run\n# async fn example() -> {library}::Result<()> {{\n\
         let client = {library}::Client::from_env()?;{call}\n# Ok(()) }}\n```"
    )
}

const OVERVIEW: &str = "\
Required values are arguments, optional ones are chained methods, and awaiting a request sends it:

- [`Client`] has a handle per resource, whose methods return requests; [`Client::builder`] has all settings.
- Methods of a request that begin with `with_` configure it; `with_response` returns the whole response: status,
  headers, body.
- [`Error`] is the one error type: its kind, the status, the body as a type of the API, the number of attempts.
- [`models`] has the types of the API, [`resources`] its operations.";
