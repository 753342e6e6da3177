//! Unions on the wire: how the branches are told apart, and how each is read and written.

use super::branches;
use crate::emit::models::Emitted;
use crate::plan::PlannedUnion;
use crate::rust::idents::ident;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The implementations.
pub fn emit(emitted: &Emitted<'_>, union: &PlannedUnion<'_>) -> TokenStream {
    let (name, unknown) = (emitted.name(), ident(&union.unknown));
    let members: Vec<_> = union
        .branches
        .iter()
        .map(|branch| ident(&branch.ident))
        .collect();
    let branches = branches::table(union);
    let decode = members.iter().enumerate().map(|(index, member)| {
        let index = Literal::usize_unsuffixed(index);
        quote!(#index => from_value(value).map(Self::#member))
    });
    let encode = members
        .iter()
        .chain([&unknown])
        .map(|member| quote!(Self::#member(value) => value.serialize(serializer)));
    // Costs the user's compiler a second encoder, so only where it can matter.
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
