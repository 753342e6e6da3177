//! Words for the builder and the inline types of an operation: its method with its noun.

use super::path_words;
use crate::model::DocumentedOperation;
use crate::plan::shortest_unique::{Candidate, shortest_unique};
use crate::words::tags::resource_words;
use crate::words::{is_preposition, is_verb, same_word, singular, starts_with_run, words};
use rayon::prelude::*;

/// Returns the words of each operation with its noun: `list sessions`, `get session by id`. Of two that are equal, the
/// later one gets a number.
pub(super) fn builder_words(
    operations: &[&DocumentedOperation],
    methods: &[String],
    order: &[usize],
) -> Vec<String> {
    let candidates = operations
        .par_iter()
        .zip(methods)
        .map(|(operation, method)| {
            let tag = resource_words(&operation.tag);
            let method = words(method);
            let short = with_noun(&method, &tag);
            let id = words(operation.id());
            let from_path = path_words::candidates(operation, &[]);
            let mut candidates = vec![Candidate::firm(short)];
            if method.len() >= 3 && candidates.iter().any(|short| is_long(&short.words)) {
                candidates.insert(0, Candidate::firm(method));
            }
            if !path_words::is_only_path(&id, &operation.method, &operation.path)
                && !path_words::is_method_before_verb(&id, operation, &tag)
                && !id.is_empty()
            {
                candidates.push(Candidate::firm(id));
            }
            candidates.extend(from_path);
            candidates
        })
        .collect();
    shortest_unique(candidates, order)
}

/// Returns `true` for the words of a long name: the noun of the resource is left out then.
fn is_long(words: &[String]) -> bool {
    const LONG: usize = 40;
    words.iter().map(String::len).sum::<usize>() > LONG
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
    let mentioned = resource.iter().filter(|noun| {
        let mut words = method.iter();
        words.any(|word| same_word(word, noun))
    });
    // Most words of a long tag say enough: `list company terminal orders` under `terminal orders company level`.
    let mentions_most = match resource.len() {
        0 | 1 => false,
        2 => mentioned.count() == 2,
        all => mentioned.count() * 2 > all,
    };
    if resource.is_empty() || mentions(resource) || mentions_most {
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
