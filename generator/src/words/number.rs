//! Singular and plural.

use std::borrow::Cow;

/// Returns `true` if two words differ at most in number: `session` and `sessions`.
pub(crate) fn same_word(one: &str, other: &str) -> bool {
    one == other || stem(one) == stem(other)
}

/// Returns a word without its plural ending, for comparison only: words with the same one are the [same
/// word](same_word).
pub(crate) fn stem(word: &str) -> Cow<'_, str> {
    match word.strip_suffix("ies") {
        Some(start) => Cow::Owned(format!("{start}y")),
        None => {
            let shorter = without_es(word).or_else(|| word.strip_suffix('s'));
            Cow::Borrowed(shorter.unwrap_or(word))
        }
    }
}

/// Returns the singular of a word that looks like a plural; other words unchanged.
pub(crate) fn singular(word: &str) -> String {
    const NOT_PLURAL: &[&str] = &[
        "ss",
        "us",
        "is",
        "news",
        "ies",
        "aws",
        "dns",
        "sms",
        "chaos",
        "alias",
        "canvas",
        "atlas",
        "bias",
        "details",
        "settings",
        "analytics",
        "metrics",
        "statistics",
        "credentials",
    ];
    if is_irregular(word) {
        return "person".to_owned();
    }
    if let Some(start) = word
        .strip_suffix("ies")
        .filter(|start| start.len() > 2 && *start != "ser")
    {
        return format!("{start}y");
    }
    if let Some(start) = without_es(word) {
        return start.to_owned();
    }
    if word.len() < 4 || NOT_PLURAL.iter().any(|ending| word.ends_with(ending)) {
        return word.to_owned();
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// Returns `true` for a plural that does not contain its singular. Another plural may have the same singular.
pub(crate) fn is_irregular(word: &str) -> bool {
    word == "people"
}

fn without_es(word: &str) -> Option<&str> {
    let start = word.strip_suffix("es")?;
    [
        "ss", "sh", "ch", "x", "zz", "status", "alias", "virus", "campus", "bonus", "canvas",
    ]
    .iter()
    .any(|ending| start.ends_with(ending))
    .then_some(start)
}

/// Returns `true` if the word looks like a plural.
pub(crate) fn is_plural(word: &str) -> bool {
    singular(word) != word
}

/// Returns the name of one item of a list with this name, if it is clearly a plural: `lines` contains a `line`. Keeps
/// the case of the name, and is more careful than [`singular`], since the name of a type is seen without its list.
pub(crate) fn item_of(word: &str) -> Option<String> {
    const NOT_PLURAL: [&str; 8] = ["ss", "us", "is", "series", "species", "news", "aws", "os"];
    let lower = word.to_ascii_lowercase();
    if lower.len() < 4 || NOT_PLURAL.iter().any(|ending| lower.ends_with(ending)) {
        return None;
    }
    let cut = |count: usize, end: &str| {
        word.get(..word.len().checked_sub(count)?)
            .map(|stem| format!("{stem}{end}"))
    };
    if lower.ends_with("ies") {
        return cut(3, "y");
    }
    if ["sses", "xes", "ches", "shes", "uses"]
        .iter()
        .any(|ending| lower.ends_with(ending))
        && !lower.ends_with("axes")
        && !lower.ends_with("caches")
        && !lower.ends_with("causes")
    {
        return cut(2, "");
    }
    if lower.ends_with('s') {
        cut(1, "")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singular_leaves_what_is_not_plural() {
        for (plural, expected) in [
            ("sessions", "session"),
            ("status", "status"),
            ("address", "address"),
            ("addresses", "address"),
            ("companies", "company"),
            ("news", "news"),
            ("boxes", "box"),
            ("series", "series"),
        ] {
            assert_eq!(singular(plural), expected);
        }
    }

    #[test]
    fn an_item_of_a_plural_is_one_of_them() {
        for (many, one) in [
            ("lines", Some("line")),
            ("policies", Some("policy")),
            ("addresses", Some("address")),
            ("status", None),
            ("data", None),
            ("boxes", Some("box")),
        ] {
            assert_eq!(item_of(many).as_deref(), one, "{many}");
        }
    }
}
