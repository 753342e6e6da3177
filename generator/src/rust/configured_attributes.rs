//! Attributes for a type, a field or a method from the configuration (`x-sdkwright-attributes`, sdkwright.toml).
//!
//! Documents are not trusted, so only attributes that cannot insert code or files are accepted: derives by path,
//! `doc(hidden)` and `doc(alias = …)`, lint levels, `must_use`, `deprecated`, and these inside `cfg_attr`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, Lit, Meta, Path, Token};

/// Parses the attribute, without `#[…]`; `None` if it is not accepted.
pub fn parse(text: &str) -> Option<Meta> {
    let meta: Meta = syn::parse_str(text).ok()?;
    is_harmless(&meta, 0).then_some(meta)
}

/// Returns the attributes as tokens. Attributes that are not accepted were reported when the document was lowered.
pub fn attributes(given: &[String]) -> TokenStream {
    let metas = given.iter().filter_map(|text| parse(text));
    quote!(#(#[#metas])*)
}

fn is_harmless(meta: &Meta, depth: usize) -> bool {
    let Some(name) = meta.path().get_ident().map(ToString::to_string) else {
        return false;
    };
    match name.as_str() {
        "derive" => arguments::<Path>(meta).is_some(),
        "must_use" | "deprecated" => {
            is_text(meta) || arguments::<Meta>(meta).is_some_and(|list| list.iter().all(is_text))
        }
        "allow" | "expect" | "warn" => {
            arguments::<Meta>(meta).is_some_and(|list| list.iter().all(is_text))
        }
        "doc" => arguments::<Meta>(meta).is_some_and(|list| list.iter().all(is_doc)),
        "cfg_attr" => arguments::<Meta>(meta).is_some_and(|list| {
            let mut list = list.iter();
            list.next().is_some_and(is_predicate)
                && depth < 4
                && list.all(|inner| is_harmless(inner, depth + 1))
        }),
        _ => false,
    }
}

fn is_doc(meta: &Meta) -> bool {
    is_text(meta) && (meta.path().is_ident("hidden") || meta.path().is_ident("alias"))
}

/// `feature = "x"`, `all(…)`, `any(…)`, `not(…)`.
fn is_predicate(meta: &Meta) -> bool {
    match meta {
        Meta::List(list)
            if ["all", "any", "not"]
                .iter()
                .any(|word| list.path.is_ident(word)) =>
        {
            arguments::<Meta>(meta).is_some_and(|list| list.iter().all(is_predicate))
        }
        _ => is_text(meta),
    }
}

/// A word, or a word and a string literal: no macro can insert a file.
fn is_text(meta: &Meta) -> bool {
    match meta {
        Meta::Path(_) => true,
        Meta::NameValue(pair) => {
            matches!(&pair.value, Expr::Lit(ExprLit { lit: Lit::Str(_), attrs, .. }) if attrs.is_empty())
        }
        Meta::List(_) => false,
    }
}

fn arguments<T: syn::parse::Parse>(meta: &Meta) -> Option<Punctuated<T, Token![,]>> {
    let list = meta.require_list().ok()?;
    Punctuated::parse_terminated
        .parse2(list.tokens.clone())
        .ok()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn nothing_that_brings_in_code_or_files_is_taken() {
        for (text, taken) in [
            ("derive(Hash, schemars::JsonSchema)", true),
            ("doc(hidden)", true),
            ("doc(alias = \"x\")", true),
            ("must_use = \"look\"", true),
            ("deprecated(since = \"1.0.0\", note = \"no\")", true),
            ("allow(clippy::large_enum_variant)", true),
            (
                "cfg_attr(all(feature = \"x\", not(test)), derive(schemars::JsonSchema))",
                true,
            ),
            ("doc = include_str!(\"/etc/passwd\")", false),
            ("must_use = include_str!(\"/etc/passwd\")", false),
            ("doc(alias = include_str!(\"/etc/passwd\"))", false),
            ("cfg_attr(x, path = \"/etc/passwd\")", false),
            ("path = \"x\"", false),
            ("tokio::main", false),
            ("derive(Hash)] pub struct Sentinel; #[allow(x)", false),
        ] {
            assert_eq!(parse(text).is_some(), taken, "{text}");
        }
    }
}
