//! Diagnostics: everything that the generator has to say about its input.
//!
//! A diagnostic names its place by file and JSON pointer; the line and column are found only when
//! one is printed, by reading the source again with a parser that keeps positions.

use crate::pointer::Location;

mod codes;
mod positions;
mod reference;
mod render;
mod sources;

pub use codes::Code;
pub use reference::reference;
pub use render::{Shown, render};
pub use sources::{Origin, SourceText, Sources};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Generation goes on; the message tells what was repaired, left out or made weaker.
    Warning,
    /// Nothing is written.
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
    /// A JSON pointer into the overlay with this number, in the order given.
    Overlay(usize, String),
    /// A byte offset of a file: of the configuration, or of a text that does not parse.
    Text {
        /// The file, as it was named.
        file: std::path::PathBuf,
        /// The offset in bytes.
        offset: usize,
    },
    /// No place inside a file: the file itself.
    File(std::path::PathBuf),
}

/// One thing to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its code.
    pub code: Code,
    /// One sentence without a full stop, in lower case, naming the thing.
    pub message: String,
    /// Where.
    pub place: Place,
    /// A few words under the marked text.
    pub label: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic with a code, a message and a place.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            place,
            label: None,
            help: None,
        }
    }

    /// With a few words under the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// With a hint.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// How bad it is, which its code decides.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// The diagnostics of a run, in the order they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether there is an error among them.
    pub fn has_errors(&self) -> bool {
        self.iter()
            .any(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }
}
