//! The Rust code of an operation: the method of the handle, and the request that it returns.

use super::inputs::{self, Input};
use super::{OperationContext, bodies, description, docs, output, pages, stream};
use crate::emit::named_arguments::{MOST_BY_POSITION, NamedArgument, NamedArguments};
use crate::emit::response_headers;
use crate::emit::typed_errors;
use crate::plan::successes::is_only_stream;
use crate::rust::configured_attributes::attributes;
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The method of the handle.
pub fn method(context: &OperationContext<'_>) -> TokenStream {
    let OperationContext {
        operation,
        plan,
        sdk,
        ..
    } = *context;
    let docs = docs::of_method(context);
    let deprecated = deprecated(context);
    let attributes = attributes(&operation.docs.attributes);
    let (method, request, description) = (
        ident(&plan.method),
        ident(&plan.builder),
        ident(&plan.description),
    );
    let mut arguments = Vec::new();
    let call = quote!(call);
    let mut statements: Vec<TokenStream> =
        inputs::constants(sdk.planned, operation, &call).collect();
    for input in inputs::arguments(operation, plan) {
        let name = ident(input.name());
        let (ty, statement) = input.code(sdk.planned, &quote!(call));
        arguments.push(quote!(#name: #ty));
        statements.push(statement);
    }
    let mut bounds = None;
    if let Some(named) = named_arguments(context) {
        bounds = named.bounds();
        arguments = vec![named.argument(&quote!(required::#request))];
    }
    if operation.body.as_ref().is_none_or(|body| body.required) {
        statements.extend(stream::unset_flag(operation, &quote!(call)));
    }
    let new_call = quote!(Call::new(self.core, &#description));
    let (binding, call, field) = if statements.is_empty() {
        (None, new_call.clone(), quote!(call: #new_call))
    } else {
        (
            Some(quote!(let mut call = #new_call;)),
            quote!(call),
            quote!(call),
        )
    };
    let result = if is_plain(context) {
        let decoder = output::output(sdk.planned, operation, plan).decoder;
        quote!(Request::new(#call, #decoder))
    } else {
        quote!(#request { #field })
    };
    quote! {
        #docs
        #deprecated
        #attributes
        pub fn #method #bounds (&self, #(#arguments),*) -> #request<'c> {
            #binding
            #(#statements)*
            #result
        }
    }
}

/// The struct of the arguments of the method, if there are too many for a list.
pub fn required(context: &OperationContext<'_>) -> Option<TokenStream> {
    let docs = docs::of_required(context.plan, context.resource);
    Some(named_arguments(context)?.declaration(&docs, &ident(&context.plan.builder)))
}

fn named_arguments(context: &OperationContext<'_>) -> Option<NamedArguments> {
    let inputs = inputs::arguments(context.operation, context.plan);
    if inputs.len() <= MOST_BY_POSITION {
        return None;
    }
    let planned = context.sdk.planned;
    let arguments = inputs.iter().map(|input| NamedArgument {
        docs: docs::of_argument(planned, input),
        name: ident(input.name()),
        ty: input.code(planned, &quote!(call)).0,
    });
    Some(NamedArguments::of(
        arguments.collect(),
        planned.type_parameter,
        &[],
    ))
}

/// Returns `true` if the request has no setters. It is then the `Request` of the runtime, compiled once for all of
/// them.
fn is_plain(context: &OperationContext<'_>) -> bool {
    inputs::setters(context.operation, context.plan).is_empty()
        && pages::methods(context).is_none()
        && context.operation.stream.is_none()
        && context.plan.alternatives.is_empty()
}

/// The description of the operation, its request, and the enums of its responses.
pub fn request(context: &OperationContext<'_>) -> TokenStream {
    let OperationContext {
        operation,
        plan,
        sdk,
        resource,
    } = *context;
    let description = description::description(context);
    let name = ident(&plan.builder);
    let docs = docs::of_request(plan, resource);
    let output = output::output(sdk.planned, operation, plan);
    let success = output::success_enum(context);
    let error = typed_errors::name(context);
    let request = if is_plain(context) {
        let ty = &output.ty;
        quote!(#docs pub type #name<'c> = Request<'c, #ty>;)
    } else {
        let methods = methods(context, &name);
        let (ty, decoder) = (&output.ty, &output.decoder);
        let stream = stream::methods(context);
        let alternatives = output::alternatives(context);
        let common = match is_only_stream(operation) {
            true => quote!(crate::runtime::stream_request!(#name, #ty);),
            false => quote!(crate::runtime::request!(#name, #ty, #decoder);),
        };
        quote! {
            #docs
            #[must_use = "a request is not sent until it is awaited"]
            pub struct #name<'c> {
                call: Call<'c>,
            }

            #methods

            #alternatives

            #stream

            #common
        }
    };
    let headers = response_headers::names(context);
    let events = stream::event_enum(context);
    let body = bodies::choice(context);
    quote! {
        #description

        #request

        #body

        #success

        #error

        #headers

        #events
    }
}

fn methods(context: &OperationContext<'_>, name: &Ident) -> TokenStream {
    let setters: Vec<TokenStream> = inputs::setters(context.operation, context.plan)
        .into_iter()
        .map(|input| setter(context, input))
        .collect();
    let pages = pages::methods(context);
    if setters.is_empty() && pages.is_none() {
        return TokenStream::new();
    }
    quote! {
        impl #name<'_> {
            #(#setters)*
            #pages
        }
    }
}

fn setter(context: &OperationContext<'_>, input: Input<'_>) -> TokenStream {
    let name = ident(input.name());
    let docs = docs::of_input(context.sdk.planned, &input);
    let (ty, statement) = input.code(context.sdk.planned, &quote!(self.call));
    let unset = match input {
        Input::Body(..) => stream::unset_flag(context.operation, &quote!(self.call)),
        Input::Parameter(..) => None,
    };
    let (deprecated, attributes) = match input {
        Input::Parameter(_, parameter) => (
            deprecation(parameter.docs.deprecated.as_deref()),
            attributes(&parameter.docs.attributes),
        ),
        Input::Body(..) => (None, TokenStream::new()),
    };
    quote! {
        #docs
        #deprecated
        #attributes
        pub fn #name(mut self, #name: #ty) -> Self {
            #statement
            #unset
            self
        }
    }
}

/// The attribute `#[deprecated]`. If the whole API is deprecated it is behind a feature, since every call would cause
/// a warning.
fn deprecated(context: &OperationContext<'_>) -> Option<TokenStream> {
    let attribute = deprecation(context.operation.docs.deprecated.as_deref())?;
    if !context.sdk.metadata.wholly_deprecated {
        return Some(attribute);
    }
    let meta = deprecation_meta(context.operation.docs.deprecated.as_deref()?);
    let feature = crate::emit::package::manifest::DEPRECATION_WARNINGS;
    Some(quote!(#[cfg_attr(feature = #feature, #meta)]))
}

fn deprecation(reason: Option<&str>) -> Option<TokenStream> {
    let meta = deprecation_meta(reason?);
    Some(quote!(#[#meta]))
}

fn deprecation_meta(reason: &str) -> TokenStream {
    let reason = crate::emit::package::metadata::one_line(reason);
    if reason.is_empty() {
        return quote!(deprecated);
    }
    // Rustdoc renders the note as Markdown.
    let note = literals::string(&crate::rust::doc_attributes::escape(&reason));
    quote!(deprecated(note = #note))
}
