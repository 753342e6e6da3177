//! Splits path templates into words.

use super::{is_version, words};

/// A segment of a path template.
pub(crate) struct Segment {
    /// Its words.
    pub words: Vec<String>,
    /// Whether it is a parameter: `{id}`.
    pub is_parameter: bool,
}

/// Splits a path template into its segments, without generic ones: `api`, a version.
pub(crate) fn segments(path: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    // A fragment only tells operations of one path apart.
    let path = path.split('#').next().unwrap_or_default();
    for text in path.split('/').filter(|text| !text.is_empty()) {
        let (text, is_parameter) = match text.strip_prefix('{') {
            Some(text) => (text, true),
            None => (text, false),
        };
        let text = ENDINGS
            .iter()
            .find_map(|ending| text.strip_suffix(ending))
            .unwrap_or(text);
        let words = words(text);
        if is_parameter || !words.iter().all(|word| is_skipped(word)) {
            segments.push(Segment {
                words,
                is_parameter,
            });
        }
    }
    segments
}

const ENDINGS: &[&str] = &[".json", ".xml", ".php", ".aspx"];

/// Returns `true` for a generic word.
pub(crate) fn is_skipped(word: &str) -> bool {
    is_version(word) || matches!(word, "api" | "rest")
}

/// Returns the words of the first segment that is not a parameter.
pub(crate) fn first_static(path: &str) -> Option<String> {
    let segments = segments(path);
    segments
        .iter()
        .find(|segment| !segment.is_parameter)
        .map(|segment| segment.words.join(" "))
}

/// Returns the words of the path that are versions (`v3` in `/v3/sessions`).
pub(crate) fn versions(path: &str) -> impl Iterator<Item = String> + '_ {
    path.split('/')
        .flat_map(words)
        .filter(|word| is_version(word))
}
