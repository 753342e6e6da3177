//! Merges of several schemas: one that contains itself is detected, and one that was made before is not made again.

use super::view::{Facet, Part};
use super::{Goal, make, pending};
use crate::diagnostics::Code;
use crate::lower::Lowering;
use crate::model::{Type, TypeId, TypeKind, Untyped};
use crate::spec::SchemaId;

/// The highest number of inline merges for each schema of the document, on average, and that of a small document.
const MOST_MERGES: usize = 4;
const MOST_MERGES_AT_LEAST: usize = 100;

/// Returns the number of inline merges that a document with so many schemas may have.
pub(super) fn most(schemas: usize) -> usize {
    schemas * MOST_MERGES + MOST_MERGES_AT_LEAST
}

/// A merge in progress.
#[derive(Debug)]
pub(super) struct Merging {
    /// The schemas, behind a reference.
    pub parts: Vec<(SchemaId, Facet)>,
    pub id: Option<TypeId>,
}

/// Creates a type that may contain itself through references to places inside schemas.
pub(super) fn guarded<'d, 'r>(
    lowering: &mut Lowering<'d, 'r>,
    parts: &[Part],
    goal: Goal<'_>,
    make_it: impl FnOnce(&mut Lowering<'d, 'r>, Goal<'_>) -> Type,
) -> Type {
    let schemas = &lowering.document.schemas;
    let identities: Vec<(SchemaId, Facet)> = parts
        .iter()
        .map(|part| match schemas.target(part.schema) {
            Some(target) => (target, part.facet),
            None => (part.schema, part.facet),
        })
        .collect();
    let is_inline = goal.slot.is_none() && identities.len() > 1;
    if is_inline && let Some(id) = lowering.schemas.merges.get(&identities) {
        return Type::Named(*id);
    }
    if is_inline {
        match lowering.schemas.merges_left.checked_sub(1) {
            Some(left) => lowering.schemas.merges_left = left,
            None => return too_many_merges(lowering, parts),
        }
    }
    let mut under_way = lowering.schemas.merging.iter();
    if let Some(index) = under_way.position(|merging| merging.parts == identities) {
        // The type contains itself, so it needs a name.
        let known = lowering
            .schemas
            .merging
            .get(index)
            .and_then(|merging| merging.id);
        let id = known.unwrap_or_else(|| {
            let place = parts
                .first()
                .map(|part| lowering.place_of(part))
                .unwrap_or_default();
            lowering
                .types
                .add(pending(lowering, goal.naming.name(), place))
        });
        if let Some(merging) = lowering.schemas.merging.get_mut(index) {
            merging.id = Some(id);
        }
        return Type::Named(id);
    }
    let index = lowering.schemas.merging.len();
    lowering.schemas.merging.push(Merging {
        parts: identities.clone(),
        id: goal.slot,
    });
    let inner = Goal {
        merging: Some(index),
        ..goal
    };
    let ty = make_it(lowering, inner);
    let id = lowering
        .schemas
        .merging
        .pop()
        .and_then(|merging| merging.id);
    let ty = match id {
        Some(id) if ty != Type::Named(id) && goal.slot != Some(id) => {
            make(lowering, id, TypeKind::Alias(ty))
        }
        _ => ty,
    };
    if is_inline && let Type::Named(id) = ty {
        lowering.schemas.merges.insert(identities, id);
    }
    ty
}

/// Reports that the schemas of a document combine in too many ways.
fn too_many_merges(lowering: &mut Lowering<'_, '_>, parts: &[Part]) -> Type {
    let place = parts.first().map(|part| lowering.place_of(part));
    let message = "the schemas combine in too many ways; any value is accepted";
    lowering.report(Code::NestedTooDeeply, place.unwrap_or_default(), message);
    Type::Any(Untyped::Recoverable("too many combinations"))
}
