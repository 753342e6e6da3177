//! Writes the models of an OpenAPI 3.0 document (JSON) as a crate: `write_models DOCUMENT FOLDER [jiff|chrono|time|strings]`.

use sdkwright::config::{Config, DateLibrary};
use sdkwright_tests::models;
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (document, folder, dates) = match arguments.as_slice() {
        [document, folder] => (document, folder, "jiff"),
        [document, folder, dates] => (document, folder, dates.as_str()),
        _ => return Err("write_models DOCUMENT FOLDER [jiff|chrono|time|strings]".into()),
    };
    let dates = match dates {
        "chrono" => DateLibrary::Chrono,
        "time" => DateLibrary::Time,
        "strings" => DateLibrary::Strings,
        _ => DateLibrary::Jiff,
    };
    let config = Config {
        dates,
        ..Config::default()
    };
    let document = serde_json::from_slice(&std::fs::read(document)?)?;
    let start = Instant::now();
    let files = models::files(&document, &config)?;
    let lines: usize = files.iter().map(|(_, text)| text.lines().count()).sum();
    eprintln!(
        "{} files, {lines} lines in {:?}",
        files.len(),
        start.elapsed()
    );
    models::write_crate(Path::new(folder), "models-only", &files, dates)?;
    Ok(())
}
