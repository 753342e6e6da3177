//! Arguments of constructors and setters.
//!
//! Text, enums, unions and newtypes are taken as what converts into them; lists as iterators of what converts into their
//! items; numbers and structs by their own type. An optional property takes an `Option` too, so that one setter does for
//! a value that may be there.

use crate::config::DateLibrary;
use crate::emit::types::{Spelling, resolve_type};
use crate::model::Type;
use crate::plan::{Planned, PlannedKind};
use crate::rust::idents::ident;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The type of an argument, and the expression for the field's value.
pub struct Argument {
    /// Its type.
    pub ty: TokenStream,
    /// The expression for the value, from the argument of that name.
    pub value: TokenStream,
    /// Whether the type has the parameter `K` of [`Arguments`].
    pub is_generic: bool,
}

/// The argument for a field.
pub struct Arguments<'a, 's, 'p> {
    /// The model.
    pub planned: &'a Planned<'a>,
    /// The type of the field, without what says that it is optional.
    pub ty: &'a Type,
    /// Whether the field holds a box.
    pub boxed: bool,
    /// The name of the argument.
    pub name: &'a Ident,
    /// The name of the type parameter that a generic argument has.
    pub kind: &'a Ident,
    /// How types are written.
    pub spelling: &'s mut Spelling<'p>,
}

impl Arguments<'_, '_, '_> {
    /// Returns the argument for a property that is present and not null.
    pub fn plain(self) -> Argument {
        let (name, boxed) = (self.name, self.boxed);
        let argument = plain(self.planned, self.ty, name, self.spelling);
        let Argument { ty, value, .. } = argument;
        Argument {
            value: match boxed {
                true => quote!(Box::new(#value)),
                false => value,
            },
            ty,
            is_generic: false,
        }
    }

    /// Returns the argument for an optional property.
    pub fn optional(self) -> Argument {
        if is_collection(self.planned, self.ty) || is_any(self.planned, self.ty) {
            let Argument { ty, value, .. } = self.plain();
            return Argument {
                ty,
                value: quote!(Some(#value)),
                is_generic: false,
            };
        }
        self.required_or_null()
    }

    /// Returns the argument for a required property that may be null.
    pub fn required_or_null(self) -> Argument {
        self.wrapped("IntoOption", "into_option", |_| quote!(Option))
    }

    /// Returns the argument for an optional property that may be null.
    pub fn optional_or_null(self) -> Argument {
        self.wrapped("IntoNullable", "into_nullable", |spelling| {
            spelling.runtime("Nullable")
        })
    }

    /// Returns the argument that makes a wrapper of the value: by a trait of the runtime if the value converts, and
    /// otherwise by `Into`.
    fn wrapped(
        self,
        into: &'static str,
        method: &str,
        wrapper: impl FnOnce(&mut Spelling<'_>) -> TokenStream,
    ) -> Argument {
        let (name, spelled) = (self.name, self.spelling.of(self.ty));
        let is_generic = converts_into_option(self.planned, self.ty);
        let (ty, value) = if is_generic {
            let (into, kind) = (self.spelling.runtime(into), self.kind);
            let method = ident(method);
            (quote!(impl #into<#spelled, #kind>), quote!(#name.#method()))
        } else {
            let wrapper = wrapper(self.spelling);
            (quote!(impl Into<#wrapper<#spelled>>), quote!(#name.into()))
        };
        Argument {
            ty,
            value: match self.boxed {
                true => quote!(#value.map(Box::new)),
                false => value,
            },
            is_generic,
        }
    }
}

/// Returns the argument for a value: what converts into it, or an iterator of what converts into its items.
pub fn plain(
    planned: &Planned<'_>,
    ty: &Type,
    name: &Ident,
    spelling: &mut Spelling<'_>,
) -> Argument {
    collected(planned, ty, name, spelling, &quote!(collect()))
}

/// Returns the same argument, with a value whose type needs no context.
pub fn typed(
    planned: &Planned<'_>,
    ty: &Type,
    name: &Ident,
    spelling: &mut Spelling<'_>,
) -> Argument {
    let whole = spelling.of(ty);
    collected(planned, ty, name, spelling, &quote!(collect::<#whole>()))
}

fn collected(
    planned: &Planned<'_>,
    ty: &Type,
    name: &Ident,
    spelling: &mut Spelling<'_>,
    collect: &TokenStream,
) -> Argument {
    let (ty, value) = match resolve_type(planned, ty) {
        Type::List(item) | Type::Set(item) => {
            let spelled = spelling.of(item);
            match converts(planned, item) {
                true => (
                    quote!(impl IntoIterator<Item: Into<#spelled>>),
                    quote!(#name.into_iter().map(Into::into).#collect),
                ),
                false => (
                    quote!(impl IntoIterator<Item = #spelled>),
                    quote!(#name.into_iter().#collect),
                ),
            }
        }
        Type::Map(value) => {
            let spelled = spelling.of(value);
            let (value_ty, value) = match converts(planned, value) {
                true => (quote!(impl Into<#spelled>), quote!(value.into())),
                false => (spelled, quote!(value)),
            };
            (
                quote!(impl IntoIterator<Item = (impl Into<String>, #value_ty)>),
                quote!(#name.into_iter().map(|(key, value)| (key.into(), #value)).#collect),
            )
        }
        _ => {
            let spelled = spelling.of(ty);
            match converts(planned, ty) {
                true => (quote!(impl Into<#spelled>), quote!(#name.into())),
                false => (spelled, quote!(#name)),
            }
        }
    };
    Argument {
        ty,
        value,
        is_generic: false,
    }
}

/// Returns `true` if the argument of a plain value of this type takes other types than this one.
pub fn is_converted(planned: &Planned<'_>, ty: &Type) -> bool {
    converts(planned, ty) || is_collection(planned, ty)
}

/// Returns `true` if the argument of a value of this type that may be null takes other types than an `Option` of it.
pub fn converts_into_option(planned: &Planned<'_>, ty: &Type) -> bool {
    converts(planned, ty) && !is_any(planned, ty)
}

fn is_collection(planned: &Planned<'_>, ty: &Type) -> bool {
    matches!(
        resolve_type(planned, ty),
        Type::List(_) | Type::Set(_) | Type::Map(_)
    )
}

/// Returns `true` for a type into which an `Option` converts, so that one could mean two things.
fn is_any(planned: &Planned<'_>, ty: &Type) -> bool {
    matches!(resolve_type(planned, ty), Type::Any(_))
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
