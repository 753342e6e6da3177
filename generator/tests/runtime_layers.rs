//! Checks the layers of the runtime: the table of `docs/architecture.md` is compared with the imports in the sources,
//! so that the two cannot differ.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A module by its path from the root of the runtime: `["send", "retry"]`. The root itself is empty.
type Module = Vec<String>;

type Imports = BTreeSet<(Module, Module)>;

const ROOT: &str = "lib";

#[test]
fn no_file_of_the_runtime_imports_itself_in_a_circle() {
    let imports = Sources::read().imports();
    let mut remaining = imports.clone();
    loop {
        let importing: BTreeSet<Module> = remaining.iter().map(|(from, _)| from.clone()).collect();
        let before = remaining.len();
        remaining.retain(|(_, to)| importing.contains(to));
        if remaining.len() == before {
            break;
        }
    }
    let circle: Vec<String> = remaining.iter().map(shown).collect();
    assert!(
        circle.is_empty(),
        "files that import each other in a circle, and files that import those:\n{}",
        circle.join("\n")
    );
}

#[test]
fn the_runtime_imports_only_lower_layers() {
    let layers = layers();
    let sources = Sources::read();
    let listed: BTreeSet<&str> = layers.keys().map(String::as_str).collect();
    let present: BTreeSet<&str> = sources.texts.keys().map(top).collect();
    assert_eq!(
        listed, present,
        "the table of layers, and the modules of the runtime"
    );
    let layer = |module: &Module| layers.get(top(module)).copied().unwrap();
    let upward: Vec<String> = sources
        .imports()
        .iter()
        .filter(|(from, to)| layer(to) > layer(from))
        .map(shown)
        .collect();
    assert!(
        upward.is_empty(),
        "imports of a higher layer:\n{}",
        upward.join("\n")
    );
}

#[test]
fn imports_are_found_wherever_they_are_written() {
    let lib = "mod a; mod b; mod c; pub use b::Thing; pub(crate) use c::thing;";
    let sources = Sources::of(&[
        ("", lib),
        (
            "a",
            "use super::{b::{self, Other}, Thing}; mod inner { fn f() { super::super::c::g::<u8>() } }",
        ),
        (
            "b",
            "use std::fmt; /// [`super::a`]\npub struct Thing; #[cfg(test)] mod tests { use super::super::a; }",
        ),
        (
            "c",
            "pub mod d; pub use d::Deep; fn f() { d::g(); $crate::runtime::Thing::new() }",
        ),
        ("c::d", "use super::super::Thing; fn f() { super::g() }"),
    ]);
    let found: Vec<String> = sources.imports().iter().map(shown).collect();
    let expected = [
        "a -> b",
        "a -> c",
        "c -> b",
        "c -> c::d",
        "c::d -> b",
        "c::d -> c",
    ];
    assert_eq!(found, expected);
}

fn shown((from, to): &(Module, Module)) -> String {
    let name = |module: &Module| {
        if module.is_empty() {
            ROOT.to_owned()
        } else {
            module.join("::")
        }
    };
    format!("{} -> {}", name(from), name(to))
}

/// The file or folder of the runtime's root to which a module belongs.
fn top(module: &Module) -> &str {
    module.first().map_or(ROOT, String::as_str)
}

/// Returns the layer of each file and folder of the runtime's root, the lowest one first, as in the page.
fn layers() -> BTreeMap<String, usize> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/architecture.md");
    let page = fs::read_to_string(page).unwrap();
    let (_, section) = page.split_once("\n## Layers of the runtime\n").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
    let mut layers = BTreeMap::new();
    for (layer, row) in rows.enumerate() {
        let modules = row.split('|').nth(2).unwrap();
        for module in modules.split('`').skip(1).step_by(2) {
            let twice = layers.insert(module.to_owned(), layer);
            assert_eq!(twice, None, "`{module}` is in two layers");
        }
    }
    layers
}

/// The sources of a crate.
struct Sources {
    texts: BTreeMap<Module, TokenStream>,
    /// For each module, the origin of the names that it re-exports.
    published: BTreeMap<(Module, String), Module>,
}

impl Sources {
    fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src");
        let (mut folders, mut texts) = (vec![root.clone()], BTreeMap::new());
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let module = path.strip_prefix(&root).unwrap().with_extension("");
                let module = module.iter().map(|part| part.to_str().unwrap().to_owned());
                let module = module
                    .filter(|part| part != "mod" && part != ROOT)
                    .collect();
                texts.insert(module, fs::read_to_string(path).unwrap());
            }
        }
        Self::parse(texts)
    }

    fn of(files: &[(&str, &str)]) -> Self {
        let module = |path: &str| {
            path.split("::")
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        };
        Self::parse(
            files
                .iter()
                .map(|(path, text)| (module(path), (*text).to_owned()))
                .collect(),
        )
    }

    fn parse(texts: BTreeMap<Module, String>) -> Self {
        let texts = texts
            .into_iter()
            .map(|(module, text)| (module, text.parse().unwrap()));
        let mut sources = Self {
            texts: texts.collect(),
            published: BTreeMap::new(),
        };
        let mut published = BTreeMap::new();
        for (module, text) in &sources.texts {
            let mut file = File {
                sources: &sources,
                module,
                paths: Vec::new(),
                published: Vec::new(),
            };
            file.scan(text.clone(), module);
            for path in file.published {
                if let Some(name) = path.last() {
                    published.insert((module.clone(), name.clone()), sources.file_of(&path));
                }
            }
        }
        sources.published = published;
        sources
    }

    /// Returns which file imports which.
    fn imports(&self) -> Imports {
        let mut imports = Imports::new();
        for (module, text) in &self.texts {
            let mut file = File {
                sources: self,
                module,
                paths: Vec::new(),
                published: Vec::new(),
            };
            file.scan(text.clone(), module);
            let targets = file.paths.iter().map(|path| self.file_of(path));
            imports.extend(
                targets
                    .filter(|target| target != module)
                    .map(|target| (module.clone(), target)),
            );
        }
        imports
    }

    /// The file in which the item of a path is.
    fn file_of(&self, path: &Module) -> Module {
        let mut module = Module::new();
        for segment in path {
            let mut child = module.clone();
            child.push(segment.clone());
            if self.texts.contains_key(&child) {
                module = child;
            } else {
                let published = self.published.get(&(module.clone(), segment.clone()));
                return published.cloned().unwrap_or(module);
            }
        }
        module
    }
}

/// The paths in one file that refer to modules of the same crate.
struct File<'s> {
    sources: &'s Sources,
    module: &'s Module,
    paths: Vec<Module>,
    /// Those of `pub use` from modules of its own, which re-export and do not import.
    published: Vec<Module>,
}

impl File<'_> {
    /// Collects the paths in code of a module, which may be one inside the file's.
    fn scan(&mut self, code: TokenStream, module: &Module) {
        let tokens: Vec<TokenTree> = code.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            let is_test = text(&tokens, at) == "#" && group_text(&tokens, at + 1) == "cfg(test)";
            if is_test && text(&tokens, at + 2) == "mod" {
                at += 5;
            } else if text(&tokens, at) == "mod"
                && matches!(tokens.get(at + 2), Some(TokenTree::Group(_)))
            {
                let mut inner = module.clone();
                inner.push(text(&tokens, at + 1));
                at += 2;
                self.enter(&tokens[at], &inner);
                at += 1;
            } else if let Some(start) = self.start_of_path(&tokens, at, module) {
                let is_published = start.1 && is_public_use(&tokens, at);
                let mut paths = Vec::new();
                at = follow(&tokens, at + start.2, &start.0, &mut paths);
                let found = if is_published {
                    &mut self.published
                } else {
                    &mut self.paths
                };
                found.extend(paths);
            } else {
                self.enter(&tokens[at], module);
                at += 1;
            }
        }
    }

    fn enter(&mut self, token: &TokenTree, module: &Module) {
        if let TokenTree::Group(group) = token {
            self.scan(group.stream(), module);
        }
    }

    /// Returns the module from which a path starts, whether it is a module of the file's own, and the number of tokens
    /// that state this.
    fn start_of_path(
        &self,
        tokens: &[TokenTree],
        at: usize,
        module: &Module,
    ) -> Option<(Module, bool, usize)> {
        let is_inside_of_a_path = at >= 2 && is_separator(tokens, at - 2);
        if is_inside_of_a_path || !is_separator(tokens, at + 1) {
            return None;
        }
        match text(tokens, at).as_str() {
            "super" => Some((parent(module), false, 1)),
            "self" => Some((module.clone(), true, 1)),
            "crate" if text(tokens, at + 3) == "runtime" => Some((Module::new(), false, 4)),
            name => {
                let mut child = self.module.clone();
                child.push(name.to_owned());
                self.sources
                    .texts
                    .contains_key(&child)
                    .then_some((child, true, 1))
            }
        }
    }
}

/// Follows a path from a module, each branch of its groups; returns where it ends.
fn follow(tokens: &[TokenTree], mut at: usize, from: &Module, paths: &mut Vec<Module>) -> usize {
    let mut path = from.clone();
    while is_separator(tokens, at) {
        match tokens.get(at + 2) {
            Some(TokenTree::Ident(name)) if name == "super" => path = parent(&path),
            Some(TokenTree::Ident(name)) => path.push(name.to_string()),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let items: Vec<TokenTree> = group.stream().into_iter().collect();
                for item in items
                    .split(|token| token.to_string() == ",")
                    .filter(|item| !item.is_empty())
                {
                    let mut start = path.clone();
                    if text(item, 0) != "self" {
                        start.push(text(item, 0));
                    }
                    follow(item, 1, &start, paths);
                }
                return at + 3;
            }
            _ => break,
        }
        at += 3;
    }
    paths.push(path);
    at
}

fn parent(module: &Module) -> Module {
    module
        .split_last()
        .map(|(_, parent)| parent.to_vec())
        .unwrap_or_default()
}

/// Returns `true` if `pub use` or `pub(…) use` precedes a path.
fn is_public_use(tokens: &[TokenTree], at: usize) -> bool {
    let before = |back: usize| {
        at.checked_sub(back)
            .map(|at| text(tokens, at))
            .unwrap_or_default()
    };
    before(1) == "use" && (before(2) == "pub" || before(3) == "pub")
}

fn is_separator(tokens: &[TokenTree], at: usize) -> bool {
    text(tokens, at) == ":" && text(tokens, at + 1) == ":"
}

/// Returns the text of an identifier or a punctuation character; empty for anything else.
fn text(tokens: &[TokenTree], at: usize) -> String {
    match tokens.get(at) {
        Some(token @ (TokenTree::Ident(_) | TokenTree::Punct(_))) => token.to_string(),
        _ => String::new(),
    }
}

fn group_text(tokens: &[TokenTree], at: usize) -> String {
    match tokens.get(at) {
        Some(TokenTree::Group(group)) => group.stream().to_string().replace(' ', ""),
        _ => String::new(),
    }
}
