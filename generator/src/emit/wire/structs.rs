//! Serialization of objects.

use crate::emit::models::Model;
use crate::emit::types::{Spelling, resolve_type};
use crate::model::Type;
use crate::plan::{Planned, PlannedField, PlannedKind, PlannedStruct, Presence};
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};
use std::collections::HashSet;

/// Returns the implementations.
pub fn emit(model: &Model<'_>, object: &PlannedStruct<'_>) -> TokenStream {
    let name = model.name();
    let type_name = literals::string(&model.plan.ident);
    let mut spelling = Spelling::whole(model.planned);
    let fields: Vec<Property<'_>> = object
        .fields
        .iter()
        .map(|field| Property::of(model.planned, field, &mut spelling))
        .collect();
    let fields = without_uncounted_blanks(fields);
    let additional = object
        .additional
        .as_ref()
        .map(|additional| ident(&additional.ident));
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
    field: &'p PlannedField<'p>,
    name: Ident,
    wire_name: Literal,
    reads: Reads,
    ty: TokenStream,
    /// The initial value of a required property, if its type has one without allocation.
    blank: Option<TokenStream>,
}

impl<'p> Property<'p> {
    fn of(planned: &Planned<'_>, field: &'p PlannedField<'p>, spelling: &mut Spelling<'_>) -> Self {
        let ty = spelling.of(field.ty);
        Self {
            field,
            name: ident(&field.ident),
            wire_name: literals::string(field.wire_name),
            reads: Reads::of(planned, field),
            ty: if field.boxed { quote!(Box<#ty>) } else { ty },
            blank: blank(planned, field),
        }
    }

    fn is_required(&self) -> bool {
        self.field.presence.is_required()
    }
}

/// The maximum number of required properties that the runtime counts.
const COUNTED: usize = 256;

/// Returns the initial value of a required property, if its type has one without allocation.
fn blank(planned: &Planned<'_>, field: &PlannedField<'_>) -> Option<TokenStream> {
    match field.presence {
        Presence::RequiredNullable => return Some(quote!(None)),
        Presence::Required if !field.boxed => {}
        Presence::Required | Presence::Optional | Presence::OptionalNullable => return None,
    }
    Some(match resolve_type(planned, field.ty) {
        Type::Boolean => quote!(false),
        Type::Integer(_) => quote!(0),
        Type::Number => quote!(0.0),
        Type::String | Type::Binary | Type::Time | Type::Duration => quote!(String::new()),
        Type::List(_) => quote!(Vec::new()),
        Type::Map(_) => quote!(std::collections::BTreeMap::new()),
        Type::Any(_) => quote!(serde_json::Value::Null),
        _ => return None,
    })
}

/// Returns `true` if the property is not counted, and so decoded into an `Option`.
fn without_uncounted_blanks(mut fields: Vec<Property<'_>>) -> Vec<Property<'_>> {
    let required = fields.iter_mut().filter(|property| property.is_required());
    for property in required.skip(COUNTED) {
        property.blank = None;
    }
    fields
}

/// How null is decoded for a property.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reads {
    /// As its type decodes it.
    Value,
    /// As `None`, although the document does not allow null.
    Optional,
    /// As `Nullable::Null`.
    Nullable,
    /// As `None`, the null of the field.
    OrNull,
}

impl Reads {
    /// Returns the method of the runtime's `Object` that decodes an optional property.
    fn verb(self) -> Ident {
        ident(match self {
            Self::Value | Self::OrNull => "value",
            Self::Optional => "optional",
            Self::Nullable => "nullable",
        })
    }

    fn of(planned: &Planned<'_>, field: &PlannedField<'_>) -> Self {
        match field.presence {
            Presence::Required => Self::Value,
            Presence::RequiredNullable => Self::OrNull,
            Presence::OptionalNullable => Self::Nullable,
            // A value that can itself be null keeps it.
            Presence::Optional if takes_null(planned, field.ty, 0) => Self::Value,
            Presence::Optional => Self::Optional,
        }
    }
}

/// Returns `true` if null is a value of the type.
fn takes_null(planned: &Planned<'_>, ty: &Type, depth: u8) -> bool {
    match resolve_type(planned, ty) {
        Type::Any(_) | Type::Null | Type::Nullable(_) => true,
        Type::Named(id) if depth < 8 => match planned.ty(*id).map(|plan| &plan.kind) {
            Some(PlannedKind::Union(union)) => union
                .branches
                .iter()
                .any(|branch| takes_null(planned, branch.ty, depth + 1)),
            _ => false,
        },
        _ => false,
    }
}

/// Decodes the properties: into the fields of a default value if there is one, else into a variable each.
fn read(fields: &[Property<'_>], additional: Option<&Ident>) -> TokenStream {
    if fields.iter().any(|property| property.is_required()) {
        return read_apart(fields, additional);
    }
    let object = quote!(object);
    let it = ident("it");
    let into = |name: &Ident| quote!(#it.#name);
    let arms = fields.iter().map(|property| {
        let (name, wire_name, read) = (&property.name, &property.wire_name, property.reads.verb());
        let place = into(name);
        quote!(#wire_name => object.#read(&mut #place))
    });
    let walk = walk(&object, &ident("key"), arms.collect(), additional.map(into));
    let (it, value) = match (fields, additional) {
        ([], None) => (None, quote!(Self::default())),
        _ => (Some(quote!(let mut #it = Self::default();)), quote!(#it)),
    };
    quote! {
        fn read<'de, A: MapAccess<'de>>(object: &mut Object<'de, A>) -> Option<Self> {
            #it
            #walk
            Some(#value)
        }
    }
}

fn read_apart(fields: &[Property<'_>], additional: Option<&Ident>) -> TokenStream {
    let object = free("object", fields, additional).into_token_stream();
    let key = free("key", fields, additional);
    // The variables have explicit types, and all required ones are unwrapped at once: inference and nesting would
    // increase the compile time of the SDK by a third.
    let places = fields.iter().map(|property| {
        let (name, ty) = (&property.name, &property.ty);
        match (property.reads, &property.blank) {
            (Reads::OrNull, Some(blank)) => quote!(let mut #name: Option<#ty> = #blank;),
            (_, Some(blank)) => quote!(let mut #name: #ty = #blank;),
            (Reads::Nullable, None) => {
                quote!(let mut #name = crate::runtime::Nullable::<#ty>::Absent;)
            }
            (Reads::OrNull, None) => quote!(let mut #name: Option<Option<#ty>> = None;),
            (Reads::Value | Reads::Optional, None) => quote!(let mut #name: Option<#ty> = None;),
        }
    });
    let mut number = 0;
    let mut arms = Vec::with_capacity(fields.len());
    for property in fields {
        let (name, wire_name) = (&property.name, &property.wire_name);
        let read = if property.is_required() {
            let index = Literal::usize_unsuffixed(number);
            number += 1;
            match property.blank {
                Some(_) => quote!(fill(#index, &mut #name)),
                None => quote!(required(#index, &mut #name)),
            }
        } else {
            let read = property.reads.verb();
            quote!(#read(&mut #name))
        };
        arms.push(quote!(#wire_name => #object.#read));
    }
    let walk = walk(&object, &key, arms, additional.map(|name| quote!(#name)));
    let required = required(fields, &object);
    let map = additional.map(|name| quote!(let mut #name = std::collections::BTreeMap::new();));
    let names = fields
        .iter()
        .map(|property| &property.name)
        .chain(additional);
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

/// Returns the loop over the received properties.
fn walk(
    object: &TokenStream,
    key: &Ident,
    arms: Vec<TokenStream>,
    additional: Option<TokenStream>,
) -> TokenStream {
    match (arms.as_slice(), additional) {
        ([], None) => quote!(#object.skip_all();),
        ([], Some(place)) => quote! {
            while let Some(#key) = #object.key() {
                #object.additional(#key, &mut #place);
            }
        },
        (arms, additional) => {
            let other = match additional {
                Some(place) => quote!(#object.additional(#key, &mut #place)),
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
    }
}

/// Unwraps the required values, or reports the missing ones.
fn required(fields: &[Property<'_>], object: &TokenStream) -> TokenStream {
    let required = || fields.iter().filter(|property| property.is_required());
    let wire_names = required().map(|property| &property.wire_name);
    let missing = quote!(return #object.missing(&[#(#wire_names),*]););
    let apart: Vec<&Ident> = required()
        .filter(|property| property.blank.is_none())
        .map(|property| &property.name)
        .collect();
    let filled = (1..)
        .zip(required())
        .filter(|(_, property)| property.blank.is_some());
    let lacks = filled.last().map(|(count, _)| {
        let count = Literal::usize_unsuffixed(count);
        quote!(#object.lacks(#count))
    });
    match (lacks, apart.as_slice()) {
        (None, []) => TokenStream::new(),
        (Some(lacks), []) => quote!(if #lacks { #missing }),
        (None, [name]) => quote!(let Some(#name) = #name else { #missing };),
        (None, names) => quote!(let (#(Some(#names)),*) = (#(#names),*) else { #missing };),
        (Some(lacks), names) => quote! {
            let (false, #(Some(#names)),*) = (#lacks, #(#names),*) else { #missing };
        },
    }
}

fn write(fields: &[Property<'_>], additional: Option<&Ident>) -> TokenStream {
    let properties = fields.iter().map(|property| {
        let (name, wire_name) = (&property.name, &property.wire_name);
        let write = match property.field.presence {
            Presence::Required | Presence::RequiredNullable => quote!(value),
            Presence::Optional => quote!(optional),
            Presence::OptionalNullable => quote!(nullable),
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

/// Returns a name for a variable that is not the name of a field.
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
