//! Text of a document never becomes code, a key of the manifest or a path: every place of a document that holds text,
//! with everything that ends a literal, a comment, a line or a block in some language.

mod document;
mod markdown;
mod obstacles;

use super::cargo;
use document::{document, wire_words};
use obstacles::obstacle_course;
use sdkwright::{Generation, Input};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// What each payload would define if it became code.
const SENTINEL: &str = "sentinel_of_the_document";

const PAYLOADS: &[&str] = &[
    "\"; pub fn sentinel_of_the_document() {} //",
    "\\\"; pub fn sentinel_of_the_document() {} //",
    "\npub fn sentinel_of_the_document() {}\n",
    "\rpub fn sentinel_of_the_document() {}\r",
    "\u{2028}pub fn sentinel_of_the_document() {}",
    "\u{202e}pub fn sentinel_of_the_document() {}",
    "\0pub fn sentinel_of_the_document() {}",
    "*/ pub fn sentinel_of_the_document() {} /*",
    "\"#; pub fn sentinel_of_the_document() {} r#\"",
    "]] pub fn sentinel_of_the_document() {}",
    "{} {0} {sentinel_of_the_document}",
    "\n\n```\npub fn sentinel_of_the_document() {}\nstd::process::exit(9);\n```\n",
    "\n\n    pub fn sentinel_of_the_document() {}\n    std::process::exit(9);\n",
    "\"\n[dependencies]\nsentinel_of_the_document = \"1\"\n#",
    "'''\n[build-dependencies]\nsentinel_of_the_document = \"1\"\n'''",
    "</p></div><script>sentinel_of_the_document</script>",
    "../../../.cargo/sentinel_of_the_document",
    "~~~\n````rust\npub fn sentinel_of_the_document() {}\n````\n",
    "| a | `b\n|---|---|\n| <sentinel_of_the_document> | c\n\n> ```\n> pub fn sentinel_of_the_document() {}\n",
    "[x](javascript:sentinel_of_the_document()) ![y](data:text/html,z) <javascript:sentinel_of_the_document()> [z]: javascript:1",
    "<img src=x onerror=sentinel_of_the_document()><a href=\"javascript:1\">x</a><!-- --!><svg/onload=1>",
    "&#60;script&#62;sentinel_of_the_document&lt;/script&gt; [`std::process::exit`] {@link x} #[path = \"/dev/null\"]",
];

fn generate(document: &Value, folder: &Path) -> Generation {
    let path = folder.join("openapi.json");
    std::fs::write(&path, document.to_string()).unwrap();
    sdkwright::generate(&Input {
        document: path.into(),
        name: Some("hostile".into()),
        ..Input::default()
    })
}

fn messages(generation: &Generation) -> Vec<String> {
    generation
        .diagnostics
        .iter()
        .map(|found| format!("{:?} {:?}: {}", found.code, found.place, found.message))
        .collect()
}

/// Collects the names of functions and modules, also inside modules.
fn functions(items: &[syn::Item], names: &mut Vec<String>) {
    for item in items {
        match item {
            syn::Item::Fn(function) => names.push(function.sig.ident.to_string()),
            syn::Item::Mod(module) => {
                names.push(module.ident.to_string());
                if let Some((_, items)) = &module.content {
                    functions(items, names);
                }
            }
            _ => {}
        }
    }
}

fn assert_paths_are_safe(generation: &Generation) {
    let mut seen = BTreeSet::new();
    for file in &generation.files {
        assert!(
            file.path
                .split('/')
                .all(|part| !part.is_empty() && part != ".." && part != "." && part.len() < 200),
            "{:?} leaves the folder",
            file.path
        );
        assert!(
            !file.path.contains(['\\', ':', '\0', '\n']),
            "{:?} is not a path on every system",
            file.path
        );
        assert!(
            seen.insert(file.path.to_lowercase()),
            "{:?} is the path of two files",
            file.path
        );
    }
}

#[test]
fn text_of_the_document_is_never_code() {
    let planned = manifest_keys(&document(""));
    for payload in PAYLOADS {
        let folder = tempfile::tempdir().unwrap();
        let generation = generate(&document(payload), folder.path());
        assert!(
            !generation.files.is_empty(),
            "{payload:?}: {:#?}",
            messages(&generation)
        );
        assert_paths_are_safe(&generation);
        for file in generation
            .files
            .iter()
            .filter(|file| file.path.ends_with(".rs"))
        {
            let tree = syn::parse_file(&file.text)
                .unwrap_or_else(|error| panic!("{payload:?}: {}: {error}", file.path));
            let mut names = Vec::new();
            functions(&tree.items, &mut names);
            assert!(
                !names.iter().any(|name| name == SENTINEL),
                "{payload:?} became code in {}",
                file.path
            );
        }
        assert_wire_names_are_unchanged(payload, &generation);
        markdown::assert_is_safe(payload, SENTINEL, &generation);
        // Fewer keys are correct: without a valid pattern, `regex` is not needed.
        let keys = manifest_keys(&document(payload));
        let unplanned: Vec<&String> = keys.difference(&planned).collect();
        assert!(
            unplanned.is_empty(),
            "{payload:?} became keys of the manifest: {unplanned:?}"
        );
    }
}

fn assert_wire_names_are_unchanged(payload: &str, generation: &Generation) {
    struct Literals(BTreeSet<String>);
    impl Literals {
        fn take(&mut self, tokens: proc_macro2::TokenStream) {
            for token in tokens {
                match token {
                    proc_macro2::TokenTree::Group(group) => self.take(group.stream()),
                    proc_macro2::TokenTree::Literal(literal) => {
                        if let syn::Lit::Str(text) = syn::Lit::new(literal) {
                            self.0.insert(text.value());
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    let mut literals = Literals(BTreeSet::new());
    let code = |path: &str| {
        path.starts_with("src/") && path.ends_with(".rs") && !path.starts_with("src/runtime/")
    };
    for file in generation.files.iter().filter(|file| code(&file.path)) {
        literals.take(file.text.parse().unwrap());
    }
    for word in wire_words(payload) {
        assert!(literals.0.contains(&word), "{word:?} is not in the code");
    }
}

/// Returns the tables of the manifest and their keys, except the features, which are named after tags.
fn manifest_keys(document: &Value) -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    let generation = generate(document, folder.path());
    let manifest = generation
        .files
        .iter()
        .find(|file| file.path == "Cargo.toml")
        .unwrap();
    let manifest: toml_edit::DocumentMut = manifest.text.parse().unwrap();
    let mut keys = BTreeSet::new();
    for (name, item) in manifest.iter() {
        keys.insert(name.to_owned());
        if name == "features" {
            continue;
        }
        keys.extend(
            item.as_table_like()
                .into_iter()
                .flat_map(|table| table.iter())
                .map(|(key, _)| format!("{name}.{key}")),
        );
    }
    keys
}

#[test]
fn every_name_has_its_own_file_that_parses() {
    let folder = tempfile::tempdir().unwrap();
    let generation = generate(&obstacle_course(), folder.path());
    assert!(!generation.files.is_empty(), "{:#?}", messages(&generation));
    assert_paths_are_safe(&generation);
    for file in &generation.files {
        if file.path.ends_with(".rs") {
            syn::parse_file(&file.text).unwrap();
        }
    }
}

/// Beyond the default limit of rustc, every crate root sets a higher one.
#[test]
fn deeply_nested_types_raise_the_recursion_limit() {
    let folder = tempfile::tempdir().unwrap();
    let limit = "#![recursion_limit = \"1024\"]";
    let contains_limit = |document: &Value, path: &str| {
        let generation = generate(document, folder.path());
        let file = generation.files.iter().find(|file| file.path == path);
        file.unwrap().text.contains(limit)
    };
    let course = obstacle_course();
    assert!(contains_limit(&course, "src/lib.rs"));
    let generation = generate(&course, folder.path());
    let programs = generation
        .files
        .iter()
        .filter(|file| file.path.starts_with("examples/"));
    assert!(programs.into_iter().all(|file| file.text.contains(limit)));
    assert!(!contains_limit(&document(""), "src/lib.rs"));
}

#[test]
fn the_output_does_not_depend_on_the_folder() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let course = obstacle_course();
    assert_eq!(
        generate(&course, one.path()).files,
        generate(&course, other.path()).files
    );
}

fn assert_compiles(name: &str, document: &Value) {
    let scratch = tempfile::tempdir().unwrap();
    let folder = cargo::write(name, &generate(document, scratch.path()).files);
    cargo::run(&folder, &["check", "--all-targets"]);
    cargo::run(&folder, &["doc", "--no-deps"]);
    cargo::run(&folder, &["test", "--doc"]);
}

/// One after the other: both crates have the same name and the same target folder.
#[test]
#[ignore = "compiles two crates and what they depend on"]
fn crates_of_hostile_documents_compile_and_run_no_code_of_the_document() {
    assert_compiles("payloads", &document(&PAYLOADS.concat()));
    assert_compiles("obstacles", &obstacle_course());
}
