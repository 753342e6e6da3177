//! The reference page of all diagnostics, `docs/diagnostics.md`.

use super::Code;

/// The width of the page's lines, in characters.
const WIDTH: usize = 120;

const INTRODUCTION: &str = "# Diagnostics

Every diagnostic that sdkwright reports. An error means that nothing is written. A warning means that the SDK is
generated, and that a part of the document was corrected, ignored or given a less precise type. `sdkwright explain CODE`
prints the same text. Of each warning code the first three occurrences are printed in full; `--verbose` prints all.

`cargo xtask diagnostics` writes this page from the table in `generator/src/diagnostics/codes.rs`.
";

/// Returns the page, made from the table of codes.
pub fn reference() -> String {
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
    }
    page
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
            page == reference(),
            "docs/diagnostics.md is out of date: run `cargo xtask diagnostics`"
        );
    }

    #[test]
    fn lines_of_the_page_have_a_limit() {
        assert!(
            reference()
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
