//! Unions: an enum with a variant per branch. Unknown values are kept.

use super::{Model, derive, docs};
use crate::emit::types::{Spelling, expanded, resolve, resolve_type};
use crate::model::Type;
use crate::plan::{Planned, PlannedBranch, PlannedUnion};
use crate::rust::doc_attributes::verbatim;
use crate::rust::idents::{ident, snake};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// Returns the enum, its conversions and its methods.
pub fn emit(
    model: &Model<'_>,
    union: &PlannedUnion<'_>,
    spelling: &mut Spelling<'_>,
) -> TokenStream {
    let docs = docs::of_type(model);
    let derive = derive(false);
    let (name, unknown) = (model.name(), ident(&union.unknown));
    let branches: Vec<UnionBranch<'_>> = union
        .branches
        .iter()
        .map(|branch| UnionBranch {
            plan: branch,
            name: ident(&branch.ident),
            ty: spelling.of(branch.ty),
            expanded: expanded(model.planned, branch.ty).to_string(),
            held: match resolve_type(model.planned, branch.ty) {
                Type::String => Held::Text,
                Type::Boolean | Type::Integer(_) | Type::Number => Held::Scalar,
                _ => Held::Other,
            },
        })
        .collect();
    let variants = branches.iter().map(|branch| {
        let (plan, name, ty) = (branch.plan, &branch.name, &branch.ty);
        let docs = docs::of_variant(plan.docs, None, &holds(model.planned, plan.ty));
        if plan.boxed {
            quote!(#docs #name(Box<#ty>))
        } else {
            quote!(#docs #name(#ty))
        }
    });
    let unknown_docs = verbatim("A variant unknown to this version of the SDK, as received.");
    let conversions = conversions(&name, &branches);
    let accessors = accessors(&branches);
    quote! {
        #docs
        #derive
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #unknown_docs
            #unknown(serde_json::Value),
        }

        impl #name {
            #(#accessors)*
        }

        #(#conversions)*
    }
}

/// Returns a sentence on the content of a branch.
fn holds(planned: &Planned<'_>, ty: &Type) -> String {
    let words = match ty {
        Type::Named(id) => {
            return match resolve(planned, *id) {
                Some(plan) => format!("[`{0}`](crate::models::{0}).", plan.ident),
                None => "Any JSON value.".to_owned(),
            };
        }
        Type::Boolean => "A boolean.",
        Type::Integer(_) => "An integer.",
        Type::Number | Type::Decimal => "A number.",
        Type::String | Type::Binary | Type::File => "A string.",
        Type::Secret => "A secret.",
        Type::DateTime | Type::HttpDate | Type::UnixTime => "A date and time.",
        Type::Date => "A date.",
        Type::Time => "A time of day, RFC 3339.",
        Type::Duration => "A duration, ISO 8601.",
        Type::Uuid => "A UUID.",
        Type::Base64 | Type::Base64Url => "Bytes.",
        Type::List(_) | Type::Set(_) | Type::Tuple(_) => "A list.",
        Type::Map(_) => "An object with any properties.",
        Type::Nullable(_) => "A value or null.",
        Type::Null => "Null.",
        Type::Any(_) => "Any JSON value.",
    };
    words.to_owned()
}

struct UnionBranch<'p> {
    plan: &'p PlannedBranch<'p>,
    name: Ident,
    ty: TokenStream,
    /// Returns the type with all aliases expanded.
    expanded: String,
    held: Held,
}

/// How an accessor returns the value of a branch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    Text,
    /// Returned as a copy.
    Scalar,
    Other,
}

fn conversions(union: &Ident, branches: &[UnionBranch<'_>]) -> Vec<TokenStream> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for branch in branches {
        *counts.entry(&branch.expanded).or_default() += 1;
    }
    let own = format!("{}", quote!(crate::models::#union));
    let mut conversions = Vec::new();
    for branch in branches {
        // The type of two branches does not identify one, and every type converts into itself already.
        if counts.get(branch.expanded.as_str()) != Some(&1) || branch.expanded == own {
            continue;
        }
        let (name, ty) = (&branch.name, &branch.ty);
        let value = if branch.plan.boxed {
            quote!(Box::new(value))
        } else {
            quote!(value)
        };
        conversions.push(quote! {
            impl From<#ty> for #union {
                fn from(value: #ty) -> Self {
                    Self::#name(#value)
                }
            }
        });
        if branch.held == Held::Text {
            conversions.push(quote! {
                impl From<&str> for #union {
                    fn from(value: &str) -> Self {
                        Self::#name(value.to_owned())
                    }
                }
            });
        }
    }
    conversions
}

fn accessors(branches: &[UnionBranch<'_>]) -> Vec<TokenStream> {
    let mut taken = BTreeSet::new();
    let accessors = branches.iter().filter_map(|branch| {
        let words = snake(&branch.name.to_string());
        let method = format!("as_{}", words.trim_matches('_'));
        if !taken.insert(method.clone()) {
            return None;
        }
        let (method, name, ty) = (ident(&method), &branch.name, &branch.ty);
        let (ty, value) = match branch.held {
            Held::Text => (quote!(&str), quote!(value)),
            Held::Scalar => (ty.clone(), quote!(*value)),
            Held::Other => (quote!(&#ty), quote!(value)),
        };
        let docs = verbatim(&format!("The value, where it is [`Self::{name}`]."));
        Some(quote! {
            #docs
            pub fn #method(&self) -> Option<#ty> {
                match self {
                    Self::#name(value) => Some(#value),
                    _ => None,
                }
            }
        })
    });
    accessors.collect()
}
