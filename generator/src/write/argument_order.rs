//! Finds functions whose arguments changed places. Their callers still compile where the types are alike, and pass each
//! value as the other one.
//!
//! In: the earlier texts of the files that are replaced or removed, and the new texts. Out: a description of each such
//! function.

use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use syn::{FnArg, ImplItem, Item, Pat, Visibility};

/// The arguments by name of each public function, by its type and its name: `Pet::new`.
type Functions = BTreeMap<String, Vec<String>>;

/// A function whose arguments changed places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reordered {
    /// `Pet::new`.
    pub function: String,
    /// The arguments, as they were: `(name, owner)`.
    pub before: String,
    /// The arguments, as they are now.
    pub now: String,
}

/// Returns the functions that have the same arguments in both, in another order.
pub fn reordered<'t>(
    before: impl ParallelIterator<Item = &'t str>,
    now: impl ParallelIterator<Item = &'t str>,
) -> Vec<Reordered> {
    let before = functions(before);
    if before.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (function, now) in functions(now) {
        let Some(before) = before.get(&function) else {
            continue;
        };
        let sorted = |names: &[String]| {
            let mut names = names.to_vec();
            names.sort_unstable();
            names
        };
        if *before != now && sorted(before) == sorted(&now) {
            found.push(Reordered {
                function,
                before: listed(before),
                now: listed(&now),
            });
        }
    }
    found
}

fn functions<'t>(texts: impl ParallelIterator<Item = &'t str>) -> Functions {
    texts
        .map(functions_of)
        .reduce(Functions::new, |mut all, one| {
            all.extend(one);
            all
        })
}

/// Returns the functions with at least two arguments. A text that does not parse has none.
fn functions_of(text: &str) -> Functions {
    let mut found = Functions::new();
    let items = syn::parse_file(text).map_or_else(|_| Vec::new(), |file| file.items);
    for item in items {
        let Item::Impl(implementation) = item else {
            continue;
        };
        let syn::Type::Path(ty) = &*implementation.self_ty else {
            continue;
        };
        let (Some(ty), None) = (ty.path.segments.last(), &implementation.trait_) else {
            continue;
        };
        for item in &implementation.items {
            if let ImplItem::Fn(function) = item
                && matches!(function.vis, Visibility::Public(_))
            {
                let arguments: Vec<String> = function.sig.inputs.iter().filter_map(name).collect();
                if arguments.len() > 1 {
                    found.insert(format!("{}::{}", ty.ident, function.sig.ident), arguments);
                }
            }
        }
    }
    found
}

fn name(argument: &FnArg) -> Option<String> {
    match argument {
        FnArg::Typed(argument) => match &*argument.pat {
            Pat::Ident(pattern) => Some(pattern.ident.to_string()),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    }
}

fn listed(names: &[String]) -> String {
    let mut text = String::from("(");
    for (index, name) in names.iter().enumerate() {
        // Writing into a string does not fail.
        let _ = write!(text, "{}{name}", if index > 0 { ", " } else { "" });
    }
    text.push(')');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_arguments_in_another_order_are_found() {
        let before = [
            "impl Pet { pub fn new(name: impl Into<String>, owner: impl Into<String>) -> Self {} pub fn name(mut self) {} }
             impl Cat { pub fn new(lives: i64, name: String) -> Self {} }",
            "impl<'c> Pets<'c> { pub fn get(&self, shop: &str, id: &str) -> GetPet<'c> {} fn hidden(a: u8, b: u8) {} }",
        ];
        let now = [
            "impl<'c> Pets<'c> { pub fn get(&self, id: &str, shop: &str) -> GetPet<'c> {} fn hidden(b: u8, a: u8) {} }
             impl Pet { pub fn new(owner: impl Into<String>, name: impl Into<String>) -> Self {} }",
            "impl Cat { pub fn new(name: String, lives: i64, age: i64) -> Self {} }",
        ];
        let found = reordered(before.into_par_iter(), now.into_par_iter());
        let found: Vec<String> = found
            .iter()
            .map(|it| format!("{}{} {}", it.function, it.before, it.now))
            .collect();
        assert_eq!(
            found,
            [
                "Pet::new(name, owner) (owner, name)",
                "Pets::get(shop, id) (id, shop)"
            ]
        );
        assert_eq!(reordered(now.into_par_iter(), now.into_par_iter()), []);
    }
}
