//! `write_models DOCUMENT FOLDER`: writes the models of a document as a crate.

use sdkwright::config::DateLibrary;
use sdkwright::{Input, generate};
use sdkwright_tests::models;
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [document, folder] = arguments.as_slice() else {
        return Err("write_models DOCUMENT FOLDER".into());
    };
    let start = Instant::now();
    let input = Input {
        document: document.as_str().into(),
        ..Input::default()
    };
    let generation = generate(&input);
    if generation.diagnostics.has_errors() {
        return Err(format!("{:?}", generation.diagnostics).into());
    }
    let files: Vec<(String, String)> = generation
        .files
        .into_iter()
        .map(|file| (file.path, file.text))
        .filter(|(path, _)| models::is_wanted(path))
        .collect();
    let lines: usize = files.iter().map(|(_, text)| text.lines().count()).sum();
    eprintln!(
        "{} files, {lines} lines in {:?}",
        files.len(),
        start.elapsed()
    );
    models::write_crate(Path::new(folder), "models-only", &files, DateLibrary::Jiff)?;
    Ok(())
}
