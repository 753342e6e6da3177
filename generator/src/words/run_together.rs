//! Words that an operationId writes without separators: `getinputtokencounts`.
//!
//! They are split by the words that the document uses for the same operation: in its path, its tag and its summary. A
//! wrong split is worse than none, so only a split that is the only one with the fewest words is made.

use super::{is_preposition, is_verb, longest_verb, stem, words};
use std::borrow::Cow;
use std::collections::HashSet;

/// A word of at least so many letters can be several words.
const SHORTEST_RUN: usize = 8;

/// A longer part of a run is not a word.
const LONGEST_WORD: usize = 32;

/// The greatest number of letters by which a plural is longer than its [`stem`].
const PLURAL_ENDING: usize = 2;

/// Returns the id with separators between words that run together, by the words of other texts about the operation. An
/// id whose letters are those of the summary has the words of the summary.
pub(crate) fn separated<'i>(id: &'i str, summary: &str, texts: &[&str]) -> Cow<'i, str> {
    let plain = words(id);
    if plain.iter().all(|word| word.len() < SHORTEST_RUN) || !id.is_ascii() {
        return Cow::Borrowed(id);
    }
    let known = Known::of(summary, texts);
    if plain.iter().all(|word| known.is_word(word)) {
        return Cow::Borrowed(id);
    }
    let of_summary = words(summary);
    if of_summary.len() > plain.len() && of_summary.concat() == plain.concat() {
        return Cow::Owned(of_summary.join("_"));
    }
    let mut spelled = String::with_capacity(id.len() + 8);
    let mut is_changed = false;
    for chunk in id.split_inclusive(|char: char| !char.is_alphanumeric()) {
        let letters = chunk.trim_end_matches(|char: char| !char.is_alphanumeric());
        let separator = chunk.get(letters.len()..).unwrap_or_default();
        match known.split_chunk(letters) {
            Some(parts) => {
                is_changed = true;
                spelled.push_str(&parts.join("_"));
            }
            None => spelled.push_str(letters),
        }
        spelled.push_str(separator);
    }
    if is_changed {
        Cow::Owned(spelled)
    } else {
        Cow::Borrowed(id)
    }
}

/// The words that the document uses for an operation.
struct Known {
    /// Without their plural endings.
    stems: HashSet<String>,
    /// The length of the longest word that can be part of a run. It keeps the work in proportion to the length of an id.
    longest: usize,
}

impl Known {
    fn of(summary: &str, texts: &[&str]) -> Self {
        let texts = texts.iter().copied().chain([summary]);
        let known = texts.flat_map(words).filter(|word| word.len() >= 3);
        let stems: HashSet<String> = known.map(|word| stem(&word).into_owned()).collect();
        let lengths = stems.iter().map(|stem| stem.len() + PLURAL_ENDING);
        let longest = lengths.chain([longest_verb()]).max().unwrap_or_default();
        Self {
            longest: longest.min(LONGEST_WORD),
            stems,
        }
    }

    /// Returns `true` for a word that is known, in singular or plural, or too short to be several.
    fn is_word(&self, word: &str) -> bool {
        word.len() < SHORTEST_RUN || self.has(word) || is_verb(word)
    }

    fn has(&self, word: &str) -> bool {
        self.stems.contains(stem(word).as_ref())
    }

    /// Returns the words of a part of an id between separators, if some run together.
    fn split_chunk(&self, chunk: &str) -> Option<Vec<String>> {
        let plain = words(chunk);
        if plain.iter().all(|word| self.is_word(word)) {
            return None;
        }
        let split: Vec<Vec<String>> = plain
            .iter()
            .map(|word| {
                let parts = Some(word).filter(|word| !self.is_word(word));
                parts
                    .and_then(|word| self.split(word))
                    .unwrap_or_else(|| vec![word.clone()])
            })
            .collect();
        if split.len() < split.iter().map(Vec::len).sum() {
            return Some(split.concat());
        }
        // Capitals at random: `createanAPIkey` is `createan`, `ap`, `ikey` by its capitals.
        let all = self.split(&plain.concat())?;
        let is_random = ends(&plain).any(|end| !ends(&all).any(|other| other == end));
        (all.len() >= 3 && is_random).then_some(all)
    }

    /// Returns the words of a run of letters, if there is one way to split it, and the parts are surely words.
    fn split(&self, run: &str) -> Option<Vec<String>> {
        let parts = fewest(run, self.longest, &|part| self.is_part(part))?;
        let known = parts.iter().filter(|part| self.has(part)).count();
        let begins_with_a_verb = parts.first().is_some_and(|first| is_verb(first));
        // Two words can be one: `username`.
        let is_sure = match parts.as_slice() {
            [_, second] => begins_with_a_verb && self.has(second),
            _ => {
                known >= 2
                    || (begins_with_a_verb && parts.last().is_some_and(|last| self.has(last)))
            }
        };
        (parts.len() > 1 && is_sure).then_some(parts)
    }

    fn is_part(&self, part: &str) -> bool {
        let is_short_word = matches!(part, "a" | "an" | "the" | "its" | "all");
        is_short_word
            || is_preposition(part)
            || (part.len() >= 3 && (is_verb(part) || self.has(part)))
    }
}

/// Returns where each word ends, if they are written together.
fn ends(words: &[String]) -> impl Iterator<Item = usize> + '_ {
    words.iter().scan(0, |end, word| {
        *end += word.len();
        Some(*end)
    })
}

/// Returns the only split into the fewest parts, none of which is longer than this, if there is one.
fn fewest(run: &str, longest: usize, is_part: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    /// How a beginning of the run is split: into how many parts, in how many ways, and where the last part begins.
    #[derive(Clone, Copy)]
    struct Split {
        parts: usize,
        ways: usize,
        last: usize,
    }
    let mut splits: Vec<Option<Split>> = vec![None; run.len() + 1];
    if let Some(first) = splits.first_mut() {
        *first = Some(Split {
            parts: 0,
            ways: 1,
            last: 0,
        });
    }
    for end in 1..=run.len() {
        let mut best: Option<Split> = None;
        for start in end.saturating_sub(longest)..end {
            let (Some(Some(before)), Some(part)) = (splits.get(start), run.get(start..end)) else {
                continue;
            };
            if !is_part(part) {
                continue;
            }
            let parts = before.parts + 1;
            match &mut best {
                Some(best) if best.parts < parts => {}
                Some(best) if best.parts == parts => {
                    best.ways = best.ways.saturating_add(before.ways)
                }
                _ => {
                    best = Some(Split {
                        parts,
                        ways: before.ways,
                        last: start,
                    });
                }
            }
        }
        if let Some(slot) = splits.get_mut(end) {
            *slot = best;
        }
    }
    let mut parts = Vec::new();
    let mut end = run.len();
    while end > 0 {
        let split = (*splits.get(end)?)?;
        if split.ways != 1 {
            return None;
        }
        parts.push(run.get(split.last..end)?.to_owned());
        end = split.last;
    }
    parts.reverse();
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::separated;

    #[test]
    fn words_are_split_where_the_document_writes_them() {
        for (id, summary, path, expected) in [
            (
                "createanAPIkeyforaserviceaccount",
                "Create an API key for a service account",
                "/keys",
                "create_an_api_key_for_a_service_account",
            ),
            (
                "Getinputtokencounts",
                "Get input token counts",
                "/responses/input_tokens",
                "get_input_token_counts",
            ),
            ("getallorders", "", "/orders", "get_all_orders"),
            ("Users_deletebyid", "", "/users", "Users_deletebyid"),
            (
                "listserviceaccounts",
                "",
                "/service_accounts",
                "list_service_accounts",
            ),
            ("createorder", "", "/orders", "create_order"),
        ] {
            assert_eq!(separated(id, summary, &[path]), expected, "{id}");
        }
    }

    #[test]
    fn what_may_be_one_word_stays() {
        for (id, summary, path) in [
            ("getUsername", "The name of a user", "/user/name"),
            ("getChecklist", "", "/checklists"),
            ("listWorkflows", "The flow of work", "/work/flows"),
            ("authorization", "", "/author/ization"),
        ] {
            assert_eq!(separated(id, summary, &[path]), id, "{id}");
        }
    }
}
