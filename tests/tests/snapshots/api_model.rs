//! The API model, between `lower` and `plan`, of each document in `fixtures/ir` and of the Equos document.

use sdkwright::Input;
use sdkwright::diagnostics::{RenderOptions, render};
use serde_json::Value;

/// Returns the diagnostics, then the API model as YAML without empty members.
fn model(input: &Input) -> String {
    let mut model = Value::Null;
    let generation = sdkwright::generate_and_inspect(input, |planned| {
        model = serde_json::to_value(planned.api).expect("the model is plain data");
    });
    let diagnostics = render(
        &generation.diagnostics,
        &generation.sources,
        &RenderOptions::default(),
    );
    assert!(!generation.files.is_empty(), "{diagnostics}");
    // Paths in a snapshot are relative to the package.
    let diagnostics = diagnostics.replace(concat!(env!("CARGO_MANIFEST_DIR"), "/"), "");
    prune(&mut model);
    let text = serde_yaml::to_string(&model).expect("plain data is YAML");
    format!("{diagnostics}{text}")
}

/// Removes members that are null, false or empty. Returns `true` if the value itself is one of these.
fn prune(value: &mut Value) -> bool {
    match value {
        Value::Object(members) => {
            members.retain(|_, member| !prune(member));
            members.is_empty()
        }
        Value::Array(items) => {
            for item in items.iter_mut() {
                prune(item);
            }
            items.is_empty()
        }
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

macro_rules! fixtures {
    ($($fixture:ident)*) => {$(
        #[test]
        fn $fixture() {
            let document = format!("{}/fixtures/ir/{}.yaml", env!("CARGO_MANIFEST_DIR"), stringify!($fixture)).into();
            insta::assert_snapshot!(stringify!($fixture), model(&Input { document, ..Input::default() }));
        }
    )*};
}

fixtures! {
    all_of_merges_parent_and_child
    extensions_of_others
    merge_patches_take_null
    microsofts_paths
    null_in_all_spellings
    openapi_3_2
    parent_with_discriminator
    read_only_makes_two_types
    swagger_2_body_and_form
    webhooks_and_callbacks_become_types
    what_types_cannot_say
}

#[test]
fn many_files_are_one_document() {
    let document = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fixtures/ir/many_files/api.yaml"
    )
    .into();
    insta::assert_snapshot!(
        "many_files",
        model(&Input {
            document,
            ..Input::default()
        })
    );
}

fn equos() -> Input {
    let spec = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec");
    Input {
        document: format!("{spec}/equos-sessions-v3.yaml").into(),
        overlays: vec![format!("{spec}/equos-overlay.yaml").into()],
        config: Some(format!("{spec}/sdkwright.toml").into()),
        ..Input::default()
    }
}

#[test]
fn the_equos_document() {
    insta::assert_snapshot!("the_equos_document", model(&equos()));
}

#[test]
fn the_equos_crate_is_what_the_generator_writes() {
    let client = concat!(env!("CARGO_MANIFEST_DIR"), "/../generated-client");
    for file in sdkwright::generate(&equos()).files {
        let there = std::fs::read_to_string(format!("{client}/{}", file.path)).unwrap_or_default();
        assert!(
            there == file.text,
            "{} differs: run `cargo xtask generate`",
            file.path
        );
    }
}
