//! Names of parameters: arguments of the operation's method, and methods of its builder.

use super::free;
use crate::model::{Operation, Parameter, ParameterLocation};
use crate::plan::names::spelling_styles;
use crate::plan::names::strongest_first;
use crate::rust::idents;
use std::collections::HashSet;

/// Methods of a builder that are not setters of parameters. The prefix `with_accept_` is reserved too.
const VERBS: &[&str] = &[
    "clone",
    "into_future",
    "items",
    "pages",
    "send",
    "stream",
    "wait",
    "with_header",
    "with_idempotency_key",
    "with_query",
    "with_response",
    "with_retries",
    "with_timeout",
];

/// Returns the names of an operation's parameters. A required one is an argument, an optional one a method of the
/// builder. Their names differ from each other, from the body's and, for methods, from the builder's own methods.
pub(super) fn parameters(operation: &Operation) -> Vec<String> {
    let mut taken: HashSet<String> = operation.body.iter().map(|_| "body".to_owned()).collect();
    let mut given: Vec<Option<String>> = vec![None; operation.parameters.len()];
    let mut order = strongest_first(&operation.parameters, |parameter| &parameter.wire_name);
    order.sort_by_key(|&index| {
        let parameter = operation.parameters.get(index);
        parameter.map(|parameter| match parameter.location {
            ParameterLocation::Path { .. } => 0,
            ParameterLocation::Query { .. } | ParameterLocation::Querystring => 1,
            ParameterLocation::Header { .. } => 2,
            ParameterLocation::Cookie { .. } => 3,
        })
    });
    let plain_names = plain_names(&operation.parameters);
    // A name that Rust spells as the document does comes first, so that it keeps its spelling.
    for as_written in [true, false] {
        for &index in &order {
            let found = (given.get_mut(index), operation.parameters.get(index));
            let (Some(slot), Some(parameter)) = found else {
                continue;
            };
            let mut plain = plain_names.get(index).cloned().unwrap_or_default();
            if repeats(operation, &plain_names, parameter, &plain) {
                plain = format!("{}_{}", plain.trim_end_matches('_'), place(parameter));
            }
            if slot.is_none() && (!as_written || plain == parameter.wire_name) {
                *slot = Some(parameter_name(parameter, plain, &mut taken));
            }
        }
    }
    given.into_iter().map(Option::unwrap_or_default).collect()
}

/// Returns the name of each parameter by itself. Optional ones of one location whose names differ only in spelling have
/// a suffix for it.
fn plain_names(parameters: &[Parameter]) -> Vec<String> {
    let plain: Vec<String> = parameters
        .iter()
        .map(|parameter| idents::snake(&parameter.intended_name))
        .collect();
    let places: Vec<String> = parameters
        .iter()
        .zip(&plain)
        .map(|(parameter, name)| format!("{} {} {name}", parameter.required, place(parameter)))
        .collect();
    let written: Vec<(&str, &str)> = places
        .iter()
        .zip(parameters)
        .map(|(name, parameter)| (name.as_str(), parameter.wire_name.as_str()))
        .collect();
    let suffixes = spelling_styles::suffixes(&written);
    plain
        .into_iter()
        .zip(parameters.iter().zip(suffixes))
        .map(|(name, (parameter, suffix))| match suffix {
            Some(suffix) if !parameter.required => {
                format!("{}_{suffix}", name.trim_end_matches('_'))
            }
            _ => name,
        })
        .collect()
}

/// Returns `true` if a setter of another location has the same name. Then neither has the plain one, so that a parameter
/// that is added later takes no name over.
fn repeats(
    operation: &Operation,
    plain_names: &[String],
    parameter: &Parameter,
    plain: &str,
) -> bool {
    let mut others = operation.parameters.iter().zip(plain_names);
    !parameter.required
        && others.any(|(other, name)| {
            name == plain && !other.required && place(other) != place(parameter)
        })
}

/// Returns the suffix that tells apart equal names of different locations.
fn place(parameter: &Parameter) -> &'static str {
    match parameter.location {
        ParameterLocation::Path { .. } => "path",
        ParameterLocation::Query { .. } | ParameterLocation::Querystring => "query",
        ParameterLocation::Header { .. } => "header",
        ParameterLocation::Cookie { .. } => "cookie",
    }
}

fn parameter_name(parameter: &Parameter, plain: String, taken: &mut HashSet<String>) -> String {
    let is_method = !parameter.required;
    let meets_a_verb =
        is_method && (VERBS.contains(&plain.as_str()) || plain.starts_with("with_accept_"));
    let stem = plain.trim_end_matches('_');
    if meets_a_verb {
        return free(taken, format!("{stem}_param"), format!("{stem}_param"), "_");
    }
    let place = place(parameter);
    let spelled = idents::spelled_snake(&parameter.intended_name);
    let second = if spelled == plain || taken.contains(&spelled) {
        format!("{stem}_{place}")
    } else {
        spelled
    };
    free(taken, plain, second, "_")
}
