//! Other names for types.

use super::{Emitted, derive, docs};
use crate::emit::types::Spelling;
use crate::model::Type;
use crate::plan::PlannedContent;
use proc_macro2::TokenStream;
use quote::quote;

/// `pub type`.
pub fn alias(emitted: &Emitted<'_>, ty: &Type, spelling: &mut Spelling<'_>) -> TokenStream {
    let docs = docs::of_type(emitted);
    let name = emitted.name();
    let content = content(ty, spelling);
    quote!(#docs pub type #name = #content;)
}

/// A struct around its content, where an alias would contain itself.
pub fn newtype(
    emitted: &Emitted<'_>,
    content: &PlannedContent<'_>,
    spelling: &mut Spelling<'_>,
) -> TokenStream {
    let docs = docs::of_type(emitted);
    let name = emitted.name();
    let derive = derive(false);
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
    }
}

fn content(ty: &Type, spelling: &mut Spelling<'_>) -> TokenStream {
    match ty {
        // Raw bytes are always a whole body.
        Type::Binary => quote!(bytes::Bytes),
        ty => spelling.of(ty),
    }
}
