//! The dependencies of generated crates: their oldest versions, with the oldest Rust, and in a browser.

use super::cargo;
use sdkwright::{Input, generate};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Writes the crate of a document that needs every dependency, with this library for dates. Returns its folder.
fn write(dates: &str) -> PathBuf {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    let config = cargo::folder(&format!("every-dependency-{dates}.toml"));
    fs::write(&config, format!("dates = \"{dates}\"\n")).unwrap();
    let generation = generate(&Input {
        document: format!("{fixtures}/packages/every_dependency.yaml").into(),
        config: Some(config),
        ..Input::default()
    });
    assert!(!generation.files.is_empty(), "{:?}", generation.diagnostics);
    cargo::write(&format!("every-dependency-{dates}"), &generation.files)
}

/// Returns the dependencies of a crate, those of examples and of `wasm32` included.
fn dependencies(folder: &Path) -> Vec<String> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let manifest: toml_edit::DocumentMut = manifest.parse().unwrap();
    let target = manifest["target"].as_table().unwrap();
    let tables = target.iter().map(|(_, target)| &target["dependencies"]);
    let own = [&manifest["dependencies"], &manifest["dev-dependencies"]];
    tables
        .chain(own)
        .flat_map(|table| table.as_table().unwrap().iter())
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// Selects the oldest allowed version of each dependency of the crate, and the newest one of theirs. Returns `false` without
/// a network, since they have to be fetched.
fn select_oldest(folder: &Path) -> bool {
    let output = Command::new(env!("CARGO"))
        .args(["update", "-Zdirect-minimal-versions"])
        .current_dir(folder)
        // The option of cargo is unstable. It only changes Cargo.lock.
        .env("RUSTC_BOOTSTRAP", "1")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    let is_offline = !output.status.success() && text.contains("resolve host");
    if is_offline {
        println!("skipped: the oldest versions cannot be fetched");
    }
    assert!(output.status.success() || is_offline, "{text}");
    !is_offline
}

/// Whether the standard library for a target is installed.
fn is_installed(target: &str) -> bool {
    let arguments = ["--print", "target-libdir", "--target", target];
    let output = Command::new("rustc").args(arguments).output().unwrap();
    Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir()
}

#[test]
fn the_document_needs_every_dependency_that_the_runtime_and_models_can_have() {
    let runtime: toml_edit::DocumentMut =
        include_str!("../../../generator/runtime/dependencies.toml")
            .parse()
            .unwrap();
    let written = dependencies(&write("jiff"));
    let of_models = ["jiff", "regex", "uuid"].into_iter();
    for name in runtime["dependencies"]
        .as_table()
        .unwrap()
        .iter()
        .map(|(name, _)| name)
        .chain(of_models)
    {
        assert!(written.iter().any(|other| other == name), "{name}");
    }
    for dates in ["chrono", "time"] {
        let written = dependencies(&write(dates));
        assert!(written.iter().any(|other| other == dates), "{dates}");
    }
}

#[test]
#[ignore = "builds crates"]
fn the_oldest_versions_are_enough() {
    for dates in ["jiff", "chrono", "time"] {
        let folder = write(dates);
        if select_oldest(&folder) {
            cargo::run(&folder, &["check", "--all-features", "--examples"]);
        }
    }
}

#[test]
#[ignore = "builds crates for another target"]
fn every_part_compiles_for_a_browser() {
    let target = "wasm32-unknown-unknown";
    if !is_installed(target) {
        println!("skipped: the target {target} is not installed");
        return;
    }
    let check = ["check", "--all-features", "--target", target];
    let folder = write("jiff");
    cargo::run(&folder, &check);
    if select_oldest(&folder) {
        cargo::run(&folder, &check);
    }
}
