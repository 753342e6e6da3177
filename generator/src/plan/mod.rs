//! plan: API model → planned model.
//!
//! Small separate analyses of the model; none changes it. `join` combines their results with the parts of the model
//! that they describe.

mod client_names;
mod custom_request;
mod cycles;
mod depth;
mod directions;
mod error_sets;
mod files;
mod join;
mod names;
mod needs;
mod operation_names;
mod ordered;
mod planned;
mod received;
mod resource_features;
mod response_headers;
mod shared_sets;
mod shortest_unique;
mod sizes;
mod structural_equality;
pub mod successes;
mod xml_names;

pub use operation_names::{AllOperationWords, OperationWords};
pub use planned::*;
pub use resource_features::{ALL_RESOURCES, CompiledWith, RESERVED, SharedParts};

use crate::config::Config;
use crate::model::{Api, PerType};
use shared_sets::Sets;

/// Returns a name that is that of no type, also with a number behind it.
fn type_parameter(types: &PerType<PlannedType<'_>>) -> &'static str {
    let is_taken = |name: &str| {
        types.iter().any(|plan| {
            let rest = plan.ident.strip_prefix(name);
            rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    let mut names = ["K", "Kind", "KindOfValue"].into_iter();
    names
        .find(|name| !is_taken(name))
        .unwrap_or("KindOfArgument")
}

/// Plans the API. Runs each analysis; the order does not affect the results. Those that assign names take longest, and
/// so run in parallel.
pub fn plan<'a>(api: &'a Api, config: &Config) -> Planned<'a> {
    let operation_words = AllOperationWords::of(api);
    let words = &operation_words;
    let ((cycles, types), names) = rayon::join(
        || {
            let cycles = cycles::cycles(api);
            let types = join::types(api, &cycles, words, config.nullable);
            (cycles, types)
        },
        || operation_names::operations(api, words),
    );
    let header_sets = Sets::of(&types, response_headers::of_all(api));
    let error_sets = Sets::of(
        &types,
        api.operations().map(|it| error_sets::of(it, &types)),
    );
    let resources = join::resources(api, names, &types, &error_sets, &header_sets);
    let xml_names = xml_names::names(api);
    let needs = needs::needs(api, !header_sets.is_empty(), &xml_names);
    let header_sets = header_sets.into_sorted();
    let error_sets = error_sets.into_sorted();
    let mut planned = Planned {
        type_parameter: type_parameter(&types),
        types,
        resources,
        header_sets,
        error_sets,
        operation_words,
        received_groups: received::groups(api),
        client: client_names::client(api),
        needs,
        recursion_limit: depth::recursion_limit(api, &cycles.boxed),
        dates: config.dates,
        lenient_dates: config.lenient_dates,
        xml_names,
        shared_parts: SharedParts::default(),
        api,
    };
    resource_features::assign(&mut planned, config);
    planned
}
