//! Lists of values: an open enum, which keeps what it does not know.

use super::{Emitted, docs};
use crate::model::EnumBase;
use crate::plan::PlannedEnum;
use crate::rust::doc_attributes::verbatim;
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;

/// A variant's name and its value.
type Member<'p> = (Ident, &'p Value);

/// The enum and its methods; ordered where a set holds it.
pub fn emit(emitted: &Emitted<'_>, list: &PlannedEnum<'_>) -> TokenStream {
    let docs = docs::of_type(emitted);
    // An order is for sets, which are the only ones to need it.
    let order = (list.ordered).then(|| quote!(, PartialOrd, Ord));
    let (name, unknown) = (emitted.name(), ident(&list.unknown));
    let members: Vec<Member<'_>> = list
        .variants
        .iter()
        .map(|variant| (ident(&variant.ident), variant.value))
        .collect();
    let variants = list.variants.iter().map(|variant| {
        let docs = docs::of_variant(variant.docs, Some(variant.value), "");
        let name = ident(&variant.ident);
        quote!(#docs #name)
    });
    let kept = match list.base {
        EnumBase::String => quote!(Box<str>),
        EnumBase::Integer => quote!(i64),
        EnumBase::Mixed => quote!(serde_json::Value),
    };
    let unknown_docs =
        verbatim("A value that this version of the SDK does not know, as it was received.");
    let methods = match list.base {
        EnumBase::String => strings(&name, &unknown, &members),
        EnumBase::Integer => integers(&name, &unknown, &members),
        EnumBase::Mixed => mixed(&name, &unknown, &members),
    };
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash #order)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #unknown_docs
            #unknown(#kept),
        }

        #methods
    }
}

/// The list of all values.
fn known(members: &[Member<'_>]) -> TokenStream {
    let known = members.iter().map(|(member, _)| quote!(Self::#member));
    let docs = verbatim("The values that this version of the SDK knows.");
    quote! {
        #docs
        pub const KNOWN: &'static [Self] = &[#(#known),*];
    }
}

fn strings(name: &Ident, unknown: &Ident, members: &[Member<'_>]) -> TokenStream {
    let texts = || {
        members.iter().map(|(member, value)| {
            let text = literals::string(value.as_str().unwrap_or_default());
            (member, text)
        })
    };
    let to_text = texts().map(|(member, text)| quote!(Self::#member => #text));
    let from_text = texts().map(|(member, text)| quote!(#text => Self::#member));
    let docs = verbatim("Returns the value as it is in JSON.");
    let known = known(members);
    quote! {
        impl #name {
            #known

            #docs
            pub fn as_str(&self) -> &str {
                match self {
                    #(#to_text,)*
                    Self::#unknown(value) => value,
                }
            }
        }

        impl From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#from_text,)*
                    unknown => Self::#unknown(unknown.into()),
                }
            }
        }
    }
}

fn integers(name: &Ident, unknown: &Ident, members: &[Member<'_>]) -> TokenStream {
    let numbers = || {
        members.iter().map(|(member, value)| {
            let number = literals::integer(value.as_i64().unwrap_or_default());
            (member, number)
        })
    };
    let to_number = numbers().map(|(member, number)| quote!(Self::#member => #number));
    let from_number = numbers().map(|(member, number)| quote!(#number => Self::#member));
    let docs = verbatim("Returns the value as it is in JSON.");
    let known = known(members);
    quote! {
        impl #name {
            #known

            #docs
            pub fn as_i64(&self) -> i64 {
                match self {
                    #(#to_number,)*
                    Self::#unknown(value) => *value,
                }
            }
        }

        impl From<i64> for #name {
            fn from(value: i64) -> Self {
                match value {
                    #(#from_number,)*
                    unknown => Self::#unknown(unknown),
                }
            }
        }
    }
}

fn mixed(name: &Ident, unknown: &Ident, members: &[Member<'_>]) -> TokenStream {
    let to_value = members.iter().map(|(member, value)| {
        let value = literal(value);
        quote!(Self::#member => serde_json::Value::from(#value))
    });
    let from_value = members.iter().map(|(member, value)| {
        let value = literal(value);
        quote!(if value == #value { return Self::#member; })
    });
    let docs = verbatim("Returns the value as it is in JSON.");
    let known = known(members);
    quote! {
        impl #name {
            #known

            #docs
            pub fn to_value(&self) -> serde_json::Value {
                match self {
                    #(#to_value,)*
                    Self::#unknown(value) => value.clone(),
                }
            }
        }

        impl From<serde_json::Value> for #name {
            fn from(value: serde_json::Value) -> Self {
                #(#from_value)*
                Self::#unknown(value)
            }
        }
    }
}

/// The scalar as Rust has it.
fn literal(value: &Value) -> TokenStream {
    match value {
        Value::Bool(value) => quote!(#value),
        // A literal needs its type where both signed and unsigned numbers would do.
        Value::Number(number) if number.is_i64() => {
            literals::integer_i64(number.as_i64().unwrap_or_default())
        }
        Value::Number(number) if number.is_u64() => {
            let number = proc_macro2::Literal::u64_suffixed(number.as_u64().unwrap_or_default());
            quote!(#number)
        }
        Value::Number(number) => literals::float(number.as_f64().unwrap_or_default()),
        Value::String(text) => {
            let text = literals::string(text);
            quote!(#text)
        }
        other => {
            let text = literals::json(other);
            quote!(#text)
        }
    }
}
