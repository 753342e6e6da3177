//! Diagnostics for programs: JSON lines, SARIF, and annotations of GitHub.

mod github;
mod json_lines;
mod sarif;

pub use github::github_annotations;
pub use json_lines::{Conclusion, JsonPlace, json_lines, json_places};
pub use sarif::sarif;

use super::locate::{Located, Spot};
use super::printable::is_harmful;
use serde::Serialize;
use std::fmt::Write as _;

/// A format of the diagnostics of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MessageFormat {
    /// For people, with excerpts of the document.
    #[default]
    Human,
    /// A JSON object in each line.
    Json,
    /// A log file in the Static Analysis Results Interchange Format, version 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions, which become annotations.
    Github,
}

impl MessageFormat {
    /// All formats, with their names.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("human", Self::Human),
        ("json", Self::Json),
        ("sarif", Self::Sarif),
        ("github", Self::Github),
    ];

    /// Returns the format with this name.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::NAMES.into_iter();
        all.find_map(|(known, format)| (known == name).then_some(format))
    }
}

/// Returns the path of a file with `/` on every platform.
fn slashes(name: &str) -> String {
    if std::path::MAIN_SEPARATOR == '/' {
        name.to_owned()
    } else {
        name.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// Returns the path of the file of a spot.
fn file_of(located: &Located<'_, '_>, spot: &Spot) -> String {
    match spot {
        Spot::File(name) => slashes(name),
        Spot::Text(spot) => located.text(spot.text).map_or_else(String::new, |text| {
            slashes(&text.source.name.to_string_lossy())
        }),
    }
}

/// Returns a value as JSON in which harmful characters are escaped. They are in strings only.
fn json(value: &impl Serialize) -> String {
    escaped(serde_json::to_string(value).unwrap_or_default())
}

fn escaped(text: String) -> String {
    if !text.chars().any(is_harmful) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if is_harmful(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(character);
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
