//! `src/headers.rs`: the headers of responses, a type per distinct set of them.
//!
//! The types are views whose methods decode when they are called. They are inlined, so that a program compiles only
//! those that it uses.

use super::Sdk;
use super::resource_features;
use super::resources::OperationContext;
use super::sets;
use super::types::{Spelling, resolve, resolve_type};
use crate::files::SourceFile;
use crate::model::{EnumBase, HeaderFormat, Separator, Type};
use crate::plan::{NameOfSet, Planned, PlannedHeader, PlannedKind, PlannedSet};
use crate::rust::doc_attributes::{code, doc_attributes, verbatim};
use crate::rust::idents::ident;
use crate::rust::literals::string;
use proc_macro2::TokenStream;
use quote::quote;

/// The names that the file imports. Each type has a name that ends differently.
const IMPORTS: &[(&str, &[&str])] = &[
    ("crate", &["models"]),
    ("crate::runtime", &["Error", "ResponseHead", "Result"]),
    (
        "crate::runtime::response_headers",
        &["Format", "HeaderValues", "Scalar"],
    ),
];

/// Adds `src/headers.rs`, if a response has typed headers.
pub fn emit<'p>(sdk: &Sdk<'p>, files: &mut Vec<SourceFile<'p>>) {
    let planned = sdk.planned;
    if planned.needs.response_headers {
        files.push(SourceFile::rust("src/headers.rs", move || file(planned)));
    }
}

fn file(planned: &Planned<'_>) -> TokenStream {
    let docs = quote! {
        //! Headers of responses. Each operation has its own name for those that it documents, such as `ListPetsHeaders`
        //! beside its request, which stays when the set of its headers changes; the names here are made of the set.
        //!
        //! A header that need not be there is `None` if it is absent. One that is absent although every response has
        //! it, or whose value does not match its schema, is an error of the kind
        //! [`ErrorKind::Header`](crate::ErrorKind::Header).
    };
    let views = planned.header_sets.iter().map(|set| view(planned, set));
    sets::file(planned, docs, IMPORTS, views)
}

/// The type of a set.
fn view(planned: &Planned<'_>, set: &PlannedSet<PlannedHeader<'_>>) -> TokenStream {
    let name = ident(&set.ident);
    let names: Vec<String> = set.members.iter().map(|header| code(header.name)).collect();
    let docs = match names.as_slice() {
        [one] => format!("The header {one}."),
        [all @ .., last] => format!("The headers {} and {last}.", all.join(", ")),
        [] => String::new(),
    };
    let docs = verbatim(&docs);
    let methods = set.members.iter().map(|header| method(planned, header));
    let cfg = resource_features::of_set(planned, &set.ident);
    quote! {
        #docs
        #cfg
        #[derive(Clone, Copy, Debug)]
        pub struct #name<'r>(HeaderValues<'r>);

        #cfg
        impl<'r> #name<'r> {
            /// Returns the headers of a response or of a stream.
            #[inline]
            pub fn of(response: &'r impl ResponseHead) -> Self {
                Self(HeaderValues::of(response))
            }

            /// Returns the headers of an error response. Returns `None` for an error without a response.
            #[inline]
            pub fn of_error(error: &'r Error) -> Option<Self> {
                HeaderValues::of_error(error).map(Self)
            }

            #(#methods)*
        }
    }
}

fn method(planned: &Planned<'_>, header: &PlannedHeader<'_>) -> TokenStream {
    let name = ident(&header.ident);
    let wire_name = string(header.name);
    let mut paragraphs = Vec::new();
    paragraphs.extend(header.description);
    let own = format!("Header {}.", code(header.name));
    paragraphs.push(&own);
    if header.deprecated {
        paragraphs.push("Deprecated.");
    }
    let docs = doc_attributes(paragraphs);
    let ty = Spelling::by_module(planned).of(&header.ty);
    let (result, value) = match (format(planned, header), header.required) {
        (None, _) => (quote!(Vec<String>), quote!(repeated(#wire_name))),
        (Some(format), true) => (ty, quote!(required(#wire_name, &#format))),
        (Some(format), false) => (quote!(Option<#ty>), quote!(optional(#wire_name, &#format))),
    };
    quote! {
        #docs
        #[inline]
        pub fn #name(&self) -> Result<#result> {
            self.0.#value
        }
    }
}

/// Returns the serialization of a header; `None` if each occurrence is a value of its own.
fn format(planned: &Planned<'_>, header: &PlannedHeader<'_>) -> Option<TokenStream> {
    let (explode, separator) = match header.format {
        HeaderFormat::Repeated => return None,
        HeaderFormat::Json => return Some(quote!(Format::Json)),
        HeaderFormat::Simple { explode, separator } => (explode, separator),
    };
    let whole = resolve_type(planned, &header.ty);
    let object = |literals: &[&str], others: TokenStream| {
        let literals = literals.iter().map(|name| string(name));
        quote!(Format::Object { explode: #explode, literals: &[#(#literals),*], others: #others })
    };
    Some(match whole {
        Type::List(item) | Type::Set(item) => {
            let scalar = scalar(planned, item);
            let separator = match separator {
                Separator::Comma => ',',
                Separator::Space => ' ',
                Separator::Tab => '\t',
                Separator::Pipe => '|',
            };
            quote!(Format::List(#separator, #scalar))
        }
        Type::Map(value) => object(&[], scalar(planned, value)),
        Type::Named(id) => match resolve(planned, *id).map(|plan| &plan.kind) {
            Some(PlannedKind::Struct(plan)) => {
                let fields = plan.fields.iter();
                let literals: Vec<&str> = fields
                    .filter(|field| is_literal(planned, field.ty))
                    .map(|field| field.wire_name)
                    .collect();
                let additional = plan.additional.as_ref();
                let others = additional.map(|additional| scalar(planned, additional.ty));
                object(&literals, others.unwrap_or_else(|| quote!(Scalar::Text)))
            }
            _ => one(planned, whole),
        },
        _ => one(planned, whole),
    })
}

fn one(planned: &Planned<'_>, ty: &Type) -> TokenStream {
    let scalar = scalar(planned, ty);
    quote!(Format::One(#scalar))
}

fn scalar(planned: &Planned<'_>, ty: &Type) -> TokenStream {
    match is_literal(planned, ty) {
        true => quote!(Scalar::Literal),
        false => quote!(Scalar::Text),
    }
}

/// Returns `true` if a value of this type can be something other than text in JSON.
fn is_literal(planned: &Planned<'_>, ty: &Type) -> bool {
    match resolve_type(planned, ty) {
        Type::Boolean | Type::Integer(_) | Type::Number | Type::Decimal | Type::UnixTime => true,
        Type::Named(id) => match resolve(planned, *id).map(|plan| &plan.kind) {
            Some(PlannedKind::Enum(list)) => list.base != EnumBase::String,
            Some(PlannedKind::Union(_)) => true,
            _ => false,
        },
        _ => false,
    }
}

/// The operation's own names for the headers of its responses. They stay when a header is added to a set, or when an
/// operation no longer shares it.
pub(super) fn names(context: &OperationContext<'_>) -> TokenStream {
    let of = |headers: &Option<NameOfSet>, what: &str| {
        let headers = headers.as_ref()?;
        let (name, set) = (ident(&headers.ident), ident(&headers.set));
        let docs = verbatim(&format!(
            "Headers of {what} of [`{}::{}`].",
            context.resource.ident, context.plan.method
        ));
        Some(quote!(#docs pub type #name<'r> = headers::#set<'r>;))
    };
    let (success, error) = (&context.plan.success_headers, &context.plan.error_headers);
    let is_same = |error: &NameOfSet| {
        success
            .as_ref()
            .is_some_and(|success| success.ident == error.ident)
    };
    if error.as_ref().is_some_and(is_same) {
        return of(success, "a response or an error response").unwrap_or_default();
    }
    let success = of(success, "the response");
    let error = of(error, "an error response");
    quote!(#success #error)
}
