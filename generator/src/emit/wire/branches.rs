//! The table by which the variant of a union is recognised.

use crate::model::{BranchMatching, ItemMatching, JsonKind};
use crate::plan::PlannedUnion;
use crate::rust::literals;
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;
use std::collections::HashSet;

/// Returns the `Branches` of a union.
pub fn table(union: &PlannedUnion<'_>) -> TokenStream {
    let discriminator = match union.discriminator {
        Some(name) => {
            let name = literals::string(name);
            quote!(Some(#name))
        }
        None => quote!(None),
    };
    let by_tag = union.discriminator.filter(|name| tags_decide(union, name));
    let branches = union.branches.iter().map(|branch| match by_tag {
        Some(name) => {
            let matching = BranchMatching {
                tags: branch.matching.tags.clone(),
                kinds: vec![JsonKind::Object],
                required: vec![name.to_owned()],
                ..BranchMatching::default()
            };
            one(&matching, None)
        }
        None => one(branch.matching, branch.constant),
    });
    quote!(Branches { discriminator: #discriminator, branches: &[#(#branches),*] })
}

/// Returns `true` if the items of an array distinguish branches of the union.
pub fn uses_items(union: &PlannedUnion<'_>) -> bool {
    let by_tag = union.discriminator.filter(|name| tags_decide(union, name));
    by_tag.is_none()
        && union
            .branches
            .iter()
            .any(|branch| branch.matching.items.is_some())
}

/// Returns `true` if every branch has its own tags and requires the discriminator, which then suffices.
fn tags_decide(union: &PlannedUnion<'_>, discriminator: &str) -> bool {
    let mut seen = HashSet::new();
    let tags = union
        .branches
        .iter()
        .flat_map(|branch| &branch.matching.tags);
    let all_differ = tags.into_iter().all(|tag| seen.insert(tag));
    all_differ
        && union.branches.iter().all(|branch| {
            !branch.matching.tags.is_empty()
                && branch
                    .matching
                    .required
                    .iter()
                    .any(|name| name == discriminator)
        })
}

/// Returns the criteria for a branch. `constant` is its only value.
fn one(matching: &BranchMatching, constant: Option<&Value>) -> TokenStream {
    let known: Vec<&String> = matching
        .known
        .iter()
        .filter(|name| !matching.required.contains(name))
        .collect();
    let kinds = kinds(&matching.kinds);
    let values = matching.values.iter();
    let values: Vec<&Value> = values.filter(|_| constant.is_none()).collect();
    let parts = [
        list(
            "tags",
            matching.tags.iter().map(|tag| literals::string(tag)),
        ),
        kinds.map(|kinds| quote!(kinds: #kinds)),
        constant.map(|value| {
            let value = json(value);
            quote!(constant: Some(#value))
        }),
        matching.items.as_deref().map(items),
        list(
            "required",
            matching.required.iter().map(|name| literals::string(name)),
        ),
        list(
            "constants",
            matching.constants.iter().map(|(name, values)| {
                let name = literals::string(name);
                let values = values.iter().map(json);
                quote!((#name, &[#(#values),*]))
            }),
        ),
        list("values", values.into_iter().map(json)),
        list(
            "known",
            known.into_iter().map(|name| literals::string(name)),
        ),
    ];
    let parts: Vec<TokenStream> = parts.into_iter().flatten().collect();
    match parts.len() {
        0 => quote!(Branch::ANY),
        _ => quote!(Branch { #(#parts,)* ..Branch::ANY }),
    }
}

fn items(matching: &ItemMatching) -> TokenStream {
    match matching {
        ItemMatching::All(item) => {
            let item = one(item, None);
            quote!(items: Items::All(&#item))
        }
        ItemMatching::Each(items) => {
            let items = items.iter().map(|item| one(item, None));
            quote!(items: Items::Each(&[#(#items),*]))
        }
    }
}

fn list<T: quote::ToTokens>(
    name: &str,
    items: impl ExactSizeIterator<Item = T>,
) -> Option<TokenStream> {
    if items.len() == 0 {
        return None;
    }
    let name = crate::rust::idents::ident(name);
    Some(quote!(#name: &[#(#items),*]))
}

/// Returns the value as JSON text. A whole number has no point, as the runtime compares it.
fn json(value: &Value) -> proc_macro2::Literal {
    let whole = value
        .as_f64()
        .filter(|number| number.fract() == 0.0 && number.abs() < 9e15);
    match whole {
        Some(whole) if value.is_f64() => literals::json(&Value::from(whole as i64)),
        _ => literals::json(value),
    }
}

/// Returns the kinds, unless almost all are accepted.
fn kinds(kinds: &[JsonKind]) -> Option<TokenStream> {
    let has = |kind| kinds.contains(&kind);
    let mut names = Vec::new();
    for (kind, name) in [
        (JsonKind::Null, "NULL"),
        (JsonKind::Boolean, "BOOLEAN"),
        (JsonKind::Integer, "INTEGER"),
        (JsonKind::Number, "NUMBER"),
        (JsonKind::String, "STRING"),
        (JsonKind::Array, "ARRAY"),
        (JsonKind::Object, "OBJECT"),
    ] {
        // A number may be an integer.
        if has(kind) && !(kind == JsonKind::Integer && has(JsonKind::Number)) {
            names.push(crate::rust::idents::ident(name));
        }
    }
    let (first, rest) = names.split_first()?;
    if names.len() >= 6 {
        return None;
    }
    Some(quote!(Kinds::#first #(.or(Kinds::#rest))*))
}
