//! Documents of this repository, changed → a crate, or errors. The files are valid Rust with paths inside the crate
//! (see `check`), and the same in a second run.

use super::scratch::Scratch;
use crate::check::check_generation;
use crate::choices::Choices;
use crate::mutate::{SourceDocument, case};
use sdkwright::{GeneratedFile, Input, generate};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The documents that cases are derived from: small ones.
static DOCUMENTS: LazyLock<Vec<SourceDocument>> = LazyLock::new(|| {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let mut paths: Vec<PathBuf> = ["calls", "ir", "resources", "webhooks"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(fixtures.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        SourceDocument::read(&name, std::fs::read(path).unwrap()).unwrap()
    };
    paths.iter().map(read).collect()
});

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let is_repeated = choices.once_in(4);
    let case = case(&mut choices, &DOCUMENTS).unwrap();
    let file = Scratch::new("openapi.yaml", &case.text);
    let input = Input {
        document: file.path().into(),
        name: Some("trial".to_owned()),
        ..Input::default()
    };
    let generation = generate(&input);
    if is_repeated {
        let again = generate(&input);
        let texts = |files: &[GeneratedFile]| -> Vec<(String, String)> {
            files
                .iter()
                .map(|file| (file.path.clone(), file.text.clone()))
                .collect()
        };
        assert!(
            texts(&generation.files) == texts(&again.files),
            "two runs differ"
        );
    }
    let faults = check_generation(generation);
    assert!(
        faults.is_empty(),
        "{faults:#?}\n{}",
        String::from_utf8_lossy(&case.text)
    );
}
