//! Diagnostics: problems of the input, and how they are printed.
//!
//! A diagnostic has a file and a JSON pointer. The line and column are determined only when it is printed, by parsing
//! the source again with a parser that keeps positions (`locate`). Every format prints what was located.

use crate::pointer::Location;

mod codes;
mod examples;
mod excerpt;
mod formats;
mod levels;
mod lines;
mod listing;
mod locate;
mod positions;
mod printable;
mod reference;
mod render;
mod sources;

pub use codes::Code;
pub use examples::{Example, OUTPUT_OF_EXAMPLE};
pub use formats::{
    Conclusion, JsonPlace, MessageFormat, github_annotations, json_lines, json_places, sarif,
};
pub use levels::{Level, Levels};
pub use listing::listing;
pub use printable::printable;
pub use reference::{explanation, reference};
pub use render::{RenderOptions, render};
pub use sources::{Correction, Origin, SourceText, Sources};

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
    /// A value in the document's files.
    Document(Location),
    /// The key of a value in the document's files.
    Key(Location),
    /// The same, where the object contains the key more than once: the first one.
    FirstKey(Location),
    /// The beginning of the second YAML document of one of the document's files.
    NextDocument(usize),
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

/// A place that helps to understand a diagnostic, such as the other one of two definitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub place: Place,
    /// A few words below the marked text.
    pub label: String,
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
    /// Other places, such as the first one of two definitions.
    pub related: Vec<Related>,
    /// What to write instead, if that is more exact than the help of the code.
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
            related: Vec::new(),
            help: None,
        }
    }

    /// Sets the words below the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds another place, with a few words on it.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        let label = label.into();
        self.related.push(Related { place, label });
        self
    }

    /// Sets the help line.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Diagnostic {
    /// Returns the help line: its own, or that of its code.
    pub fn help_line(&self) -> &str {
        self.help.as_deref().unwrap_or(self.code.help())
    }
}

/// The diagnostics of a run, in the order in which they were found. They are printed in the order of their places.
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

    /// Adds all of these diagnostics.
    pub fn append(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Returns the number of diagnostics of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        let all = self.iter();
        all.filter(|diagnostic| diagnostic.severity == severity)
            .count()
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
