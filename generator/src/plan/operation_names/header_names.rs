//! Names of the headers of responses: that of the operation's builder, with a suffix.

use super::{OperationNames, free};
use crate::model::Resource;
use crate::plan::{PlannedHeader, response_headers};
use std::collections::HashSet;

/// Names the headers of each operation, in this order of the operations. All other types of the resource have their
/// names by then, so that a header which is added to a response takes none of them.
pub fn assign(
    resource: &Resource,
    order: &[usize],
    operations: &mut [OperationNames],
    taken: &mut HashSet<String>,
) {
    for &index in order {
        let found = (resource.operations.get(index), operations.get_mut(index));
        let (Some(operation), Some(names)) = found else {
            continue;
        };
        let builder = names.builder.as_str();
        let mut name = |headers: Vec<PlannedHeader<'_>>, what: &str| {
            let name = format!("{builder}{what}");
            (!headers.is_empty()).then(|| free(taken, name.clone(), name, ""))
        };
        let success = name(response_headers::of_success(operation), "Headers");
        let error = name(response_headers::of_errors(operation), "ErrorHeaders");
        names.success_headers = success;
        names.error_headers = error;
    }
}
