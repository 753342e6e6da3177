//! Diagnostics: problems of the input, and how they are printed.
//!
//! A diagnostic has a file and a JSON pointer. The line and column are determined only when it is printed, by parsing
//! the source again with a parser that keeps positions.

use crate::pointer::Location;

mod codes;
mod levels;
mod positions;
mod reference;
mod render;
mod sources;

pub use codes::Code;
pub use levels::{Level, Levels};
pub use reference::reference;
pub use render::{RenderOptions, render};
pub use sources::{Origin, SourceText, Sources};

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The SDK is generated; the message states what was repaired, ignored or made less precise.
    Warning,
    /// No file is written.
    Error,
}

impl std::fmt::Display for Severity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.pad(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A place in the input.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A place in the document's files.
    Document(Location),
    /// A JSON pointer in the overlay with this index, in the order of the command line.
    Overlay(usize, String),
    /// A byte offset in the configuration or in a text that does not parse.
    Text {
        /// The path of the file, as passed by the caller.
        file: std::path::PathBuf,
        /// The offset in bytes.
        offset: usize,
    },
    /// The file as a whole.
    File(std::path::PathBuf),
}

/// A problem of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its code.
    pub code: Code,
    /// Its severity: that of the code, unless the run has another level for it.
    pub severity: Severity,
    /// One sentence in lower case without a full stop, which names the affected part.
    pub message: String,
    /// The place of the problem.
    pub place: Place,
    /// A few words below the marked text.
    pub label: Option<String>,
    /// How to solve the problem.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Creates a diagnostic with a code, a message and a place.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place,
            label: None,
            help: None,
        }
    }

    /// Sets the words below the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Sets the help line.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The diagnostics of a run, in the order in which they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Returns `true` if there is an error.
    pub fn has_errors(&self) -> bool {
        self.iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Returns the errors.
    pub fn errors(&self) -> Self {
        let errors = self.iter().filter(|it| it.severity == Severity::Error);
        Self(errors.cloned().collect())
    }

    /// Sets the severities by these levels, and removes what they do not show.
    pub fn apply(&mut self, levels: &Levels) {
        self.0.retain_mut(|diagnostic| levels.apply(diagnostic));
    }

    /// Returns all diagnostics.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }
}
