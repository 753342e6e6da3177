//! Inline schemas that references lead to: into paths, or into other schemas. Each has one type, wherever it is used.

use super::Goal;
use super::view::{Facet, Part};
use crate::lower::{Lowered, Lowering};
use crate::model::{Type, TypeName};
use crate::spec::SchemaId;
use std::collections::HashMap;

/// An inline schema that references lead to.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    /// Its type, once it has one.
    lowered: Option<Lowered>,
    /// The type is named after the place of a reference, since its own place comes later.
    is_named_by_reference: bool,
}

/// Returns the inline schemas that references lead to: into paths, or into other schemas. Each has one type, wherever it
/// is used.
pub fn all<'d>(lowering: &Lowering<'d, '_>) -> HashMap<SchemaId, Shared> {
    let schemas = &lowering.document.schemas;
    let targets = schemas.since(0).filter_map(|(id, _)| schemas.target(id));
    let inline = targets.filter(|target| lowering.component(*target).is_none());
    inline.map(|target| (target, Shared::default())).collect()
}

/// Returns the schema, if the parts are only one that references lead to.
pub fn only(lowering: &Lowering<'_, '_>, parts: &[Part]) -> Option<SchemaId> {
    let [part] = parts else { return None };
    let is_shared =
        part.facet == Facet::Whole && lowering.schemas.shared.contains_key(&part.schema);
    is_shared.then_some(part.schema)
}

/// Returns the type of the schema, at its own place.
pub fn at_its_place(lowering: &mut Lowering<'_, '_>, schema: SchemaId, goal: Goal<'_>) -> Lowered {
    let lowered = lowered(lowering, schema, goal, false);
    // The type is named after the place of its schema, also if a reference to it came first.
    if let Some(shared) = lowering.schemas.shared.get_mut(&schema)
        && std::mem::take(&mut shared.is_named_by_reference)
        && let Type::Named(id) = &lowered.ty
        && let Some(def) = lowering.types.get_mut(*id)
        && !matches!(def.name, TypeName::Component(_))
    {
        def.name = goal.naming.name();
    }
    lowered
}

/// Returns the type of the schema, at a place that refers to it.
pub fn by_reference(lowering: &mut Lowering<'_, '_>, schema: SchemaId, goal: Goal<'_>) -> Lowered {
    lowered(lowering, schema, goal, true)
}

/// Returns the one type of an inline schema that references lead to.
fn lowered(
    lowering: &mut Lowering<'_, '_>,
    schema: SchemaId,
    goal: Goal<'_>,
    by_reference: bool,
) -> Lowered {
    let known = lowering.schemas.shared.get(&schema);
    if let Some(lowered) = known.and_then(|shared| shared.lowered.clone()) {
        return lowered;
    }
    let lowered = super::lower_new(lowering, &[Part::new(schema)], goal);
    let shared = Shared {
        lowered: Some(lowered.clone()),
        is_named_by_reference: by_reference,
    };
    lowering.schemas.shared.insert(schema, shared);
    lowered
}
