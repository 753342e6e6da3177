//! The method `stream` of requests whose response can be read piece by piece, and the enum of its events.

use super::OperationContext;
use super::description::accept_of;
use crate::emit::types::Spelling;
use crate::model::{Framing, Operation, Stream, StreamData, StreamFlag, StreamItems};
use crate::plan::successes::{is_download, is_only_stream, is_redirect};
use crate::plan::{Planned, PlannedEvent, PlannedEvents, PlannedOperation};
use crate::rust::doc_attributes::{code, doc_attributes, safe_markdown, verbatim};
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// Returns the Rust type of the stream.
pub fn ty(planned: &Planned<'_>, stream: &Stream, plan: &PlannedOperation<'_>) -> TokenStream {
    let of_data = |data: &StreamData| match data {
        StreamData::Text => quote!(String),
        StreamData::Json(ty) => Spelling::by_module(planned).of(ty),
    };
    let item = match (&stream.items, &plan.event_enum) {
        (StreamItems::Named(_), Some(events)) => {
            let name = ident(&events.ident);
            quote!(#name)
        }
        (StreamItems::One(data), _) => of_data(data),
        (StreamItems::Raw | StreamItems::Named(_), _) => quote!(ServerSentEvent),
    };
    match stream.framing {
        Framing::Events => quote!(EventStream<#item>),
        Framing::Lines | Framing::Sequence => quote!(JsonLines<#item>),
    }
}

/// The function that makes the stream of a response.
fn start(stream: &Stream, plan: &PlannedOperation<'_>) -> TokenStream {
    let decoder = match (&stream.items, &plan.event_enum) {
        (StreamItems::Named(_), Some(events)) => {
            let name = ident(&events.ident);
            quote!(#name::decode)
        }
        (StreamItems::One(StreamData::Json(_)), _) => quote!(streaming::event_stream::json),
        (StreamItems::One(StreamData::Text), _) => quote!(streaming::event_stream::text),
        (StreamItems::Raw | StreamItems::Named(_), _) => quote!(streaming::event_stream::raw),
    };
    match (stream.framing, &stream.end_marker) {
        (Framing::Lines, _) => quote!(JsonLines::lines),
        (Framing::Sequence, _) => quote!(JsonLines::sequence),
        (Framing::Events, None) => quote!(|opened| EventStream::new(opened, #decoder)),
        (Framing::Events, Some(end)) => {
            let end = literals::string(end);
            quote!(|opened| Ok(EventStream::new(opened, #decoder)?.with_end_marker(#end)))
        }
    }
}

/// The method `stream`, and that of downloads.
pub fn methods(context: &OperationContext<'_>) -> Option<TokenStream> {
    let (operation, plan) = (context.operation, context.plan);
    let name = ident(&plan.builder);
    let Some(stream) = &operation.stream else {
        let is_streamed = is_download(operation) || is_redirect(operation);
        return is_streamed.then(|| quote!(crate::runtime::download!(#name);));
    };
    let ty = ty(context.sdk.planned, stream, plan);
    let start = start(stream, plan);
    let mut statements = Vec::new();
    if !is_only_stream(operation) {
        let media_type = literals::string(&accept_of(operation, &stream.media_type));
        statements.push(quote!(self.call.accept(#media_type);));
    }
    statements.extend(
        stream
            .flag
            .as_ref()
            .map(|flag| set_flag(flag, &quote!(self.call))),
    );
    let mutable = (!statements.is_empty()).then(|| quote!(mut));
    let docs = verbatim(&docs(operation, stream));
    Some(quote! {
        impl<'c> #name<'c> {
            #docs
            pub fn stream(#mutable self) -> StreamRequest<'c, #ty> {
                #(#statements)*
                StreamRequest::new(self.call, #start)
            }
        }
    })
}

fn docs(operation: &Operation, stream: &Stream) -> String {
    let what = match stream.framing {
        Framing::Events => "the events of the response as they are received",
        Framing::Lines | Framing::Sequence => "the items of the response as they are received",
    };
    let flag = match &stream.flag {
        Some(StreamFlag::Body { name, .. }) => {
            format!(" The request sets {} in the body.", code(name))
        }
        Some(StreamFlag::Query { name, .. }) => format!(" The request sets {}.", code(name)),
        None => String::new(),
    };
    let same = match is_only_stream(operation) {
        true => " Awaiting the request without it is the same.",
        false => "",
    };
    format!("Returns a stream of {what}.{flag}{same}")
}

/// The statement that asks for the stream.
fn set_flag(flag: &StreamFlag, call: &TokenStream) -> TokenStream {
    match flag {
        StreamFlag::Body { name, on, .. } => body_member(name, on, true, call),
        StreamFlag::Query { name, on, .. } => query(name, on, call),
    }
}

/// The statement that asks for a complete response, after the body or the parameters were set.
pub fn unset_flag(operation: &Operation, call: &TokenStream) -> Option<TokenStream> {
    if is_only_stream(operation) {
        return None;
    }
    match operation.stream.as_ref()?.flag.as_ref()? {
        StreamFlag::Body {
            name,
            off: Some(off),
            ..
        } => Some(body_member(name, off, false, call)),
        StreamFlag::Query {
            name,
            off: Some(off),
            ..
        } => Some(query(name, off, call)),
        _ => None,
    }
}

fn body_member(name: &str, value: &Value, is_added: bool, call: &TokenStream) -> TokenStream {
    let (name, value) = (literals::string(name), literals::json(value));
    quote!(#call.body_member(#name, #value, #is_added);)
}

fn query(name: &str, value: &Value, call: &TokenStream) -> TokenStream {
    let name = literals::string(name);
    let value = match value {
        Value::Bool(value) => quote!(&#value),
        Value::String(text) => {
            let text = literals::string(text);
            quote!(#text)
        }
        other => {
            let text = literals::string(&other.to_string());
            quote!(#text)
        }
    };
    quote!(#call.query(#name, #value);)
}

/// The enum of the events, if their type depends on their name.
pub fn event_enum(context: &OperationContext<'_>) -> Option<TokenStream> {
    let PlannedEvents {
        ident: name,
        variants,
        unknown,
    } = context.plan.event_enum.as_ref()?;
    let docs = verbatim(&format!(
        "Event of the stream of [`{}::{}`], by its name.",
        context.resource.ident, context.plan.method
    ));
    let (name, unknown) = (ident(name), ident(unknown));
    let planned = context.sdk.planned;
    let cases = variants.iter().map(|PlannedEvent { ident: name, event }| {
        let text = safe_markdown(event.description.as_deref().unwrap_or_default());
        let docs = match text.is_empty() {
            true => verbatim(&format!("The event {}.", code(&event.name))),
            false => doc_attributes([text.as_str()]),
        };
        let variant = ident(name);
        let ty = match &event.data {
            StreamData::Text => quote!(String),
            StreamData::Json(ty) => Spelling::by_module(planned).of(ty),
        };
        quote!(#docs #variant(#ty))
    });
    let arms = variants.iter().map(|PlannedEvent { ident: name, event }| {
        let (variant, name) = (ident(name), literals::string(&event.name));
        let decoder = match &event.data {
            StreamData::Text => quote!(text),
            StreamData::Json(_) => quote!(json),
        };
        quote!(#name => streaming::event_stream::#decoder(event).map(Self::#variant))
    });
    Some(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#cases,)*
            /// An event that this version of the SDK does not know, as it was received.
            #unknown(ServerSentEvent),
        }

        impl #name {
            fn decode(event: &RawEvent<'_>) -> Result<Self> {
                match event.name() {
                    #(#arms,)*
                    _ => streaming::event_stream::raw(event).map(Self::#unknown),
                }
            }
        }
    })
}
