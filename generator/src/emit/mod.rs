//! emit: planned model → the files of the SDK.
//!
//! One module per part of the crate. No text of the document is ever pasted into code: it becomes a string
//! literal, a doc attribute or an identifier, each made by one function; in Markdown it is escaped.

mod client;
mod facts;
mod imports;
mod lib_rs;
mod licences;
mod manifest;
mod models;
mod pages;
mod programs;
mod readme;
mod resources;
mod runtime_copy;
mod samples;
pub mod types;
mod wire;

pub use facts::Facts;

use crate::config::Config;
use crate::files::SourceFile;
use crate::plan::Planned;
use std::sync::Arc;

/// What is generated stays as it was printed, so that `cargo fmt` in a workspace around it changes nothing.
const RUSTFMT: &str =
    "# Written by sdkwright: these files are formatted already.\ndisable_all_formatting = true\n";

/// Emits the files of the SDK, each still to be printed.
pub fn emit<'p>(planned: &'p Planned<'p>, config: &'p Config) -> Vec<SourceFile<'p>> {
    let facts = Arc::new(Facts::of(planned, config));
    let sdk = Sdk {
        planned,
        config,
        facts,
    };
    let mut files = Vec::new();
    manifest::emit(&sdk, &mut files);
    licences::emit(&sdk, &mut files);
    files.push(SourceFile::verbatim("rustfmt.toml", RUSTFMT));
    runtime_copy::emit(&mut files);
    lib_rs::emit(&sdk, &mut files);
    if !config.select.types_only {
        client::emit(&sdk, &mut files);
        resources::emit(&sdk, &mut files);
        programs::emit(&sdk, &mut files);
    }
    readme::emit(&sdk, &mut files);
    pages::emit(&sdk, &mut files);
    models::emit(planned, config, &mut files);
    wire::emit(planned, config, &mut files);
    files
}

/// What every part is emitted from.
#[derive(Clone, Debug)]
pub(crate) struct Sdk<'p> {
    planned: &'p Planned<'p>,
    config: &'p Config,
    facts: Arc<Facts>,
}
