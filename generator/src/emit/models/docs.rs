//! Doc comments of types, properties and variants.
//!
//! The description of the document comes first, then details that the Rust type does not express.

use super::Model;
use crate::config::DateLibrary;
use crate::emit::types::resolve;
use crate::model::{Constraints, Docs, Integer, Payload, Receiver, Type, TypeName};
use crate::plan::{Planned, PlannedEnum, PlannedField, PlannedKind};
use crate::rust::configured_attributes::attributes;
use crate::rust::doc_attributes::{code, escape, safe_markdown, verbatim};
use crate::rust::patterns;
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// The maximum length of examples and defaults in docs.
const LONGEST_VALUE: usize = 100;

/// Returns the doc attributes of a type, and the attributes from its configuration.
pub fn of_type(model: &Model<'_>) -> TokenStream {
    let mut text = Text::of(model.plan.docs);
    text.paragraph(&place(model));
    text.details(model.plan.docs, Vec::new());
    let (docs, configured) = (text.attributes(), attributes(&model.plan.docs.attributes));
    quote!(#docs #configured)
}

/// Returns the doc attributes of a field, and the attributes from its configuration.
pub fn of_field(planned: &Planned<'_>, field: &PlannedField<'_>) -> TokenStream {
    let mut text = Text::of(field.docs);
    if field.wire_name.trim().is_empty() {
        text.paragraph("The name of this property in JSON is empty.");
    } else if !reads_alike(&field.ident, field.wire_name) {
        text.paragraph(&format!("{} in JSON.", code(field.wire_name)));
    }
    let mut details = Vec::new();
    if let Some(format) = format(planned, field.ty) {
        details.push(format.to_owned());
    }
    if let Some(constant) = field.constant.and_then(short) {
        let or_null = match field.presence.is_nullable() {
            true => " or null",
            false => "",
        };
        details.push(format!("Always {}{or_null}.", code(&constant)));
    }
    let default = field
        .default
        .filter(|default| field.constant != Some(default));
    if let Some(default) = default.and_then(short) {
        details.push(format!("Default: {}.", code(&default)));
    }
    let mut limits = field.constraints.clone();
    if matches!(field.ty, Type::Integer(Integer::U32 | Integer::U64)) {
        // The type implies that.
        limits.minimum = limits.minimum.filter(|minimum| *minimum != 0.0);
    }
    details.extend(constraints(&limits));
    if field.read_only {
        details.push("Set by the server.".to_owned());
    }
    if field.write_only {
        details.push("Only sent to the server.".to_owned());
    }
    text.details(field.docs, details);
    let (docs, configured) = (text.attributes(), attributes(&field.docs.attributes));
    quote!(#docs #configured)
}

/// Returns the doc attributes of a variant; `value` is its value in JSON, for a variant of an enum.
pub fn of_variant(docs: &Docs, value: Option<&Value>, otherwise: &str) -> TokenStream {
    let mut text = Text::of(docs);
    match value {
        Some(Value::String(value)) if value.is_empty() => text.paragraph("The empty string."),
        Some(Value::String(value)) => text.paragraph(&code(value)),
        Some(value) => text.paragraph(&code(&value.to_string())),
        None if text.is_empty() => text.paragraph(otherwise),
        None => {}
    }
    text.details(docs, Vec::new());
    text.attributes()
}

/// Returns a sentence on the variant for all values that are not listed.
pub fn of_other_values(list: &PlannedEnum<'_>) -> &'static str {
    match list.is_open {
        true => "Any other text.",
        false => "A value unknown to this version of the SDK, as received.",
    }
}

/// Returns a sentence per constraint.
pub fn constraints(of: &Constraints) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut add = |sentence: String| sentences.push(sentence);
    if let Some(minimum) = of.minimum {
        match of.exclusive_minimum {
            true => add(format!("Greater than {minimum}.")),
            false => add(format!("At least {minimum}.")),
        }
    }
    if let Some(maximum) = of.maximum {
        match of.exclusive_maximum {
            true => add(format!("Less than {maximum}.")),
            false => add(format!("At most {maximum}.")),
        }
    }
    if let Some(step) = of.multiple_of {
        add(format!("A multiple of {step}."));
    }
    for (least, most, one, many) in [
        (of.min_length, of.max_length, "character", "characters"),
        (of.min_items, of.max_items, "item", "items"),
        (
            of.min_properties,
            of.max_properties,
            "property",
            "properties",
        ),
    ] {
        let name = |count: u64| if count == 1 { one } else { many };
        match (least.filter(|least| *least > 0), most) {
            (Some(least), Some(most)) if least == most => {
                add(format!("Exactly {least} {}.", name(least)));
            }
            (Some(least), Some(most)) => add(format!("{least} to {most} {}.", name(most))),
            (Some(least), None) => add(format!("At least {least} {}.", name(least))),
            (None, Some(most)) => add(format!("At most {most} {}.", name(most))),
            (None, None) => {}
        }
    }
    if of.unique_items {
        add("Items are unique.".to_owned());
    }
    for pattern in of.patterns.iter().filter(|it| it.len() <= LONGEST_VALUE) {
        match patterns::readable(pattern).is_some() {
            true => add(format!("Matches {}.", code(pattern))),
            false => add(format!(
                "Matches {}, which `validate` does not check.",
                code(pattern)
            )),
        }
    }
    sentences
}

/// Returns the location of a type in the document; empty if the name of the type implies it.
fn place(model: &Model<'_>) -> String {
    match model.plan.name {
        TypeName::Component(name) => {
            let key = model.plan.key.unwrap_or(name);
            match model.plan.payload {
                Some(payload) => use_of(payload),
                None if key == model.plan.ident => String::new(),
                None => format!("Schema {}.", code(key)),
            }
        }
        TypeName::Inline { parent, words } => {
            let words = words.join(" ");
            match resolve(model.planned, *parent) {
                Some(parent) => format!(
                    "The {} of [`{}`](crate::models::{}).",
                    escape(&words),
                    parent.ident,
                    parent.ident
                ),
                None => format!("The {}.", escape(&words)),
            }
        }
        TypeName::Operation { operation, words } => {
            let operation = model.planned.operation_words.builder(*operation);
            format!("The {} of {}.", escape(&words.join(" ")), code(operation))
        }
        TypeName::Shared(shared) => {
            let members = match model.plan.kind {
                PlannedKind::Struct(_) => "properties",
                PlannedKind::Enum(_) => "values",
                _ => "types",
            };
            match shared.subjects.as_slice() {
                [subject] => format!("Every `{}` with these {members}.", escape(subject)),
                _ => format!("Shared by all places with these {members}."),
            }
        }
    }
}

/// Returns a sentence on what a type is used for.
fn use_of(payload: &Payload) -> String {
    let name = |receiver: &Receiver| match receiver {
        Receiver::Webhook(key) => format!("webhook {}", code(key)),
        Receiver::Callback(key) => format!("callback {}", code(key)),
    };
    match payload {
        Payload::Request(of) => format!("Request body of the {}.", name(of)),
        Payload::Response(of) => format!("Response body of the {}.", name(of)),
    }
}

/// Returns a sentence on a format that the Rust type does not express.
pub fn format(planned: &Planned<'_>, ty: &Type) -> Option<&'static str> {
    let strings = planned.dates == DateLibrary::Strings;
    Some(match ty {
        Type::Time => "A time of day, RFC 3339.",
        Type::Duration => "A duration, ISO 8601.",
        Type::DateTime if strings => "A date and time, RFC 3339.",
        Type::HttpDate if strings => "A date and time of HTTP, RFC 9110.",
        Type::UnixTime if strings => "Seconds since 1970.",
        Type::Date if strings => "A date, RFC 3339.",
        _ => return None,
    })
}

/// Returns a value, if it is short enough.
pub fn short(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    (text.len() <= LONGEST_VALUE && !text.is_empty()).then_some(text)
}

/// Returns `true` if the two names differ only in case, underscores and hyphens.
pub fn reads_alike(ident: &str, wire_name: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| *c != '_' && *c != '-')
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    letters(ident) == letters(wire_name)
}

/// Markdown, built from paragraphs.
pub struct Text(String);

impl Text {
    /// Adds title and description of the document.
    pub fn of(docs: &Docs) -> Self {
        let mut text = Self(String::new());
        let title = docs.title.as_deref().unwrap_or_default().trim();
        let description = docs.description.as_deref().unwrap_or_default();
        if !description.trim_start().starts_with(title) {
            text.paragraph(&safe_markdown(title));
        }
        text.paragraph(&safe_markdown(description));
        if text.is_empty() {
            text.paragraph(&safe_markdown(title));
        }
        text
    }

    /// Returns `true` if there is no paragraph.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a paragraph of Markdown, if it is not empty.
    pub fn paragraph(&mut self, paragraph: &str) {
        if paragraph.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push_str("\n\n");
        }
        self.0.push_str(paragraph);
    }

    /// Adds further details, a sentence each.
    pub fn details(&mut self, docs: &Docs, mut details: Vec<String>) {
        if let Some(format) = &docs.format {
            details.push(format!("Format: {}.", code(format)));
        }
        if let Some(example) = docs.example.as_ref().and_then(short) {
            details.push(format!("Example: {}.", code(&example)));
        }
        self.paragraph(&details.join(" "));
        for note in &docs.notes {
            self.paragraph(&safe_markdown(note));
        }
        if let Some(url) = &docs.external_docs {
            self.paragraph(&safe_markdown(&format!("More: {url}")));
        }
        if let Some(reason) = &docs.deprecated {
            self.paragraph(&safe_markdown(&format!("**Deprecated.** {reason}")));
        }
    }

    /// Returns the doc attributes.
    pub fn attributes(&self) -> TokenStream {
        verbatim(&self.0)
    }
}
