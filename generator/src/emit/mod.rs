//! emit: planned model → the files of the SDK.
//!
//! One module per part of the crate. No text of the document is ever pasted into code: it becomes a string
//! literal, a doc attribute or an identifier, each made by one function; in Markdown it is escaped.

pub mod doc_attributes;
pub mod idents;
pub mod literals;
mod models;
mod source_file;
pub mod types;
mod wire;

pub use source_file::{Content, RustSource, SourceFile};

use crate::config::Config;
use crate::plan::Planned;

/// Emits the files of the SDK, each still to be printed.
pub fn emit<'p>(planned: &'p Planned, config: &'p Config) -> Vec<SourceFile<'p>> {
    let mut files = Vec::new();
    models::emit(planned, config, &mut files);
    wire::emit(planned, config, &mut files);
    files
}
