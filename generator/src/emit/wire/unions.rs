//! Serialization of unions: how a variant is recognised, decoded and encoded.

use super::branches;
use crate::emit::models::Model;
use crate::model::Type;
use crate::plan::{Planned, PlannedKind, PlannedUnion};
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::{Ident, Literal, TokenStream};
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
    let reads = reads_tagged(model.planned, union).then(|| read_branch(&name, union));
    let decoder = match reads {
        Some(_) => quote!(decode_tagged),
        None => quote!(decode_union),
    };
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

        #reads

        impl Serialize for models::#name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(#encode,)*
                    Self::#unknown(value) => value.serialize(serializer),
                }
            }
        }

        union!(models::#name, #decoder);
    }
}

/// Returns the reader of an object whose discriminator comes first.
fn read_branch(name: &Ident, union: &PlannedUnion<'_>) -> TokenStream {
    let branches = union.branches.iter().enumerate();
    let tagged = branches.filter(|(_, branch)| !branch.matching.tags.is_empty());
    let read = tagged.map(|(index, branch)| {
        let (index, variant) = (Literal::usize_unsuffixed(index), ident(&branch.ident));
        let boxed = branch.boxed.then(|| quote!(.map(Box::new)));
        quote!(#index => object.read() #boxed .map(Self::#variant))
    });
    quote! {
        impl TaggedChoice for models::#name {
            fn read_branch<'de, A: MapAccess<'de>>(
                index: usize,
                object: TaggedObject<A>,
            ) -> Result<Self, A::Error> {
                match index {
                    #(#read,)*
                    _ => object.without_branch(),
                }
            }
        }
    }
}

/// Returns `true` if the branch of an object is known from its discriminator, and reads its properties.
pub fn reads_tagged(planned: &Planned<'_>, union: &PlannedUnion<'_>) -> bool {
    let mut tagged = union
        .branches
        .iter()
        .filter(|branch| !branch.matching.tags.is_empty())
        .peekable();
    union.discriminator.is_some()
        && tagged.peek().is_some()
        && tagged.all(|branch| branch.constant.is_none() && is_record(planned, branch.ty))
}

/// Returns `true` if the type is a struct that is read from an object.
fn is_record(planned: &Planned<'_>, ty: &Type) -> bool {
    let Type::Named(id) = ty else { return false };
    match planned.ty(*id).map(|planned| &planned.kind) {
        Some(PlannedKind::Struct(object)) => object.parts.is_none(),
        Some(PlannedKind::Alias(alias)) => is_record(planned, alias.ty),
        _ => false,
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
