//! Other names for types.

use super::{Emitted, derive, docs};
use crate::emit::types::Spelling;
use crate::model::Type;
use proc_macro2::TokenStream;
use quote::quote;

/// `pub type`; or a type around its content, where the alias leads back to itself.
pub fn emit(emitted: &Emitted<'_>, ty: &Type, spelling: &mut Spelling<'_>) -> TokenStream {
    let docs = docs::of_type(emitted);
    let name = emitted.name();
    let content = match ty {
        // Raw bytes are always a whole body.
        Type::Binary => quote!(bytes::Bytes),
        ty => spelling.of(ty),
    };
    if !emitted.plan.newtype {
        return quote!(#docs pub type #name = #content;);
    }
    let derive = derive(false);
    let content = if emitted.is_boxed(0) {
        quote!(Box<#content>)
    } else {
        content
    };
    quote! {
        #docs
        #derive
        pub struct #name(pub #content);

        impl From<#content> for #name {
            fn from(value: #content) -> Self {
                Self(value)
            }
        }
    }
}
