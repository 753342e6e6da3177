//! The models' serde implementations, written out: `src/wire/`.

use super::SourceFile;
use crate::config::Config;
use crate::plan::Planned;

/// Adds `src/wire/mod.rs` and a file per file of the models.
pub fn emit<'p>(_planned: &'p Planned, _config: &'p Config, _files: &mut Vec<SourceFile<'p>>) {}
