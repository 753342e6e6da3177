//! Multipart bodies: the conversion of a model into its parts.

use crate::emit::models::Model;
use crate::emit::resources::part_encoding;
use crate::model::{Part, Type};
use crate::plan::{PlannedField, PlannedStruct, Presence};
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the implementation.
pub fn emit(model: &Model<'_>, object: &PlannedStruct<'_>, parts: &[Part]) -> TokenStream {
    let name = model.name();
    let fields = object.fields.iter().map(|field| {
        let part = parts.iter().find(|part| part.name == field.wire_name);
        let (property, headers) = (property(field, part), part.and_then(headers));
        quote!(#property #headers)
    });
    let fields: Vec<TokenStream> = fields.collect();
    let additional = object.additional.as_ref().map(|additional| {
        let name = ident(&additional.ident);
        match additional.ty {
            Type::File => quote! {
                for (name, file) in form.#name {
                    parts.files(&name, None, [file]);
                }
            },
            _ => quote!(parts.additional(&form.#name);),
        }
    });
    let (form, parts) = match (fields.as_slice(), &additional) {
        ([], None) => (quote!(_form), quote!(parts)),
        _ => (quote!(form), quote!(mut parts)),
    };
    quote! {
        impl From<models::#name> for Multipart {
            fn from(#form: models::#name) -> Self {
                let #parts = Self::new();
                #(#fields)*
                #additional
                parts
            }
        }
    }
}

/// Returns the statement that adds the headers that a part always has.
fn headers(part: &Part) -> Option<TokenStream> {
    let name = literals::string(&part.name);
    let headers = part.headers.iter().map(|(name, value)| {
        let (name, value) = (literals::string(name), literals::string(value));
        quote!((#name, #value))
    });
    (!part.headers.is_empty()).then(|| quote!(parts.headers(#name, &[#(#headers),*]);))
}

fn property(field: &PlannedField<'_>, part: Option<&Part>) -> TokenStream {
    let (name, wire_name) = (ident(&field.ident), literals::string(field.wire_name));
    let is_list = match field.ty {
        Type::File => Some(false),
        Type::List(item) if **item == Type::File => Some(true),
        _ => None,
    };
    if let Some(is_list) = is_list {
        let media_type = part.and_then(|part| part.media_type.as_deref());
        let media_type = match media_type {
            Some(media_type) => {
                let media_type = literals::string(media_type);
                quote!(Some(#media_type))
            }
            None => quote!(None),
        };
        let files = match (is_list, field.presence.is_required()) {
            (false, true) => quote!([form.#name]),
            (true, false) => quote!(form.#name.into_iter().flatten()),
            (true, true) | (false, false) => quote!(form.#name),
        };
        return quote!(parts.files(#wire_name, #media_type, #files););
    }
    let encoding = part_encoding(part);
    let add = match field.presence {
        Presence::Required | Presence::RequiredNullable => quote!(value),
        Presence::Optional => quote!(optional),
        Presence::OptionalNullable => quote!(nullable),
    };
    quote!(parts.#add(#wire_name, #encoding, &form.#name);)
}
