//! Annotations of a schema: documentation, default, null, direction.

use super::nullable;
use super::view::{Look, Part, View, resolved};
use crate::config::ATTRIBUTES;
use crate::diagnostics::{Code, Diagnostic};
use crate::lower::{Lowered, Lowering};
use crate::model::{Docs, Type, Untyped};
use crate::rust::configured_attributes as attributes;
use crate::spec::{Hints, PlaceId};

/// Limit of nested `allOf`.
const DEEPEST: usize = 16;

/// Returns the annotations of these schemas together. For a property that a parent and its child both describe, those
/// of the child take precedence.
pub fn of(lowering: &mut Lowering<'_, '_>, parts: &[Part]) -> Lowered {
    let mut lowered = Lowered {
        ty: Type::Any(Untyped::Recoverable("not made")),
        nullable: nullable::all(lowering, parts),
        ..Lowered::default()
    };
    for part in parts.iter().rev() {
        add(lowering, &mut lowered, *part, 0);
    }
    for part in parts {
        if let Some(own) = part.view(lowering.document).and_then(|view| view.own()) {
            let place = lowering.place_of(part);
            let given = configured_attributes(lowering, &own.hints, place);
            lowered.docs.attributes.extend(given);
        }
    }
    lowered
}

/// Returns the attributes from the configuration or the extension.
pub fn configured_attributes(
    lowering: &mut Lowering<'_, '_>,
    hints: &Hints<'_>,
    place: PlaceId,
) -> Vec<String> {
    let (taken, others): (Vec<&str>, Vec<&str>) = hints
        .attributes()
        .iter()
        .partition(|text| attributes::parse(text).is_some());
    for text in others {
        let message = format!("`#[{text}]` is not an allowed attribute");
        let place = lowering.field_place(place, ATTRIBUTES);
        lowering
            .diagnostics
            .push(Diagnostic::new(Code::AttributeNotAllowed, place, message).label("ignored"));
    }
    taken.into_iter().map(str::to_owned).collect()
}

/// Fills in missing annotations from the schema that replaces this one.
pub fn inherit(lowered: &mut Lowered, inner: Lowered) {
    let docs = &mut lowered.docs;
    docs.title = docs.title.take().or(inner.docs.title);
    docs.description = docs.description.take().or(inner.docs.description);
    docs.deprecated = docs.deprecated.take().or(inner.docs.deprecated);
    docs.example = docs.example.take().or(inner.docs.example);
    docs.external_docs = docs.external_docs.take().or(inner.docs.external_docs);
    for note in inner.docs.notes {
        if !docs.notes.contains(&note) {
            docs.notes.push(note);
        }
    }
    lowered.default = lowered.default.take().or(inner.default);
    lowered.constant = lowered.constant.take().or(inner.constant);
    lowered.constraints.narrow(inner.constraints);
    lowered.nullable |= inner.nullable;
    lowered.read_only |= inner.read_only;
    lowered.write_only |= inner.write_only;
}

fn add(lowering: &Lowering<'_, '_>, lowered: &mut Lowered, part: Part, depth: usize) {
    match part.look(lowering.document) {
        // The annotations of the target describe the target and not this use of it, so only the direction and the
        // default are inherited.
        Look::Reference(reference) => {
            let target = reference
                .target
                .and_then(|target| resolved(lowering.document, target));
            if let Some(own) = target.and_then(|(_, view)| view.own()) {
                lowered.read_only |= own.read_only;
                lowered.write_only |= own.write_only;
                if lowered.default.is_none() {
                    lowered.default = own.default.as_deref().cloned();
                }
            }
        }
        Look::Schema(view) => {
            add_own(lowered, &view);
            lowered.constraints.narrow(view.constraints());
            if depth < DEEPEST {
                for part in part.parts(&view) {
                    add(lowering, lowered, part, depth + 1);
                }
            }
        }
    }
}

fn add_own(lowered: &mut Lowered, view: &View<'_>) {
    let Some(own) = view.own() else { return };
    lowered.read_only |= own.read_only;
    lowered.write_only |= own.write_only;
    if lowered.default.is_none() {
        lowered.default = own.default.as_deref().cloned();
    }
    let Some(annotations) = &own.annotations else {
        return;
    };
    let docs: &mut Docs = &mut lowered.docs;
    fill(&mut docs.title, annotations.title.as_deref());
    fill(&mut docs.description, annotations.description.as_deref());
    let external_docs = annotations.external_docs.as_ref();
    fill(
        &mut docs.external_docs,
        external_docs.map(|docs| docs.url.as_str()),
    );
    fill(&mut docs.deprecated, annotations.deprecated.as_deref());
    if docs.example.is_none() {
        docs.example = annotations
            .examples
            .first()
            .map(|example| (*example).clone());
    }
}

fn fill(place: &mut Option<String>, value: Option<&str>) {
    if place.is_none() {
        *place = value.map(str::to_owned);
    }
}
