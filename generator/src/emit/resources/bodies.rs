//! The request body: its argument, and the enum of a body with several media types.
//!
//! A variant of the enum is the body in one media type, which decides the content type and the serialization. The type
//! of the preferred media type converts into the enum, so a call with it does not name the enum. So does each other
//! type that is that of one variant only.

use super::{OperationContext, inputs, parameter, part_encoding};
use crate::emit::models::arguments;
use crate::emit::types::{Spelling, expanded, resolve, resolve_type};
use crate::emit::wire::xml;
use crate::model::{BodyContent, BodyFormat, Part, Type};
use crate::plan::{Planned, PlannedBody, PlannedKind};
use crate::rust::doc_attributes::{code, verbatim};
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Returns the type of the argument for a body of one media type, and the statement that sets it on a call.
pub fn argument(
    planned: &Planned<'_>,
    content: &BodyContent,
    name: &Ident,
    call: &TokenStream,
) -> (TokenStream, TokenStream) {
    let (ty, value) = match &content.format {
        BodyFormat::Json | BodyFormat::Form(_) | BodyFormat::Xml(_) => {
            let mut spelling = Spelling::by_module(planned);
            let argument = arguments::typed(planned, &content.ty, name, &mut spelling);
            (argument.ty, argument.value)
        }
        BodyFormat::JsonLines | BodyFormat::JsonSequence => {
            let items = Type::List(Box::new(content.ty.clone()));
            let (ty, _) = inputs::value(planned, &items, name);
            let value = match arguments::converts(planned, &content.ty) {
                true => {
                    let item = Spelling::by_module(planned).of(&content.ty);
                    quote!(#name.into_iter().map(Into::<#item>::into))
                }
                false => quote!(#name),
            };
            (ty, value)
        }
        BodyFormat::Text => (quote!(impl Into<String>), quote!(#name)),
        BodyFormat::Bytes => (quote!(impl Into<FilePart>), quote!(#name)),
        BodyFormat::Multipart(_) if content.is_of_any_parts() => {
            (quote!(impl Into<Multipart>), quote!(#name))
        }
        BodyFormat::Multipart(_) => (owned(planned, content), quote!(#name)),
    };
    (ty, set(planned, content, &value, call))
}

/// Returns the type of the argument for a body of any of its media types, and the statement that sets it on a call.
pub fn any(
    choice: &PlannedBody<'_>,
    name: &Ident,
    call: &TokenStream,
) -> (TokenStream, TokenStream) {
    let ty = ident(&choice.ident);
    (
        quote!(impl Into<#ty>),
        quote!(#name.into().set(&mut #call);),
    )
}

/// Returns the statement that sets a body of one media type on a call.
pub fn set(
    planned: &Planned<'_>,
    content: &BodyContent,
    value: &TokenStream,
    call: &TokenStream,
) -> TokenStream {
    let send = send(planned, content, value, call);
    quote!(#send;)
}

/// Returns the expression that sets the body of a call.
fn send(
    planned: &Planned<'_>,
    content: &BodyContent,
    value: &TokenStream,
    call: &TokenStream,
) -> TokenStream {
    let media_type = literals::string(&content.media_type);
    match &content.format {
        BodyFormat::Json if content.media_type == "application/json" => quote!(#call.json(&#value)),
        BodyFormat::Json => quote!(#call.json_as(#media_type, &#value)),
        BodyFormat::JsonLines => quote!(#call.json_lines(#media_type, #value)),
        BodyFormat::JsonSequence => quote!(#call.json_sequence(#media_type, #value)),
        BodyFormat::Form(fields) => {
            let fields = fields.iter().map(parameter::property);
            quote!(#call.form(#media_type, const { &[#(#fields),*] }, &#value))
        }
        BodyFormat::Xml(element) => {
            let element = xml::root(planned, element);
            quote!(#call.xml(#media_type, &#value, &#element))
        }
        BodyFormat::Text => quote!(#call.text(#media_type, #value)),
        BodyFormat::Bytes => quote!(#call.bytes(#media_type, #value)),
        BodyFormat::Multipart(_) => quote!(#call.multipart(#media_type, #value)),
    }
}

/// Returns the type of a body in one media type.
fn owned(planned: &Planned<'_>, content: &BodyContent) -> TokenStream {
    let mut spelling = Spelling::by_module(planned);
    spelled(content, |ty| spelling.of(ty))
}

fn spelled(content: &BodyContent, mut spell: impl FnMut(&Type) -> TokenStream) -> TokenStream {
    match &content.format {
        BodyFormat::JsonLines | BodyFormat::JsonSequence => {
            let item = spell(&content.ty);
            quote!(Vec<#item>)
        }
        BodyFormat::Text => quote!(String),
        BodyFormat::Bytes => quote!(FilePart),
        BodyFormat::Multipart(_) if content.is_of_any_parts() => quote!(Multipart),
        BodyFormat::Json | BodyFormat::Form(_) | BodyFormat::Xml(_) | BodyFormat::Multipart(_) => {
            spell(&content.ty)
        }
    }
}

/// Returns the enum of a body that has several media types, with its conversions.
pub fn choice(context: &OperationContext<'_>) -> Option<TokenStream> {
    let (planned, plan) = (context.sdk.planned, context.plan);
    let choice = plan.body_enum.as_ref()?;
    let docs = verbatim(&format!(
        "Request body of [`{}::{}`], by media type.",
        context.resource.ident, plan.method
    ));
    let name = ident(&choice.ident);
    let variants = choice.variants.iter().enumerate().map(|(index, variant)| {
        let docs = verbatim(&variant_docs(variant.content, index == 0));
        let (name, ty) = (ident(&variant.ident), owned(planned, variant.content));
        quote!(#docs #name(#ty))
    });
    let arms = choice.variants.iter().map(|variant| {
        let (name, content) = (ident(&variant.ident), variant.content);
        let value = match &content.format {
            BodyFormat::Multipart(parts) => multipart(planned, content, parts),
            _ => quote!(body),
        };
        let send = send(planned, content, &value, &quote!(call));
        quote!(Self::#name(body) => #send)
    });
    let conversions = conversions(planned, choice);
    Some(quote! {
        #docs
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }

        impl #name {
            fn set(self, call: &mut Call<'_>) {
                match self {
                    #(#arms,)*
                }
            }
        }

        #conversions
    })
}

fn variant_docs(content: &BodyContent, is_preferred: bool) -> String {
    let default = if is_preferred { ", the default" } else { "" };
    match &content.range {
        Some(range) if content.format == BodyFormat::Bytes => format!(
            "{}{default}: [`FilePart::content_type`](crate::FilePart::content_type) sets the media type.",
            code(range)
        ),
        _ => format!("{}{default}.", code(&content.media_type)),
    }
}

/// Returns the multipart body of a value. A model that is also sent in another media type is not a form of its own.
fn multipart(planned: &Planned<'_>, content: &BodyContent, parts: &[Part]) -> TokenStream {
    let is_form = match &content.ty {
        Type::Named(id) => resolve(planned, *id).is_none_or(
            |plan| matches!(&plan.kind, PlannedKind::Struct(object) if object.parts.is_some()),
        ),
        _ => return quote!(body),
    };
    if is_form {
        return quote!(Multipart::from(body));
    }
    let parts = parts.iter().map(|part| {
        let (name, encoding) = (literals::string(&part.name), part_encoding(Some(part)));
        quote!((#name, #encoding))
    });
    quote!(Multipart::object(&body, const { &[#(#parts),*] }))
}

fn conversions(planned: &Planned<'_>, choice: &PlannedBody<'_>) -> TokenStream {
    let name = ident(&choice.ident);
    let held: Vec<Held<'_>> = choice
        .variants
        .iter()
        .map(|variant| Held::of(planned, variant.content))
        .collect();
    let conversions =
        choice
            .variants
            .iter()
            .zip(&held)
            .enumerate()
            .map(|(index, (variant, ty))| {
                let spelled = owned(planned, variant.content);
                let variant = ident(&variant.ident);
                if index == 0 && ty.converts(planned) {
                    // Whatever converts into the preferred type.
                    return quote! {
                        impl<T: Into<#spelled>> From<T> for #name {
                            fn from(body: T) -> Self {
                                Self::#variant(body.into())
                            }
                        }
                    };
                }
                let mut others = held.iter().enumerate().filter(|(other, _)| *other != index);
                let is_unique = others.all(|(_, other)| other.spelled != ty.spelled);
                let first = held.first().filter(|_| index > 0);
                if index > 0 && !is_unique || first.is_some_and(|first| first.may_take(planned, ty))
                {
                    return TokenStream::new();
                }
                quote! {
                    impl From<#spelled> for #name {
                        fn from(body: #spelled) -> Self {
                            Self::#variant(body)
                        }
                    }
                }
            });
    quote!(#(#conversions)*)
}

/// The value of a variant.
struct Held<'p> {
    content: &'p BodyContent,
    /// The type with all aliases expanded.
    spelled: String,
}

impl<'p> Held<'p> {
    fn of(planned: &Planned<'_>, content: &'p BodyContent) -> Self {
        let spelled = spelled(content, |ty| expanded(planned, ty)).to_string();
        Self { content, spelled }
    }

    /// Returns `true` if an argument of this type is taken as `impl Into<…>`.
    fn converts(&self, planned: &Planned<'_>) -> bool {
        match &self.content.format {
            BodyFormat::Text | BodyFormat::Bytes => true,
            BodyFormat::JsonLines | BodyFormat::JsonSequence => false,
            BodyFormat::Multipart(_) => self.content.is_of_any_parts(),
            _ => arguments::converts(planned, &self.content.ty),
        }
    }

    /// Returns `true` if a conversion from another type may overlap with those into this one: the compiler accepts
    /// only types of the crate beside them, and these must not convert into this type.
    fn may_take(&self, planned: &Planned<'_>, other: &Held<'_>) -> bool {
        if !self.converts(planned) {
            return false;
        }
        match &other.content.format {
            BodyFormat::Bytes => false,
            BodyFormat::Multipart(_) if other.content.is_of_any_parts() => false,
            BodyFormat::Multipart(_) if matches!(self.content.format, BodyFormat::Multipart(_)) => {
                true
            }
            BodyFormat::Json
            | BodyFormat::Form(_)
            | BodyFormat::Xml(_)
            | BodyFormat::Multipart(_) => {
                let is_struct = matches!(
                    resolve_type(planned, &other.content.ty),
                    Type::Named(id) if resolve(planned, *id)
                        .is_some_and(|plan| matches!(plan.kind, PlannedKind::Struct(_)))
                );
                !is_struct || self.has_branch(planned, other)
            }
            BodyFormat::Text | BodyFormat::JsonLines | BodyFormat::JsonSequence => true,
        }
    }

    /// Returns `true` if this is a union or a newtype that the other type converts into.
    fn has_branch(&self, planned: &Planned<'_>, other: &Held<'_>) -> bool {
        let Type::Named(id) = resolve_type(planned, &self.content.ty) else {
            return false;
        };
        match resolve(planned, *id).map(|plan| &plan.kind) {
            Some(PlannedKind::Union(union)) => union
                .branches
                .iter()
                .filter(|branch| branch.constant.is_none())
                .any(|branch| expanded(planned, branch.ty).to_string() == other.spelled),
            Some(PlannedKind::Newtype(content)) => {
                expanded(planned, content.ty).to_string() == other.spelled
            }
            _ => false,
        }
    }
}
