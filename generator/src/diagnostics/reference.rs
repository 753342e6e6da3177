//! The page that lists every diagnostic, `docs/diagnostics.md`.

use super::Code;

/// The page, made from the table of codes.
pub fn reference() -> String {
    let mut codes: Vec<Code> = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.id());
    let mut page = "# Diagnostics\n\n\
        Everything that sdkwright can say about its input. An error means that nothing is written; a warning tells what was repaired,\n\
        left out or made weaker. `sdkwright explain CODE` shows the same text. Of many warnings of one kind, the first three are shown; `--verbose` shows all. This page is made from the table of codes by `cargo xtask diagnostics`.\n"
        .to_owned();
    for code in codes {
        page += &format!(
            "\n## {}: {}\n\n*{}.* {}\n",
            code.id(),
            code.title(),
            capitalized(&code.severity().to_string()),
            code.explanation()
        );
    }
    page
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
    fn no_code_is_given_twice() {
        let mut ids: Vec<_> = Code::ALL.iter().map(|code| code.id()).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}
