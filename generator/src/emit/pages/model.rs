//! The page of a file of models: each type with its properties, values or branches.

use super::cells::{cell, description, head, row};
use super::{compact, spelled, type_link};
use crate::emit::Sdk;
use crate::emit::models::Model;
use crate::emit::models::docs::{constraints, of_other_values, short};
use crate::model::{Type, TypeId};
use crate::plan::{PlannedEnum, PlannedField, PlannedKind, PlannedStruct, PlannedUnion, Presence};
use crate::rust::doc_attributes::{code, escape, safe_markdown};
use serde_json::Value;

const LINKS: &str = "[[Back to model list]](../../README.md#models) \
                     [[Back to API list]](../../README.md#operations) [[Back to README]](../../README.md)";

/// Returns the page.
pub fn page(sdk: &Sdk<'_>, types: &[TypeId]) -> String {
    let model = types
        .iter()
        .filter_map(|id| Model::of(sdk.planned, *id))
        .collect::<Vec<_>>();
    let mut parts: Vec<String> = model.iter().map(section).collect();
    parts.push(LINKS.to_owned());
    format!("{}\n", parts.join("\n\n"))
}

fn section(model: &Model<'_>) -> String {
    let docs = model.plan.docs;
    let mut parts = vec![format!("# {}", escape(&model.plan.ident))];
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
    parts.push(match &model.plan.kind {
        PlannedKind::Struct(object) => properties(model, object),
        PlannedKind::Enum(list) => values(list),
        PlannedKind::Union(union) => branches(model, union),
        PlannedKind::Alias(content) => format!("Another name for {}.", link(model, content.ty)),
        PlannedKind::Newtype(content) => format!("A struct around {}.", link(model, content.ty)),
    });
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn link(model: &Model<'_>, ty: &Type) -> String {
    type_link(model.planned, ty, &spelled(model.planned, ty), "")
}

fn properties(model: &Model<'_>, object: &PlannedStruct<'_>) -> String {
    let mut rows = vec![head(&["Name", "Type", "Description", "Notes"])];
    for field in &object.fields {
        rows.push(row(&[
            cell(&code(&field.ident)),
            cell(&field_type(model, field)),
            description(field.docs.description.as_deref().unwrap_or_default()),
            cell(&notes(field).join(". ")),
        ]));
    }
    if let Some(additional) = &object.additional {
        let value = spelled(model.planned, additional.ty);
        let whole = format!("BTreeMap<String, {value}>");
        rows.push(row(&[
            cell(&code(&additional.ident)),
            cell(&type_link(model.planned, additional.ty, &whole, "")),
            "Every other property.".to_owned(),
            String::new(),
        ]));
    }
    rows.join("\n")
}

/// Returns the type of a field, including whether it may be absent or null.
fn field_type(model: &Model<'_>, field: &PlannedField<'_>) -> String {
    let inner = spelled(model.planned, field.ty);
    let whole = match field.presence {
        Presence::Required => inner,
        Presence::RequiredNullable | Presence::Optional => format!("Option<{inner}>"),
        Presence::OptionalNullable => format!("Nullable<{inner}>"),
    };
    type_link(model.planned, field.ty, &compact(&whole), "")
}

fn notes(field: &PlannedField<'_>) -> Vec<String> {
    let mut notes = vec![
        if field.presence.is_required() {
            "Required"
        } else {
            "Optional"
        }
        .to_owned(),
    ];
    if field.wire_name != field.ident.trim_end_matches('_') {
        notes.push(format!("{} in JSON", code(field.wire_name)));
    }
    if let Some(constant) = field.constant.and_then(short) {
        notes.push(format!("Always {}", code(&constant)));
    }
    let default = field
        .default
        .filter(|default| field.constant != Some(default));
    if let Some(default) = default.and_then(short) {
        notes.push(format!("Defaults to {}", code(&default)));
    }
    let limits = constraints(field.constraints);
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

fn values(list: &PlannedEnum<'_>) -> String {
    let mut rows = vec![head(&["Variant", "Value", "Description"])];
    for variant in &list.variants {
        let value = match variant.value {
            Value::String(text) if text.is_empty() => "the empty string".to_owned(),
            Value::String(text) => code(text),
            other => code(&other.to_string()),
        };
        rows.push(row(&[
            cell(&code(&variant.ident)),
            cell(&value),
            description(variant.docs.description.as_deref().unwrap_or_default()),
        ]));
    }
    rows.push(row(&[
        cell(&code(&list.unknown)),
        "any other".to_owned(),
        of_other_values(list).to_owned(),
    ]));
    rows.join("\n")
}

fn branches(model: &Model<'_>, union: &PlannedUnion<'_>) -> String {
    let mut parts = Vec::new();
    if let Some(property) = union.discriminator {
        parts.push(format!(
            "The property {} selects the variant.",
            code(property)
        ));
    }
    let mut rows = vec![head(&["Variant", "Type", "Description"])];
    for branch in &union.branches {
        rows.push(row(&[
            cell(&code(&branch.ident)),
            match branch.constant {
                Some(value) => cell(&code(&value.to_string())),
                None => cell(&link(model, branch.ty)),
            },
            description(branch.docs.description.as_deref().unwrap_or_default()),
        ]));
    }
    rows.push(row(&[
        cell(&code(&union.unknown)),
        cell(&code("serde_json::Value")),
        "Any other value, as received.".to_owned(),
    ]));
    parts.push(rows.join("\n"));
    parts.join("\n\n")
}
