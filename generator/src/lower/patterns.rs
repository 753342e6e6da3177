//! Which patterns will `validate()` not look for? Each is told once, where it stands first.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::model::{Api, Constraints, TypeDef, TypeKind};
use crate::rust::patterns;
use std::collections::HashSet;

/// Tells them.
pub fn tell(api: &Api, diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for (_, def) in api.types.iter() {
        for (way, constraints) in constrained(def) {
            each(constraints, &mut |pattern| {
                if seen.insert(pattern) && patterns::readable(pattern).is_none() {
                    diagnostics.push(Diagnostic::new(
                        Code::PatternNotChecked,
                        Place::Document(format!("{}{way}", def.at)),
                        format!(
                            "`validate` does not check the pattern `{}`",
                            pattern.escape_debug()
                        ),
                    ));
                }
            });
        }
    }
}

/// What is constrained in a type, and the way there.
fn constrained(def: &TypeDef) -> Vec<(String, &Constraints)> {
    match &def.kind {
        TypeKind::Struct(object) => {
            let fields = object.fields.iter().map(|field| {
                let name = field.wire_name.replace('~', "~0").replace('/', "~1");
                (format!("/properties/{name}"), &field.constraints)
            });
            let additional = (
                "/additionalProperties".to_owned(),
                &*object.additional_constraints,
            );
            fields.chain([additional]).collect()
        }
        TypeKind::Union(union) => {
            let branches = union.branches.iter();
            branches
                .map(|branch| (String::new(), &branch.constraints))
                .collect()
        }
        TypeKind::Alias(_) => vec![(String::new(), &def.constraints)],
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
