//! Finds the properties that are secrets. Error messages mask their values.

use crate::model::{Api, Type, TypeKind};
use std::collections::BTreeSet;

/// The maximum depth of named types to search.
const DEEPEST: usize = 8;

/// Returns the names of the properties that are a secret (`format: password`), or a list or a map of secrets.
pub fn secrets(api: &Api) -> BTreeSet<&str> {
    let objects = api.types.iter().filter_map(|(_, def)| match &def.kind {
        TypeKind::Struct(object) => Some(object),
        _ => None,
    });
    objects
        .flat_map(|object| &object.fields)
        .filter(|field| holds_secret(api, &field.ty, 0))
        .map(|field| field.wire_name.as_str())
        .collect()
}

fn holds_secret(api: &Api, ty: &Type, depth: usize) -> bool {
    let holds = |inner: &Type| depth < DEEPEST && holds_secret(api, inner, depth + 1);
    match ty {
        Type::Secret => true,
        Type::Tuple(items) => items.contains(&Type::Secret),
        Type::Named(id) => match api.types.get(*id).map(|def| &def.kind) {
            Some(TypeKind::Alias(inner)) => holds(inner),
            Some(TypeKind::Union(union)) => {
                let mut branches = union.branches.iter();
                branches.any(|branch| branch.ty == Type::Secret)
            }
            _ => false,
        },
        _ => ty.children().iter().any(holds),
    }
}
