//! `validate()`, under the feature of that name: which limits of the document stand where.
//!
//! Only types with a limit somewhere in them have it. All of it is one file, which costs nothing without the feature.

use crate::emit::SourceFile;
use crate::emit::doc_attributes::{inner, verbatim};
use crate::emit::literals;
use crate::emit::models::Emitted;
use crate::emit::types::{LONGEST_TUPLE, resolve_type};
use crate::model::{Field, Type, TypeId, TypeKind};
use crate::plan::{Planned, each_named};
use proc_macro2::TokenStream;
use quote::quote;

/// Adds `src/wire/validation.rs`, where there is anything to validate, and says whether it did.
pub fn emit<'p>(planned: &'p Planned, files: &mut Vec<SourceFile<'p>>) -> bool {
    let limited = limited(planned);
    if !limited.contains(&true) {
        return false;
    }
    files.push(SourceFile::rust("src/wire/validation.rs", move || {
        file(planned, &limited)
    }));
    true
}

/// Whether some text of the document must match a pattern, which needs the crate `regex`.
pub fn has_patterns(planned: &Planned) -> bool {
    planned.api.types.iter().any(|(_, def)| match &def.kind {
        TypeKind::Struct(object) => object
            .fields
            .iter()
            .any(|field| has_pattern(planned, field)),
        _ => false,
    })
}

/// By [`TypeId`]: whether there are limits somewhere in the type.
fn limited(planned: &Planned) -> Vec<bool> {
    let types = &planned.api.types;
    let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); types.len()];
    let mut limited = vec![false; types.len()];
    let mut ahead = Vec::new();
    for (id, def) in types.iter() {
        for ty in members(&def.kind) {
            each_named(ty, &mut |inner| {
                if let Some(users) = users.get_mut(inner.0 as usize) {
                    users.push(id);
                }
            });
        }
        if let TypeKind::Struct(object) = &def.kind
            && object
                .fields
                .iter()
                .any(|field| limits(planned, field, &mut Vec::new()).is_some())
        {
            ahead.push(id);
        }
    }
    while let Some(id) = ahead.pop() {
        let index = id.0 as usize;
        if limited.get(index) == Some(&false) {
            if let Some(slot) = limited.get_mut(index) {
                *slot = true;
            }
            ahead.extend(users.get(index).into_iter().flatten());
        }
    }
    // A type that another one stands for is what that one is.
    for (id, _) in types.iter() {
        if let Some(same) = planned.ty(id).and_then(|plan| plan.same_as) {
            let answer = limited.get(same.0 as usize).copied().unwrap_or(false);
            if let Some(slot) = limited.get_mut(id.0 as usize) {
                *slot = answer;
            }
        }
    }
    limited
}

/// The types in a type, but for those that stand beside others in a tuple, which are not looked into.
fn members(kind: &TypeKind) -> Vec<&Type> {
    match kind {
        TypeKind::Struct(object) => object
            .fields
            .iter()
            .map(|field| &field.ty)
            .chain(&object.additional)
            .collect(),
        TypeKind::Union(union) => union.branches.iter().map(|branch| &branch.ty).collect(),
        TypeKind::Alias(ty) => vec![ty],
        TypeKind::Enum(_) => Vec::new(),
    }
}

fn file(planned: &Planned, limited: &[bool]) -> TokenStream {
    let docs = inner(
        "What the API's document allows, checked by `validate()`.\n\nA pattern that the crate `regex` cannot read (one that looks around, say) is not checked; the docs of the property say so.",
    );
    let mut patterns = Vec::new();
    let mut items = Vec::new();
    for (id, def) in planned.api.types.iter() {
        let Some(emitted) = Emitted::of(planned, id) else {
            continue;
        };
        if emitted.plan.same_as.is_some() || limited.get(id.0 as usize) != Some(&true) {
            continue;
        }
        let check =
            match &def.kind {
                TypeKind::Struct(object) => {
                    let known = object.fields.iter().zip(emitted.members());
                    let mut checks: Vec<TokenStream> = known
                        .flat_map(|(field, name)| {
                            let wire_name = literals::string(&field.wire_name);
                            let own = limits(planned, field, &mut patterns).map(|limits| {
                            quote!(checker.limit(#wire_name, &self.#name, &Limits { #limits });)
                        });
                            let nested = is_nested(planned, &field.ty, limited)
                                .then(|| quote!(checker.nested(#wire_name, &self.#name);));
                            own.into_iter().chain(nested)
                        })
                        .collect();
                    if let Some(ty) = &object.additional
                        && is_nested(planned, ty, limited)
                    {
                        let name = emitted.plan.additional_ident.as_deref().unwrap_or_default();
                        let name = crate::emit::idents::ident(name);
                        checks.push(quote!(Validate::check(&self.#name, checker);));
                    }
                    quote!(#(#checks)*)
                }
                TypeKind::Union(union) => {
                    let arms = union.branches.iter().zip(emitted.members()).filter_map(
                        |(branch, name)| {
                            is_nested(planned, &branch.ty, limited).then(
                                || quote!(Self::#name(value) => Validate::check(value, checker),),
                            )
                        },
                    );
                    quote!(match self { #(#arms)* _ => {} })
                }
                TypeKind::Alias(ty) if emitted.plan.newtype && is_nested(planned, ty, limited) => {
                    quote!(Validate::check(&self.0, checker);)
                }
                TypeKind::Alias(_) | TypeKind::Enum(_) => continue,
            };
        let name = emitted.name();
        let docs = verbatim(
            "Checks the value against the constraints of the API's document.\n\n# Errors\nWhere it violates any: all of them, with their places.",
        );
        // Where everything that could be checked turned out to be out of reach, there is nothing to check with.
        let checker = match check.to_string().contains("checker") {
            true => quote!(checker),
            false => quote!(_checker),
        };
        items.push(quote! {
            impl Validate for models::#name {
                fn check(&self, #checker: &mut Checker) {
                    #check
                }
            }

            impl models::#name {
                #docs
                pub fn validate(&self) -> Result<(), ValidationError> {
                    validate(self)
                }
            }
        });
    }
    let matchers = matchers(&patterns);
    quote! {
        #docs
        #![allow(clippy::single_match, reason = "a union may have one branch with limits, or many")]
        use crate::models;
        use crate::runtime::validation::{Checker, Limits, Validate, ValidationError, validate};
        #(#items)*
        #matchers
    }
}

/// Whether what is in a type is checked: a type that has `Validate`, perhaps in lists, maps and the like.
fn is_nested(planned: &Planned, ty: &Type, limited: &[bool]) -> bool {
    match resolve_type(planned, ty) {
        Type::Named(id) => limited.get(id.0 as usize) == Some(&true),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
            is_nested(planned, inner, limited)
        }
        // A set holds scalars; a tuple is not looked into.
        _ => false,
    }
}

/// The limits of a field, where its type has such: the fields of `Limits`.
fn limits(planned: &Planned, field: &Field, patterns: &mut Vec<String>) -> Option<TokenStream> {
    let of = &field.constraints;
    let ty = match resolve_type(planned, &field.ty) {
        Type::Nullable(inner) => resolve_type(planned, inner),
        ty => ty,
    };
    let mut parts = Vec::new();
    let float = |name: &str, value: Option<f64>| {
        let name = crate::emit::idents::ident(name);
        value.map(|value| {
            let value = literals::float(value);
            quote!(#name: Some(#value))
        })
    };
    match ty {
        Type::Integer(_) | Type::Number => {
            let (minimum, maximum) = match (of.exclusive_minimum, of.exclusive_maximum) {
                (false, false) => ("minimum", "maximum"),
                (true, false) => ("exclusive_minimum", "maximum"),
                (false, true) => ("minimum", "exclusive_maximum"),
                (true, true) => ("exclusive_minimum", "exclusive_maximum"),
            };
            let is_unsigned = matches!(
                ty,
                Type::Integer(crate::model::Integer::U32 | crate::model::Integer::U64)
            );
            let least = of
                .minimum
                .filter(|least| !is_unsigned || of.exclusive_minimum || *least > 0.0);
            parts.extend(float(minimum, least));
            parts.extend(float(maximum, of.maximum));
            parts.extend(float("multiple_of", of.multiple_of));
        }
        Type::String | Type::Secret => {
            parts.extend(counts(of.min_length, of.max_length));
            if let Some(pattern) = of.pattern.as_ref().filter(|it| is_readable(it)) {
                let index = patterns
                    .iter()
                    .position(|known| known == pattern)
                    .unwrap_or_else(|| {
                        patterns.push(pattern.clone());
                        patterns.len() - 1
                    });
                let (matcher, pattern) = (matcher(index), literals::string(pattern));
                parts.push(quote!(pattern: Some((#matcher, #pattern))));
            }
        }
        Type::List(_) | Type::Set(_) => {
            parts.extend(counts(of.min_items, of.max_items));
            if of.unique_items && matches!(ty, Type::List(_)) {
                parts.push(quote!(unique_items: true));
            }
        }
        Type::Map(_) => parts.extend(counts(of.min_properties, of.max_properties)),
        Type::Tuple(items) if items.len() > LONGEST_TUPLE => {
            parts.extend(counts(of.min_items, of.max_items));
        }
        _ => {}
    }
    // Boxes are for what is named, which has no limits of its own.
    (!parts.is_empty()).then(|| quote!(#(#parts,)* ..Limits::NONE))
}

/// Whether the crate `regex` can read a pattern: ECMAScript's look around and refer back, and its do not.
pub fn is_readable(pattern: &str) -> bool {
    regex_syntax::Parser::new().parse(pattern).is_ok()
}

fn has_pattern(planned: &Planned, field: &Field) -> bool {
    let mut patterns = Vec::new();
    limits(planned, field, &mut patterns);
    !patterns.is_empty()
}

fn counts(least: Option<u64>, most: Option<u64>) -> impl Iterator<Item = TokenStream> {
    let part = |name: &str, count: u64| {
        let (name, count) = (
            crate::emit::idents::ident(name),
            literals::unsigned(count.min(u64::from(u32::MAX))),
        );
        quote!(#name: Some(#count))
    };
    let least = least
        .filter(|least| *least > 0)
        .map(|count| part("least", count));
    least
        .into_iter()
        .chain(most.map(|count| part("most", count)))
}

fn matcher(index: usize) -> proc_macro2::Ident {
    crate::emit::idents::ident(&format!("matches_{index}"))
}

/// A function per pattern, which reads it once.
fn matchers(patterns: &[String]) -> TokenStream {
    if patterns.is_empty() {
        return TokenStream::new();
    }
    let functions = patterns.iter().enumerate().map(|(index, pattern)| {
        let (name, pattern) = (matcher(index), literals::string(pattern));
        quote! {
            fn #name(text: &str) -> bool {
                static PATTERN: Pattern = Pattern::new(|| regex::Regex::new(#pattern).ok());
                PATTERN.as_ref().is_none_or(|pattern| pattern.is_match(text))
            }
        }
    });
    quote! {
        type Pattern = std::sync::LazyLock<Option<regex::Regex>>;
        #(#functions)*
    }
}
