//! Enums of the values that the branches of `oneOf` and `anyOf` list.

use super::view::{Part, resolved};
use super::{annotations, enums};
use crate::lower::{Lowered, Lowering};
use crate::model::{Constraints, Docs, Enum, Variant};
use crate::spec::{Document, SchemaId, SchemaType};
use std::collections::HashSet;

/// Limit of nested unions of strings.
const DEEPEST: usize = 8;

/// Returns the enum of the strings that some branches list, if another one allows any string and none of them has other
/// values.
pub fn open_enum<'a>(
    lowering: &mut Lowering<'_, '_>,
    alternatives: impl Iterator<Item = &'a [Part]> + Clone,
    lowered: &mut Lowered,
) -> Option<Enum> {
    let document = lowering.document;
    let mut texts = Texts::default();
    for parts in alternatives.clone() {
        let [part] = parts else { return None };
        texts.add(document, part, 0)?;
    }
    // The empty string is a string like others: without other values, the type is a string.
    let are_named = texts.listed.iter().any(|variant| variant.value != "");
    if !texts.allow_any || !are_named {
        return None;
    }
    for parts in alternatives {
        let mut views = parts.iter().filter_map(|part| part.view(document));
        if !views.any(|view| view.constant().is_some() || !view.values().is_empty()) {
            continue;
        }
        // The limits of one branch are not those of the others.
        let inner = Lowered {
            constraints: Constraints::default(),
            ..annotations::of(lowering, parts)
        };
        annotations::inherit(lowered, inner);
    }
    Some(Enum {
        is_open: true,
        ..enums::of_variants(texts.listed)
    })
}

/// The strings that branches allow.
#[derive(Default)]
struct Texts {
    listed: Vec<Variant>,
    allow_any: bool,
    /// The unions whose strings are among them.
    unions: HashSet<SchemaId>,
}

impl Texts {
    /// Adds the strings of a branch; `None` if it has other values too, or a format.
    fn add(&mut self, document: &Document<'_>, part: &Part, depth: usize) -> Option<()> {
        let part = match document.schemas.reference(part.schema) {
            Some(reference) => Part::new(resolved(document, reference.target?)?.0),
            None => *part,
        };
        let view = part.view(document)?;
        if !view.all_of().is_empty() || depth > DEEPEST {
            return None;
        }
        if !view.one_of().is_empty() || view.has_any_of() {
            if self.unions.contains(&part.schema) {
                return Some(());
            }
            let is_plain = part.without_choices().view(document)?.is_trivial();
            let branches = part.one_of(&view).chain(part.any_of(&view));
            let mut branches = branches.filter(|_| is_plain && view.typ.is_none());
            let first = branches.next()?;
            self.add(document, &first, depth + 1)?;
            branches.try_for_each(|branch| self.add(document, &branch, depth + 1))?;
            self.unions.insert(part.schema);
            return Some(());
        }
        let lists_values = view.constant().is_some() || !view.values().is_empty();
        let is_string =
            view.typ == Some(SchemaType::String) || (view.typ.is_none() && lists_values);
        if !is_string {
            return None;
        }
        if !lists_values {
            self.allow_any = true;
            return view.format.is_none().then_some(());
        }
        for variant in enums::texts(&view)? {
            let mut known = self.listed.iter();
            if !known.any(|known| known.value == variant.value) {
                self.listed.push(variant);
            }
        }
        Some(())
    }
}

/// Returns the values of inline branches that all have `const` or `enum`: an enum with a description for each value.
pub fn listed<'a>(
    document: &Document<'_>,
    alternatives: impl Iterator<Item = &'a [Part]>,
) -> Option<Enum> {
    let mut variants: Vec<Variant> = Vec::new();
    for parts in alternatives {
        let [part] = parts else { return None };
        let view = part.view(document)?;
        let values: Vec<_> = view
            .constant()
            .into_iter()
            .chain(view.values())
            .filter(|value| !value.is_null())
            .cloned()
            .collect();
        if values.is_empty()
            || view.properties().is_some()
            || !view.all_of().is_empty()
            || !values
                .iter()
                .all(|value| value.is_string() || value.is_i64())
        {
            return None;
        }
        let single = values.len() == 1;
        for value in values {
            if variants.iter().any(|variant| variant.value == value) {
                continue;
            }
            let title = view.title().filter(|_| single).map(str::to_owned);
            let description = view.description().filter(|_| single).map(str::to_owned);
            let intended_name = if value.is_string() {
                enums::text(&value)
            } else {
                title.clone().unwrap_or_else(|| enums::text(&value))
            };
            variants.push(Variant {
                value,
                intended_name,
                docs: Docs {
                    title,
                    description,
                    ..Docs::default()
                },
            });
        }
    }
    let strings = variants
        .iter()
        .filter(|variant| variant.value.is_string())
        .count();
    (strings == variants.len() || strings == 0).then(|| enums::of_variants(variants))
}
