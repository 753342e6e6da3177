//! Text of a document never becomes code, a key of the manifest or a path: every place of a document that holds text,
//! with everything that ends a literal, a comment, a line or a block in some language.

mod every_position;
mod grammar;
mod harmless;
mod markdown;
mod obstacles;

use super::cargo;
use grammar::{Chosen, build};
use obstacles::obstacle_course;
use sdkwright::{Generation, Input};
use serde_json::Value;

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
    "{} {0} {nothing_with_this_name}",
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

fn generate(document: &Value) -> Generation {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("openapi.json");
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

#[test]
fn every_name_has_its_own_file_that_parses() {
    let generation = generate(&obstacle_course());
    assert!(!generation.files.is_empty(), "{:#?}", messages(&generation));
    harmless::paths(&generation).unwrap();
    for file in &generation.files {
        if file.path.ends_with(".rs") {
            syn::parse_file(&file.text).unwrap();
        }
    }
}

/// Beyond the default limit of rustc, every crate root sets a higher one.
#[test]
fn deeply_nested_types_raise_the_recursion_limit() {
    let limit = "#![recursion_limit = \"1024\"]";
    let contains_limit = |document: &Value, path: &str| {
        let generation = generate(document);
        let file = generation.files.iter().find(|file| file.path == path);
        file.unwrap().text.contains(limit)
    };
    let course = obstacle_course();
    assert!(contains_limit(&course, "src/lib.rs"));
    let generation = generate(&course);
    let programs = generation
        .files
        .iter()
        .filter(|file| file.path.starts_with("examples/"));
    assert!(programs.into_iter().all(|file| file.text.contains(limit)));
    assert!(!contains_limit(
        &build("3.1", "", Chosen::Free).document,
        "src/lib.rs"
    ));
}

fn assert_compiles(name: &str, document: &Value) {
    let folder = cargo::write(name, &generate(document).files);
    cargo::run(&folder, &["check", "--all-targets"]);
    cargo::run(&folder, &["doc", "--no-deps"]);
    cargo::run(&folder, &["test", "--doc"]);
}

/// One after the other: both crates have the same name and the same target folder.
#[test]
#[ignore = "compiles two crates and what they depend on"]
fn crates_of_hostile_documents_compile_and_run_no_code_of_the_document() {
    let payloads = PAYLOADS.concat();
    for version in grammar::VERSIONS {
        assert_compiles(
            "payloads",
            &build(version, &payloads, Chosen::Free).document,
        );
    }
    assert_compiles("obstacles", &obstacle_course());
}
