//! Which doc attributes show this text? The one place that makes them.
//!
//! In: CommonMark and HTML of any kind, as a document has it. Out: `#[doc]` attributes whose Markdown is safe in
//! rustdoc: no code block of it is ever a doctest, nothing looks like a link to a Rust item, bare URLs are links, tags
//! are Markdown or plain text, and nothing invisible is in it.

mod html;
mod markdown;

use super::literals::string;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::borrow::Cow;

/// The attributes for these paragraphs, each CommonMark of a document; empty ones are left out.
pub fn doc_attributes<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> TokenStream {
    let mut text = String::new();
    for paragraph in paragraphs {
        let paragraph = safe_markdown(paragraph);
        if !paragraph.is_empty() {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&paragraph);
        }
    }
    verbatim(&text)
}

/// The attributes for Markdown that we wrote ourselves, such as examples that are doctests on purpose.
pub fn verbatim(markdown: &str) -> TokenStream {
    let texts = texts(markdown);
    quote!(#(#[doc = #texts])*)
}

/// The same, of the module or the crate in whose file they stand.
pub fn inner(markdown: &str) -> TokenStream {
    let texts = texts(markdown);
    quote!(#(#![doc = #texts])*)
}

/// What the attributes say: all lines in one, where print can make lines of it again, since reading an attribute takes
/// longer than reading the text in it.
fn texts(markdown: &str) -> Vec<Literal> {
    if markdown.is_empty() {
        return Vec::new();
    }
    let mut text = String::with_capacity(markdown.len() + markdown.len() / 32);
    for (number, line) in markdown.split('\n').map(str::trim_end).enumerate() {
        if number > 0 {
            text.push('\n');
        }
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
    }
    if fits_a_block(&text) {
        vec![string(&text)]
    } else {
        text.split('\n').map(string).collect()
    }
}

/// Whether prettyplease takes this text for a block comment, if it has many lines.
fn fits_a_block(text: &str) -> bool {
    !text.contains("/*") && !text.contains("*/") && !text.ends_with('/')
}

/// The same text as Markdown that is safe in rustdoc and in the pages of `docs/`.
pub fn safe_markdown(text: &str) -> String {
    let text = visible(text);
    let text = text.trim();
    if is_plain(text) {
        return text.to_owned();
    }
    markdown::render(text).trim().to_owned()
}

/// Text on one line in which nothing is Markdown: names and values of the document inside a sentence of ours.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '\n' => escaped.push(' '),
            c if c.is_ascii_punctuation()
                && !matches!(
                    c,
                    ',' | '.' | ';' | ':' | '/' | '\'' | '"' | '%' | '?' | '=' | '@'
                ) =>
            {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text as a code span, whatever backticks are in it.
pub fn code(text: &str) -> String {
    let text: String = visible(text).replace('\n', " ");
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    if text.trim().is_empty() || text.starts_with('`') || text.ends_with('`') {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// Without control and bidirectional characters; every line end is `\n`, a tab is spaces.
fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut before = '\0';
    for c in text.chars() {
        match c {
            '\n' if before == '\r' => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => kept.push('\n'),
            '\t' => kept.push_str("    "),
            '\u{200e}'
            | '\u{200f}'
            | '\u{61c}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {}
            c if c.is_control() => {}
            c => kept.push(c),
        }
        before = c;
    }
    Cow::Owned(kept)
}

/// Whether nothing in this text means anything in Markdown: most descriptions are a plain sentence.
fn is_plain(text: &str) -> bool {
    let starts_block =
        text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '='));
    !starts_block
        && !text.contains("://")
        && !text.bytes().any(|byte| {
            matches!(
                byte,
                b'\n'
                    | b'<'
                    | b'['
                    | b'`'
                    | b'*'
                    | b'_'
                    | b'#'
                    | b'>'
                    | b'|'
                    | b'~'
                    | b'\\'
                    | b'&'
                    | b'^'
                    | b'$'
            )
        })
}

#[cfg(test)]
mod tests;
