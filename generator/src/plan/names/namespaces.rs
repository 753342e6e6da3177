//! Names of components whose keys begin with a namespace: `io.k8s.api.core.v1.Pod` is `Pod`, where no other one is.

use crate::plan::shortest_unique::{Candidate, shortest_unique};
use crate::words::{is_version, words};
use std::collections::HashMap;

/// Returns the words of each key that has a namespace, without the part of it that is not needed to be unique.
pub fn without_namespaces<'k>(keys: &[&'k str]) -> HashMap<&'k str, String> {
    let candidates: Vec<Vec<Candidate>> = keys.iter().map(|key| candidates(key)).collect();
    if candidates.iter().all(|candidates| candidates.len() < 2) {
        return HashMap::new();
    }
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|&index| keys.get(index));
    let lengths: Vec<usize> = candidates.iter().map(Vec::len).collect();
    let names = shortest_unique(candidates, &order);
    keys.iter()
        .zip(lengths)
        .zip(names)
        .filter(|((_, candidates), _)| *candidates > 1)
        .map(|((key, _), name)| (*key, name))
        .collect()
}

/// Returns the words of a key, first without its namespace. Those give way to a key that has no namespace.
fn candidates(key: &str) -> Vec<Candidate> {
    let whole = Candidate::firm(words(key));
    let segments: Vec<&str> = key.split('.').collect();
    if !has_namespace(&segments) {
        return vec![whole];
    }
    let last = segments.len() - 1;
    let is_generic = segments
        .last()
        .is_some_and(|last| GENERIC.contains(&last.to_ascii_lowercase().as_str()));
    let first = if is_generic {
        last.saturating_sub(1)
    } else {
        last
    };
    let shorter = (1..=first).rev().filter_map(|start| segments.get(start..));
    let shorter = shorter.map(|segments| Candidate {
        words: words(&segments.join(" ")),
        yields: 1,
    });
    shorter.chain([whole]).collect()
}

/// Returns `true` if the segments before the last one are a namespace: they begin with a reversed domain name, or
/// contain the version of the API.
fn has_namespace(segments: &[&str]) -> bool {
    let Some((last, before)) = segments.split_last() else {
        return false;
    };
    let is_word = |segment: &str| {
        segment.starts_with(|char: char| char.is_ascii_alphabetic())
            && segment
                .chars()
                .all(|char| char.is_alphanumeric() || matches!(char, '_' | '-' | ' '))
    };
    let is_domain = before.len() >= 2
        && before
            .first()
            .is_some_and(|first| matches!(*first, "app" | "com" | "dev" | "io" | "net" | "org"));
    let has_version = before
        .iter()
        .any(|segment| is_version(&segment.to_ascii_lowercase()));
    segments.iter().all(|segment| is_word(segment))
        && !is_version(&last.to_ascii_lowercase())
        && (is_domain || has_version)
}

/// Words that are no names without the segment before them.
const GENERIC: &[&str] = &[
    "body", "data", "enum", "error", "input", "item", "items", "list", "model", "object",
    "options", "output", "params", "payload", "request", "response", "result", "status", "type",
    "value",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_unique_name_is_used() {
        let keys = [
            "io.k8s.api.core.v1.Pod",
            "io.k8s.api.core.v1.Event",
            "io.k8s.api.events.v1.Event",
            "io.k8s.api.batch.v1.Job",
            "io.k8s.api.batch.v1beta1.Job",
            "api.v2010.account.call",
            "api.v2010.account.call.Request",
            "account",
            "api.v2010.account",
            "billing.alert",
            "pet.v1",
            "a.v1.1x",
        ];
        let names = without_namespaces(&keys);
        let named: Vec<&str> = keys
            .iter()
            .map(|key| names.get(key).map_or("", String::as_str))
            .collect();
        let expected = [
            "pod",
            "core v1 event",
            "events v1 event",
            "v1 job",
            "v1beta1 job",
            "call",
            "call request",
            "",
            "v2010 account",
            "",
            "",
            "",
        ];
        assert_eq!(named, expected);
    }
}
