//! Finds the names that a file must import.

use crate::rust::idents::ident;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

/// Returns the `use` items for the names of a module that the code uses: types by name, modules by `name::`.
pub fn imports(code: &TokenStream, from: &[(&str, &[&str])]) -> TokenStream {
    let names = from.iter().flat_map(|(_, names)| names.iter().copied());
    let mut mentioned = Mentioned::new(names);
    mentioned.read(code.clone());
    let items = from.iter().map(|(path, names)| {
        let path: TokenStream = path.parse().unwrap_or_default();
        let wanted = names
            .iter()
            .filter(|name| !mentioned.missing.contains(*name));
        let wanted: Vec<_> = wanted.map(|name| ident(name)).collect();
        match wanted.as_slice() {
            [] => TokenStream::new(),
            [one] => quote!(use #path::#one;),
            many => quote!(use #path::{#(#many),*};),
        }
    });
    items.collect()
}

/// Finds which of some names the code uses.
struct Mentioned<'n> {
    /// Names that were not found yet.
    missing: Vec<&'n str>,
}

impl<'n> Mentioned<'n> {
    fn new(names: impl Iterator<Item = &'n str>) -> Self {
        Self {
            missing: names.collect(),
        }
    }

    fn meet(&mut self, word: &Ident, is_module: bool) {
        let starts_as = |name: &str| name.starts_with(|first: char| first.is_ascii_lowercase());
        // Comparing with an identifier itself takes much longer.
        let word = word.to_string();
        self.missing
            .retain(|name| *name != word || starts_as(name) != is_module);
    }

    fn read(&mut self, code: TokenStream) {
        // The preceding token: a word, and the number of colons after it. A word after colons is part of a path.
        let (mut word, mut colons): (Option<Ident>, u8) = (None, 0);
        for token in code {
            if self.missing.is_empty() {
                return;
            }
            let before = std::mem::take(&mut colons);
            match token {
                TokenTree::Ident(next) => {
                    let is_root = before < 2;
                    if before == 2
                        && let Some(module) = word.take()
                    {
                        self.meet(&module, true);
                    }
                    if is_root {
                        self.meet(&next, false);
                        word = Some(next);
                    }
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons = before + 1,
                TokenTree::Group(group) => {
                    word = None;
                    self.read(group.stream());
                }
                _ => word = None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_at_the_root_of_a_path_is_imported() {
        let code = quote!(
            fn models(models: u32) -> crate::runtime::Secret {
                Call::new(decode::json, self.models)
            }
        );
        let from: &[(&str, &[&str])] = &[
            ("crate", &["models"]),
            ("crate::runtime", &["Call", "Secret", "decode"]),
        ];
        assert_eq!(
            imports(&code, from).to_string(),
            quote!(
                use crate::runtime::{Call, decode};
            )
            .to_string()
        );
    }
}
