//! Which text shows this Rust code as a person would format it?
//!
//! In: a syntax tree. Out: the text of prettyplease, with doc comments in place of doc attributes and with blank lines
//! between items.

mod blank_lines;
mod doc_lines;

/// Formats a syntax tree.
pub fn formatted(tree: &syn::File) -> String {
    let printed = doc_lines::with_doc_lines(&prettyplease::unparse(tree));
    blank_lines::with_blank_lines(&printed)
}
