//! Unions: an enum with a variant per branch. Unknown values are kept.

use super::{Model, arguments, derive, docs};
use crate::emit::types::{Spelling, expanded, resolve, resolve_type};
use crate::model::{EnumBase, Type};
use crate::plan::{Planned, PlannedBranch, PlannedKind, PlannedUnion};
use crate::rust::doc_attributes::verbatim;
use crate::rust::idents::{ident, snake};
use crate::rust::literals;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Limit of nested unions that text converts into.
const DEEPEST: usize = 4;

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
        if let Some(value) = plan.constant {
            let docs = docs::of_variant(plan.docs, Some(value), "");
            return quote!(#docs #name);
        }
        let docs = docs::of_variant(plan.docs, None, &holds(model.planned, plan.ty));
        if plan.boxed {
            quote!(#docs #name(Box<#ty>))
        } else {
            quote!(#docs #name(#ty))
        }
    });
    let unknown_docs = verbatim("A variant unknown to this version of the SDK, as received.");
    let (constants, branches): (Vec<_>, Vec<_>) = branches
        .iter()
        .partition(|branch| branch.plan.constant.is_some());
    let texts = Texts::of(&constants, &unknown);
    let conversions = conversions(model.planned, &name, &branches, &texts, spelling);
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

fn conversions(
    planned: &Planned<'_>,
    union: &Ident,
    branches: &[&UnionBranch<'_>],
    texts: &Texts<'_>,
    spelling: &mut Spelling<'_>,
) -> Vec<TokenStream> {
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
        let value = match branch.held {
            Held::Text => texts.or(&quote!(value.as_str()), quote!(Self::#name(#value))),
            _ => quote!(Self::#name(#value)),
        };
        conversions.push(quote! {
            impl From<#ty> for #union {
                fn from(value: #ty) -> Self {
                    #value
                }
            }
        });
    }
    conversions.extend(from_text(planned, union, branches, texts));
    let from_array = from_array(planned, union, branches, spelling);
    // An array of pairs could be one of items.
    if from_array.is_none() {
        conversions.extend(from_entries(planned, union, branches, spelling));
    }
    conversions.extend(from_array);
    conversions
}

/// Returns the conversion from text: into the constant that it is, or else the string among the branches, or else into
/// the branch that text converts into; of several enums, into the first one that knows the text.
fn from_text(
    planned: &Planned<'_>,
    union: &Ident,
    branches: &[&UnionBranch<'_>],
    texts: &Texts<'_>,
) -> Option<TokenStream> {
    let strings = branches.iter().filter(|branch| branch.held == Held::Text);
    let strings: Vec<_> = strings.collect();
    let taking = branches
        .iter()
        .filter(|branch| takes_text(planned, branch.plan.ty, 0));
    let taking: Vec<_> = taking.collect();
    let value = match (strings.as_slice(), taking.as_slice()) {
        ([only], _) => {
            let name = &only.name;
            quote!(Self::#name(value.to_owned()))
        }
        ([], [only]) => {
            let name = &only.name;
            match only.plan.boxed {
                true => quote!(Self::#name(Box::new(value.into()))),
                false => quote!(Self::#name(value.into())),
            }
        }
        ([], [first, ..]) => {
            let known = taking.iter().map(|branch| {
                let (name, ty) = (&branch.name, &branch.ty);
                let Type::Named(id) = resolve_type(planned, branch.plan.ty) else {
                    return None;
                };
                let PlannedKind::Enum(list) = &resolve(planned, *id)?.kind else {
                    return None;
                };
                let unknown = ident(&list.unknown);
                Some(quote! {
                    let known = #ty::from(value);
                    if !matches!(known, #ty::#unknown(_)) {
                        return Self::#name(known);
                    }
                })
            });
            let known: Vec<TokenStream> = known.collect::<Option<_>>()?;
            let name = &first.name;
            quote!(#(#known)* Self::#name(value.into()))
        }
        _ => texts.unknown()?,
    };
    let value = texts.or(&quote!(value), value);
    Some(quote! {
        impl From<&str> for #union {
            fn from(value: &str) -> Self {
                #value
            }
        }
    })
}

/// The variants whose one value is a text.
struct Texts<'b> {
    variants: Vec<(&'b Ident, &'b str)>,
    /// The variant of unknown values.
    unknown: &'b Ident,
}

impl<'b> Texts<'b> {
    fn of(constants: &[&'b UnionBranch<'_>], unknown: &'b Ident) -> Self {
        let texts = constants.iter().filter_map(|branch| {
            let text = branch.plan.constant?.as_str()?;
            Some((&branch.name, text))
        });
        Self {
            variants: texts.collect(),
            unknown,
        }
    }

    /// Returns the variant of a text that is none of these, if there are any.
    fn unknown(&self) -> Option<TokenStream> {
        let unknown = self.unknown;
        let value = quote!(Self::#unknown(value.into()));
        (!self.variants.is_empty()).then_some(value)
    }

    /// Returns the variant of a text, or else the other value.
    fn or(&self, text: &TokenStream, other: TokenStream) -> TokenStream {
        if self.variants.is_empty() {
            return other;
        }
        let arms = self.variants.iter().map(|(name, text)| {
            let text = literals::string(text);
            quote!(#text => Self::#name)
        });
        quote! {
            match #text {
                #(#arms,)*
                _ => { #other }
            }
        }
    }
}

/// Returns `true` if a type is made from text without an error.
fn takes_text(planned: &Planned<'_>, ty: &Type, depth: usize) -> bool {
    let Type::Named(id) = resolve_type(planned, ty) else {
        return false;
    };
    let Some(plan) = resolve(planned, *id).filter(|_| depth < DEEPEST) else {
        return false;
    };
    match &plan.kind {
        PlannedKind::Enum(list) => list.base == EnumBase::String,
        PlannedKind::Union(union) => {
            let (constants, others): (Vec<_>, Vec<_>) = union
                .branches
                .iter()
                .partition(|branch| branch.constant.is_some());
            let types = others.iter().map(|branch| branch.ty);
            let is_string = |ty: &&Type| *resolve_type(planned, ty) == Type::String;
            let is_text = |value: &&Value| value.is_string();
            match types.clone().filter(is_string).count() {
                0 => match types
                    .filter(|ty| takes_text(planned, ty, depth + 1))
                    .count()
                {
                    0 => constants
                        .iter()
                        .filter_map(|branch| branch.constant)
                        .any(|value| is_text(&value)),
                    count => count == 1,
                },
                count => count == 1,
            }
        }
        _ => false,
    }
}

/// Returns the only branch that is a collection of this kind, with the type of its values, if they convert.
fn only_collection<'b, 'p>(
    planned: &'p Planned<'_>,
    branches: &[&'b UnionBranch<'p>],
    values: fn(&Type) -> Option<&Type>,
) -> Option<(&'b UnionBranch<'p>, &'p Type)> {
    let mut found = branches.iter().filter_map(|branch| {
        let ty = resolve_type(planned, branch.plan.ty);
        Some((branch, values(ty)?))
    });
    let (Some((branch, values)), None) = (found.next(), found.next()) else {
        return None;
    };
    let is_taken = arguments::converts(planned, values) && !branch.plan.boxed;
    is_taken.then_some((branch, values))
}

/// Returns the conversion from an array, into the only list among the branches.
fn from_array(
    planned: &Planned<'_>,
    union: &Ident,
    branches: &[&UnionBranch<'_>],
    spelling: &mut Spelling<'_>,
) -> Option<TokenStream> {
    let (branch, item) = only_collection(planned, branches, |ty| match ty {
        Type::List(item) => Some(item),
        _ => None,
    })?;
    let (name, item) = (&branch.name, spelling.of(item));
    // No model has the name LENGTH, while one can be N.
    let parameter = ident(planned.type_parameter);
    Some(quote! {
        impl<#parameter: Into<#item>, const LENGTH: usize> From<[#parameter; LENGTH]> for #union {
            fn from(values: [#parameter; LENGTH]) -> Self {
                Self::#name(values.into_iter().map(Into::into).collect())
            }
        }
    })
}

/// Returns the conversion from an array of keys and values, into the only map among the branches.
fn from_entries(
    planned: &Planned<'_>,
    union: &Ident,
    branches: &[&UnionBranch<'_>],
    spelling: &mut Spelling<'_>,
) -> Option<TokenStream> {
    let (branch, value) = only_collection(planned, branches, |ty| match ty {
        Type::Map(value) => Some(value),
        _ => None,
    })?;
    let (name, value) = (&branch.name, spelling.of(value));
    let parameter = ident(planned.type_parameter);
    let key = ident(&format!("{}1", planned.type_parameter));
    Some(quote! {
        impl<#key: Into<String>, #parameter: Into<#value>, const LENGTH: usize> From<[(#key, #parameter); LENGTH]> for #union {
            fn from(values: [(#key, #parameter); LENGTH]) -> Self {
                let values = values.into_iter().map(|(key, value)| (key.into(), value.into()));
                Self::#name(values.collect())
            }
        }
    })
}

fn accessors(branches: &[&UnionBranch<'_>]) -> Vec<TokenStream> {
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
