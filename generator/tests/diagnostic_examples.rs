//! The examples of all diagnostics, `src/diagnostics/examples`: a folder for each, whose name begins with the code. It
//! contains the document, what is needed beside it, and the expected output.
//!
//! `cargo xtask diagnostics` runs this test with `UPDATE_EXAMPLES=1`, which writes the expected output.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use sdkwright::diagnostics::{Code, OUTPUT_OF_EXAMPLE, RenderOptions, render};
use sdkwright::{Generation, Input, generate, lint, progress::Progress, write};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Codes that are a consequence of another problem, which is reported as well.
const CONSEQUENCES: [Code; 1] = [Code::OperationReferenceNotFound];

/// The only test, since it changes the current folder, so that paths in the output are short.
#[test]
fn each_code_has_an_example_with_exactly_its_output() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostics/examples");
    let is_update = std::env::var_os("UPDATE_EXAMPLES").is_some();
    let mut complaints = Vec::new();
    let mut shown = BTreeSet::new();
    let mut examples: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    examples.sort();
    for example in examples {
        let name = example.file_name().unwrap().to_str().unwrap().to_owned();
        let Some(code) = Code::ALL.iter().find(|code| name.starts_with(code.id())) else {
            complaints.push(format!("{name}: its name does not begin with a code"));
            continue;
        };
        shown.insert(*code);
        let (codes, output) = run(&example);
        if !codes.contains(code) {
            complaints.push(format!("{name}: {code:?} is not reported"));
        }
        if codes.len() > 1 && !CONSEQUENCES.contains(code) {
            complaints.push(format!("{name}: other codes are reported too: {codes:?}"));
        }
        let file = example.join(OUTPUT_OF_EXAMPLE);
        if is_update {
            fs::write(&file, &output).unwrap();
        } else if fs::read_to_string(&file).unwrap_or_default() != output {
            complaints.push(format!("{name}: the output differs:\n{output}"));
        }
    }
    for code in Code::ALL {
        match (shown.contains(code), code.why_without_example()) {
            (true, None) | (false, Some(_)) => {}
            (false, None) => complaints.push(format!("{code:?}: there is no example")),
            (true, Some(why)) => complaints.push(format!("{code:?}: there is one, although {why}")),
        }
    }
    assert!(
        complaints.is_empty(),
        "run `cargo xtask diagnostics` and read the difference\n{}",
        complaints.join("\n")
    );
}

/// Runs an example in a folder of its own. Returns the codes of its diagnostics, and the output.
fn run(example: &Path) -> (BTreeSet<Code>, String) {
    let folder = TempDir::new().unwrap();
    copy(example, folder.path());
    std::env::set_current_dir(folder.path()).unwrap();
    let existing = |name: &str| Some(PathBuf::from(name)).filter(|path| path.exists());
    let input = Input {
        document: existing("api.json").unwrap_or("api.yaml".into()).into(),
        overlays: existing("overlay.yaml").into_iter().collect(),
        config: existing("sdkwright.toml"),
        ..Input::default()
    };
    let generation = match existing("sdk") {
        Some(sdk) => written(&input, &sdk),
        None => lint(&input, &Progress::default()).0,
    };
    let all = RenderOptions {
        all: true,
        ..RenderOptions::default()
    };
    let output = render(&generation.diagnostics, &generation.sources, &all);
    let found = generation.diagnostics.iter();
    let codes = found.map(|diagnostic| diagnostic.code).collect();
    let output = if cfg!(windows) {
        output.replace('\\', "/")
    } else {
        output
    };
    (codes, output.trim_end().to_owned() + "\n")
}

/// Generates an SDK and writes it. Returns the diagnostics of both.
fn written(input: &Input, folder: &Path) -> Generation {
    let mut generation = generate(input);
    write(
        folder,
        &generation.files,
        &generation.provenance,
        false,
        &mut generation.diagnostics,
    );
    generation
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
