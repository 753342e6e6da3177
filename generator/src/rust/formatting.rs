//! Formats Rust code.
//!
//! Input: a syntax tree. Output: the text of prettyplease, with doc comments instead of doc attributes and with blank
//! lines between items.

mod blank_lines;
mod doc_lines;
mod macro_arguments;

use syn::{AttrStyle, Attribute, File};

/// Formats a syntax tree.
pub fn formatted(mut tree: File) -> String {
    blank_lines::insert(&mut tree);
    let macros = macro_arguments::take(&mut tree);
    let (docs, attributes): (Vec<Attribute>, Vec<Attribute>) =
        tree.attrs.into_iter().partition(is_inner_doc);
    let rest = File {
        attrs: attributes,
        items: tree.items,
        ..tree
    };
    let is_followed = !rest.attrs.is_empty() || !rest.items.is_empty();
    let is_set_apart = !docs.is_empty() && is_followed;
    let docs = File {
        shebang: None,
        frontmatter: None,
        attrs: docs,
        items: Vec::new(),
    };
    let (docs, rest) = (prettyplease::unparse(&docs), prettyplease::unparse(&rest));
    let rest = macro_arguments::put_back(rest, &macros);
    let blank = if is_set_apart { "\n" } else { "" };
    doc_lines::with_doc_lines(&format!("{docs}{blank}{rest}"))
}

fn is_inner_doc(attribute: &Attribute) -> bool {
    matches!(attribute.style, AttrStyle::Inner(_)) && attribute.path().is_ident("doc")
}
