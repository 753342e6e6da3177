//! Determines whether null is valid for a schema: by `nullable`, `x-nullable`, null in `type` or `enum`, a branch that
//! is null, or a reference to such a schema.

use super::view::{Look, Part, View};
use crate::lower::Lowering;
use crate::spec::{Document, SchemaType};
use serde_json::Value;

/// Limit of references that are followed.
const DEEPEST: usize = 40;

/// Returns `true` if null satisfies all of these schemas. Those with annotations only are not considered.
pub fn all(lowering: &mut Lowering<'_, '_>, parts: &[Part]) -> bool {
    all_allow_null(lowering, parts.iter().copied(), 0)
}

fn all_allow_null(
    lowering: &mut Lowering<'_, '_>,
    parts: impl Iterator<Item = Part>,
    depth: usize,
) -> bool {
    let mut any = false;
    for part in parts {
        if is_only_described(lowering.document, &part) {
            continue;
        }
        any = true;
        if !allows_null(lowering, part, depth) {
            return false;
        }
    }
    any
}

fn is_only_described(document: &Document<'_>, part: &Part) -> bool {
    part.view(document).is_some_and(|view| {
        view.typ.is_none() && view.is_trivial() && view.all_of().is_empty() && !view.is_nullable()
    })
}

/// Returns `true` if null is the only valid value.
pub fn only_null(document: &Document<'_>, part: &Part) -> bool {
    let Some(view) = part.view(document) else {
        return false;
    };
    view.typ == Some(SchemaType::Null)
        || view.constant() == Some(&Value::Null)
        || (!view.values().is_empty() && view.values().iter().all(Value::is_null))
        // OpenAPI 3.0 can only express this as `{nullable: true}` without other keywords.
        || (view.is_nullable()
            && view.typ.is_none()
            && view.is_trivial()
            && view.all_of().is_empty()
            && view.format.is_none()
            && view.title().is_none())
}

fn allows_null(lowering: &mut Lowering<'_, '_>, part: Part, depth: usize) -> bool {
    if depth > DEEPEST {
        return false;
    }
    let document = lowering.document;
    let view = match part.look(document) {
        Look::Schema(view) => view,
        Look::Reference(reference) => {
            let Some(target) = reference.target else {
                return false;
            };
            if let Some(known) = lowering.schemas.nullables.get(&target) {
                return *known;
            }
            // Assumed while the answer is being determined, so that a cycle ends.
            lowering.schemas.nullables.insert(target, false);
            let found = allows_null(lowering, Part::new(target), depth + 1);
            lowering.schemas.nullables.insert(target, found);
            return found;
        }
    };
    if view.is_nullable() || only_null(document, &part) || view.values().iter().any(Value::is_null)
    {
        return true;
    }
    let says_itself = view.typ.is_some()
        || view.properties().is_some()
        || !view.values().is_empty()
        || view.constant().is_some();
    if says_itself && view.one_of().is_empty() && !view.has_any_of() {
        return false;
    }
    let branches: Vec<Part> = part.one_of(&view).chain(part.any_of(&view)).collect();
    if branches
        .into_iter()
        .any(|branch| allows_null(lowering, branch, depth + 1))
    {
        return true;
    }
    let parts: Vec<Part> = part.parts(&view).collect();
    // `allOf: [X, {nullable: true}]` is intended to allow null, although strictly it does not.
    let is_only_nullable = |view: View<'_>| view.is_nullable() && view.is_trivial();
    if parts
        .iter()
        .any(|part| part.view(document).is_some_and(is_only_nullable))
    {
        return true;
    }
    !says_itself && all_allow_null(lowering, parts.into_iter(), depth + 1)
}
