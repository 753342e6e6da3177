//! Enums of values. They are open: unknown values are kept.

use super::{Model, docs};
use crate::model::EnumBase;
use crate::plan::PlannedEnum;
use crate::rust::doc_attributes::verbatim;
use crate::rust::idents::ident;
use crate::rust::literals;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;

/// The name of a variant and its value.
type Named<'p> = (Ident, &'p Value);

/// Returns the enum and its methods. It derives an order if it is the item of a set.
pub fn emit(model: &Model<'_>, list: &PlannedEnum<'_>) -> TokenStream {
    let docs = docs::of_type(model);
    // Only items of sets need an order.
    let order = (list.ordered).then(|| quote!(, PartialOrd, Ord));
    let (name, unknown) = (model.name(), ident(&list.unknown));
    let variants: Vec<Named<'_>> = list
        .variants
        .iter()
        .map(|variant| (ident(&variant.ident), variant.value))
        .collect();
    let declared = list.variants.iter().map(|variant| {
        // `gpt-4o` is not what a reader of `Gpt4o` expects.
        let text = variant.value.as_str().filter(|text| !text.contains('-'));
        let is_repeated = text.is_some_and(|text| docs::reads_alike(&variant.ident, text));
        let value = Some(variant.value).filter(|_| !is_repeated);
        let docs = docs::of_variant(variant.docs, value, "");
        let name = ident(&variant.ident);
        quote!(#docs #name)
    });
    let kept = match list.base {
        EnumBase::String => quote!(Box<str>),
        EnumBase::Integer => quote!(i64),
        EnumBase::Mixed => quote!(serde_json::Value),
    };
    let unknown_docs = verbatim(docs::of_other_values(list));
    let methods = match list.base {
        EnumBase::String => strings(&name, &unknown, &variants),
        EnumBase::Integer => integers(&name, &unknown, &variants),
        EnumBase::Mixed => mixed(&name, &unknown, &variants),
    };
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash #order)]
        #[non_exhaustive]
        pub enum #name {
            #(#declared,)*
            #unknown_docs
            #unknown(#kept),
        }

        #methods
    }
}

/// Returns the constant with all known values.
fn known(variants: &[Named<'_>]) -> TokenStream {
    let known = variants.iter().map(|(name, _)| quote!(Self::#name));
    let docs = verbatim("The values that this version of the SDK knows.");
    quote! {
        #docs
        pub const KNOWN: &'static [Self] = &[#(#known),*];
    }
}

fn strings(name: &Ident, unknown: &Ident, variants: &[Named<'_>]) -> TokenStream {
    let texts = || {
        variants.iter().map(|(name, value)| {
            let text = literals::string(value.as_str().unwrap_or_default());
            (name, text)
        })
    };
    let to_text = texts().map(|(name, text)| quote!(Self::#name => #text));
    let from_text = texts().map(|(name, text)| quote!(#text => Self::#name));
    let docs = verbatim("Returns the value as it is in JSON.");
    let known = known(variants);
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

fn integers(name: &Ident, unknown: &Ident, variants: &[Named<'_>]) -> TokenStream {
    let numbers = || {
        variants.iter().map(|(name, value)| {
            let number = literals::integer(value.as_i64().unwrap_or_default());
            (name, number)
        })
    };
    let to_number = numbers().map(|(name, number)| quote!(Self::#name => #number));
    let from_number = numbers().map(|(name, number)| quote!(#number => Self::#name));
    let docs = verbatim("Returns the value as it is in JSON.");
    let known = known(variants);
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

fn mixed(name: &Ident, unknown: &Ident, variants: &[Named<'_>]) -> TokenStream {
    let to_value = variants.iter().map(|(name, value)| {
        let value = literals::scalar(value);
        quote!(Self::#name => serde_json::Value::from(#value))
    });
    let from_value = variants.iter().map(|(name, value)| {
        let value = literals::scalar(value);
        quote!(if *known == #value { return Self::#name; })
    });
    // Whole numbers are the same with and without a point.
    let is_whole = |(_, value): &Named<'_>| value.is_i64() || value.is_u64();
    let known_value = match variants.iter().any(is_whole) {
        true => quote! {
            let whole = crate::runtime::wire::whole(&value).map(serde_json::Value::Number);
            let known = whole.as_ref().unwrap_or(&value);
        },
        false => quote!(let known = &value;),
    };
    let docs = verbatim("Returns the value as it is in JSON.");
    let known = known(variants);
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
                #known_value
                #(#from_value)*
                Self::#unknown(value)
            }
        }
    }
}
