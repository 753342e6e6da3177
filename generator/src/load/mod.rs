//! load: a path → one tree with internal references only.
//!
//! In: the path of a document in JSON or YAML, which may refer to other files. Out: its tree as `serde_json::Value`,
//! and its source texts in [`Sources`]. Only this module reads files: the named ones, and those that references name
//! inside the folder of the document.
//!
//! Common errors are repaired with a warning: other encodings, duplicate keys, YAML that only lenient parsers accept.
//! Other errors are reported at their position in the text.

mod budget;
mod files;
mod json;
mod look_up;
mod references;
mod scalar;
mod text;
mod tree;
mod yaml;

pub use tree::Texts;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, SourceText, Sources};
use crate::limits::{self, Limits};
use crate::overlay::Overlay;
use crate::pointer::{self, Location};
use budget::Budget;
use files::Folder;
use indexmap::IndexMap;
use serde_json::Value;
use std::collections::HashSet;
use std::io::Read as _;
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
    limits: &Limits,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let input = read(path, limits, diagnostics)?;
    let folder = Folder::new(root.or_else(|| path.parent()).unwrap_or(Path::new("")));
    whole(input, folder.as_ref(), limits, sources, diagnostics)
}

/// Loads a document from memory, with the default limits. It has no folder, so a reference to another file is an error.
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
    whole(input, None, &Limits::default(), sources, diagnostics)
}

/// Loads Overlay documents.
pub fn overlays(
    paths: &[PathBuf],
    limits: &Limits,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Overlay> {
    let mut overlays = Vec::with_capacity(paths.len());
    for path in paths {
        let Some(input) = read(path, limits, diagnostics) else {
            continue;
        };
        let (source, parsed) = parse(input, &Budget::new(limits), diagnostics);
        sources.overlays.push(source);
        overlays.push(Overlay {
            tree: parsed.map(|parsed| parsed.tree).unwrap_or_default(),
        });
    }
    overlays
}

/// Reads the text of a configuration.
pub fn config(path: &Path, diagnostics: &mut Diagnostics) -> Option<SourceText> {
    let input = read(path, &Limits::default(), diagnostics)?;
    Some(SourceText {
        name: input.name,
        text: text::decode(input.bytes).text,
    })
}

/// Returns the text of a file.
pub(crate) fn text_of(bytes: Vec<u8>) -> String {
    text::decode(bytes).text
}

/// The content of a file.
struct Input {
    name: PathBuf,
    bytes: Vec<u8>,
}

/// Reads a file once: what follows, down to the positions of diagnostics, uses these bytes, even if the file changes.
fn read(path: &Path, limits: &Limits, diagnostics: &mut Diagnostics) -> Option<Input> {
    match read_at_most(path, limits.file_size) {
        Ok(Some(bytes)) => Some(Input {
            name: path.to_owned(),
            bytes,
        }),
        Ok(None) => {
            diagnostics.push(too_large(Place::File(path.to_owned()), path, limits));
            None
        }
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

/// Returns the content of a file; `None` if it is larger than this. Some files never end.
fn read_at_most(path: &Path, most: u64) -> std::io::Result<Option<Vec<u8>>> {
    let file = std::fs::File::open(path)?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(most)).unwrap_or_default());
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

fn too_large(place: Place, path: &Path, limits: &Limits) -> Diagnostic {
    let size = limits.file_size;
    let message = format!("`{}` is larger than {size} bytes", path.display());
    Diagnostic::new(Code::FileBeyondLimit, place, message).help(limits::help("file-size"))
}

fn whole(
    input: Input,
    folder: Option<&Folder>,
    limits: &Limits,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let budget = Budget::new(limits);
    let (source, parsed) = parse(input, &budget, diagnostics);
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
    let is_within = files::read_all(&mut document, folder, &budget, sources, diagnostics);
    is_within.then_some(document)
}

/// Parses a text as JSON or YAML, regardless of the name of the file.
fn parse(
    input: Input,
    budget: &Budget<'_>,
    diagnostics: &mut Diagnostics,
) -> (SourceText, Option<Parsed>) {
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
            .label("invalid bytes are replaced by U+FFFD"),
        );
    }
    let result = if source.is_json() {
        // Invalid JSON with a trailing comma or a comment may be valid YAML.
        json::read(&source.text, budget).or_else(|refusal| match &refusal.reason {
            Reason::Syntax(_) => yaml::read(&source.text, budget).map_err(|_| refusal),
            _ => Err(refusal),
        })
    } else {
        yaml::read(&source.text, budget)
    };
    match result {
        Ok(parsed) => (source, Some(parsed)),
        Err(refusal) => {
            diagnostics.push(refused(refusal, &source, budget.limits));
            (source, None)
        }
    }
}

fn refused(refusal: Refusal, source: &SourceText, limits: &Limits) -> Diagnostic {
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
        reason => beyond_limit(reason, place, limits),
    }
}

/// Returns the diagnostic of a document that exceeds a limit.
fn beyond_limit(reason: Reason, place: Place, limits: &Limits) -> Diagnostic {
    let (code, message, key) = match reason {
        Reason::Aliases => (
            Code::AliasesBeyondLimit,
            format!("the aliases expand to more than {} values", limits.aliases),
            "aliases",
        ),
        Reason::Values => (
            Code::ValuesBeyondLimit,
            format!("the document has more than {} values", limits.values),
            "values",
        ),
        Reason::Deep | Reason::Syntax(_) => (
            Code::NestedBeyondLimit,
            format!("the values are nested deeper than {} levels", limits.depth),
            "depth",
        ),
    };
    Diagnostic::new(code, place, message).help(limits::help(key))
}

/// Reports what was repaired in a text.
fn report_parsed(parsed: &Parsed, file: usize, diagnostics: &mut Diagnostics) {
    let at = |pointer: &str| Location {
        file,
        pointer: pointer.to_owned(),
    };
    let mut seen = HashSet::new();
    for duplicate in &parsed.duplicates {
        if !seen.insert(duplicate) {
            continue;
        }
        let key = pointer::last_token(duplicate);
        diagnostics.push(
            Diagnostic::new(
                Code::DuplicateKey,
                Place::Key(at(duplicate)),
                format!("duplicate key `{key}`"),
            )
            .label("the last value is used")
            .related(Place::FirstKey(at(duplicate)), "first defined here"),
        );
    }
    if parsed.has_more {
        let place = Place::NextDocument(file);
        let message = "only the first YAML document of the file is used";
        diagnostics.push(
            Diagnostic::new(Code::SeveralDocuments, place, message)
                .label("another document begins here"),
        );
    }
}

#[cfg(test)]
mod limit_tests;
#[cfg(test)]
mod tests;
