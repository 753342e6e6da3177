//! Loads, parses, lowers and plans every document below the given folders, and prints a summary of the diagnostics:
//! `cargo run --example survey -- ../shared/corpus/big`.
//!
//! With `-v`, every diagnostic is shown with its location.

use sdkwright::config::Config;
use sdkwright::diagnostics::{Diagnostics, RenderOptions, Severity, Sources, render};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let verbose = arguments.iter().any(|argument| argument == "-v");
    let mut documents = Vec::new();
    for folder in arguments.iter().filter(|argument| *argument != "-v") {
        find(Path::new(folder), &mut documents);
    }
    documents.sort();
    let work = std::thread::Builder::new()
        .stack_size(256 << 20)
        .spawn(move || {
            for document in &documents {
                survey(document, verbose);
            }
        });
    match work.map(std::thread::JoinHandle::join) {
        Ok(Ok(())) => {}
        _ => std::process::exit(1),
    }
}

fn find(path: &Path, documents: &mut Vec<PathBuf>) {
    if let Ok(entries) = std::fs::read_dir(path) {
        for entry in entries.flatten() {
            find(&entry.path(), documents);
        }
    } else if path.extension().is_some_and(|extension| {
        ["json", "yaml", "yml"]
            .iter()
            .any(|known| extension == *known)
    }) {
        documents.push(path.to_owned());
    }
}

fn survey(path: &Path, verbose: bool) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let mut times = Vec::new();
    let mut start = Instant::now();
    let mut lap = |times: &mut Vec<u128>| {
        times.push(start.elapsed().as_millis());
        start = Instant::now();
    };
    let limits = sdkwright::Limits::default();
    let document = sdkwright::load::document(path, None, &limits, &mut sources, &mut diagnostics);
    lap(&mut times);
    let is_one = document.as_ref().is_none_or(|document| {
        document.tree.get("openapi").is_some() || document.tree.get("swagger").is_some()
    });
    if !is_one {
        return;
    }
    let typed = document
        .as_ref()
        .and_then(|document| sdkwright::parse::parse(document, &mut diagnostics));
    lap(&mut times);
    let mut said = String::from("nothing");
    if let Some(typed) = typed {
        let config = Config::default();
        let api = sdkwright::lower::lower(&typed, &config, &mut diagnostics);
        lap(&mut times);
        said = format!(
            "{} operations, {} left out, {} types",
            api.resources
                .iter()
                .map(|resource| resource.operations.len())
                .sum::<usize>(),
            api.left_out.len(),
            api.types.iter().count(),
        );
        let planned = sdkwright::plan::plan(&api, &config);
        lap(&mut times);
        drop(planned);
    }
    let mut codes = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        *codes.entry(diagnostic.code.id()).or_insert(0) += 1;
    }
    let errors = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .count();
    let verdict = if errors > 0 { "ERROR" } else { "fine " };
    println!("{verdict} {} {times:?} {said} {codes:?}", path.display());
    if verbose {
        println!(
            "{}",
            render(&diagnostics, &sources, &RenderOptions::default())
        );
    }
}
