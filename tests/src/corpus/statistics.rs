//! Counts the types and operations of an SDK, and the places without a type.

use sdkwright::lint;
use sdkwright::model::Untyped;
use sdkwright::plan::Planned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How often each reason occurs.
pub type Counts = BTreeMap<String, usize>;

/// The counts of one document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Statistics {
    pub operations: usize,
    /// Operations that are left out, by the part that is not supported.
    pub left_out: Counts,
    pub types: usize,
    /// Every place of a value: fields, items, branches, parameters, bodies.
    pub places: usize,
    /// Untyped places without a type in the document.
    pub faithful: Counts,
    /// Untyped places that the document describes.
    pub recoverable: Counts,
}

/// Counts the types and operations of a planned SDK.
pub fn statistics(planned: &Planned<'_>) -> Statistics {
    let api = planned.api;
    let values = lint::values(planned);
    let mut statistics = Statistics {
        operations: api
            .resources
            .iter()
            .map(|resource| resource.operations.len())
            .sum(),
        types: api.types.len(),
        places: values.count,
        ..Statistics::default()
    };
    for left_out in &api.left_out {
        add(&mut statistics.left_out, &left_out.reason);
    }
    for value in &values.untyped {
        let counts = match value.why {
            Untyped::Faithful(_) => &mut statistics.faithful,
            Untyped::Recoverable(_) => &mut statistics.recoverable,
        };
        add(counts, value.reason());
    }
    statistics
}

fn add(counts: &mut Counts, reason: &str) {
    *counts.entry(reason.to_owned()).or_insert(0) += 1;
}
