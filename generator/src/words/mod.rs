//! words: the English words in the names of a document.
//!
//! Splits names into words and classifies them: a plural, a verb, a preposition, a version. Nothing here depends on
//! the API model or on Rust.

mod grammar;
mod number;
pub(crate) mod operation_ids;
pub(crate) mod paths;
pub(crate) mod run_together;
pub(crate) mod tags;

pub(crate) use grammar::{begins_phrase, is_only_verb, is_preposition, is_verb, longest_verb};
pub(crate) use number::{is_irregular, is_plural, item_of, same_word, singular, stem};

/// Returns the lower-case words of a name in any common spelling: `getById`, `get_by_id`, `GET-by.ID`, `OAuth2Client`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let at = |index: usize| chars.get(index).copied();
    let mut words = Vec::new();
    let mut word = String::new();
    for (index, &char) in chars.iter().enumerate() {
        if matches!(char, '\'' | '’') && !word.is_empty() {
            continue;
        }
        if !char.is_alphanumeric() {
            finish(&mut word, &mut words);
            continue;
        }
        if char.is_uppercase() {
            let before = index.checked_sub(1).and_then(at);
            let after_small = before.is_some_and(|it| it.is_alphanumeric() && !it.is_uppercase());
            // The last capital of a run begins the next word (`HTTPServer`), unless it is followed by the `s` of a
            // plural (`IDs`).
            let begins = before.is_some_and(char::is_uppercase)
                && at(index + 1).is_some_and(char::is_lowercase)
                && (at(index + 1) != Some('s') || at(index + 2).is_some_and(char::is_lowercase));
            let inside_oauth = word == "o" && char == 'A' && at(index + 1) == Some('u');
            if (after_small || begins) && !inside_oauth {
                finish(&mut word, &mut words);
            }
        }
        word.extend(char.to_lowercase());
    }
    finish(&mut word, &mut words);
    words
}

fn finish(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// Returns `true` for versions of the API, which all its operations share: `v1`, `v2beta1`, `2010`, `20240601`.
pub(crate) fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix('v').unwrap_or(word);
    let rest = digits.trim_start_matches(|char: char| char.is_ascii_digit());
    if rest.len() == digits.len() {
        return false;
    }
    let stage = rest.trim_end_matches(|char: char| char.is_ascii_digit());
    matches!(stage, "" | "alpha" | "beta" | "preview" | "rc" | "p")
}

/// Returns `true` if the words begin with this run of words, whatever their number (singular or plural).
pub(crate) fn starts_with_run(words: &[String], run: &[String]) -> bool {
    !run.is_empty()
        && words.len() >= run.len()
        && words
            .iter()
            .zip(run)
            .all(|(one, other)| same_word(one, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_every_spelling() {
        for (name, expected) in [
            ("getById", "get by id"),
            (
                "SessionsController_getById_v3",
                "sessions controller get by id v3",
            ),
            ("repos/list-for-org", "repos list for org"),
            ("drive.files.list", "drive files list"),
            ("HTTPServer", "http server"),
            ("listIDs", "list ids"),
            ("listIDsOf", "list ids of"),
            ("OAuth2Client", "oauth2 client"),
            ("v1beta1", "v1beta1"),
            ("user's", "users"),
            ("", ""),
            ("--", ""),
        ] {
            assert_eq!(words(name).join(" "), expected, "{name}");
        }
    }
}
