//! load: a path → one tree with internal references only.
//!
//! In: the path of a document in JSON or YAML, which may refer to other files. Out: its tree as `serde_json::Value`,
//! and its source texts in [`Sources`]. Only this module reads files: the named ones, and those that references name
//! inside the folder of the document.
//!
//! Common errors are repaired with a warning: other encodings, duplicate keys, YAML that only lenient parsers accept.
//! Other errors are reported at their position in the text.

mod files;
mod json;
mod look_up;
mod references;
mod scalar;
mod text;
mod tree;
mod yaml;

pub use tree::{DEEPEST, Texts};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, SourceText, Sources};
use crate::overlay::Overlay;
use crate::pointer::{self, Location};
use files::Folder;
use indexmap::IndexMap;
use serde_json::Value;
use std::path::{Path, PathBuf};
use tree::{Parsed, Reason, Refusal};

/// A loaded document.
///
/// Every reference in it is either `#/…`, a JSON pointer in the entry file, or `path#/…`, where the path is the key
/// of another file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The content of the entry file.
    pub tree: Value,
    /// Scalars of the entry file whose source text differs from their value in YAML.
    pub texts: Texts,
    /// The other files, by their path relative to the root folder of the document.
    pub files: IndexMap<String, File>,
}

/// A file other than the entry file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct File {
    /// Its index among the sources of the run.
    pub source: usize,
    /// Its content.
    pub tree: Value,
    /// Scalars whose source text differs from their value in YAML.
    pub texts: Texts,
}

impl From<Value> for Document {
    fn from(tree: Value) -> Self {
        Self {
            tree,
            ..Self::default()
        }
    }
}

/// Loads a document and the files that it refers to.
///
/// References are resolved inside `root`, or else inside the folder of the document. Files elsewhere are not read.
pub fn document(
    path: &Path,
    root: Option<&Path>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let input = read(path, diagnostics)?;
    let folder = Folder::new(root.or_else(|| path.parent()).unwrap_or(Path::new("")));
    whole(input, folder.as_ref(), sources, diagnostics)
}

/// Loads a document from memory. It has no folder, so a reference to another file is an error.
pub fn document_from_text(
    name: impl Into<PathBuf>,
    text: impl Into<String>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let input = Input {
        name: name.into(),
        bytes: text.into().into_bytes(),
    };
    whole(input, None, sources, diagnostics)
}

/// Loads Overlay documents.
pub fn overlays(
    paths: &[PathBuf],
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Overlay> {
    let mut overlays = Vec::with_capacity(paths.len());
    for path in paths {
        let Some(input) = read(path, diagnostics) else {
            continue;
        };
        let (source, parsed) = parse(input, diagnostics);
        sources.overlays.push(source);
        overlays.push(Overlay {
            tree: parsed.map(|parsed| parsed.tree).unwrap_or_default(),
        });
    }
    overlays
}

/// Reads the text of a configuration.
pub fn config(path: &Path, diagnostics: &mut Diagnostics) -> Option<SourceText> {
    let input = read(path, diagnostics)?;
    Some(SourceText {
        name: input.name,
        text: text::decode(input.bytes).text,
    })
}

/// The content of a file.
struct Input {
    name: PathBuf,
    bytes: Vec<u8>,
}

fn read(path: &Path, diagnostics: &mut Diagnostics) -> Option<Input> {
    match std::fs::read(path) {
        Ok(bytes) => Some(Input {
            name: path.to_owned(),
            bytes,
        }),
        Err(error) => {
            let place = Place::File(path.to_owned());
            let message = match error.kind() {
                std::io::ErrorKind::NotFound => format!("`{}` does not exist", path.display()),
                _ => format!("`{}` cannot be read: {error}", path.display()),
            };
            diagnostics.push(Diagnostic::new(Code::FileNotRead, place, message));
            None
        }
    }
}

fn whole(
    input: Input,
    folder: Option<&Folder>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let (source, parsed) = parse(input, diagnostics);
    let name = source.name.clone();
    sources.document.push(source);
    let parsed = parsed?;
    if !parsed.tree.is_object() {
        let message = if parsed.tree.is_null() {
            format!("`{}` is empty", name.display())
        } else {
            format!(
                "`{}` is not an OpenAPI document: its root is not an object",
                name.display()
            )
        };
        diagnostics.push(Diagnostic::new(
            Code::NotOpenApi,
            Place::File(name),
            message,
        ));
        return None;
    }
    report_parsed(&parsed, 0, diagnostics);
    let mut document = Document {
        tree: parsed.tree,
        texts: parsed.texts,
        files: IndexMap::new(),
    };
    files::read_all(&mut document, folder, sources, diagnostics);
    Some(document)
}

/// Parses a text as JSON or YAML, regardless of the name of the file.
fn parse(input: Input, diagnostics: &mut Diagnostics) -> (SourceText, Option<Parsed>) {
    let decoded = text::decode(input.bytes);
    let source = SourceText {
        name: input.name,
        text: decoded.text,
    };
    if let Some(offset) = decoded.repaired_at {
        let file = source.name.clone();
        diagnostics.push(
            Diagnostic::new(
                Code::NotUtf8,
                Place::Text { file, offset },
                "the text is not UTF-8",
            )
            .help("save the file as UTF-8; invalid bytes are replaced by U+FFFD"),
        );
    }
    let result = if source.is_json() {
        // Invalid JSON with a trailing comma or a comment may be valid YAML.
        json::read(&source.text).or_else(|refusal| match &refusal.reason {
            Reason::Syntax(_) => yaml::read(&source.text).map_err(|_| refusal),
            _ => Err(refusal),
        })
    } else {
        yaml::read(&source.text)
    };
    match result {
        Ok(parsed) => (source, Some(parsed)),
        Err(refusal) => {
            diagnostics.push(refused(refusal, &source));
            (source, None)
        }
    }
}

fn refused(refusal: Refusal, source: &SourceText) -> Diagnostic {
    let place = Place::Text {
        file: source.name.clone(),
        offset: refusal.offset,
    };
    let kind = if source.is_json() { "JSON" } else { "YAML" };
    match refusal.reason {
        Reason::Syntax(message) => Diagnostic::new(
            Code::SyntaxError,
            place,
            format!("the text is not {kind}: {message}"),
        )
        .label("here"),
        Reason::Deep => Diagnostic::new(
            Code::NestedBeyondLimit,
            place,
            format!("the values are nested deeper than {DEEPEST} levels"),
        ),
        Reason::Aliases => Diagnostic::new(
            Code::AliasesBeyondLimit,
            place,
            "the aliases expand to more than a million values",
        ),
    }
}

/// Reports what was repaired in a text.
fn report_parsed(parsed: &Parsed, file: usize, diagnostics: &mut Diagnostics) {
    let place = |pointer: &str| {
        Place::Document(Location {
            file,
            pointer: pointer.to_owned(),
        })
    };
    for duplicate in &parsed.duplicates {
        let key = pointer::last_token(duplicate);
        diagnostics.push(
            Diagnostic::new(
                Code::DuplicateKey,
                place(duplicate),
                format!("duplicate key `{key}`"),
            )
            .label("the last value is used"),
        );
    }
    if parsed.has_more {
        diagnostics.push(Diagnostic::new(
            Code::SeveralDocuments,
            place(""),
            "only the first YAML document of the file is used",
        ));
    }
}

#[cfg(test)]
mod tests;
