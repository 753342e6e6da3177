//! The models as their user reads them: `src/models/`.

use super::SourceFile;
use crate::config::Config;
use crate::plan::Planned;

/// Adds `src/models/mod.rs` and a file per type.
pub fn emit<'p>(_planned: &'p Planned, _config: &'p Config, _files: &mut Vec<SourceFile<'p>>) {}
