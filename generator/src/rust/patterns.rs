//! Translates patterns of the document for the crate `regex`.
//!
//! `pattern` is a regular expression of ECMAScript (ECMA-262, section 22.2), as JSON Schema defines. Most of them
//! have the same meaning in Rust; the others are translated here, and those without an equivalent (look-around,
//! back-references) are not checked.

use regex_syntax::hir::{Class, Hir, HirKind};

/// The approximate size above which the crate `regex` rejects a pattern.
const LARGEST: usize = 100_000;

/// Returns the pattern in the syntax of the crate `regex`; `None` if it has no equivalent.
pub fn readable(pattern: &str) -> Option<String> {
    // A literal of JavaScript, whose slashes are not part of the pattern: with them it matches nothing.
    if pattern.starts_with("/^") {
        return None;
    }
    let read = in_rust(pattern);
    let parsed = regex_syntax::Parser::new().parse(&read).ok()?;
    (size(&parsed) <= LARGEST).then_some(read)
}

fn in_rust(pattern: &str) -> String {
    let mut read = String::with_capacity(pattern.len());
    let mut rest = pattern.chars();
    let mut in_class = false;
    while let Some(c) = rest.next() {
        match c {
            '\\' => {
                let escaped = rest.next();
                let is_set = escape(escaped, in_class, &mut read);
                // The braces contain the name of a set or the number of a character.
                if matches!(escaped, Some('p' | 'P' | 'u' | 'x')) && rest.as_str().starts_with('{')
                {
                    read.extend(rest.by_ref().take_while(|c| *c != '}'));
                    read.push('}');
                }
                // After a set a hyphen is not a range.
                if in_class && is_set && rest.as_str().starts_with('-') {
                    rest.next();
                    read.push_str("\\-");
                }
            }
            '[' if !in_class => in_class = class(&mut rest, &mut read),
            ']' if in_class => {
                in_class = false;
                read.push(']');
            }
            // Rust has nested sets, and operators on them.
            '[' | '&' | '~' if in_class => read.extend(['\\', c]),
            '{' if !in_class && !is_repetition(rest.as_str()) => read.push_str("\\{"),
            c => read.push(c),
        }
    }
    read
}

/// Begins a set, and returns whether it continues: `[]` matches nothing, and `[^]` matches anything.
fn class(rest: &mut std::str::Chars<'_>, read: &mut String) -> bool {
    for (whole, meaning) in [("^]", "[\\s\\S]"), ("]", "[^\\s\\S]")] {
        if let Some(after) = rest.as_str().strip_prefix(whole) {
            *rest = after.chars();
            read.push_str(meaning);
            return false;
        }
    }
    read.push('[');
    if let Some(after) = rest.as_str().strip_prefix('^') {
        *rest = after.chars();
        read.push('^');
    }
    true
}

/// Translates an escape, and returns whether it is a set. Sets are ASCII in ECMAScript.
fn escape(escaped: Option<char>, in_class: bool, read: &mut String) -> bool {
    let set = match escaped {
        Some('d') => "[0-9]",
        Some('D') => "[^0-9]",
        Some('w') => "[0-9A-Za-z_]",
        Some('W') => "[^0-9A-Za-z_]",
        Some('s') => "\\s",
        Some('S') => "\\S",
        Some('b') if in_class => {
            read.push_str("\\x08");
            return false;
        }
        Some('b') => {
            read.push_str("(?-u:\\b)");
            return false;
        }
        Some('0') => {
            read.push_str("\\x00");
            return false;
        }
        Some(c) if c.is_ascii_alphanumeric() => {
            read.extend(['\\', c]);
            return matches!(c, 'p' | 'P');
        }
        Some(c) => {
            read.push_str(&regex_syntax::escape(c.encode_utf8(&mut [0; 4])));
            return false;
        }
        None => "\\",
    };
    read.push_str(set);
    true
}

/// Returns `true` if an opening brace begins a repetition; otherwise it is literal.
fn is_repetition(after: &str) -> bool {
    let inside = after.split_once('}').map(|(inside, _)| inside);
    inside.is_some_and(|inside| {
        inside.starts_with(|c: char| c.is_ascii_digit())
            && inside
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b',')
    })
}

/// Returns the approximate number of states of the compiled pattern.
fn size(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(Class::Unicode(class)) if !class.is_ascii() => 10 + class.ranges().len(),
        HirKind::Class(_) => 1,
        HirKind::Capture(capture) => size(&capture.sub),
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(1);
            size(&repetition.sub).saturating_mul(times as usize)
        }
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts
            .iter()
            .fold(0, |sum, part| sum.saturating_add(size(part))),
    }
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn what_means_the_same_stays_as_it_is() {
        for pattern in ["^[a-z]+$", "a{2,3}", "(?<year>x)|y", r"\p{L}+\s", "[^/-]*"] {
            assert_eq!(readable(pattern).as_deref(), Some(pattern));
        }
    }

    #[test]
    fn what_means_something_else_is_written_in_other_words() {
        for (pattern, read) in [
            (r"^\d\W$", "^[0-9][^0-9A-Za-z_]$"),
            (r"[\w-.]", r"[[0-9A-Za-z_]\-.]"),
            (r"[[&&]", r"[\[\&\&]"),
            (r"\/\-\_\ä", r"/\-_ä"),
            (r"[\b]\b\0", r"[\x08](?-u:\b)\x00"),
            ("[^][]", r"[\s\S][^\s\S]"),
            ("^{id}$", r"^\{id}$"),
        ] {
            assert_eq!(readable(pattern).as_deref(), Some(read));
        }
    }

    #[test]
    fn what_rust_has_no_word_for_is_not_read() {
        for pattern in [
            "^(?!x)",
            r"(a)\1",
            "(",
            r"\",
            "[z-a]",
            "/^a$/i",
            ".{1,65536}{9}",
            "*",
        ] {
            assert_eq!(readable(pattern), None, "{pattern}");
        }
    }
}
