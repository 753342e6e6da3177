//! What the user of an SDK reads for each trap of `fixtures/models`, and what is written for its wire format.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use sdkwright::config::Config;
use sdkwright::files::HEADER;
use sdkwright_tests::models;

/// The models and the wire format of a fixture, one file after the other.
fn written(fixture: &str) -> String {
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

macro_rules! traps {
    ($($fixture:ident)*) => {$(
        #[test]
        fn $fixture() {
            insta::assert_snapshot!(stringify!($fixture), written(stringify!($fixture)));
        }
    )*};
}

/// Only what `validate()` knows of: the models of this fixture are nothing new.
#[test]
fn constraints_inside() {
    let written = written("constraints_inside");
    let table = written
        .split("// src/")
        .find(|file| file.starts_with("wire/validation.rs"));
    insta::assert_snapshot!(table.unwrap());
}

traps! {
    absent_null_value
    additional_properties
    constraints
    defaults
    formats
    names
    open_enums
    recursion
    tuples
    union_by_discriminator
    union_by_kind
}
