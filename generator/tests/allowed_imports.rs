//! Checks the table "Allowed imports" of docs/architecture.md: the imports in the sources and in the page are the
//! same, and no import goes from a lower layer to a higher one.
//!
//! Test code is left out, since tests of a stage may run the stages before it. So are the contents of `quote!`, which
//! are code of the generated crate.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::{Attribute, Item};

const HEADING: &str = "## Allowed imports";

#[test]
fn imports_are_those_of_the_architecture() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("../docs/architecture.md")).unwrap();
    let complaints = complaints(&table(&page), &Sources::read(&root.join("src")));
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// A module and the modules that it may import, lowest layer first.
type Table = Vec<(String, Vec<String>)>;

/// Reads the table under the heading: a row per module, names in backticks.
fn table(page: &str) -> Table {
    let (_, section) = page.split_once(HEADING).expect(HEADING);
    let rows = section
        .lines()
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .skip(2);
    let names = |cell: &str| {
        let parts = cell.split('`').skip(1).step_by(2);
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    rows.map(|row| {
        let mut cells = row.split('|').skip(1).map(names);
        let module = cells.next().and_then(|names| names.into_iter().next());
        (module.expect(row), cells.next().expect(row))
    })
    .collect()
}

/// Returns the differences between the table and the sources.
fn complaints(table: &Table, sources: &Sources) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut lower: BTreeSet<&str> = BTreeSet::new();
    for (module, allowed) in table {
        for imported in allowed.iter().filter(|it| !lower.contains(it.as_str())) {
            complaints.push(format!(
                "docs/architecture.md: `{module}` may import `{imported}`, whose row is not above its own"
            ));
        }
        let used = sources.imports.get(module);
        for imported in allowed {
            if !used.is_some_and(|used| used.contains_key(imported)) {
                complaints.push(format!(
                    "docs/architecture.md: `{module}` does not import `{imported}`: remove it from the row"
                ));
            }
        }
        if !sources.modules.contains(module) {
            complaints.push(format!(
                "docs/architecture.md: there is no module `{module}`: remove the row"
            ));
        }
        lower.insert(module);
    }
    for module in sources
        .modules
        .iter()
        .filter(|it| !lower.contains(it.as_str()))
    {
        complaints.push(format!(
            "docs/architecture.md: `{module}` has no row: add one"
        ));
    }
    for (module, imported, places) in sources.arrows() {
        let row = table.iter().find(|(name, _)| name == module);
        if !sources.modules.contains(imported) {
            complaints.push(format!(
                "{places}: `{module}` imports `crate::{imported}`, a re-export: name the module that it is in"
            ));
        } else if row.is_some_and(|(_, allowed)| !allowed.contains(imported)) {
            complaints.push(format!(
                "{places}: `{module}` imports `{imported}`, which \"Allowed imports\" in docs/architecture.md does not \
                 list\n  help: move what both need to a module below both"
            ));
        }
    }
    complaints
}

/// The modules of the crate and what they import of each other.
#[derive(Default)]
struct Sources {
    modules: BTreeSet<String>,
    /// Per module: the imported module, and the files that import it.
    imports: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
}

impl Sources {
    fn read(src: &Path) -> Self {
        let mut sources = Self::default();
        let library = syn::parse_file(&fs::read_to_string(src.join("lib.rs")).unwrap()).unwrap();
        for item in library.items {
            if let Item::Mod(module) = item {
                sources.modules.insert(module.ident.to_string());
            }
        }
        for module in sources.modules.clone() {
            let (file, folder) = (src.join(format!("{module}.rs")), src.join(&module));
            let file = if file.is_file() {
                file
            } else {
                folder.join("mod.rs")
            };
            sources.file(src, &module, &file, &folder, 1);
        }
        sources
    }

    /// Reads a file and those of its modules, whose folder is the second path.
    fn file(&mut self, src: &Path, module: &str, file: &Path, folder: &Path, depth: usize) {
        let text =
            fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let tree =
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut found = BTreeSet::new();
        self.items(src, module, tree.items, folder, depth, &mut found);
        found.remove(module);
        let place = file.strip_prefix(src).unwrap().display().to_string();
        let imports = self.imports.entry(module.to_owned()).or_default();
        for imported in found {
            imports.entry(imported).or_default().insert(place.clone());
        }
    }

    fn items(
        &mut self,
        src: &Path,
        module: &str,
        items: Vec<Item>,
        folder: &Path,
        depth: usize,
        found: &mut BTreeSet<String>,
    ) {
        for item in items {
            match item {
                Item::Mod(inner) if is_test(&inner.attrs) => {}
                Item::Mod(inner) => {
                    let folder = folder.join(inner.ident.to_string());
                    match inner.content {
                        Some((_, items)) => {
                            self.items(src, module, items, &folder, depth + 1, found)
                        }
                        None => self.file(src, module, &file_of(&folder), &folder, depth + 1),
                    }
                }
                item => imports(&without_tests(item), depth, found),
            }
        }
    }

    /// Importing module, imported module, files.
    fn arrows(&self) -> impl Iterator<Item = (&str, &String, String)> {
        self.imports.iter().flat_map(|(module, imports)| {
            imports.iter().map(move |(imported, places)| {
                let places: Vec<String> = places
                    .iter()
                    .map(|place| format!("generator/src/{place}"))
                    .collect();
                (module.as_str(), imported, places.join(", "))
            })
        })
    }
}

fn file_of(folder: &Path) -> PathBuf {
    let file = folder.with_extension("rs");
    if file.is_file() {
        file
    } else {
        folder.join("mod.rs")
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|it| it.to_token_stream().to_string() == "# [cfg (test)]")
}

/// The tokens of an item, none if it is compiled for tests only.
fn without_tests(item: Item) -> TokenStream {
    let tokens = item.to_token_stream();
    if tokens.to_string().starts_with("# [cfg (test)]") {
        return TokenStream::new();
    }
    tokens
}

/// Collects the names after `crate::`, and after as many `super::` as lead to the crate.
fn imports(tokens: &TokenStream, depth: usize, found: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is_ident = |at: usize, name: &str| matches!(tokens.get(at), Some(TokenTree::Ident(ident)) if ident == name);
    let is_colons = |at: usize| {
        let is_colon = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(it)) if it.as_char() == ':');
        is_colon(tokens.get(at)) && is_colon(tokens.get(at + 1))
    };
    let mut at = 0;
    while at < tokens.len() {
        let mut next = at + 1;
        if is_ident(at, "quote")
            && matches!(tokens.get(next), Some(TokenTree::Punct(punct)) if punct.as_char() == '!')
        {
            at += 3;
            continue;
        }
        if let Some(TokenTree::Group(group)) = tokens.get(at) {
            imports(&group.stream(), depth, found);
        }
        let mut ups = usize::from(is_ident(at, "super"));
        while ups > 0 && is_colons(next) && is_ident(next + 2, "super") {
            (ups, next) = (ups + 1, next + 3);
        }
        if (ups == depth || is_ident(at, "crate")) && is_colons(next) {
            match tokens.get(next + 2) {
                Some(TokenTree::Ident(ident)) => drop(found.insert(ident.to_string())),
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    first_names(group.stream(), found)
                }
                _ => {}
            }
        }
        at = next;
    }
}

/// The names with which the parts of a group of imports begin.
fn first_names(group: TokenStream, found: &mut BTreeSet<String>) {
    let mut begins = true;
    for token in group {
        if let (TokenTree::Ident(ident), true) = (&token, begins) {
            found.insert(ident.to_string());
        }
        begins = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',');
    }
}

#[test]
fn every_form_of_an_import_is_found() {
    let found = |code: &str, depth: usize| {
        let mut found = BTreeSet::new();
        imports(&code.parse().unwrap(), depth, &mut found);
        found.into_iter().collect::<Vec<_>>().join(" ")
    };
    for (code, depth, expected) in [
        ("use crate::emit::x;", 1, "emit"),
        (
            "use crate::{emit, load::{a, b}, plan as c};",
            1,
            "emit load plan",
        ),
        ("fn f() { g(&[crate::emit::x()]) }", 2, "emit"),
        ("use super::emit::x;", 1, "emit"),
        ("use super::sibling::x;", 2, ""),
        ("use super::super::emit;", 2, "emit"),
        ("fn f() { quote!(crate::models::#x) }", 1, ""),
    ] {
        assert_eq!(found(code, depth), expected, "{code}");
    }
}

#[test]
fn the_table_and_the_sources_are_compared() {
    let page = format!(
        "{HEADING}\n\nText.\n\n| module | may import |\n| --- | --- |\n| `a` | |\n| `b` | `a`, `c` |\n"
    );
    let arrow = |to: &str| (to.to_owned(), BTreeSet::from(["a.rs".to_owned()]));
    let imports = BTreeMap::from([arrow("b"), arrow("Config")]);
    let sources = Sources {
        modules: ["a", "b", "c"].map(str::to_owned).into(),
        imports: BTreeMap::from([("a".to_owned(), imports)]),
    };
    let found = complaints(&table(&page), &sources).join("\n");
    for expected in [
        "`b` may import `c`, whose row is not above its own",
        "`b` does not import `a`: remove it",
        "`b` does not import `c`: remove it",
        "`c` has no row",
        "generator/src/a.rs: `a` imports `crate::Config`, a re-export",
        "generator/src/a.rs: `a` imports `b`, which",
    ] {
        assert!(found.contains(expected), "{expected}\n{found}");
    }
}
