//! Names of the statics that describe XML representations.

use crate::model::XmlShapes;
use crate::rust::idents;
use std::collections::HashSet;

/// Returns the name of each shape, in order: `PET`, `PET_TAGS_ITEM`.
pub fn names(shapes: &XmlShapes) -> Vec<String> {
    let mut taken = HashSet::new();
    let names = shapes.iter().map(|shape| {
        let words = idents::snake(&shape.intended_name).to_uppercase();
        let name = words.trim_end_matches('_').to_owned();
        let mut numbered = (2_u32..).map(|number| format!("{name}_{number}"));
        match taken.insert(name.clone()) {
            true => name.clone(),
            false => numbered
                .find(|name| taken.insert(name.clone()))
                .unwrap_or_default(),
        }
    });
    names.collect()
}
