//! Markdown in a cell of a table: on one line, with bars escaped.

use crate::rust::doc_attributes::safe_markdown;

/// Returns verbatim Markdown as a cell.
pub fn cell(markdown: &str) -> String {
    markdown
        .replace('\n', " ")
        .replace("\\|", "|")
        .replace('|', "\\|")
}

/// Returns a description of the document as a cell: its paragraphs without blocks (lists, tables, code), which a cell
/// cannot contain.
pub fn description(text: &str) -> String {
    let safe = safe_markdown(text);
    let paragraphs = safe.split("\n\n").filter(|paragraph| !is_block(paragraph));
    cell(&paragraphs.collect::<Vec<_>>().join("<br>"))
}

/// Returns a row of cells.
pub fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// Returns the first rows of a table.
pub fn head(names: &[&str]) -> String {
    let line = vec!["---"; names.len()];
    format!("| {} |\n| {} |", names.join(" | "), line.join(" | "))
}

fn is_block(paragraph: &str) -> bool {
    paragraph.trim().is_empty()
        || paragraph.starts_with(['|', '#', '>', '-', '+', ' '])
        || paragraph.starts_with("* ")
        || paragraph.contains("```")
        || paragraph.contains("~~~")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_cell_but_its_end() {
        for text in [
            "a | b",
            "a\n| b |\n| - |",
            "`a|b`",
            "a\\|b",
            "```\n| x\n```\n\nafter",
        ] {
            let cell = description(text);
            let bare = cell.replace("\\|", "");
            assert!(
                !bare.contains('|') && !cell.contains('\n'),
                "{text:?} gave {cell:?}"
            );
        }
    }
}
