//! Names of the statics that describe XML representations.

use super::operation_names::free;
use crate::model::XmlShapes;
use crate::rust::idents;
use std::collections::HashSet;

/// Returns the name of each shape, in order: `PET`, `PET_TAGS_ITEM`.
pub fn names(shapes: &XmlShapes) -> Vec<String> {
    let mut taken = HashSet::new();
    let names = shapes.iter().map(|shape| {
        let words = idents::snake(&shape.intended_name).to_uppercase();
        let name = words.trim_end_matches('_').to_owned();
        free(&mut taken, name.clone(), name, "_")
    });
    names.collect()
}
