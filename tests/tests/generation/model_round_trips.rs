//! The models of all fixtures as one crate: it compiles without a warning, and JSON survives decoding and encoding.

use super::cargo;
use sdkwright::config::{Config, DateLibrary, UnknownProperties};
use sdkwright_tests::models;
use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/models")
}

/// Returns one document with the schemas of all fixtures.
fn document() -> Value {
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

/// Writes the crate, and a program of this folder as a test of it.
fn write(config: &Config, program: &str) -> PathBuf {
    let files = models::files(&document(), config).unwrap();
    let folder = cargo::folder(&format!("models_{:?}_{program}", config.dates));
    models::write_crate(&folder, "models-only", &files, config.dates).unwrap();
    fs::create_dir_all(folder.join("tests/support")).unwrap();
    for file in [&*format!("{program}.rs"), "support/mod.rs"] {
        let program = fixtures().join("programs").join(file);
        fs::copy(program, folder.join("tests").join(file)).unwrap();
    }
    folder
}

#[test]
#[ignore = "builds a crate"]
fn models_round_trip() {
    let folder = write(&Config::default(), "round_trip");
    cargo::run(&folder, &["clippy", "--lib"]);
    cargo::run(&folder, &["clippy", "--lib", "--all-features"]);
    cargo::run(&folder, &["doc", "--no-deps", "--all-features"]);
    cargo::run(&folder, &["test", "--all-features", "--test", "round_trip"]);
    let folder = write(&Config::default(), "unions");
    cargo::run(&folder, &["test", "--test", "unions"]);
}

#[test]
#[ignore = "builds a crate"]
fn every_date_library_compiles() {
    for dates in [DateLibrary::Chrono, DateLibrary::Time, DateLibrary::Strings] {
        let config = Config {
            dates,
            ..Config::default()
        };
        cargo::run(&write(&config, "round_trip"), &["clippy", "--lib"]);
    }
}

#[test]
#[ignore = "builds crates"]
fn unknown_properties_and_dates_without_a_time_zone_are_read() {
    for dates in [DateLibrary::Jiff, DateLibrary::Chrono, DateLibrary::Time] {
        let config = Config {
            dates,
            lenient_dates: true,
            unknown_properties: UnknownProperties::Keep,
            ..Config::default()
        };
        cargo::run(&write(&config, "lenient"), &["test", "--test", "lenient"]);
    }
}
