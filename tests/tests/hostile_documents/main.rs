//! Text of a document is never code, a key of the manifest or a path: every place where a document has text, with
//! everything that ends a literal, a comment, a line or a block somewhere.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod document;
mod markdown;
mod obstacles;

use document::{document, wire_words};
use obstacles::obstacle_course;
use sdkwright::{Generation, Input};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// What each payload would define, if it came to be code.
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

fn complaints(generation: &Generation) -> Vec<String> {
    generation
        .diagnostics
        .iter()
        .map(|found| format!("{:?} {:?}: {}", found.code, found.place, found.message))
        .collect()
}

/// The names of functions and modules, those in modules too.
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
            "{:?} is no path everywhere",
            file.path
        );
        assert!(
            seen.insert(file.path.to_lowercase()),
            "{:?} is two files",
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
            complaints(&generation)
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
        assert_words_go_over_the_wire_as_they_are(payload, &generation);
        markdown::assert_is_safe(payload, SENTINEL, &generation);
        // Fewer are right: without a pattern that is one, nothing needs `regex`.
        let keys = manifest_keys(&document(payload));
        let unplanned: Vec<&String> = keys.difference(&planned).collect();
        assert!(
            unplanned.is_empty(),
            "{payload:?} became keys of the manifest: {unplanned:?}"
        );
    }
}

fn assert_words_go_over_the_wire_as_they_are(payload: &str, generation: &Generation) {
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
        assert!(
            literals.0.contains(&word),
            "{word:?} is nowhere in the code"
        );
    }
}

/// The tables of the manifest and the keys of each, besides the features: those are named after tags.
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
fn every_name_has_its_own_file_and_parses() {
    let folder = tempfile::tempdir().unwrap();
    let generation = generate(&obstacle_course(), folder.path());
    assert!(
        !generation.files.is_empty(),
        "{:#?}",
        complaints(&generation)
    );
    assert_paths_are_safe(&generation);
    for file in &generation.files {
        if file.path.ends_with(".rs") {
            syn::parse_file(&file.text).unwrap();
        }
    }
}

/// Where rustc would give up, every crate root says how deep it is to look.
#[test]
fn types_that_hold_each_other_deeply_raise_the_recursion_limit() {
    let folder = tempfile::tempdir().unwrap();
    let limit = "#![recursion_limit = \"1024\"]";
    let says = |document: &Value, path: &str| {
        let generation = generate(document, folder.path());
        let file = generation.files.iter().find(|file| file.path == path);
        file.unwrap().text.contains(limit)
    };
    let course = obstacle_course();
    assert!(says(&course, "src/lib.rs"));
    let generation = generate(&course, folder.path());
    let programs = generation
        .files
        .iter()
        .filter(|file| file.path.starts_with("examples/"));
    assert!(programs.into_iter().all(|file| file.text.contains(limit)));
    assert!(!says(&document(""), "src/lib.rs"));
}

#[test]
fn the_folder_leaves_no_trace() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let course = obstacle_course();
    assert_eq!(
        generate(&course, one.path()).files,
        generate(&course, other.path()).files
    );
}

fn compiles(name: &str, document: &Value) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    let scratch = tempfile::tempdir().unwrap();
    let generation = generate(document, scratch.path());
    for file in &generation.files {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.text).unwrap();
    }
    let manifest = folder.join("Cargo.toml");
    let mut text = std::fs::read_to_string(&manifest).unwrap();
    text.push_str("\n[workspace]\n");
    std::fs::write(&manifest, text).unwrap();
    for arguments in [
        ["check", "--all-targets"],
        ["doc", "--no-deps"],
        ["test", "--doc"],
    ] {
        let done = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", folder.with_file_name("hostile-target"))
            .env("RUSTFLAGS", "-D warnings")
            .env("RUSTDOCFLAGS", "-D warnings")
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "cargo {arguments:?} of {name}:\n{}{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
    }
}

/// One after the other: they have one name and one target folder, so that what they depend on is built once.
#[test]
#[ignore = "compiles two crates and what they depend on"]
fn the_crates_of_all_payloads_and_of_all_obstacles_compile_and_run_no_code_of_the_document() {
    compiles("payloads", &document(&PAYLOADS.concat()));
    compiles("obstacles", &obstacle_course());
}
