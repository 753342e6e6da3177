//! Words of an operation's method and of its request builder.
//!
//! `SessionsController_getById_v3` under the tag Sessions is `get by id`: words that repeat the tag, the namespace or
//! the version are removed, as long as the result stays unique in the resource. Each name is derived from its own
//! operation first, so that a new operation seldom renames another.

use super::builder_words::builder_words;
use super::path_words;
use crate::model::{Api, DocumentedOperation, OperationIndex};
use crate::plan::shortest_unique::{Candidate, shortest_unique};
use crate::words::operation_ids::is_pascal_namespace;
use crate::words::tags::resource_words;
use crate::words::{
    is_only_verb, is_preposition, is_verb, paths, same_word, starts_with_run, words,
};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// The words of an operation, each separated by a space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationWords {
    /// The words of its method, unique in its resource: `get by id`.
    pub method: String,
    /// The words for its builder and its inline types, unique in the document: `get session by id`.
    pub builder: String,
}

/// The words of all operations of a document.
#[derive(Clone, Debug, Default)]
pub struct AllOperationWords(Vec<OperationWords>);

impl AllOperationWords {
    /// Decides the words of all operations.
    pub fn of(api: &Api) -> Self {
        let names: Vec<&DocumentedOperation> = api.documented_operations.iter().collect();
        Self(all(&names, &api.info.title))
    }

    /// Returns the words of an operation.
    pub fn get(&self, index: OperationIndex) -> Option<&OperationWords> {
        self.0.get(index.as_usize())
    }

    /// Returns the words for the builder and the inline types of an operation.
    pub fn builder(&self, index: OperationIndex) -> &str {
        self.get(index).map_or("", |words| &words.builder)
    }
}

/// Returns the words of all operations of a document, in the same order.
fn all(operations: &[&DocumentedOperation], title: &str) -> Vec<OperationWords> {
    let ids_are_paths = ids_are_paths(operations);
    let title = words(title);
    let mut by_resource: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, operation) in operations.iter().enumerate() {
        by_resource.entry(&operation.tag).or_default().push(index);
    }
    let of_resources: Vec<_> = by_resource
        .par_iter()
        .map(|(_, members)| {
            let inside: Vec<&DocumentedOperation> = members
                .iter()
                .filter_map(|&index| operations.get(index).copied())
                .collect();
            let shared = Shared::of(&inside);
            let candidates = inside
                .par_iter()
                .map(|operation| ladder(operation, &shared, &title, ids_are_paths))
                .collect();
            (members, shortest_unique(candidates, &in_order(&inside)))
        })
        .collect();
    let mut methods = vec![String::new(); operations.len()];
    for (members, names) in of_resources {
        for (&index, name) in members.iter().zip(names) {
            if let Some(method) = methods.get_mut(index) {
                *method = name;
            }
        }
    }
    let builders = builder_words(operations, &methods, &in_order(operations));
    methods
        .into_iter()
        .zip(builders)
        .map(|(method, builder)| OperationWords { method, builder })
        .collect()
}

/// Returns the operations in an order that does not depend on that of the document.
fn in_order(operations: &[&DocumentedOperation]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..operations.len()).collect();
    order.sort_by_key(|&index| {
        let operation = operations.get(index);
        operation.map(|operation| (operation.id(), &operation.path, &operation.method))
    });
    order
}

/// Returns `true` if the ids of this document consist of method and path (`GetAccountsAccount`). Those without a
/// parameter (`GetAccounts`) then do too, which a single id does not show.
fn ids_are_paths(operations: &[&DocumentedOperation]) -> bool {
    let with_parameters = operations
        .iter()
        .filter(|operation| operation.path.contains('{') && operation.operation_id.is_some());
    let (mut all, mut only_path) = (0_usize, 0_usize);
    for operation in with_parameters {
        all += 1;
        only_path += usize::from(path_words::is_only_path(
            &words(operation.id()),
            &operation.method,
            &operation.path,
        ));
    }
    all > 0 && only_path * 2 > all
}

/// The common prefix of the operationIds of a resource (one in four may lack it), and the suffix of all of them.
#[derive(Default)]
struct Shared {
    prefix: Vec<String>,
    suffix: usize,
}

impl Shared {
    /// Words before the first verb, and words at the end that no preposition needs. Applied from three operations on,
    /// since two can share a word by chance. A new operation that begins with another word does not rename the others.
    fn of(operations: &[&DocumentedOperation]) -> Self {
        let ids: Vec<Vec<String>> = operations
            .iter()
            .map(|operation| words(operation.id()))
            .filter(|words| !words.is_empty())
            .collect();
        let Some((first, others)) = ids.split_first().filter(|(_, others)| others.len() >= 2)
        else {
            return Self::default();
        };
        let shortest = ids.iter().map(Vec::len).min().unwrap_or_default();
        let shared_by_all = |at: &dyn Fn(&[String]) -> Option<String>| {
            let word = at(first);
            word.is_some() && others.iter().all(|other| at(other) == word)
        };
        let prefix = shared_prefix(&ids);
        let from_end = |index: usize| {
            move |words: &[String]| {
                words
                    .len()
                    .checked_sub(index + 1)
                    .and_then(|at| words.get(at).cloned())
            }
        };
        let mut suffix = (0..shortest.saturating_sub(prefix.len() + 1))
            .take_while(|&index| shared_by_all(&from_end(index)))
            .count();
        // `get by user` and `list by user` keep their whole `by user`.
        while suffix > 0
            && (0..=suffix).any(|index| {
                from_end(index)(first)
                    .is_some_and(|word| is_preposition(&word) || (index < suffix && is_verb(&word)))
            })
        {
            suffix -= 1;
        }
        Self { prefix, suffix }
    }
}

/// Returns the words before the first verb with which at least three in four begin, each followed by another word.
fn shared_prefix(ids: &[Vec<String>]) -> Vec<String> {
    let mut prefix: Vec<String> = Vec::new();
    loop {
        let mut counts: HashMap<&String, usize> = HashMap::new();
        for id in ids.iter().filter(|id| id.starts_with(&prefix)) {
            if let (Some(word), Some(_)) = (id.get(prefix.len()), id.get(prefix.len() + 1)) {
                *counts.entry(word).or_default() += 1;
            }
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        match most {
            Some((word, count))
                if count >= 3
                    && count * 4 >= ids.len() * 3
                    && !is_verb(word)
                    && !is_preposition(word) =>
            {
                prefix.push(word.clone());
            }
            _ => return prefix,
        }
    }
}

/// Returns the candidates for the name of an operation, shortest first.
fn ladder(
    operation: &DocumentedOperation,
    shared: &Shared,
    title: &[String],
    ids_are_paths: bool,
) -> Vec<Candidate> {
    let mut ladder: Vec<Candidate> = operation
        .configured_name
        .as_deref()
        .map(words)
        .filter(|name| !name.is_empty())
        .into_iter()
        .map(Candidate::firm)
        .collect();
    let tag = resource_words(&operation.tag);
    let from_path = path_words::candidates(operation, &tag);
    let id = operation.id();
    let whole = words(id);
    if whole.is_empty()
        || path_words::is_only_path(&whole, &operation.method, &operation.path)
            && (ids_are_paths || operation.path.contains('{'))
    {
        ladder.extend(from_path);
        return ladder;
    }
    if path_words::is_method_before_verb(&whole, operation, &tag) {
        ladder.extend(from_path.iter().take(1).cloned());
    }
    let (named, begins_with_method) = match after_method(id, &operation.method) {
        Some(after) => (after, true),
        None => (id, false),
    };
    let own = words(without_framework_ending(
        named,
        &operation.method,
        &operation.path,
    ));
    // `GET_ListTags` gives way to `POST_ListTags`.
    let yields = usize::from(begins_with_method && operation.method == "GET");
    let short = without_namespace(&own, &tag, shared, title, &operation.path, named);
    let short = without_get(short, &operation.path);
    let shortest = without_get(without_tag(&short, &tag), &operation.path);
    ladder.extend(after_owner(named, &shortest).map(|words| Candidate { words, yields }));
    if shortest.is_empty() {
        ladder.extend(from_path.iter().take(1).cloned());
    } else {
        if is_long(&shortest) {
            let words = path_words::without_containers(&shortest, &operation.path);
            ladder.push(Candidate { words, yields });
        }
        let words = shortest;
        ladder.push(Candidate { words, yields });
    }
    ladder.push(Candidate {
        words: short,
        yields,
    });
    if begins_with_method {
        let with_method = own.iter().cloned();
        let method = ["with".to_owned(), operation.method.to_lowercase()];
        ladder.push(Candidate::firm(with_method.chain(method).collect()));
    }
    ladder.push(Candidate { words: own, yields });
    ladder.push(Candidate {
        // Of ids that differ only in spelling, the one that is a method in Rust as written keeps its name.
        yields: usize::from(operation.operation_id.as_deref() != Some(whole.join("_").as_str())),
        words: whole,
    });
    ladder.extend(from_path);
    ladder.retain(|candidate| !candidate.words.is_empty());
    ladder
}

/// Returns the id without the HTTP method before an underscore: `POST_ListTags`.
fn after_method<'i>(id: &'i str, method: &str) -> Option<&'i str> {
    let after = id.strip_prefix(method)?.strip_prefix('_')?;
    Some(after).filter(|after| !words(after).is_empty())
}

/// Returns `true` for the words of a long method: the outer nouns of the path are left out then.
fn is_long(words: &[String]) -> bool {
    const LONGEST: usize = 50;
    words.join("_").chars().count() > LONGEST
}

/// Returns the words after the namespace of an id, if it repeats the noun after the verb:
/// `AddonPropertiesResource.getAddonProperties` is `get addon properties`.
fn after_owner(id: &str, short: &[String]) -> Option<Vec<String>> {
    let at = id.rfind(['.', '/']).or_else(|| {
        let is_namespace = is_pascal_namespace(id);
        id.find('_').filter(|_| is_namespace)
    })?;
    let (owner, after) = (resource_words(id.get(..at)?), words(id.get(at + 1..)?));
    let (verb, nouns) = after.split_first()?;
    let repeats = owner
        .last()
        .is_some_and(|owner| nouns.iter().any(|noun| same_word(noun, owner)));
    (is_verb(verb) && repeats && after.len() < short.len() && short.ends_with(&after))
        .then_some(after)
}

/// Removes `get` before the verb: `get find by id`, and `get verify credentials` of `GET /verify_credentials`.
fn without_get(mut words: Vec<String>, path: &str) -> Vec<String> {
    if let [get, verb, rest @ ..] = words.as_slice()
        && get == "get"
        && is_only_verb(verb)
        && match rest.first() {
            Some(next) => {
                verb != "list" && is_preposition(next)
                    || words
                        .get(1..)
                        .is_some_and(|words| path_words::ends_with_phrase(path, words))
            }
            None => true,
        }
    {
        words.remove(0);
    }
    words
}

/// Removes generated endings: FastAPI appends path and method (`read_items_items__get`), springfox `UsingGET_1`.
fn without_framework_ending<'a>(id: &'a str, method: &str, path: &str) -> &'a str {
    let written: String = path
        .chars()
        .map(|char| {
            if char.is_alphanumeric() || char == '_' {
                char
            } else {
                '_'
            }
        })
        .collect();
    let fast_api = format!("{written}_{}", method.to_lowercase());
    if let Some(start) = id.strip_suffix(&fast_api).filter(|start| !start.is_empty()) {
        return start;
    }
    match id.rsplit_once(&format!("Using{method}")) {
        Some((start, end))
            if !start.is_empty()
                && end.chars().all(|char| char == '_' || char.is_ascii_digit()) =>
        {
            start
        }
        _ => id,
    }
}

/// Removes the words around the operation's own words: `SessionsController`, `drive.files`, `v3`.
fn without_namespace(
    own: &[String],
    tag: &[String],
    shared: &Shared,
    title: &[String],
    path: &str,
    id: &str,
) -> Vec<String> {
    let versions: HashSet<String> = paths::versions(path).collect();
    let has_separators = id.contains(['.', '/']) || is_pascal_namespace(id);
    let mut rest = own;
    if let Some(after) = rest
        .strip_prefix(&*shared.prefix)
        .filter(|after| !after.is_empty())
    {
        rest = after;
    }
    while let Some(word) = rest.first() {
        let after_tag = starts_with_run(rest, tag)
            .then(|| rest.get(tag.len()..))
            .flatten();
        let verb_is_tag = tag.len() == 1 && is_verb(word) && !has_separators;
        rest = match (after_tag, rest.get(1..)) {
            (Some(after), _) if !after.is_empty() && !verb_is_tag => after,
            (_, Some(after))
                if !after.is_empty() && (word == "controller" || versions.contains(word)) =>
            {
                after
            }
            (_, Some(after))
                if after.len() < own.len() - 1
                    && !after.is_empty()
                    && matches!(word.as_str(), "api" | "service" | "resource") =>
            {
                after
            }
            (_, Some(after))
                if has_separators
                    && !after.is_empty()
                    && !is_verb(word)
                    && title.contains(word) =>
            {
                after
            }
            _ => break,
        };
    }
    let mut rest = rest.to_vec();
    if rest.len() > shared.suffix {
        rest.truncate(rest.len() - shared.suffix);
    }
    while rest.len() > 1 && rest.last().is_some_and(|last| versions.contains(last)) {
        rest.pop();
    }
    rest
}

/// Removes the tag's own words (`list pets` under pets), unless a preposition needs them (`list for pet`).
fn without_tag(short: &[String], tag: &[String]) -> Vec<String> {
    if tag.is_empty() {
        return short.to_vec();
    }
    let found = (0..short.len()).find(|&at| {
        let run = short
            .get(at..)
            .is_some_and(|rest| starts_with_run(rest, tag));
        let needed = at
            .checked_sub(1)
            .and_then(|before| short.get(before))
            .is_some_and(|word| is_preposition(word));
        // `search users` under the tag Search: the tag is the verb.
        let is_the_verb = at == 0 && short.first().is_some_and(|word| is_verb(word));
        run && !needed && !is_the_verb
    });
    let Some(at) = found else {
        return short.to_vec();
    };
    let mut rest: Vec<String> = short.get(..at).unwrap_or_default().to_vec();
    rest.extend_from_slice(short.get(at + tag.len()..).unwrap_or_default());
    match rest.first() {
        Some(first) if !is_preposition(first) => rest,
        None => rest,
        Some(_) => short.to_vec(),
    }
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
