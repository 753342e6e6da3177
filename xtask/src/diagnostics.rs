//! `cargo xtask diagnostics`: generates `docs/diagnostics.md` from the table of codes.

use std::process::ExitCode;

/// Writes the page.
pub fn run() -> ExitCode {
    let page = super::root().join("docs/diagnostics.md");
    match std::fs::write(&page, sdkwright::diagnostics::reference()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {} cannot be written: {error}", page.display());
            ExitCode::FAILURE
        }
    }
}
