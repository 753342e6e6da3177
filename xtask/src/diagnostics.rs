//! `cargo xtask diagnostics`: writes the output of the examples of all diagnostics, the table of the examples, and
//! `docs/diagnostics.md`.

use sdkwright::diagnostics::{Example, reference};
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// Writes all of them.
pub fn run() -> ExitCode {
    match write(super::root()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: the examples or the page cannot be written: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns `false` if an example does not show its diagnostic.
fn write(root: &Path) -> io::Result<bool> {
    let mut test = super::cargo();
    test.args(["test", "--quiet", "--package", "sdkwright"])
        .args(["--test", "diagnostic_examples"])
        .env("UPDATE_EXAMPLES", "1");
    let is_complete = test.status()?.success();
    let folder = root.join("generator/src/diagnostics/examples");
    let examples = Example::read_all(&folder)?;
    std::fs::write(folder.join("table.rs"), Example::table(&examples))?;
    std::fs::write(root.join("docs/diagnostics.md"), reference(&examples))?;
    Ok(is_complete)
}
