//! Documents changed at random are refused or become crates, without a panic: the first seeds of `cargo xtask fuzz`.

use sdkwright_tests::fuzz::check::check;
use sdkwright_tests::fuzz::mutate::{SourceDocument, case};
use std::path::{Path, PathBuf};

/// The documents of this repository.
fn documents() -> Vec<SourceDocument> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![here.join("../spec/equos-sessions-v3.yaml")];
    for folder in ["ir", "resources"] {
        let folder = std::fs::read_dir(here.join("fixtures").join(folder)).unwrap();
        let files = folder.map(|entry| entry.unwrap().path());
        let is_document = |path: &PathBuf| {
            path.extension()
                .is_some_and(|it| it == "yaml" || it == "json")
        };
        paths.extend(files.filter(is_document));
    }
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        SourceDocument::read(&name, std::fs::read(path).unwrap()).unwrap()
    };
    paths.iter().map(read).collect()
}

#[test]
fn documents_changed_at_random_make_crates_or_are_refused() {
    let documents = documents();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case");
    for seed in 0..150 {
        let case = case(seed, &documents).unwrap();
        std::fs::write(&path, &case.text).unwrap();
        // Printed only if the test fails.
        println!(
            "seed {seed}, of {}: {}",
            case.origin,
            String::from_utf8_lossy(&case.text)
        );
        let faults = check(&path);
        assert!(faults.is_empty(), "seed {seed}: {faults:#?}");
    }
}

#[test]
fn the_same_seed_is_the_same_case() {
    let documents = documents();
    for seed in 0..50 {
        let text = || case(seed, &documents).unwrap().text;
        assert_eq!(text(), text());
    }
}
