//! Generates crates from a few real documents. `cargo xtask corpus` does so for all of them, and also compiles the
//! crates.

use sdkwright::diagnostics::{RenderOptions, render};
use sdkwright::{Input, generate};
use std::path::Path;

/// Small documents of each version, in JSON and in YAML, one in several files.
const DOCUMENTS: &[&str] = &[
    "big/ably_control.yaml",
    "guru/azure.com__compute-disk__2018-09-30__swagger.yaml",
    "guru/apisetu.gov.in__keralapsc__3.0.0__openapi.yaml",
    "jentic/amadeus.com__amadeus-seatmap-display__1.9.2.yaml",
    "multifile/matrix/data/api/identity/v2_ping.yaml",
    "peers/progenitor/sample_openapi/keeper.json",
];

#[test]
fn real_documents_generate() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    if !corpus.is_dir() {
        println!("skipped: there is no ../shared/corpus beside the repository");
        return;
    }
    for document in DOCUMENTS {
        let path = corpus.join(document);
        let input = Input {
            document: path.clone().into(),
            root: Some(corpus.clone()),
            ..Input::default()
        };
        let generation = generate(&input);
        let shown = render(
            &generation.diagnostics,
            &generation.sources,
            &RenderOptions::default(),
        );
        assert!(
            !generation.diagnostics.has_errors(),
            "{document} is refused:\n{shown}"
        );
        assert!(
            !generation.files.is_empty(),
            "{document} generates no files"
        );
    }
}
