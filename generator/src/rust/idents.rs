//! Creates Rust identifiers. No other module does.
//!
//! Input: words of any kind, from a document. Output: text that is a valid identifier of its kind, never a keyword.
//! Two different inputs may result in the same identifier: making them unique is the task of the planner
//! (`plan::names`), and the `spelled_*` variants help it by including the symbols that the plain ones leave out.

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};
use unicode_normalization::UnicodeNormalization;

/// The maximum length of an identifier; a longer one is cut and ends with a digest of the whole.
const LONGEST: usize = 120;

/// Returns `snake_case`: fields, parameters, methods, modules. `+1` is `plus1`, `type` is `type_`, `3ds` is `_3ds`.
pub fn snake(words: &str) -> String {
    if is_plain_snake(words) && !KEYWORDS.contains(&words) {
        return words.to_owned();
    }
    finish_snake(join_snake(&plain(words)), words)
}

/// Like [`snake`], with every symbol spelled out: `@type` is `at_type`.
pub fn spelled_snake(words: &str) -> String {
    finish_snake(join_snake(&spelled(words)), words)
}

/// Returns `UpperCamelCase` for a type: `pet store` is `PetStore`, `3ds` is `Type3ds`.
pub fn upper_camel(words: &str) -> String {
    finish_upper_camel(&plain(words), words, "Type")
}

/// Like [`upper_camel`], with every symbol spelled out.
pub fn spelled_upper_camel(words: &str) -> String {
    finish_upper_camel(&spelled(words), words, "Type")
}

/// Returns `UpperCamelCase` for a variant: `+1` is `Plus1`, `1080p` is `Value1080p`, an empty name is `Empty`.
pub fn variant(words: &str) -> String {
    finish_upper_camel(&plain(words), words, "Value")
}

/// Like [`variant`], with every symbol spelled out.
pub fn spelled_variant(words: &str) -> String {
    finish_upper_camel(&spelled(words), words, "Value")
}

/// Returns the name of a file and of its module: ASCII, at most 100 bytes, no name that Windows reserves.
pub fn file(words: &str) -> String {
    let mut name = join_snake(&plain(words));
    if !name.is_ascii() {
        name = name.chars().filter(char::is_ascii).collect::<String>();
        name = format!("{}_{:08x}", name.trim_matches('_'), digest(words));
    }
    if name.len() > 100 {
        name.truncate(90);
        name = format!("{}_{:08x}", name.trim_matches('_'), digest(words));
    }
    let name = finish_snake(name.trim_matches('_').to_owned(), words);
    if WINDOWS.contains(&name.as_str()) || name == "mod" || name == "lib" || name == "main" {
        return format!("{name}_");
    }
    name
}

/// Returns the token of a name that one of the functions above created. Text that is not an identifier becomes one.
pub fn ident(name: &str) -> Ident {
    if is_ident(name) && !KEYWORDS.contains(&name) {
        Ident::new(name, Span::call_site())
    } else {
        Ident::new(&snake(name), Span::call_site())
    }
}

/// Returns `true` if this text is an identifier (or a keyword).
pub fn is_ident(text: &str) -> bool {
    let mut chars = text.chars();
    let starts = chars
        .next()
        .is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first));
    starts && text != "_" && chars.all(unicode_ident::is_xid_continue)
}

/// Returns `true` for the usual spelling of a property, most of which are so: words of lower-case letters and digits.
fn is_plain_snake(text: &str) -> bool {
    text.len() <= LONGEST
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.split('_').all(|word| {
            let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
            !word.is_empty() && word.bytes().all(is_plain)
        })
}

/// Returns the words without symbols, except if only these make the difference: a sign before a number, comparisons
/// at the end.
fn plain(words: &str) -> String {
    let words: String = if words.is_ascii() {
        words.to_owned()
    } else {
        words.nfc().collect()
    };
    let text = words.trim();
    let signed = |sign: char| {
        text.strip_prefix(sign)
            .filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
    };
    let text = if let Some(rest) = signed('+') {
        format!("plus{rest}")
    } else if let Some(rest) = signed('-') {
        format!("minus{rest}")
    } else if text.ends_with(['<', '>', '=']) {
        return spelled(text);
    } else {
        text.to_owned()
    };
    let kept: String = text
        .chars()
        .map(|c| {
            if unicode_ident::is_xid_continue(c) {
                c
            } else {
                ' '
            }
        })
        .collect();
    if kept.chars().any(char::is_alphanumeric) {
        kept
    } else {
        spelled(&words)
    }
}

/// Returns the words with every symbol as a word.
fn spelled(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    for c in words.nfc() {
        if c.is_alphanumeric() && unicode_ident::is_xid_continue(c) {
            kept.push(c);
        } else if let Some((_, name)) = SYMBOLS.iter().find(|(symbol, _)| *symbol == c) {
            kept.push(' ');
            kept.push_str(name);
            kept.push(' ');
        } else if c.is_ascii() {
            kept.push(' ');
        } else if unicode_ident::is_xid_continue(c) {
            kept.push(c);
        } else {
            kept.push_str(&format!(" u{:x} ", u32::from(c)));
        }
    }
    kept
}

/// Returns snake_case of limited length.
fn join_snake(words: &str) -> String {
    shorten(words.to_snake_case(), "_")
}

fn finish_snake(name: String, words: &str) -> String {
    let name = name.trim_matches('_');
    let name = match name.chars().next() {
        None if words.trim().is_empty() => "empty".to_owned(),
        None => format!("value_{:08x}", digest(words)),
        Some(first) if !unicode_ident::is_xid_start(first) => format!("_{name}"),
        Some(_) => name.to_owned(),
    };
    if KEYWORDS.contains(&name.as_str()) {
        return format!("{name}_");
    }
    if is_ident(&name) {
        name
    } else {
        format!("value_{:08x}", digest(words))
    }
}

fn finish_upper_camel(kept: &str, words: &str, before_digit: &str) -> String {
    // Digits of adjacent words stay separate: `2.5` is `2_5`, not `25`.
    let mut name = String::with_capacity(kept.len());
    for word in kept.to_snake_case().split('_') {
        let digits_meet = name.ends_with(|last: char| last.is_ascii_digit())
            && word.starts_with(|first: char| first.is_ascii_digit());
        if digits_meet {
            name.push('_');
        }
        push_capitalized(&mut name, word);
    }
    // No `_`: between letters, rustc's lint on the case of types does not accept it.
    let name = shorten(name, "");
    let name = match name.chars().next() {
        None if words.trim().is_empty() => "Empty".to_owned(),
        None => format!("{before_digit}{:08x}", digest(words)),
        Some(first) if !unicode_ident::is_xid_start(first) => format!("{before_digit}{name}"),
        Some(_) => name,
    };
    if name == "Self" {
        return format!("Self{before_digit}");
    }
    if is_ident(&name) {
        name
    } else {
        format!("{before_digit}{:08x}", digest(words))
    }
}

/// Adds a word in lower case with its first letter in upper case.
fn push_capitalized(name: &mut String, word: &str) {
    let mut rest = word.chars();
    match rest.next() {
        Some(first) if word.is_ascii() => {
            name.push(first.to_ascii_uppercase());
            name.push_str(rest.as_str());
        }
        _ => name.push_str(&word.to_upper_camel_case()),
    }
}

/// Returns at most [`LONGEST`] characters; a digest replaces the rest.
fn shorten(name: String, separator: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name;
    }
    let kept: String = name.chars().take(LONGEST - 9).collect();
    format!(
        "{}{separator}{:08x}",
        kept.trim_end_matches('_'),
        digest(&name)
    )
}

/// FNV-1a: the same on every machine and in every release.
pub fn digest(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// Keywords of edition 2024, strict and reserved.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// File names that Windows reserves, with any extension.
const WINDOWS: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The names of symbols.
const SYMBOLS: &[(char, &str)] = &[
    ('+', "plus"),
    ('-', "minus"),
    ('<', "less"),
    ('>', "greater"),
    ('=', "equal"),
    ('!', "not"),
    ('*', "star"),
    ('/', "slash"),
    ('\\', "backslash"),
    ('%', "percent"),
    ('&', "and"),
    ('|', "or"),
    ('@', "at"),
    ('#', "hash"),
    ('$', "dollar"),
    ('^', "caret"),
    ('~', "tilde"),
    ('?', "question"),
    ('.', "dot"),
    (',', "comma"),
    (':', "colon"),
    (';', "semicolon"),
    ('(', "open"),
    (')', "close"),
    ('[', "open bracket"),
    (']', "close bracket"),
    ('{', "open brace"),
    ('}', "close brace"),
    ('"', "quote"),
    ('\'', "apostrophe"),
    ('`', "backtick"),
    ('_', "underscore"),
    (' ', "space"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_names_that_a_person_would_write() {
        assert_eq!(snake("maxDuration"), "max_duration");
        assert_eq!(snake("X-Request-ID"), "x_request_id");
        assert_eq!(upper_camel("equos session"), "EquosSession");
        assert_eq!(variant("gemini-2.5-flash"), "Gemini2_5Flash");
        assert_eq!(variant("gpt-4o-realtime"), "Gpt4oRealtime");
    }

    #[test]
    fn keywords_and_digits_at_the_beginning_give_way() {
        assert_eq!(snake("type"), "type_");
        assert_eq!(snake("self"), "self_");
        assert_eq!(snake("3ds"), "_3ds");
        assert_eq!(upper_camel("3ds"), "Type3ds");
        assert_eq!(variant("1080p"), "Value1080p");
        assert_eq!(upper_camel("self"), "SelfType");
        assert_eq!(ident("type").to_string(), "type_");
    }

    #[test]
    fn symbols_that_make_the_difference_are_spelled() {
        assert_eq!(variant("+1"), "Plus1");
        assert_eq!(variant("-1"), "Minus1");
        assert_eq!(variant(""), "Empty");
        assert_eq!(variant("*"), "Star");
        assert_eq!(variant("!="), "NotEqual");
        assert_eq!(variant("👍"), "U1f44d");
        assert_eq!(snake("StartTime<"), "start_time_less");
        assert_eq!(snake("@type"), "type_");
        assert_eq!(spelled_snake("@type"), "at_type");
        assert_eq!(snake("_"), "underscore");
    }

    #[test]
    fn three_hundred_characters_are_cut_and_stay_apart() {
        let (one, two) = (
            format!("{}a", "x".repeat(300)),
            format!("{}b", "x".repeat(300)),
        );
        assert!(upper_camel(&one).len() <= LONGEST);
        assert_ne!(upper_camel(&one), upper_camel(&two));
        assert_ne!(snake(&one), snake(&two));
        assert!(file(&one).len() <= 100);
    }

    #[test]
    fn other_scripts_stay_in_names_and_leave_files() {
        assert_eq!(upper_camel("größe"), "Größe");
        assert_eq!(snake("名前"), "名前");
        assert!(file("名前").is_ascii() && is_ident(&file("名前")));
        assert_eq!(snake("e\u{301}"), snake("é"));
    }

    #[test]
    fn whatever_comes_in_a_valid_identifier_comes_out() {
        let odd = [
            "",
            " ",
            "\0",
            "\u{202e}x",
            "r#\"",
            "a\"b",
            "*/",
            "]]",
            "{}",
            "_",
            "__",
            "\u{301}",
            "٣",
            "²",
            "ª",
            "_1",
            "+",
            "--",
            "a\u{301}",
            "../../.cargo/config",
            "con",
            "Con",
            "build",
            "mod",
            "CON",
            "İ",
            "ß",
            "ſ",
            "ﬁ",
            "Ǆ",
            "·",
            "\u{200d}",
            "9\u{301}",
        ];
        for words in odd {
            for name in [snake(words), spelled_snake(words), file(words)] {
                assert!(
                    is_ident(&name) && !KEYWORDS.contains(&name.as_str()),
                    "{words:?} gave {name:?}"
                );
                syn::parse_str::<syn::Ident>(&name).expect(words);
            }
            for name in [
                upper_camel(words),
                spelled_upper_camel(words),
                variant(words),
                spelled_variant(words),
            ] {
                syn::parse_str::<syn::Ident>(&name).expect(words);
            }
            assert!(!WINDOWS.contains(&file(words).as_str()) && file(words).is_ascii());
        }
    }
}
