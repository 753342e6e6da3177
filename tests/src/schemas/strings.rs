//! Creates strings of a format, of a length, or that match a pattern.

use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Returns a string of a format, or `None` for an unknown format.
pub fn of_format(format: &str, pick: usize) -> Option<String> {
    let options: &[&str] = match format {
        "date-time" | "dateTime" | "datetime" => &[
            "2024-05-06T07:08:09Z",
            "2024-05-06T07:08:09.123456Z",
            "2024-02-29T23:59:59+05:30",
        ],
        "date" => &["2024-05-06", "2024-02-29"],
        "time" => &["07:08:09Z", "23:59:59.5+01:00"],
        "duration" => &["P1DT2H", "PT30S"],
        "uuid" => &[
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            "9b2d6f3e-1c4a-4f8e-8d7b-6a5c4b3a2f1e",
        ],
        "uri" | "url" | "iri" => &["https://example.com/a?b=c", "http://localhost:8080/"],
        "uri-reference" | "iri-reference" => &["/a/b", "https://example.com/"],
        "uri-template" => &["https://example.com/{id}"],
        "email" | "idn-email" => &["ann@example.com", "bob@example.org"],
        "hostname" | "idn-hostname" => &["example.com", "www.example.org"],
        "ipv4" => &["192.0.2.1", "198.51.100.7"],
        "ipv6" => &["2001:db8::1", "::1"],
        "byte" | "base64" => &["aGVsbG8=", "AAEC", "/+8="],
        "base64url" => &["aGVsbG8", "_-8"],
        "json-pointer" => &["/a/0"],
        "relative-json-pointer" => &["1/a"],
        "regex" => &["^a+$"],
        "decimal" => &["12.50", "0.1"],
        "int64" | "uint64" | "int32" => &["12", "0"],
        _ => return None,
    };
    options
        .get(pick % options.len())
        .map(|text| (*text).to_owned())
}

/// Returns a string of a length between these, some with characters beyond ASCII or that JSON escapes.
pub fn plain(pick: usize, least: usize, most: usize) -> String {
    let words = [
        "text",
        "täxt ☃",
        "with \"quotes\" and \\",
        "line\nbreak",
        "0",
        "",
    ];
    let word = words.get(pick % words.len()).copied().unwrap_or_default();
    let long = word.chars().chain(std::iter::repeat('x'));
    let length = word.chars().count().max(least).min(most.max(least));
    long.take(length).collect()
}

/// Returns a string of at least this length, if possible, that matches a pattern. Lookaround is ignored: the validator
/// decides about it.
pub fn matching(pattern: &str, least: usize, pick: usize) -> Option<String> {
    let hir = regex_syntax::Parser::new()
        .parse(&without_lookaround(pattern))
        .ok()?;
    let mut text = String::new();
    write(&hir, least, pick, &mut text)?;
    Some(text)
}

/// Returns a text of a format that also matches a pattern: it begins as a text of the pattern does, as far as that has
/// digits where the format has digits, and goes on as this text of the format.
pub fn formatted(text: &str, pattern: &str) -> Option<String> {
    let regex = Regex::new(pattern).ok()?;
    if regex.is_match(text) {
        return Some(text.to_owned());
    }
    let of_pattern = matching(pattern, 0, 0)?;
    let fits = |wanted: char, own: char| match own {
        '0'..='9' => wanted.is_ascii_digit(),
        own if own.is_ascii_alphabetic() => wanted.is_ascii_alphanumeric(),
        own => wanted == own,
    };
    let pairs = of_pattern.chars().zip(text.chars());
    let beginning: String = pairs
        .take_while(|(wanted, own)| fits(*wanted, *own))
        .map(|(wanted, _)| wanted)
        .collect();
    let rest = text.chars().skip(beginning.chars().count());
    let joined: String = beginning.chars().chain(rest).collect();
    regex.is_match(&joined).then_some(joined)
}

fn without_lookaround(pattern: &str) -> String {
    let mut rest = pattern;
    let mut out = String::new();
    while let Some(start) = ["(?!", "(?=", "(?<!", "(?<="]
        .iter()
        .filter_map(|group| rest.find(group))
        .min()
    {
        let (before, group) = rest.split_at(start);
        out.push_str(before);
        rest = group.get(end_of_group(group)..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Returns the end of the group at the beginning of a pattern.
fn end_of_group(pattern: &str) -> usize {
    let (mut depth, mut escaped, mut in_class) = (0_usize, false, false);
    for (index, character) in pattern.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' if !in_class => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return index + 1;
                }
            }
            _ => {}
        }
    }
    pattern.len()
}

fn write(hir: &Hir, least: usize, pick: usize, text: &mut String) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(of_class(class, pick)?),
        HirKind::Repetition(repetition) => {
            let missing = least.saturating_sub(text.chars().count());
            let most = repetition.max.map_or(usize::MAX, |most| most as usize);
            let times = (repetition.min as usize).max(missing.min(most));
            for _ in 0..times.min(4096) {
                write(&repetition.sub, 0, pick, text)?;
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, least, pick, text)?,
        HirKind::Concat(parts) => parts
            .iter()
            .try_for_each(|part| write(part, least, pick, text))?,
        HirKind::Alternation(parts) => {
            let part = parts.get(pick.checked_rem(parts.len())?)?;
            write(part, least, pick, text)?;
        }
    }
    Some(())
}

/// Returns a character of the class: a letter or a digit if possible.
fn of_class(class: &Class, pick: usize) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class
            .ranges()
            .iter()
            .map(|range| (range.start(), range.end()))
            .collect(),
        Class::Bytes(class) => class
            .ranges()
            .iter()
            .map(|range| (range.start().into(), range.end().into()))
            .collect(),
    };
    let has = |wanted: char| {
        ranges
            .iter()
            .any(|(start, end)| (*start..=*end).contains(&wanted))
    };
    let usual: Vec<char> = "aA01b/_- ".chars().filter(|wanted| has(*wanted)).collect();
    match pick.checked_rem(usual.len()) {
        Some(index) => usual.get(index).copied(),
        None => ranges.first().map(|(start, _)| *start),
    }
}

#[cfg(test)]
mod tests {
    use super::{formatted, matching};

    #[test]
    fn texts_of_a_format_match_a_pattern() {
        let date = formatted("2024-05-06", "^2021.+");
        assert_eq!(date.as_deref(), Some("2021-05-06"));
        let bytes = formatted("aGVsbG8=", "^2021.+");
        assert_eq!(bytes.as_deref(), Some("2021aG8="));
        assert_eq!(formatted("2024-05-06", "^a$"), None);
        assert_ne!(matching("^[0-9]{3}$", 0, 0), matching("^[0-9]{3}$", 0, 1));
    }

    #[test]
    fn lookaround_is_ignored() {
        let name = "^(?![0-9a-f]{8}-(a|[)])$)^[b-z]([a-z0-9-]*[a-z0-9]+)?$";
        assert_eq!(matching(name, 1, 0).as_deref(), Some("b"));
        assert_eq!(matching("(?=.{3})x+(?<!y)", 3, 0).as_deref(), Some("xxx"));
    }
}
