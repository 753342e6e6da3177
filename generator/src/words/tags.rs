//! Words that name the resource of an operation.

use super::operation_ids::namespace;
use super::paths::first_static;
use super::{is_version, words};

/// Returns the words of an untagged operation's resource: the namespace of its id, else the path's first word.
pub(crate) fn resource_without_tag(id: Option<&str>, path: &str) -> String {
    id.and_then(namespace)
        .or_else(|| first_static(path))
        .unwrap_or_else(|| "root".to_owned())
}

/// Returns the words of a tag, without generic ones.
pub(crate) fn resource_words(tag: &str) -> Vec<String> {
    let mut words = words(tag);
    while words.len() > 1
        && words
            .last()
            .is_some_and(|last| matches!(last.as_str(), "controller" | "resource" | "api"))
    {
        words.pop();
    }
    if words.len() > 2
        && words.first().is_some_and(|first| first == "api")
        && words.get(1).is_some_and(|word| is_version(word))
    {
        words.drain(..2);
    } else if words.len() > 1
        && words.first().is_some_and(|first| {
            first.starts_with("api") && is_version(first.trim_start_matches("api"))
        })
    {
        words.remove(0);
    }
    words
}
