//! `src/webhooks.rs`: the requests that the API sends, as enums, and how they are recognised.

use super::Sdk;
use super::client::secrets;
use super::imports::imports;
use super::models::docs::Text;
use super::types::{Spelling, resolve_type};
use crate::files::SourceFile;
use crate::model::{ReceivedBody, ReceivedRequest, Type};
use crate::plan::{Planned, PlannedReceivedGroup, PlannedReceivedRequest};
use crate::pointer::tokens;
use crate::rust::doc_attributes::{code, verbatim};
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;

/// The names that the file imports. No enum has one of them (`plan::received`).
const IMPORTS: &[(&str, &[&str])] = &[
    ("crate", &["models"]),
    ("crate::runtime", &["Result"]),
    ("crate::runtime::webhooks", &["Received", "Recognition"]),
];

/// Adds `src/webhooks.rs`, if the API sends requests.
pub fn emit<'p>(sdk: &Sdk<'p>, files: &mut Vec<SourceFile<'p>>) {
    let planned = sdk.planned;
    if planned.needs.webhooks {
        files.push(SourceFile::rust("src/webhooks.rs", move || file(planned)));
    }
}

fn file(planned: &Planned<'_>) -> TokenStream {
    let groups = planned.received_groups.iter();
    let groups: Vec<TokenStream> = groups.map(|group| of_group(planned, group)).collect();
    let secrets = secrets::secrets(planned.api);
    let secrets = secrets.into_iter().map(literals::string);
    let code = quote! {
        /// Names of properties whose values errors do not show.
        const SECRETS: &[&str] = &[#(#secrets),*];

        #(#groups)*
    };
    let imports = imports(&code, IMPORTS);
    quote! {
        //! Webhooks and callbacks: requests that the API sends, for programs that receive them.

        #![allow(
            clippy::enum_variant_names,
            clippy::large_enum_variant,
            reason = "names and sizes are the API's own"
        )]

        #imports

        pub use crate::runtime::webhooks::{VerificationError, Verifier};
        pub use http::HeaderMap;

        #code
    }
}

/// Returns the section of the README.
pub fn readme(sdk: &Sdk<'_>) -> String {
    let Some(plan) = sdk.planned.received_groups.first() else {
        return String::new();
    };
    let (library, name) = (&sdk.metadata.library, &plan.ident);
    let known = plan.variants.first().map_or_else(String::new, |variant| {
        let pattern = match of_body(sdk.planned, &variant.request.body) {
            Some(_) => format!("{}(body)", variant.ident),
            None => variant.ident.clone(),
        };
        let shown = match pattern.ends_with(')') {
            true => "println!(\"{body:#?}\")".to_owned(),
            false => format!("println!({:?})", variant.ident),
        };
        format!("        {name}::{pattern} => {shown},\n")
    });
    let (argument, decode, how) = match plan.group.is_recognised {
        true => (
            "",
            "receive(headers, body)",
            format!("It is recognised by {}.", by(plan)),
        ),
        false => (
            "name: &str,\n    ",
            "parse(name, body)",
            "The document does not say how it is recognised, so the caller names it.".to_owned(),
        ),
    };
    let unknown = &plan.unknown;
    format!(
        "## Webhooks\n\nWith the feature `webhooks` the module `webhooks` has the requests that the API sends: \
         `{name}` has a variant for each, and keeps an unknown one as JSON. {how} `Verifier` verifies signatures by \
         [Standard Webhooks](https://www.standardwebhooks.com); it is for an API that signs in this way.\n\n\
         ```rust\nuse {library}::webhooks::{{HeaderMap, Verifier, {name}}};\n\n\
         fn handle(\n    verifier: &Verifier,\n    {argument}headers: &HeaderMap,\n    body: &[u8],\n) -> \
         Result<(), Box<dyn std::error::Error>> {{\n    verifier.verify(headers, body)?;\n    \
         match {name}::{decode}? {{\n{known}        \
         {name}::{unknown}(value) => println!(\"unknown: {{value}}\"),\n        _ => {{}}\n    }}\n    Ok(())\n}}\n```"
    )
}

fn of_group(planned: &Planned<'_>, plan: &PlannedReceivedGroup<'_>) -> TokenStream {
    let (name, unknown) = (ident(&plan.ident), ident(&plan.unknown));
    let what = what(plan);
    let docs = verbatim(&match &plan.group.callback {
        None => "Webhook of the API, by its name.".to_owned(),
        Some(crate::model::Receiver::Callback(key) | crate::model::Receiver::Webhook(key)) => {
            format!("Request of the callback {}, by its expression.", code(key))
        }
    });
    let variants = plan
        .variants
        .iter()
        .map(|variant| of_variant(planned, variant, what));
    let arms = plan.variants.iter().map(|variant| arm(planned, variant));
    let subject = literals::string(what);
    let parse_docs = verbatim(&format!(
        "Decodes the body of the {what} with this name in the API's document. An unknown name is not an error.\n\n\
         # Errors\nReturns an error if the body is not JSON or does not match the type of the {what}."
    ));
    let receive = receive(plan);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A request that this version of the SDK does not know, as it was received.
            #unknown(serde_json::Value),
        }

        impl #name {
            #parse_docs
            pub fn parse(name: &str, body: &[u8]) -> Result<Self> {
                let received = Received::new(#subject, name, body, SECRETS);
                match name {
                    #(#arms)*
                    _ => received.value().map(Self::#unknown),
                }
            }

            #receive
        }
    }
}

fn what(plan: &PlannedReceivedGroup<'_>) -> &'static str {
    match plan.group.callback {
        None => "webhook",
        Some(_) => "callback",
    }
}

fn of_variant(planned: &Planned<'_>, plan: &PlannedReceivedRequest<'_>, what: &str) -> TokenStream {
    let request = plan.request;
    let mut text = Text::of(&request.docs);
    text.paragraph(&format!("The {what} {}.", code(&request.name)));
    text.details(&request.docs, Vec::new());
    let (docs, name) = (text.attributes(), ident(&plan.ident));
    match of_body(planned, &request.body) {
        None => quote!(#docs #name),
        Some((ty, _)) => quote!(#docs #name(#ty)),
    }
}

/// Returns the type of a body and the method of `Received` that decodes it, or `None` for one without content.
fn of_body(planned: &Planned<'_>, body: &ReceivedBody) -> Option<(TokenStream, TokenStream)> {
    let ty = match body {
        ReceivedBody::Empty => return None,
        ReceivedBody::Bytes => return Some((quote!(bytes::Bytes), quote!(bytes))),
        ReceivedBody::Json(ty) => ty,
    };
    match resolve_type(planned, ty) {
        Type::Null => None,
        Type::Binary => Some((quote!(bytes::Bytes), quote!(bytes))),
        _ => Some((Spelling::by_module(planned).of(ty), quote!(json))),
    }
}

fn arm(planned: &Planned<'_>, plan: &PlannedReceivedRequest<'_>) -> TokenStream {
    let (variant, name) = (ident(&plan.ident), literals::string(&plan.request.name));
    match of_body(planned, &plan.request.body) {
        None => quote!(#name => Ok(Self::#variant),),
        Some((_, decoder)) => quote!(#name => received.#decoder().map(Self::#variant),),
    }
}

/// The method `receive`, if the requests can be recognised.
fn receive(plan: &PlannedReceivedGroup<'_>) -> Option<TokenStream> {
    if !plan.group.is_recognised {
        return None;
    }
    let (what, by) = (what(plan), by(plan));
    let is_recognised =
        |request: &ReceivedRequest| !request.headers.is_empty() || !request.properties.is_empty();
    let variants = plan.variants.iter();
    let (recognised, others): (Vec<_>, Vec<_>) =
        variants.partition(|variant| is_recognised(variant.request));
    let others: Vec<String> = others
        .iter()
        .map(|variant| code(&variant.request.name))
        .collect();
    let others = match others.as_slice() {
        [] => String::new(),
        names => format!(
            " The document does not say how these are recognised: {}.",
            names.join(", ")
        ),
    };
    let docs = verbatim(&format!(
        "Recognises a {what} by {by}, and decodes its body.\n\n\
         One that is not recognised is not an error.{others}\n\n\
         # Errors\nReturns an error if the body is not JSON or does not match the type of the {what}."
    ));
    let rows = recognised
        .iter()
        .map(|variant| recognition(variant.request));
    Some(quote! {
        #docs
        pub fn receive(headers: &HeaderMap, body: &[u8]) -> Result<Self> {
            static KNOWN: &[Recognition] = &[#(#rows),*];
            let received = Received::new(#what, "", body, SECRETS);
            Self::parse(Recognition::find(KNOWN, headers, received)?, body)
        }
    })
}

/// Returns a pointer as it is written in programs: `items[0].type`.
fn path_of(pointer: &str) -> String {
    let mut path = String::new();
    for token in tokens(pointer) {
        match token.bytes().all(|byte| byte.is_ascii_digit()) {
            true => path.push_str(&format!("[{token}]")),
            false if path.is_empty() => path.push_str(&token),
            false => path.push_str(&format!(".{token}")),
        }
    }
    path
}

/// Returns the headers and properties by which requests are recognised.
fn by(plan: &PlannedReceivedGroup<'_>) -> String {
    let mut by: Vec<String> = Vec::new();
    for variant in &plan.variants {
        let headers = variant.request.headers.iter();
        let headers = headers.map(|(name, _)| format!("the header {}", code(name)));
        let properties = variant.request.properties.iter();
        let properties =
            properties.map(|(pointer, _)| format!("the property {}", code(&path_of(pointer))));
        for evidence in headers.chain(properties) {
            if !by.contains(&evidence) {
                by.push(evidence);
            }
        }
    }
    let has_several =
        |request: &ReceivedRequest| request.headers.len() + request.properties.len() > 1;
    match plan.variants.iter().any(|it| has_several(it.request)) {
        true => by.join(" and "),
        false => by.join(" or "),
    }
}

fn recognition(request: &ReceivedRequest) -> TokenStream {
    let name = literals::string(&request.name);
    let rows = |evidence: &[(String, Vec<String>)]| {
        let rows = evidence.iter().map(|(name, values)| {
            let name = literals::string(name);
            let values = values.iter().map(|value| literals::string(value));
            quote!((#name, &[#(#values),*]))
        });
        let rows: Vec<TokenStream> = rows.collect();
        quote!(&[#(#rows),*])
    };
    let (headers, properties) = (rows(&request.headers), rows(&request.properties));
    quote! {
        Recognition {
            name: #name,
            headers: #headers,
            properties: #properties,
        }
    }
}
