//! Words for operations without an operationId, or whose operationId consists of method and path:
//! `GET /v1/accounts/{account}` is `get` under `accounts`.

use crate::model::DocumentedOperation;
use crate::words::paths::{Segment, is_skipped, segments};
use crate::words::{is_plural, same_word, singular};

/// Returns the words for method and path, shortest first.
pub(super) fn candidates(operation: &DocumentedOperation, tag: &[String]) -> Vec<Vec<String>> {
    let method = operation.method.as_str();
    let segments = segments(&operation.path);
    let after = after_tag(&segments, tag);
    let rest = segments.get(after..).unwrap_or_default();
    let is_item = segments.last().is_some_and(|last| last.is_parameter);
    let all = noun(&segments);
    let noun = noun(rest);
    let verb = verb(
        method,
        is_item,
        noun.last().or(tag.last()).map_or("", String::as_str),
        noun.is_empty(),
        operation.has_items_below,
    );
    let say = |noun: &[String]| {
        let mut said: Vec<String> = verb.iter().map(|&word| word.to_owned()).collect();
        let noun_is_one = is_item || (verb == Some("create"));
        said.extend(noun.iter().enumerate().map(|(index, word)| {
            if noun_is_one && index + 1 == noun.len() {
                singular(word)
            } else {
                word.clone()
            }
        }));
        said
    };
    let mut raw = vec![method.to_lowercase()];
    raw.extend(
        segments
            .iter()
            .flat_map(|segment| segment.words.iter().cloned()),
    );
    let mut candidates = vec![say(&noun), say(&all), raw];
    candidates.retain(|words| !words.is_empty());
    candidates
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
        .collect();
    first.eq_ignore_ascii_case(method)
        && rest.len() == path.len()
        && rest
            .iter()
            .zip(&path)
            .all(|(one, other)| same_word(one, other))
}

/// Returns the index of the segment after the one that equals the tag, or 0.
fn after_tag(segments: &[Segment], tag: &[String]) -> usize {
    let is_tag = |segment: &Segment| {
        !segment.is_parameter
            && segment.words.len() == tag.len()
            && segment
                .words
                .iter()
                .zip(tag)
                .all(|(one, other)| same_word(one, other))
    };
    segments
        .iter()
        .position(is_tag)
        .map_or(0, |index| index + 1)
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

fn verb(
    method: &str,
    is_item: bool,
    last: &str,
    is_tag_itself: bool,
    has_items_below: bool,
) -> Option<&'static str> {
    let many = !is_item && is_plural(last);
    match method {
        "GET" if many && (is_tag_itself || has_items_below) => Some("list"),
        "GET" => Some("get"),
        "POST" if is_item => Some("update"),
        "POST" if is_tag_itself || many => Some("create"),
        // `/sessions/{id}/stop`: the last segment is the verb.
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
