//! What is wrong with a name.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Cause {
    /// `FullyQualifiedNameOfAnInterfaceInTheNamespaceOfAnother`
    Long,
    /// The same, where the document has no shorter name.
    LongInDocument,
    /// `Run2`
    Number,
    /// `PullRequestSpaceUser`
    Separator,
    /// `LowerArray`
    LetterCase,
    /// `account_account_account`
    Repeated,
    /// `get_search`
    GetAndVerb,
    /// `post_accounts_account`
    RawPath,
    /// `createanapikey`
    RunTogether,
    /// `models_api`
    ApiSuffix,
}

impl Cause {
    /// Returns the description of it, for the report.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Long => "longer than 50 characters",
            Self::LongInDocument => {
                "longer than 50 characters, or repeating itself, in the document (no limit)"
            }
            Self::Number => "ends with a number that the document does not have",
            Self::Separator => "a separator spelled as a word",
            Self::LetterCase => "the case of letters spelled as a word",
            Self::Repeated => "three or more repeated words",
            Self::GetAndVerb => "get followed by a verb",
            Self::RawPath => "the HTTP method and the path",
            Self::RunTogether => "words run together",
            Self::ApiSuffix => "a resource that ends with api",
        }
    }
}

/// A name with the texts of the document that it is made of.
pub struct Named<'n> {
    /// The name.
    pub name: &'n str,
    /// The texts that it is made of.
    pub source: &'n str,
    /// The key of its component or the id of its operation.
    pub key: &'n str,
    /// The method and the path of its operation, if it is that of a method.
    pub operation: Option<(&'n str, &'n str)>,
    /// More texts about it: summaries, descriptions.
    pub about: &'n str,
}

/// Words for symbols that are no words of ordinary names.
const SYMBOLS: [&str; 22] = [
    "space",
    "underscore",
    "minus",
    "dot",
    "slash",
    "backslash",
    "colon",
    "comma",
    "semicolon",
    "hash",
    "dollar",
    "caret",
    "tilde",
    "question",
    "star",
    "percent",
    "open",
    "close",
    "bracket",
    "brace",
    "quote",
    "apostrophe",
];

/// Verbs that are no nouns.
const VERBS: [&str; 31] = [
    "add",
    "assign",
    "attach",
    "calculate",
    "cancel",
    "compute",
    "confirm",
    "create",
    "delete",
    "describe",
    "detach",
    "disable",
    "enable",
    "execute",
    "fetch",
    "find",
    "generate",
    "get",
    "list",
    "modify",
    "post",
    "put",
    "remove",
    "retrieve",
    "search",
    "send",
    "submit",
    "update",
    "upload",
    "validate",
    "verify",
];

/// Returns everything that is wrong with a name.
pub fn causes(named: &Named<'_>) -> Vec<Cause> {
    let words = words(named.name);
    let source = named.source.to_lowercase();
    let is_long = named.name.chars().count() > LONG;
    let repeats = repetitions(&words) >= 3;
    let is_the_documents = is_the_documents(named.name, named.key, is_long);
    let checks = [
        (Cause::Long, is_long && !is_the_documents),
        (
            Cause::LongInDocument,
            (is_long || repeats) && is_the_documents,
        ),
        (Cause::Number, has_own_number(named.name, &source)),
        (Cause::Separator, has_own_word(&words, &SYMBOLS, &source)),
        (
            Cause::LetterCase,
            has_own_word(&words, &["lower", "upper"], &source),
        ),
        (Cause::Repeated, repeats && !is_the_documents),
        (Cause::GetAndVerb, gets_a_verb(&words)),
        (Cause::RawPath, is_raw_path(&words, named.operation)),
        (Cause::RunTogether, runs_together(&words, named.about)),
    ];
    checks
        .into_iter()
        .filter(|(_, is_wrong)| *is_wrong)
        .map(|(cause, _)| cause)
        .collect()
}

/// A longer part of a name is not a word.
const LONGEST_WORD: usize = 32;

/// A name is long from so many characters on.
const LONG: usize = 50;

/// Returns `true` if the name is the document's own, which is as long or repeats itself as much: what follows it is a
/// short word (`Headers`, `Request`).
fn is_the_documents(name: &str, key: &str, is_long: bool) -> bool {
    const SHORT: usize = 12;
    let letters = |text: &str| -> String {
        let kept = text.chars().filter(|char| char.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    let (name, key) = (letters(name), letters(key));
    if is_long && key.chars().count() + SHORT < LONG {
        return false;
    }
    let head = (0..=SHORT.min(name.len())).filter_map(|cut| name.get(..name.len() - cut));
    head.into_iter()
        .any(|head| !head.is_empty() && key.contains(head))
}

/// Returns the lower-case words of a Rust name.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut begins = true;
    for char in name.chars() {
        if char == '_' {
            begins = true;
            continue;
        }
        if begins || char.is_uppercase() {
            words.push(String::new());
        }
        begins = false;
        if let Some(word) = words.last_mut() {
            word.extend(char.to_lowercase());
        }
    }
    words
}

/// Returns `true` if the name ends with a number that its source does not have.
fn has_own_number(name: &str, source: &str) -> bool {
    let name = name.trim_end_matches('_');
    let start = name.trim_end_matches(|char: char| char.is_ascii_digit());
    let number = name.get(start.len()..).unwrap_or_default();
    !number.is_empty() && !source.contains(number)
}

/// Returns `true` if the name has one of these words and its source does not.
fn has_own_word(words: &[String], of: &[&str], source: &str) -> bool {
    words
        .iter()
        .any(|word| of.contains(&word.as_str()) && !source.contains(word))
}

/// Returns how many words are there again.
fn repetitions(words: &[String]) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let thrice = counts.values().any(|&count| count >= 3);
    let again: usize = counts.values().map(|count| count - 1).sum();
    if thrice { again.max(3) } else { again }
}

fn gets_a_verb(words: &[String]) -> bool {
    let [get, verb, rest @ ..] = words else {
        return false;
    };
    // `get_list_item`, `get_search_results`: a noun.
    let is_noun =
        matches!(verb.as_str(), "list" | "search" | "post" | "update") && !rest.is_empty();
    get == "get" && VERBS.contains(&verb.as_str()) && !is_noun
}

/// Returns `true` if the name is the HTTP method and the words of the path. `delete_user` is a name all the same.
fn is_raw_path(words: &[String], operation: Option<(&str, &str)>) -> bool {
    let (Some((method, path)), Some((first, rest))) = (operation, words.split_first()) else {
        return false;
    };
    if !first.eq_ignore_ascii_case(method) {
        return false;
    }
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    let letters = |text: &str| -> String {
        let kept = text.chars().filter(|char| char.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    let rest = rest.concat();
    let all: String = segments.clone().map(letters).collect();
    let fixed: String = segments
        .clone()
        .filter(|segment| !segment.starts_with('{'))
        .map(letters)
        .collect();
    let is_verb = matches!(
        method.to_ascii_lowercase().as_str(),
        "get" | "delete" | "head"
    );
    // One word after `post` can be the name that the document has.
    (rest == all && all != fixed) || (rest == fixed && !is_verb && segments.count() > 1)
}

/// Returns `true` if a word of the name consists of words of the texts about it.
fn runs_together(words: &[String], about: &str) -> bool {
    if words.iter().all(|word| word.chars().count() < 10) {
        return false;
    }
    let known: HashSet<String> = about
        .split(|char: char| !char.is_alphanumeric())
        .flat_map(|text| self::words(text).into_iter().chain([text.to_lowercase()]))
        .filter(|word| word.len() > 1 || matches!(word.as_str(), "a" | "i"))
        .collect();
    words
        .iter()
        .filter(|word| word.chars().count() >= 10 && !known.contains(*word))
        .any(|word| parts(word, &known).is_some_and(|parts| parts >= 2))
}

/// Returns the least number of known words of which a word consists.
fn parts(word: &str, known: &HashSet<String>) -> Option<usize> {
    let longest = known.iter().map(String::len).max().unwrap_or_default();
    // Of each beginning of the word, the number of its parts.
    let mut parts = vec![None; word.len() + 1];
    if let Some(none) = parts.first_mut() {
        *none = Some(0);
    }
    for end in 1..=word.len() {
        let starts = end.saturating_sub(longest.min(LONGEST_WORD))..end;
        let least = starts.filter_map(|start| {
            let before: usize = (*parts.get(start)?)?;
            known.contains(word.get(start..end)?).then_some(before + 1)
        });
        let least = least.min();
        if let Some(part) = parts.get_mut(end) {
            *part = least;
        }
    }
    parts.pop().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, source: &str) -> Vec<Cause> {
        causes(&Named {
            name,
            source,
            key: "",
            operation: None,
            about: source,
        })
    }

    #[test]
    fn ordinary_names_have_no_cause() {
        for (name, source) in [
            ("get_by_id", "getById"),
            ("OAuth2Client", "OAuth2Client"),
            ("V1Pod", "io.k8s.v1.Pod"),
            ("OpenIssue", "openIssue"),
            ("get_list_item", "getListItem"),
        ] {
            let found = of(name, source);
            assert_eq!(found, [], "{name}");
        }
    }

    #[test]
    fn each_cause_is_found() {
        for (name, source, cause) in [
            ("Run2", "run", Cause::Number),
            (
                "PullRequestSpaceUser",
                "pull request user",
                Cause::Separator,
            ),
            ("LowerArray", "array", Cause::LetterCase),
            ("get_avatar_as_png_get_avatar_as_json", "", Cause::Repeated),
            ("get_search", "search", Cause::GetAndVerb),
            ("createanapikey", "Create an API key", Cause::RunTogether),
        ] {
            assert_eq!(of(name, source), [cause], "{name}");
        }
        let raw = Named {
            name: "post_accounts_account",
            source: "PostAccountsAccount",
            key: "",
            operation: Some(("POST", "/accounts/{account}")),
            about: "",
        };
        assert_eq!(causes(&raw), [Cause::RawPath]);
    }
}
