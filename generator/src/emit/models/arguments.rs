//! Arguments of constructors and setters.
//!
//! Text, enums, unions and newtypes are taken as `impl Into<…>`; numbers, lists and structs by their own type.

use crate::config::DateLibrary;
use crate::emit::types::{Spelling, resolve_type};
use crate::model::Type;
use crate::plan::{Planned, PlannedKind};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The type of an argument, and the expression for the field's value.
pub struct Argument {
    /// Its type.
    pub ty: TokenStream,
    /// The expression for the value, from the argument of that name.
    pub value: TokenStream,
}

/// Returns the argument for a property that is present and not null.
pub fn plain(
    planned: &Planned<'_>,
    ty: &Type,
    boxed: bool,
    name: &Ident,
    spelling: &mut Spelling<'_>,
) -> Argument {
    let spelled = spelling.of(ty);
    let (ty, value) = if converts(planned, ty) {
        (quote!(impl Into<#spelled>), quote!(#name.into()))
    } else {
        (spelled, quote!(#name))
    };
    Argument {
        ty,
        value: if boxed {
            quote!(Box::new(#value))
        } else {
            value
        },
    }
}

/// Returns the argument for a required property that may be null.
pub fn or_null(ty: &Type, boxed: bool, name: &Ident, spelling: &mut Spelling<'_>) -> Argument {
    let spelled = spelling.of(ty);
    Argument {
        ty: quote!(impl Into<Option<#spelled>>),
        value: if boxed {
            quote!(#name.into().map(Box::new))
        } else {
            quote!(#name.into())
        },
    }
}

/// Returns the argument for an optional property that may be null.
pub fn or_absent(ty: &Type, boxed: bool, name: &Ident, spelling: &mut Spelling<'_>) -> Argument {
    let spelled = spelling.of(ty);
    let nullable = spelling.runtime("Nullable");
    Argument {
        ty: quote!(impl Into<#nullable<#spelled>>),
        value: if boxed {
            quote!(#name.into().map(Box::new))
        } else {
            quote!(#name.into())
        },
    }
}

/// Returns `true` if an argument of this type is taken as `impl Into<…>`.
pub fn converts(planned: &Planned<'_>, ty: &Type) -> bool {
    match resolve_type(planned, ty) {
        Type::Named(id) => planned.ty(*id).is_some_and(|plan| {
            matches!(
                plan.kind,
                PlannedKind::Enum(_) | PlannedKind::Union(_) | PlannedKind::Newtype(_)
            )
        }),
        Type::String
        | Type::Time
        | Type::Duration
        | Type::Secret
        | Type::Decimal
        | Type::File
        | Type::Base64
        | Type::Base64Url
        | Type::Any(_) => true,
        Type::HttpDate => true,
        Type::UnixTime => planned.dates != DateLibrary::Strings,
        Type::DateTime | Type::Date => planned.dates == DateLibrary::Strings,
        _ => false,
    }
}
