//! Describes how a file differs from the generated one.

use super::manifest::MANIFEST;
use crate::files::GeneratedFile;
use similar::{ChangeTag, TextDiff};
use std::path::Path;
use std::{fmt, fs};

/// A file that is out of date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its path relative to the folder.
    pub path: String,
    /// The kind of difference.
    pub kind: DifferenceKind,
}

/// The kind of difference of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    /// The file is missing.
    Missing,
    /// The file exists, but is no longer generated.
    NotGenerated,
    /// The first line marks the file as generated, but it is neither generated nor listed in the manifest.
    Unlisted,
    /// The content differs: the changed lines, each with `-` or `+` before it.
    Differs(Vec<String>),
    /// A run was interrupted while it changed the folder.
    Interrupted,
}

/// Limit of the lines that are printed of one file.
const LONGEST: usize = 40;

impl Difference {
    pub(super) fn of(folder: &Path, file: &GeneratedFile) -> Self {
        let kind = match fs::read(folder.join(&file.path)) {
            Ok(bytes) => {
                DifferenceKind::Differs(lines(&String::from_utf8_lossy(&bytes), &file.text))
            }
            Err(_) => DifferenceKind::Missing,
        };
        Self {
            path: file.path.clone(),
            kind,
        }
    }

    pub(super) fn not_generated(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            kind: DifferenceKind::NotGenerated,
        }
    }

    pub(super) fn unlisted(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            kind: DifferenceKind::Unlisted,
        }
    }

    pub(super) fn interrupted() -> Self {
        Self {
            path: MANIFEST.to_owned(),
            kind: DifferenceKind::Interrupted,
        }
    }
}

fn lines(old: &str, new: &str) -> Vec<String> {
    let difference = TextDiff::from_lines(old, new);
    let mut lines: Vec<String> = difference
        .iter_all_changes()
        .filter_map(|change| {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => return None,
            };
            let text = change.to_string_lossy();
            // A trailing line feed alone is a difference of line endings.
            let text = text.strip_suffix('\n').unwrap_or(&text).replace('\r', "␍");
            Some(format!("{sign} {text}").trim_end().to_owned())
        })
        .collect();
    if lines.len() > LONGEST {
        let more = lines.len() - LONGEST;
        lines.truncate(LONGEST);
        lines.push(format!("… and {more} more lines"));
    }
    lines
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.kind {
            DifferenceKind::Missing => write!(formatter, "{path} is missing"),
            DifferenceKind::NotGenerated => write!(formatter, "{path} is no longer generated"),
            DifferenceKind::Unlisted => write!(
                formatter,
                "{path} is neither generated nor listed in the manifest; remove it by hand"
            ),
            DifferenceKind::Interrupted => {
                write!(formatter, "a previous run was interrupted")
            }
            DifferenceKind::Differs(lines) => {
                write!(formatter, "{path}")?;
                lines
                    .iter()
                    .try_for_each(|line| write!(formatter, "\n{line}"))
            }
        }
    }
}
