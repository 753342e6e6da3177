//! What webhooks and callbacks bring, and what they are answered.

use super::Lowering;
use crate::model::Type;
use serde_json::Value;

/// The types of the components that an extension of the document lists.
pub fn types(lowering: &Lowering<'_>, extension: &str) -> Vec<Type> {
    let Some(Value::Array(references)) = lowering.openapi.extensions.get(extension) else {
        return Vec::new();
    };
    references
        .iter()
        .filter_map(|reference| lowering.look_up(reference.as_str()?)?.component)
        .map(|(_, id)| Type::Named(id))
        .collect()
}
