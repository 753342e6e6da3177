//! Lists of values on the wire: all that is their own stands with the model.

use crate::emit::models::Emitted;
use crate::model::EnumBase;
use proc_macro2::TokenStream;
use quote::quote;

/// The implementations.
pub fn emit(emitted: &Emitted<'_>, base: EnumBase) -> TokenStream {
    let name = emitted.name();
    match base {
        EnumBase::String => quote!(string_enum!(models::#name);),
        EnumBase::Integer => quote!(integer_enum!(models::#name);),
        EnumBase::Mixed => quote!(mixed_enum!(models::#name);),
    }
}
