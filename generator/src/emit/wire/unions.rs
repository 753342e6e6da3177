//! Serialization of unions: how a variant is recognised, decoded and encoded.

use super::branches;
use crate::emit::models::Model;
use crate::plan::PlannedUnion;
use crate::rust::idents::ident;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Returns the implementations.
pub fn emit(model: &Model<'_>, union: &PlannedUnion<'_>) -> TokenStream {
    let (name, unknown) = (model.name(), ident(&union.unknown));
    let variants: Vec<_> = union
        .branches
        .iter()
        .map(|branch| ident(&branch.ident))
        .collect();
    let branches = branches::table(union);
    let decode = variants.iter().enumerate().map(|(index, variant)| {
        let index = Literal::usize_unsuffixed(index);
        quote!(#index => from_value(value).map(Self::#variant))
    });
    let encode = variants
        .iter()
        .chain([&unknown])
        .map(|variant| quote!(Self::#variant(value) => value.serialize(serializer)));
    // A second encoder increases compile time, so it exists only if branches overlap.
    let keeps = union.overlaps.then(|| {
        quote! {
            fn encode(&self) -> Option<Value> {
                serde_json::to_value(self).ok()
            }
        }
    });
    quote! {
        impl Choice for models::#name {
            const BRANCHES: Branches = #branches;

            fn decode_branch(index: usize, value: &Value) -> Result<Self, ValueError> {
                match index {
                    #(#decode,)*
                    _ => Ok(Self::keep(value.clone())),
                }
            }

            fn keep(value: Value) -> Self {
                Self::#unknown(value)
            }

            #keeps
        }

        impl Serialize for models::#name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(#encode,)*
                }
            }
        }

        union!(models::#name);
    }
}
