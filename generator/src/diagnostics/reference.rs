//! The reference of all diagnostics: the page `docs/diagnostics.md`, and what `sdkwright explain` prints.

use super::{Code, Example, OUTPUT_OF_EXAMPLE};

/// The width of the page's lines, in characters.
const WIDTH: usize = 120;

const INTRODUCTION: &str = "# Diagnostics

Every diagnostic that sdkwright reports. An error means that nothing is written. A warning means that the SDK is
generated, and that a part of the document was corrected, ignored or given a less precise type. `sdkwright explain CODE`
prints the same text. Of each warning code the first three occurrences are printed in full; `--verbose` prints all.

Each example is the smallest document that shows the diagnostic, with its exact output.

`cargo xtask diagnostics` writes this page from the table in `generator/src/diagnostics/codes.rs` and the examples in
`generator/src/diagnostics/examples/`.
";

/// Returns the page, made from the table of codes and these examples.
pub fn reference(examples: &[Example]) -> String {
    let mut codes: Vec<Code> = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.id());
    let mut page = INTRODUCTION.to_owned();
    for code in codes {
        let paragraph = format!(
            "*{}.* {}",
            capitalized(&code.severity().to_string()),
            code.explanation()
        );
        page += &format!(
            "\n## {}: {}\n\n{}\n",
            code.id(),
            code.title(),
            wrapped(&paragraph)
        );
        for example in examples.iter().filter(|example| example.is_of(code)) {
            page += &collapsible(example);
        }
        if let Some(why) = code.why_without_example() {
            page += &format!("\nThere is no example: {why}.\n");
        }
    }
    page
}

/// Returns an example as a part of the page that is closed at first.
fn collapsible(example: &Example) -> String {
    let mut text = format!("\n<details><summary>Example{}</summary>\n", what(example));
    for (path, content) in example.texts() {
        let (name, language) = match path.rsplit_once('.') {
            _ if path == OUTPUT_OF_EXAMPLE => ("Output".to_owned(), "text"),
            Some((_, extension)) => (format!("`{path}`"), extension),
            None => (format!("`{path}`"), "text"),
        };
        text += &format!("\n{name}:\n\n```{language}\n{content}```\n");
    }
    text + "\n</details>\n"
}

/// Returns what is special about an example: ` of a mapping`.
fn what(example: &Example) -> String {
    let words = example.name.split_once('_').map_or("", |(_, words)| words);
    match words {
        "" => String::new(),
        words => format!(" {}", words.replace('_', " ")),
    }
}

/// Returns the explanation of a code for a terminal, with its examples.
pub fn explanation(code: Code, examples: &[Example]) -> String {
    let mut text = format!(
        "{} ({}): {}\n\n{}\n\nhelp: {}\n",
        code.id(),
        code.severity(),
        code.title(),
        wrapped(code.explanation()),
        code.help()
    );
    for example in examples.iter().filter(|example| example.is_of(code)) {
        text += &format!("\nExample{}:\n", what(example));
        for (path, content) in example.texts() {
            if path != OUTPUT_OF_EXAMPLE {
                text += &format!("\n  {path}\n");
            }
            text += "\n";
            text.extend(content.lines().map(|line| format!("    {line}\n")));
        }
    }
    text
}

/// Breaks a paragraph between words, into lines that are no longer than [`WIDTH`] where words allow it.
fn wrapped(paragraph: &str) -> String {
    let mut text = String::with_capacity(paragraph.len());
    let mut width = 0;
    for word in paragraph.split_whitespace() {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            text.push('\n');
            width = 0;
        } else if width > 0 {
            text.push(' ');
            width += 1;
        }
        text += word;
        width += length;
    }
    text
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_in_docs_is_made_from_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/diagnostics.md");
        let page = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            page == reference(&Example::all()),
            "docs/diagnostics.md is out of date: run `cargo xtask diagnostics`"
        );
    }

    #[test]
    fn lines_of_the_page_have_a_limit() {
        assert!(
            reference(&[])
                .lines()
                .all(|line| line.chars().count() <= WIDTH)
        );
    }

    #[test]
    fn no_code_is_given_twice() {
        let mut ids: Vec<_> = Code::ALL.iter().map(|code| code.id()).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}
