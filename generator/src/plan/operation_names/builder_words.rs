//! Words for the builder and the inline types of an operation: its method with its noun.

use super::shortest_unique::shortest_unique;
use crate::model::DocumentedOperation;
use crate::words::tags::resource_words;
use crate::words::{is_preposition, is_verb, singular, starts_with_run, words};

/// Returns the words of each operation with its noun: `list sessions`, `get session by id`. Of two that are equal, the
/// later one gets a number.
pub(super) fn builder_words(
    operations: &[&DocumentedOperation],
    methods: &[String],
    order: &[usize],
) -> Vec<String> {
    let candidates = operations
        .iter()
        .zip(methods)
        .map(|(operation, method)| {
            let tag = resource_words(&operation.tag);
            let short = with_noun(&words(method), &tag);
            let mut long: Vec<String> = words(operation.id());
            if long.is_empty() {
                long.push(operation.method.to_lowercase());
                long.extend(words(&operation.path));
            }
            vec![short, long]
        })
        .collect();
    shortest_unique(candidates, order)
}

/// Returns the words of a method with its noun.
fn with_noun(method: &[String], resource: &[String]) -> Vec<String> {
    let Some((verb, rest)) = method.split_first() else {
        return resource.to_vec();
    };
    let mentions = |noun: &[String]| {
        (0..method.len()).any(|at| {
            method
                .get(at..)
                .is_some_and(|rest| starts_with_run(rest, noun))
        })
    };
    if resource.is_empty() || mentions(resource) {
        return method.to_vec();
    }
    let one: Vec<String> = match resource.split_last() {
        Some((last, before)) => before.iter().cloned().chain([singular(last)]).collect(),
        None => Vec::new(),
    };
    if !is_verb(verb) {
        return one.into_iter().chain(method.iter().cloned()).collect();
    }
    // `create or update`, `get all`: the noun follows all of these words.
    let mut lead = vec![verb.clone()];
    let mut rest = rest;
    while let [or, next, after @ ..] = rest
        && matches!(or.as_str(), "or" | "and")
        && is_verb(next)
    {
        lead.extend([or.clone(), next.clone()]);
        rest = after;
    }
    let ends_here = rest.first().is_none_or(|next| is_preposition(next));
    let all = rest
        .first()
        .filter(|word| matches!(word.as_str(), "all" | "many"))
        .cloned();
    let many = all.is_some()
        || (ends_here
            && matches!(
                verb.as_str(),
                "list" | "search" | "query" | "browse" | "index" | "count"
            ));
    if let Some(all) = all {
        lead.push(all);
        rest = rest.get(1..).unwrap_or_default();
    }
    let noun = if many { resource.to_vec() } else { one };
    lead.into_iter()
        .chain(noun)
        .chain(rest.iter().cloned())
        .collect()
}
