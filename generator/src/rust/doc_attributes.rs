//! Creates doc attributes. No other module does.
//!
//! Input: CommonMark and HTML of any kind, from a document. Output: `#[doc]` attributes whose Markdown is safe in
//! rustdoc: its code blocks are never doctests, nothing looks like a link to a Rust item, bare URLs are links, tags
//! are Markdown or plain text, and there are no invisible characters.

mod html;
mod markdown;

use super::literals::raw_string;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::borrow::Cow;

/// Returns the attributes for these paragraphs, each CommonMark of a document; empty ones are left out.
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

/// Returns the attributes for generated Markdown, such as examples that are intended as doctests.
pub fn verbatim(markdown: &str) -> TokenStream {
    let texts = texts(markdown);
    quote!(#(#[doc = #texts])*)
}

/// Returns the inner attributes for generated Markdown, of a module or the crate.
pub fn inner(markdown: &str) -> TokenStream {
    let texts = texts(markdown);
    quote!(#(#![doc = #texts])*)
}

/// Returns the contents of the attributes: all lines in one, if print can split it again, since parsing an attribute
/// takes longer than parsing its text.
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
        vec![raw_string(&text)]
    } else {
        text.split('\n').map(raw_string).collect()
    }
}

/// Returns `true` if prettyplease prints this text as a block comment, if it has several lines.
fn fits_a_block(text: &str) -> bool {
    !text.contains("/*") && !text.contains("*/") && !text.ends_with('/')
}

/// Returns the same text as Markdown that is safe in rustdoc and in the pages of `docs/`.
pub fn safe_markdown(text: &str) -> String {
    let text = visible(text);
    let text = text.trim();
    if is_plain(text) {
        return text.to_owned();
    }
    markdown::render(text).trim().to_owned()
}

/// Escapes text on one line, for names and values of the document inside a generated sentence.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let text = visible(text);
    let mut before = '-';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' => escaped.push(' '),
            // A hyphen between other characters neither begins a list nor becomes a dash.
            '-' if before != '-' && chars.peek() != Some(&'-') => escaped.push(c),
            c if c.is_ascii_punctuation()
                && !matches!(
                    c,
                    ',' | '.'
                        | ';'
                        | ':'
                        | '/'
                        | '\''
                        | '"'
                        | '%'
                        | '?'
                        | '='
                        | '@'
                        | '('
                        | ')'
                        | '!'
                ) =>
            {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
        before = c;
    }
    escaped
}

/// Returns text as a code span, whatever backticks it contains.
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

/// Removes control and bidirectional characters; every line end is `\n`, a tab becomes spaces.
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

/// Returns `true` if the text contains no Markdown: most descriptions are a plain sentence.
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
