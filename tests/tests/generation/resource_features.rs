//! The features of resources: each of them alone compiles without a warning, with what else a program can enable.

use super::cargo;
use sdkwright::{Input, generate};

#[test]
#[ignore = "builds a crate several times"]
fn each_resource_compiles_alone() {
    let fixture = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fixtures/resources/resource_features"
    );
    let generation = generate(&Input {
        document: format!("{fixture}.yaml").into(),
        config: Some(format!("{fixture}.toml").into()),
        ..Input::default()
    });
    let written = cargo::write("resource_features", &generation.files);
    let of_resources = ["files-resource", "items", "orders", "ping", "report"];
    let others = "blocking,testing,validate,webhooks";
    for features in [
        others.to_owned(),
        "all-resources".to_owned(),
        format!("all-resources,{others}"),
    ] {
        check(&written, &features);
    }
    for feature in of_resources {
        check(&written, feature);
        check(&written, &format!("{feature},{others}"));
    }
}

fn check(written: &std::path::Path, features: &str) {
    let arguments = [
        "check",
        "--all-targets",
        "--no-default-features",
        "--features",
    ];
    cargo::run(written, &[&arguments[..], &[features]].concat());
}
