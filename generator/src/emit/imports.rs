//! Which names must a file of code import?

use super::idents::ident;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use std::collections::HashSet;

/// The `use` items for those names of a module that the code mentions: types by their name, modules by `name::`.
pub fn imports(code: &TokenStream, from: &[(&str, &[&str])]) -> TokenStream {
    let mut mentioned = Mentioned::default();
    mentioned.read(code.clone());
    let items = from.iter().map(|(path, names)| {
        let path: TokenStream = path.parse().unwrap_or_default();
        let wanted = names.iter().filter(|name| mentioned.has(name));
        let wanted: Vec<_> = wanted.map(|name| ident(name)).collect();
        match wanted.as_slice() {
            [] => TokenStream::new(),
            [one] => quote!(use #path::#one;),
            many => quote!(use #path::{#(#many),*};),
        }
    });
    items.collect()
}

#[derive(Default)]
struct Mentioned {
    words: HashSet<String>,
    modules: HashSet<String>,
}

impl Mentioned {
    fn has(&self, name: &str) -> bool {
        let is_module = name.starts_with(|first: char| first.is_ascii_lowercase());
        if is_module {
            self.modules.contains(name)
        } else {
            self.words.contains(name)
        }
    }

    fn read(&mut self, code: TokenStream) {
        // What stood before: a word, and how many colons after it. A word after colons is part of a path.
        let (mut word, mut colons): (Option<String>, u8) = (None, 0);
        for token in code {
            let before = std::mem::take(&mut colons);
            match token {
                TokenTree::Ident(next) => {
                    let next = next.to_string();
                    let is_root = before < 2;
                    if before == 2
                        && let Some(module) = word.take()
                    {
                        self.modules.insert(module);
                    }
                    if is_root {
                        self.words.insert(next.clone());
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
