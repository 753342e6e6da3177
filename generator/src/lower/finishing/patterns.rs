//! Reports patterns that `validate()` cannot check, once each, at their first occurrence.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::model::{Api, Constraints, TypeDef, TypeKind};
use crate::pointer::Location;
use crate::rust::patterns;
use std::collections::HashSet;

/// Reports the patterns.
pub fn report_unchecked(api: &Api, diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for (_, def) in api.types.iter() {
        for (location, constraints) in constrained(def) {
            each(constraints, &mut |pattern| {
                if seen.insert(pattern) && patterns::readable(pattern).is_none() {
                    diagnostics.push(Diagnostic::new(
                        Code::PatternNotChecked,
                        Place::Document(location.key("pattern")),
                        format!(
                            "`validate()` does not match values against the pattern `{}`",
                            pattern.escape_debug()
                        ),
                    ));
                }
            });
        }
    }
}

/// Returns the constraints in a type, and their places.
fn constrained(def: &TypeDef) -> Vec<(Location, &Constraints)> {
    match &def.kind {
        TypeKind::Struct(object) => {
            let properties = def.at.key("properties");
            let fields = object.fields.iter();
            let fields = fields.map(|field| (properties.key(&field.wire_name), &field.constraints));
            let additional = (
                def.at.key("additionalProperties"),
                &*object.additional_constraints,
            );
            fields.chain([additional]).collect()
        }
        TypeKind::Union(union) => {
            let branches = union.branches.iter();
            branches
                .map(|branch| (def.at.clone(), &branch.constraints))
                .collect()
        }
        TypeKind::Alias(_) => vec![(def.at.clone(), &def.constraints)],
        TypeKind::Enum(_) => Vec::new(),
    }
}

fn each<'c>(constraints: &'c Constraints, call: &mut impl FnMut(&'c str)) {
    constraints
        .patterns
        .iter()
        .for_each(|pattern| call(pattern));
    constraints
        .inside
        .iter()
        .for_each(|inside| each(inside, call));
}
