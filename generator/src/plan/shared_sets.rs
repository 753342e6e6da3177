//! What the sets of [headers](super::response_headers) and of [errors](super::error_sets) have in common.

use super::PlannedType;
use super::operation_names::free;
use super::planned::representative;
use crate::model::{PerType, Type};
use std::collections::HashSet;

/// Returns the names of sets, each with its key and the beginning of its name. Of several that want the same name the first
/// one by its key has it; the others have a digest of their keys too, which does not depend on how many there are.
pub fn named<'k>(wanted: impl Iterator<Item = (&'k str, String)>, ending: &str) -> Vec<String> {
    let mut taken = HashSet::new();
    wanted
        .map(|(key, base)| {
            let name = format!("{base}{ending}");
            let other = format!("{name}{:04X}", digest(key));
            free(&mut taken, name, other, "")
        })
        .collect()
}

/// Returns a type as text, by the names of the types that are emitted.
pub fn type_key(types: &PerType<PlannedType<'_>>, ty: &Type) -> String {
    let key = |ty| type_key(types, ty);
    match ty {
        Type::Named(id) => {
            let emitted = types.get(representative(types, *id));
            emitted.map(|plan| plan.ident.clone()).unwrap_or_default()
        }
        Type::List(item) => format!("List<{}>", key(item)),
        Type::Set(item) => format!("Set<{}>", key(item)),
        Type::Map(value) => format!("Map<{}>", key(value)),
        Type::Nullable(inner) => format!("Nullable<{}>", key(inner)),
        Type::Tuple(items) => {
            let items: Vec<String> = items.iter().map(key).collect();
            format!("({})", items.join(", "))
        }
        Type::Any(_) => "Any".to_owned(),
        leaf => format!("{leaf:?}"),
    }
}

/// FNV-1a, folded to 16 bits.
fn digest(key: &str) -> u32 {
    let hash = key.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash >> 16) ^ (hash & 0xffff)
}
