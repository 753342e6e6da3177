//! The pagination of operations: declared by the document or the configuration, or found.

mod detect;
mod inputs;
mod names;
mod page;

use crate::model::Api;
use page::Properties;

/// Sets the pagination of each operation.
pub(super) fn find(api: &mut Api) {
    let types = std::mem::take(&mut api.types);
    let mut known = Properties::new(&types);
    let operations = api
        .resources
        .iter()
        .flat_map(|resource| &resource.operations);
    let found: Vec<_> = operations
        .map(|operation| detect::pagination(&mut known, operation))
        .collect();
    for (operation, pagination) in api.operations_mut().zip(found) {
        operation.pagination = pagination;
    }
    api.types = types;
}
