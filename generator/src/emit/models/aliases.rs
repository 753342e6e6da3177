//! Aliases and newtypes.

use super::{Model, derive, docs};
use crate::emit::resource_features;
use crate::emit::types::{Spelling, resolve};
use crate::model::{Type, TypeId};
use crate::plan::{Planned, PlannedContent};
use crate::rust::doc_attributes::inner;
use crate::rust::idents::ident;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Returns the `pub type`.
pub fn alias(model: &Model<'_>, ty: &Type, spelling: &mut Spelling<'_>) -> TokenStream {
    let docs = docs::of_type(model);
    let name = model.name();
    let content = content(ty, spelling);
    quote!(#docs pub type #name = #content;)
}

/// Returns the names of the places of shared types.
pub fn places(planned: &Planned<'_>, places: &[TypeId]) -> TokenStream {
    let names = places.iter().filter_map(|id| {
        let plan = planned.ty(*id)?;
        let shared = resolve(planned, plan.place_of()?)?;
        let cfg = resource_features::of_file(planned, &shared.file);
        let (name, shared) = (ident(&plan.ident), ident(&shared.ident));
        Some(quote!(#cfg pub type #name = super::#shared;))
    });
    let docs = inner(
        "The place of each inline schema that shares a type with others, by its own name: that is valid before there is \
         a second place, and after the places become different.",
    );
    quote!(#docs #(#names)*)
}

/// Returns a newtype, for an alias that would contain itself.
pub fn newtype(
    model: &Model<'_>,
    content: &PlannedContent<'_>,
    spelling: &mut Spelling<'_>,
) -> TokenStream {
    let docs = docs::of_type(model);
    let name = model.name();
    let derive = derive(matches!(content.ty, Type::List(_) | Type::Map(_)));
    let item = match content.ty {
        Type::List(item) => Some(spelling.of(item)),
        _ => None,
    };
    let items = item.map(|item| items(&name, &item));
    let ty = self::content(content.ty, spelling);
    let ty = if content.boxed { quote!(Box<#ty>) } else { ty };
    quote! {
        #docs
        #derive
        pub struct #name(pub #ty);

        impl From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self(value)
            }
        }

        impl From<#name> for #ty {
            fn from(value: #name) -> Self {
                value.0
            }
        }

        #items
    }
}

/// Returns conversions between a list and its items.
fn items(name: &Ident, item: &TokenStream) -> TokenStream {
    quote! {
        impl FromIterator<#item> for #name {
            fn from_iter<I: IntoIterator<Item = #item>>(items: I) -> Self {
                Self(items.into_iter().collect())
            }
        }

        impl IntoIterator for #name {
            type Item = #item;
            type IntoIter = std::vec::IntoIter<#item>;

            fn into_iter(self) -> Self::IntoIter {
                self.0.into_iter()
            }
        }
    }
}

fn content(ty: &Type, spelling: &mut Spelling<'_>) -> TokenStream {
    match ty {
        // Raw bytes are always a whole body, never part of JSON.
        Type::Binary => quote!(bytes::Bytes),
        ty => spelling.of(ty),
    }
}
