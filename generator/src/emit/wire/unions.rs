//! Serialization of unions: how a variant is recognised, decoded and encoded.

use super::branches;
use crate::emit::models::Model;
use crate::plan::PlannedUnion;
use crate::rust::idents::ident;
use crate::rust::literals;
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
    let named = || union.branches.iter().zip(&variants);
    let decode = named().enumerate().map(|(index, (branch, variant))| {
        let index = Literal::usize_unsuffixed(index);
        match branch.constant {
            // The value is the one of the variant, or the branch is not possible.
            Some(_) => quote!(#index => Ok(Self::#variant)),
            None => quote!(#index => from_value(value).map(Self::#variant)),
        }
    });
    let encode = named().map(|(branch, variant)| {
        if let Some(value) = branch.constant {
            let literal = literals::scalar(value);
            return match value.is_string() {
                true => quote!(Self::#variant => serializer.serialize_str(#literal)),
                false => quote!(Self::#variant => Serialize::serialize(&#literal, serializer)),
            };
        }
        let serialize = match branch.tag.zip(union.discriminator) {
            Some((tag, property)) => tagged(property, tag, branch.boxed),
            None => quote!(value.serialize(serializer)),
        };
        quote!(Self::#variant(value) => #serialize)
    });
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
                    Self::#unknown(value) => value.serialize(serializer),
                }
            }
        }

        union!(models::#name);
    }
}

/// Returns the serialization of an object that does not declare the discriminator.
fn tagged(property: &str, tag: &str, boxed: bool) -> TokenStream {
    let (property, tag) = (literals::string(property), literals::string(tag));
    let value = match boxed {
        true => quote!(&**value),
        false => quote!(value),
    };
    quote!(write_tagged(#property, #tag, #value, serializer))
}

/// Returns `true` if a branch of the union has content.
pub fn has_content(union: &PlannedUnion<'_>) -> bool {
    union
        .branches
        .iter()
        .any(|branch| branch.constant.is_none())
}

/// Returns `true` if a branch of the union is tagged.
pub fn has_tagged(union: &PlannedUnion<'_>) -> bool {
    union.branches.iter().any(|branch| branch.tag.is_some())
}
