//! An operation in Rust: the method of the handle, and the request that it gives.

use super::inputs::{self, Input};
use super::{Emitted, answer, description, docs, pages};
use crate::rust::given_attributes::attributes;
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;

/// The method of the handle.
pub fn method(emitted: &Emitted<'_>) -> TokenStream {
    let Emitted {
        operation,
        plan,
        sdk,
        ..
    } = *emitted;
    let docs = docs::of_method(emitted);
    let deprecated = deprecated(emitted);
    let attributes = attributes(&operation.docs.attributes);
    let (method, request, description) = (
        ident(&plan.method),
        ident(&plan.builder),
        ident(&plan.description),
    );
    let mut arguments = Vec::new();
    let mut statements = Vec::new();
    for (parameter, value) in inputs::constants(operation) {
        statements.push(inputs::set(parameter, &quote!(call), &constant(value)));
    }
    for input in inputs::arguments(operation, plan) {
        let name = ident(input.name());
        let (ty, statement) = input.code(sdk.planned, &quote!(call));
        arguments.push(quote!(#name: #ty));
        statements.push(statement);
    }
    let made = quote!(Call::new(self.core, &#description));
    let (made, call, field) = if statements.is_empty() {
        (None, made.clone(), quote!(call: #made))
    } else {
        (
            Some(quote!(let mut call = #made;)),
            quote!(call),
            quote!(call),
        )
    };
    let request_made = if is_plain(emitted) {
        let decoder = answer::answer(sdk.planned, operation, plan).decoder;
        quote!(Request::new(#call, #decoder))
    } else {
        quote!(#request { #field })
    };
    quote! {
        #docs
        #deprecated
        #attributes
        pub fn #method(&self, #(#arguments),*) -> #request<'c> {
            #made
            #(#statements)*
            #request_made
        }
    }
}

/// Whether the request takes nothing more: then it is one of the runtime's, which the user's compiler has read once for all of them.
fn is_plain(emitted: &Emitted<'_>) -> bool {
    inputs::setters(emitted.operation, emitted.plan).is_empty() && pages::methods(emitted).is_none()
}

/// What describes the operation, its request, and what the request gives.
pub fn request(emitted: &Emitted<'_>) -> TokenStream {
    let Emitted {
        operation,
        plan,
        sdk,
        resource,
    } = *emitted;
    let description = description::description(emitted);
    let name = ident(&plan.builder);
    let docs = docs::of_request(plan, resource);
    let answer = answer::answer(sdk.planned, operation, plan);
    let success = answer::success_enum(emitted);
    let request = if is_plain(emitted) {
        let output = &answer.output;
        quote!(#docs pub type #name<'c> = Request<'c, #output>;)
    } else {
        let methods = methods(emitted, &name);
        let (output, decoder) = (&answer.output, &answer.decoder);
        quote! {
            #docs
            #[must_use = "a call does nothing until it is awaited"]
            pub struct #name<'c> {
                call: Call<'c>,
            }

            #methods

            crate::runtime::request!(#name, #output, #decoder);
        }
    };
    quote! {
        #description

        #request

        #success
    }
}

fn methods(emitted: &Emitted<'_>, name: &Ident) -> TokenStream {
    let setters: Vec<TokenStream> = inputs::setters(emitted.operation, emitted.plan)
        .into_iter()
        .map(|input| setter(emitted, input))
        .collect();
    let pages = pages::methods(emitted);
    quote! {
        impl #name<'_> {
            #(#setters)*
            #pages
        }
    }
}

fn setter(emitted: &Emitted<'_>, input: Input<'_>) -> TokenStream {
    let name = ident(input.name());
    let docs = docs::of_input(emitted.sdk.planned, &input);
    let (ty, statement) = input.code(emitted.sdk.planned, &quote!(self.call));
    let (deprecated, attributes) = match input {
        Input::Parameter(_, parameter) => (
            deprecation(parameter.docs.deprecated.as_deref()),
            attributes(&parameter.docs.attributes),
        ),
        Input::Body(_) => (None, TokenStream::new()),
    };
    quote! {
        #docs
        #deprecated
        #attributes
        pub fn #name(mut self, #name: #ty) -> Self {
            #statement
            self
        }
    }
}

/// `#[deprecated]`; where the whole API is, behind a feature, since a warning at every call says nothing.
fn deprecated(emitted: &Emitted<'_>) -> Option<TokenStream> {
    let attribute = deprecation(emitted.operation.docs.deprecated.as_deref())?;
    if !emitted.sdk.facts.wholly_deprecated {
        return Some(attribute);
    }
    let meta = deprecation_meta(emitted.operation.docs.deprecated.as_deref()?);
    let feature = crate::emit::manifest::DEPRECATION_WARNINGS;
    Some(quote!(#[cfg_attr(feature = #feature, #meta)]))
}

fn deprecation(reason: Option<&str>) -> Option<TokenStream> {
    let meta = deprecation_meta(reason?);
    Some(quote!(#[#meta]))
}

fn deprecation_meta(reason: &str) -> TokenStream {
    let reason = crate::emit::facts::one_line(reason);
    if reason.is_empty() {
        return quote!(deprecated);
    }
    // Rustdoc shows the note as Markdown.
    let note = literals::string(&crate::rust::doc_attributes::escape(&reason));
    quote!(deprecated(note = #note))
}

fn constant(value: &Value) -> TokenStream {
    match value {
        Value::String(text) => {
            let text = literals::string(text);
            quote!(#text)
        }
        Value::Bool(value) => quote!(&#value),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => {
                let integer = literals::integer(integer);
                quote!(&#integer)
            }
            (None, float) => {
                let float = literals::float(float.unwrap_or_default());
                quote!(&#float)
            }
        },
        other => {
            let text = literals::json(other);
            quote!(#text)
        }
    }
}
