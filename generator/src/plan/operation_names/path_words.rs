//! Words for operations without an operationId, or whose operationId consists of method and path:
//! `GET /v1/accounts/{account}` is `get` under `accounts`.

use crate::model::DocumentedOperation;
use crate::plan::shortest_unique::Candidate;
use crate::words::paths::{Segment, is_skipped, segments};
use crate::words::{
    begins_phrase, is_irregular, is_only_verb, is_plural, is_verb, same_word, singular,
    starts_with_run,
};

/// Returns the words for method and path, shortest first. The last ones are method and path themselves.
pub(super) fn candidates(operation: &DocumentedOperation, tag: &[String]) -> Vec<Candidate> {
    let segments = segments(&operation.path);
    let after = after_tag(&segments, tag);
    let rest = segments.get(after..).unwrap_or_default();
    // `POST /search` under the tag Search is `search`.
    let with_verb = match rest {
        [] => segments.get(after.saturating_sub(1)..),
        rest => Some(rest),
    };
    let verb_of = |segments| named_by_verb(operation, segments);
    let verb = verb_of_method(operation, rest, tag);
    let noun_of = |segments| named_by_method(verb, segments);
    let by_verb = with_verb.and_then(verb_of);
    let has_own_verb = by_verb.is_some();
    let short = by_verb.unwrap_or_else(|| noun_of(rest));
    let long = verb_of(&segments).unwrap_or_else(|| noun_of(&segments));
    // Of two methods of a path that ends with a verb, `GET` gives way.
    let yields = usize::from(has_own_verb && operation.method == "GET");
    let with_get = [short.as_slice(), &["with", "get"].map(str::to_owned)].concat();
    let mut raw = vec![operation.method.to_lowercase()];
    raw.extend(
        segments
            .iter()
            .flat_map(|segment| segment.words.iter().cloned()),
    );
    let is_irregular = is_item(rest) && noun(rest).last().is_some_and(|last| is_irregular(last));
    let mut candidates = vec![Candidate {
        words: short,
        // `/images/{id}/actions/{action}` says more beside `/images/actions/{action}`.
        yields: yields + usize::from(is_irregular) + usize::from(is_nested(rest)),
    }];
    if is_irregular {
        // `update people` beside `update person`, which is that of `/persons/{id}`.
        let mut plural: Vec<String> = verb.iter().map(|&verb| verb.to_owned()).collect();
        plural.extend(noun(rest));
        candidates.push(Candidate::firm(plural));
    }
    if yields > 0 {
        candidates.push(Candidate::firm(with_get));
    }
    candidates.push(Candidate {
        words: long,
        yields: yields + usize::from(is_nested(&segments)),
    });
    candidates.extend(of_parent(verb, &segments).map(Candidate::firm));
    candidates.push(Candidate::firm(raw));
    candidates.retain(|candidate| !candidate.words.is_empty());
    candidates
}

/// Returns the words of a path that ends with its verb: `search orders` for `GET /orders/search`, `expire session` for
/// `POST /sessions/{id}/expire`.
fn named_by_verb(operation: &DocumentedOperation, segments: &[Segment]) -> Option<Vec<String>> {
    let (last, before) = segments.split_last()?;
    let [verb] = last.words.as_slice() else {
        return phrase(last).map(<[String]>::to_vec);
    };
    let is_the_verb = match operation.method.as_str() {
        "POST" => is_verb(verb),
        "GET" | "PUT" | "PATCH" => is_only_verb(verb),
        _ => false,
    };
    if last.is_parameter || !is_the_verb || operation.has_items_below {
        return None;
    }
    let mut words = vec![verb.clone()];
    words.extend(numbered(noun(before), is_item(before)));
    Some(words)
}

/// Returns the words of a segment that are a verb and its object: `verify_credentials`.
fn phrase(segment: &Segment) -> Option<&[String]> {
    let begins_phrase = segment
        .words
        .first()
        .is_some_and(|first| begins_phrase(first));
    (!segment.is_parameter && begins_phrase && segment.words.len() > 1).then_some(&segment.words)
}

/// Returns `true` if these words are the verb and its object at the end of the path.
pub(super) fn ends_with_phrase(path: &str, words: &[String]) -> bool {
    segments(path).last().and_then(phrase) == Some(words)
}

/// Returns the words of a method without the outer ones of several segments of the path that they repeat:
/// `read for transaction` for `read for user account transaction` in `/user/{id}/account/{id}/transaction/{id}/note`.
pub(super) fn without_containers(words: &[String], path: &str) -> Vec<String> {
    let segments = segments(path);
    let fixed = segments.iter().filter(|segment| !segment.is_parameter);
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for segment in fixed.filter(|segment| !segment.words.is_empty()) {
        let after = runs.last().map_or(1, |run| run.end);
        let mut starts = after..words.len();
        let found = starts.find(|&start| {
            let rest = words.get(start..);
            rest.is_some_and(|rest| starts_with_run(rest, &segment.words))
        });
        runs.extend(found.map(|start| start..start + segment.words.len()));
    }
    runs.pop();
    let is_kept = |index: &usize| !runs.iter().any(|run| run.contains(index));
    let kept = (0..words.len()).filter(is_kept);
    kept.filter_map(|index| words.get(index).cloned()).collect()
}

/// Returns the words of a path that ends with a noun, after the verb for its method.
fn named_by_method(verb: Option<&str>, segments: &[Segment]) -> Vec<String> {
    let is_one = is_item(segments) || verb == Some("create");
    let mut words: Vec<String> = verb.iter().map(|&word| word.to_owned()).collect();
    words.extend(numbered(noun(segments), is_one));
    words
}

/// Returns `true` if the path is that of one item: it ends with a parameter.
fn is_item(segments: &[Segment]) -> bool {
    segments.last().is_some_and(|last| last.is_parameter)
}

/// Returns `true` if the path is that of something in one item.
fn is_nested(segments: &[Segment]) -> bool {
    let mut segments = segments.iter();
    segments.any(|segment| segment.is_parameter) && segments.any(|segment| !segment.is_parameter)
}

/// Returns the words of a path with those of the item that contains it: `list actions for network` for
/// `/networks/{id}/actions`, beside `/networks/actions`.
fn of_parent(verb: Option<&str>, segments: &[Segment]) -> Option<Vec<String>> {
    let fixed = |segment: &Segment| !segment.is_parameter;
    let last = segments.iter().rposition(fixed)?;
    let (before, own) = segments.split_at_checked(last)?;
    let parent = before.iter().rev().find(|segment| fixed(segment))?;
    if !before.last().is_some_and(|segment| segment.is_parameter) {
        return None;
    }
    let mut words = named_by_method(verb, own);
    words.push("for".to_owned());
    words.extend(numbered(parent.words.clone(), true));
    Some(words)
}

/// Returns the words of a noun, the last one in the singular if it means one item.
fn numbered(mut noun: Vec<String>, is_one: bool) -> Vec<String> {
    if let Some(last) = noun.last_mut().filter(|_| is_one) {
        *last = singular(last);
    }
    noun
}

/// Returns `true` if the operationId consists of method and path only.
pub(super) fn is_only_path(id: &[String], method: &str, path: &str) -> bool {
    let Some((first, rest)) = id.split_first() else {
        return false;
    };
    let rest: Vec<&String> = rest.iter().filter(|word| !is_skipped(word)).collect();
    let path: Vec<String> = segments(path)
        .into_iter()
        .flat_map(|segment| segment.words)
        .filter(|word| !is_skipped(word))
        .collect();
    first.eq_ignore_ascii_case(method)
        && rest.len() == path.len()
        && rest
            .iter()
            .zip(&path)
            .all(|(one, other)| same_word(one, other))
}

/// Returns `true` if the operationId consists of a method that changes something and of the fixed words of the path,
/// which ends with a verb: `postAccountFollow` for `POST /accounts/{id}/follow` is `follow`.
pub(super) fn is_method_before_verb(
    id: &[String],
    operation: &DocumentedOperation,
    tag: &[String],
) -> bool {
    let Some((first, rest)) = id.split_first() else {
        return false;
    };
    let method = operation.method.as_str();
    if !matches!(method, "POST" | "PUT" | "PATCH") || !first.eq_ignore_ascii_case(method) {
        return false;
    }
    let segments = segments(&operation.path);
    let fixed = segments.iter().filter(|segment| !segment.is_parameter);
    let fixed: Vec<&String> = fixed.flat_map(|segment| &segment.words).collect();
    let is_all = rest.len() == fixed.len()
        && rest
            .iter()
            .zip(&fixed)
            .all(|(one, other)| same_word(one, other));
    let own = segments
        .get(after_tag(&segments, tag)..)
        .unwrap_or_default();
    is_all && named_by_verb(operation, own).is_some()
}

/// Returns the index of the segment after those that equal the tag, or 0. Parameters can be between them:
/// `/accounts/{id}/persons` for the tag Account Persons.
fn after_tag(segments: &[Segment], tag: &[String]) -> usize {
    let end = |start: usize| {
        let mut rest = tag;
        for (index, segment) in segments.iter().enumerate().skip(start) {
            if segment.is_parameter && index > start {
                continue;
            }
            if segment.is_parameter
                || segment.words.is_empty()
                || !starts_with_run(rest, &segment.words)
            {
                return None;
            }
            rest = rest.get(segment.words.len()..)?;
            if rest.is_empty() {
                return Some(index + 1);
            }
        }
        None
    };
    (0..segments.len()).find_map(end).unwrap_or_default()
}

/// Returns the words of the static segments; all but the last in the singular.
fn noun(segments: &[Segment]) -> Vec<String> {
    let statics: Vec<&Segment> = segments
        .iter()
        .filter(|segment| !segment.is_parameter)
        .collect();
    let last = statics.len().saturating_sub(1);
    let mut noun = Vec::new();
    for (index, segment) in statics.iter().enumerate() {
        noun.extend(segment.words.iter().map(|word| {
            if index < last {
                singular(word)
            } else {
                word.clone()
            }
        }));
    }
    noun
}

/// Returns the verb for the method of an operation, if its path has none.
fn verb_of_method(
    operation: &DocumentedOperation,
    rest: &[Segment],
    tag: &[String],
) -> Option<&'static str> {
    let noun = noun(rest);
    let is_item = is_item(rest);
    let is_tag_itself = noun.is_empty();
    let last = noun.last().or(tag.last());
    let many = !is_item && last.is_some_and(|last| is_plural(last));
    match operation.method.as_str() {
        "GET" if !is_item && operation.has_items_below => Some("list"),
        "GET" if many && is_tag_itself => Some("list"),
        "GET" => Some("get"),
        "POST" if is_item && operation.has_patch => Some("post"),
        "POST" if is_item => Some("update"),
        "POST" if is_tag_itself || many || operation.has_items_below => Some("create"),
        // `/sessions/{id}/handoff`: the last segment says what is done.
        "POST" => None,
        "PUT" if is_item || is_tag_itself || many => Some("replace"),
        "PUT" => Some("set"),
        "PATCH" => Some("update"),
        "DELETE" => Some("delete"),
        "HEAD" => Some("head"),
        "OPTIONS" => Some("options"),
        _ => Some("trace"),
    }
}
