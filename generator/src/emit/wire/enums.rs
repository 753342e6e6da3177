//! Serialization of enums. Their values are listed with the model.

use crate::emit::models::Model;
use crate::model::EnumBase;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the implementations.
pub fn emit(model: &Model<'_>, base: EnumBase) -> TokenStream {
    let name = model.name();
    match base {
        EnumBase::String => quote!(string_enum!(models::#name);),
        EnumBase::Integer => quote!(integer_enum!(models::#name);),
        EnumBase::Mixed => quote!(mixed_enum!(models::#name);),
    }
}
