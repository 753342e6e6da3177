//! Names of the enums of received requests and of their variants.

use super::names::{self, strongest_first};
use super::operation_names::free;
use super::{PlannedReceivedGroup, PlannedReceivedRequest};
use crate::model::{Api, ReceivedGroup};
use crate::rust::idents;
use std::collections::HashSet;

/// The enum of the webhooks, and types that the module uses without a path.
const TAKEN: &[&str] = &[
    "HeaderMap",
    "Received",
    "Recognition",
    "Result",
    "Self",
    "VerificationError",
    "Verifier",
    "WebhookEvent",
];

/// Returns the enums, in the order of the model.
pub fn groups(api: &Api) -> Vec<PlannedReceivedGroup<'_>> {
    let groups = &api.received_groups;
    let mut taken: HashSet<String> = TAKEN.iter().map(|&name| name.to_owned()).collect();
    let mut idents = vec![String::new(); groups.len()];
    for index in strongest_first(groups, |group| &group.intended_name) {
        if let (Some(group), Some(slot)) = (groups.get(index), idents.get_mut(index)) {
            let name = idents::upper_camel(&group.intended_name);
            *slot = match group.callback {
                None => name,
                Some(_) => free(&mut taken, name.clone(), name, ""),
            };
        }
    }
    groups
        .iter()
        .zip(idents)
        .map(|(group, ident)| planned(group, ident))
        .collect()
}

fn planned(group: &ReceivedGroup, ident: String) -> PlannedReceivedGroup<'_> {
    let (variants, unknown) = names::received(&group.requests);
    let variants = group.requests.iter().zip(variants);
    PlannedReceivedGroup {
        ident,
        group,
        variants: variants
            .map(|(request, ident)| PlannedReceivedRequest { ident, request })
            .collect(),
        unknown,
    }
}
