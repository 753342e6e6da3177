//! Checks that the runtime is tested with the features and dependencies that it has in an SDK.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

#[test]
fn the_runtime_is_tested_with_the_dependencies_of_an_sdk() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let dependencies = read("runtime/dependencies.toml");
    let (_, dependencies) = dependencies.split_once("\n\n").unwrap();
    let manifest = read("../tests/runtime/Cargo.toml");
    assert!(
        manifest.contains(dependencies),
        "tests/runtime/Cargo.toml must repeat generator/runtime/dependencies.toml"
    );
}
