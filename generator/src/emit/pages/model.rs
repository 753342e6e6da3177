//! The page of a file of models: each type with its properties, values or branches.

use super::cells::{cell, description, head, row};
use super::{compact, spelled, type_link};
use crate::emit::Sdk;
use crate::emit::models::docs::{constraints, short};
use crate::emit::models::{Emitted, Presence};
use crate::model::{Enum, Field, Struct, Type, TypeId, TypeKind, Union};
use crate::rust::doc_attributes::{code, escape, safe_markdown};
use serde_json::Value;

/// The page.
pub fn page(sdk: &Sdk<'_>, types: &[TypeId]) -> String {
    let emitted = types
        .iter()
        .filter_map(|id| Emitted::of(sdk.planned, *id))
        .collect::<Vec<_>>();
    let mut parts: Vec<String> = emitted.iter().map(section).collect();
    parts.push("[[Back to model list]](../../README.md#models) [[Back to API list]](../../README.md#operations) [[Back to README]](../../README.md)".to_owned());
    format!("{}\n", parts.join("\n\n"))
}

fn section(emitted: &Emitted<'_>) -> String {
    let docs = &emitted.def.docs;
    let mut parts = vec![format!("# {}", escape(&emitted.plan.ident))];
    let title = docs.title.as_deref().map(escape).unwrap_or_default();
    let text = docs
        .description
        .as_deref()
        .map(safe_markdown)
        .unwrap_or_default();
    parts.push(if text.is_empty() { title } else { text });
    if let Some(reason) = &docs.deprecated {
        parts.push(safe_markdown(&format!("**Deprecated.** {reason}")));
    }
    parts.extend(docs.notes.iter().map(|note| safe_markdown(note)));
    parts.push(match &emitted.def.kind {
        TypeKind::Struct(object) => properties(emitted, object),
        TypeKind::Enum(list) => values(emitted, list),
        TypeKind::Union(union) => branches(emitted, union),
        TypeKind::Alias(ty) => format!("Another name for {}.", link(emitted, ty)),
    });
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn link(emitted: &Emitted<'_>, ty: &Type) -> String {
    type_link(emitted.planned, ty, &spelled(emitted.planned, ty), "")
}

fn properties(emitted: &Emitted<'_>, object: &Struct) -> String {
    let mut rows = vec![head(&["Name", "Type", "Description", "Notes"])];
    for (field, name) in object.fields.iter().zip(&emitted.plan.members) {
        rows.push(row(&[
            cell(&code(name)),
            cell(&field_type(emitted, field)),
            description(field.docs.description.as_deref().unwrap_or_default()),
            cell(&notes(field, name).join(". ")),
        ]));
    }
    if let (Some(name), Some(value)) = (&emitted.plan.additional_ident, &object.additional) {
        let whole = format!("BTreeMap<String, {}>", spelled(emitted.planned, value));
        rows.push(row(&[
            cell(&code(name)),
            cell(&type_link(emitted.planned, value, &whole, "")),
            "Every other property.".to_owned(),
            String::new(),
        ]));
    }
    rows.join("\n")
}

/// The type of a field, with what says that it may be absent or null.
fn field_type(emitted: &Emitted<'_>, field: &Field) -> String {
    let inner = spelled(emitted.planned, &field.ty);
    let whole = match Presence::of(field) {
        Presence::Always => inner,
        Presence::OrNull | Presence::OrAbsent => format!("Option<{inner}>"),
        Presence::OrNullOrAbsent => format!("Nullable<{inner}>"),
    };
    type_link(emitted.planned, &field.ty, &compact(&whole), "")
}

fn notes(field: &Field, name: &str) -> Vec<String> {
    let mut notes = vec![
        if field.required {
            "Required"
        } else {
            "Optional"
        }
        .to_owned(),
    ];
    if field.wire_name != name.trim_end_matches('_') {
        notes.push(format!("{} on the wire", code(&field.wire_name)));
    }
    if let Some(constant) = field.constant.as_ref().and_then(short) {
        notes.push(format!("Always {}", code(&constant)));
    }
    if let Some(default) = field.default.as_ref().and_then(short) {
        notes.push(format!("Defaults to {}", code(&default)));
    }
    let limits = constraints(&field.constraints);
    notes.extend(
        limits
            .iter()
            .map(|text| text.trim_end_matches('.').to_owned()),
    );
    if field.read_only {
        notes.push("Set by the server".to_owned());
    }
    if field.docs.deprecated.is_some() {
        notes.push("Deprecated".to_owned());
    }
    notes
}

fn values(emitted: &Emitted<'_>, list: &Enum) -> String {
    let mut rows = vec![head(&["Variant", "Value", "Description"])];
    for (variant, name) in list.variants.iter().zip(&emitted.plan.members) {
        let value = match &variant.value {
            Value::String(text) if text.is_empty() => "the empty string".to_owned(),
            Value::String(text) => code(text),
            other => code(&other.to_string()),
        };
        rows.push(row(&[
            cell(&code(name)),
            cell(&value),
            description(variant.docs.description.as_deref().unwrap_or_default()),
        ]));
    }
    rows.push(row(&[
        cell(&code(
            emitted.plan.unknown_ident.as_deref().unwrap_or("Unknown"),
        )),
        "any other".to_owned(),
        "A value that this version of the SDK does not know, as it was received.".to_owned(),
    ]));
    rows.join("\n")
}

fn branches(emitted: &Emitted<'_>, union: &Union) -> String {
    let mut parts = Vec::new();
    if let Some(property) = &union.discriminator {
        parts.push(format!(
            "The property {} tells which it is.",
            code(property)
        ));
    }
    let mut rows = vec![head(&["Variant", "Holds", "Description"])];
    for (branch, name) in union.branches.iter().zip(&emitted.plan.members) {
        rows.push(row(&[
            cell(&code(name)),
            cell(&link(emitted, &branch.ty)),
            description(branch.docs.description.as_deref().unwrap_or_default()),
        ]));
    }
    rows.push(row(&[
        cell(&code(
            emitted.plan.unknown_ident.as_deref().unwrap_or("Unknown"),
        )),
        cell(&code("serde_json::Value")),
        "Anything else, as it was received.".to_owned(),
    ]));
    parts.push(rows.join("\n"));
    parts.join("\n\n")
}
