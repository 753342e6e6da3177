//! The models of all fixtures, as a crate: it compiles without a warning, and what goes in comes out.
//!
//! Ignored by default, since a crate is built four times: `cargo test -p sdkwright-tests --test models_round_trip -- --ignored`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use sdkwright::config::{Config, DateLibrary};
use sdkwright_tests::models;
use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/models")
}

/// The schemas of all fixtures in one document.
fn everything() -> Value {
    let mut paths: Vec<PathBuf> = fs::read_dir(fixtures())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    paths.sort();
    let mut all = Map::new();
    for path in paths {
        let schemas: Map<String, Value> = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        all.extend(schemas);
    }
    models::document(all.into())
}

fn write(dates: DateLibrary) -> PathBuf {
    let config = Config {
        dates,
        ..Config::default()
    };
    let files = models::files(&everything(), &config).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("models_{dates:?}"));
    models::write_crate(&folder, "models-only", &files, dates).unwrap();
    folder
}

fn cargo(folder: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("models_target"),
        )
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{arguments:?}\n{stdout}\n{text}");
}

#[test]
#[ignore = "builds a crate"]
fn what_goes_in_comes_out() {
    let folder = write(DateLibrary::Jiff);
    fs::create_dir_all(folder.join("tests")).unwrap();
    fs::copy(
        fixtures().join("round_trip.rs"),
        folder.join("tests/round_trip.rs"),
    )
    .unwrap();
    cargo(&folder, &["clippy", "--lib"]);
    cargo(&folder, &["clippy", "--lib", "--all-features"]);
    cargo(&folder, &["doc", "--no-deps", "--all-features"]);
    cargo(&folder, &["test", "--all-features", "--test", "round_trip"]);
}

#[test]
#[ignore = "builds a crate"]
fn every_date_library_compiles() {
    for dates in [DateLibrary::Chrono, DateLibrary::Time, DateLibrary::Strings] {
        cargo(&write(dates), &["clippy", "--lib"]);
    }
}
