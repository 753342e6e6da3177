//! Objects on the wire: which property goes where.

use crate::emit::idents::ident;
use crate::emit::literals;
use crate::emit::models::{Emitted, Presence};
use crate::emit::types::{Spelling, resolve_type};
use crate::model::{Field, Struct, Type, TypeDef, TypeKind};
use crate::plan::Planned;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use std::collections::HashSet;

/// The implementations.
pub fn emit(emitted: &Emitted<'_>, object: &Struct) -> TokenStream {
    let name = emitted.name();
    let type_name = literals::string(&emitted.plan.ident);
    let mut spelling = Spelling::whole(emitted.planned);
    let fields: Vec<Property<'_>> = object
        .fields
        .iter()
        .zip(emitted.members())
        .map(|(field, name)| Property {
            field,
            name,
            wire_name: literals::string(&field.wire_name),
            reads: Reads::of(emitted.planned, field),
            ty: spelling.of(&field.ty),
        })
        .enumerate()
        .map(
            |(index, property)| match (emitted.is_boxed(index), &property.ty) {
                (true, ty) => Property {
                    ty: quote!(Box<#ty>),
                    ..property
                },
                (false, _) => property,
            },
        )
        .collect();
    let additional = emitted.plan.additional_ident.as_deref().map(ident);
    let read = read(&fields, additional.as_ref());
    let write = write(&fields, additional.as_ref());
    quote! {
        impl Record for models::#name {
            const NAME: &'static str = #type_name;

            #read

            #write
        }

        record!(models::#name);
    }
}

struct Property<'p> {
    field: &'p Field,
    name: Ident,
    wire_name: Literal,
    reads: Reads,
    ty: TokenStream,
}

/// What a property's null is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reads {
    /// Whatever its type says.
    Value,
    /// None, although the document does not say that it may be null.
    Optional,
    /// A case of its own.
    Nullable,
    /// None, which the field holds itself.
    OrNull,
}

impl Reads {
    fn of(planned: &Planned, field: &Field) -> Self {
        match Presence::of(field) {
            Presence::Always => Self::Value,
            Presence::OrNull => Self::OrNull,
            Presence::OrNullOrAbsent => Self::Nullable,
            // A value that can itself be null keeps it.
            Presence::OrAbsent if takes_null(planned, &field.ty, 0) => Self::Value,
            Presence::OrAbsent => Self::Optional,
        }
    }
}

/// Whether null is a value of the type.
fn takes_null(planned: &Planned, ty: &Type, depth: u8) -> bool {
    match resolve_type(planned, ty) {
        Type::Any(_) | Type::Null | Type::Nullable(_) => true,
        Type::Named(id) if depth < 8 => match planned.api.types.get(*id) {
            Some(TypeDef {
                kind: TypeKind::Union(union),
                ..
            }) => union
                .branches
                .iter()
                .any(|branch| takes_null(planned, &branch.ty, depth + 1)),
            _ => false,
        },
        _ => false,
    }
}

fn read(fields: &[Property<'_>], additional: Option<&Ident>) -> TokenStream {
    let object = free("object", fields, additional);
    let key = free("key", fields, additional);
    // The places have their types, and all that is required is taken at once: inferring the one and nesting the other costs the
    // user's compiler a third more.
    let places = fields.iter().map(|property| {
        let (name, ty) = (&property.name, &property.ty);
        match property.reads {
            Reads::Nullable => {
                quote!(let mut #name = crate::runtime::Nullable::<#ty>::Absent;)
            }
            Reads::OrNull => quote!(let mut #name: Option<Option<#ty>> = None;),
            Reads::Value | Reads::Optional => quote!(let mut #name: Option<#ty> = None;),
        }
    });
    let mut number = 0;
    let arms: Vec<TokenStream> = fields
        .iter()
        .map(|property| {
            let (name, wire_name) = (&property.name, &property.wire_name);
            let read = match property.reads {
                _ if property.field.required => {
                    let index = Literal::usize_unsuffixed(number);
                    number += 1;
                    return quote!(#wire_name => #object.required(#index, &mut #name));
                }
                Reads::Value | Reads::OrNull => quote!(value),
                Reads::Optional => quote!(optional),
                Reads::Nullable => quote!(nullable),
            };
            quote!(#wire_name => #object.#read(&mut #name))
        })
        .collect();
    let required = required(fields, &object);
    let names = fields
        .iter()
        .map(|property| &property.name)
        .chain(additional);
    let map = additional.map(|name| quote!(let mut #name = std::collections::BTreeMap::new();));
    let walk = match (fields, additional) {
        ([], None) => quote!(#object.skip_all();),
        ([], Some(name)) => quote! {
            while let Some(#key) = #object.key() {
                #object.additional(#key, &mut #name);
            }
        },
        (_, additional) => {
            let other = match additional {
                Some(name) => quote!(#object.additional(#key, &mut #name)),
                None => quote!(#object.skip()),
            };
            quote! {
                while let Some(#key) = #object.key() {
                    match #key.as_str() {
                        #(#arms,)*
                        _ => #other,
                    }
                }
            }
        }
    };
    quote! {
        fn read<'de, A: MapAccess<'de>>(#object: &mut Object<'de, A>) -> Option<Self> {
            #(#places)*
            #map
            #walk
            #required
            Some(Self { #(#names),* })
        }
    }
}

/// Takes the required values out of their places, or says which of them did not come.
fn required(fields: &[Property<'_>], object: &Ident) -> TokenStream {
    let required = || fields.iter().filter(|property| property.field.required);
    let names: Vec<&Ident> = required().map(|property| &property.name).collect();
    let wire_names = required().map(|property| &property.wire_name);
    let missing = quote!(return #object.missing(&[#(#wire_names),*]););
    match names.as_slice() {
        [] => TokenStream::new(),
        [name] => quote!(let Some(#name) = #name else { #missing };),
        names => quote!(let (#(Some(#names)),*) = (#(#names),*) else { #missing };),
    }
}

fn write(fields: &[Property<'_>], additional: Option<&Ident>) -> TokenStream {
    let properties = fields.iter().map(|property| {
        let (name, wire_name) = (&property.name, &property.wire_name);
        let write = match Presence::of(property.field) {
            Presence::Always | Presence::OrNull => quote!(value),
            Presence::OrAbsent => quote!(optional),
            Presence::OrNullOrAbsent => quote!(nullable),
        };
        quote!(object.#write(#wire_name, &self.#name);)
    });
    let rest = additional.map(|name| {
        let known = fields.iter().map(|property| &property.wire_name);
        quote!(object.additional(&[#(#known),*], &self.#name);)
    });
    let object = match (fields, additional) {
        ([], None) => quote!(_object),
        _ => quote!(object),
    };
    quote! {
        fn write<S: Serializer>(&self, #object: &mut Writer<S>) {
            #(#properties)*
            #rest
        }
    }
}

/// A name for a variable that is not the name of a field.
fn free(wanted: &str, fields: &[Property<'_>], additional: Option<&Ident>) -> Ident {
    let taken: HashSet<String> = fields
        .iter()
        .map(|property| &property.name)
        .chain(additional)
        .map(Ident::to_string)
        .collect();
    let mut name = wanted.to_owned();
    while taken.contains(&name) {
        name.push_str("_read");
    }
    ident(&name)
}
