//! The generated models of each fixture in `fixtures/models`, with their JSON serialization.

use sdkwright::config::Config;
use sdkwright::files::HEADER;
use sdkwright_tests::models;

/// Returns the files of the models and of their serialization, one after the other.
fn generated(fixture: &str) -> String {
    let path = format!(
        "{}/fixtures/models/{fixture}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let schemas = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let files = models::files(&models::document(schemas), &Config::default()).unwrap();
    let shown = files.iter().filter(|(path, _)| {
        let is_same_everywhere = path.ends_with("/mod.rs") || path.ends_with("_format.rs");
        !path.starts_with("src/runtime/") && !is_same_everywhere
    });
    let shown: Vec<String> = shown
        .map(|(path, text)| format!("// {path}\n{}", text.trim_start_matches(HEADER)))
        .collect();
    shown.join("\n")
}

/// Only the table that `validate()` uses: the other files of this fixture test nothing more.
#[test]
fn constraints_inside() {
    let generated = generated("constraints_inside");
    let table = generated
        .split("// src/")
        .find(|file| file.starts_with("wire/validation.rs"));
    insta::assert_snapshot!(table.unwrap());
}

fixtures! {
    absent_null_value
    additional_properties
    conditional_properties
    constraints
    defaults
    formats
    names
    one_value
    open_enums
    recursion
    several_branches_hold
    timestamps
    tuples
    union_by_discriminator
    union_by_kind
    unions_of_lists
    unions_of_values
}
