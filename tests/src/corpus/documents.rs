//! Finds the documents in folders.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// A document of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Document {
    /// Its name in reports and expectations: the path from the parent of the searched folder.
    pub name: String,
    /// Its path.
    pub path: PathBuf,
    /// The searched folder. References to other files are resolved inside it.
    pub root: PathBuf,
}

/// Returns every document below these folders, sorted by name. A file without a version at its root is not a document.
pub fn documents(folders: &[PathBuf]) -> io::Result<Vec<Document>> {
    let mut found = Vec::new();
    for folder in folders {
        let folder = folder.canonicalize()?;
        let root = if folder.is_dir() {
            &folder
        } else {
            folder.parent().unwrap_or(&folder)
        };
        let above = if folder.is_dir() {
            name_root(&folder)
        } else {
            folder
                .parent()
                .and_then(Path::parent)
                .unwrap_or(Path::new("/"))
                .to_owned()
        };
        search(&folder, root, &above, &mut found)?;
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// Returns the folder that names are relative to: the root of the corpus, or the parent of the searched folder.
fn name_root(folder: &Path) -> PathBuf {
    let above = folder.parent().unwrap_or(folder);
    let corpus = folder
        .ancestors()
        .find(|ancestor| ancestor.ends_with("corpus") && ancestor.join("INDEX.tsv").exists());
    corpus.unwrap_or(above).to_owned()
}

fn search(path: &Path, root: &Path, above: &Path, found: &mut Vec<Document>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            search(&entry?.path(), root, above, found)?;
        }
    } else if is_document(path)? {
        let name = path.strip_prefix(above).unwrap_or(path);
        found.push(Document {
            name: name.to_string_lossy().into_owned(),
            path: path.to_owned(),
            root: root.to_owned(),
        });
    }
    Ok(())
}

/// Returns `true` if the file has a version of OpenAPI at its root. It is read as text, since it may not parse.
fn is_document(path: &Path) -> io::Result<bool> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    if !matches!(ending, Some("json" | "yaml" | "yml")) {
        return Ok(false);
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        return Ok(has_version_in_json(text));
    }
    Ok(text.lines().any(|line| {
        let key = line.split(':').next().unwrap_or_default().trim_end();
        line.contains(':') && is_version_key(key.trim_matches(['"', '\'']))
    }))
}

fn is_version_key(key: &str) -> bool {
    key == "openapi" || key == "swagger"
}

/// Returns `true` if the outermost object has a key for the version. Counts braces outside of strings.
fn has_version_in_json(text: &str) -> bool {
    let (mut depth, mut rest) = (0_usize, text);
    while let Some(at) = rest.find(['{', '}', '[', ']', '"']) {
        let (_, from) = rest.split_at(at);
        let mut characters = from.chars();
        match characters.next() {
            Some('{' | '[') => depth += 1,
            Some('}' | ']') => depth = depth.saturating_sub(1),
            _ => {
                let (string, after) = json_string(characters.as_str());
                if depth == 1 && is_version_key(string) && after.trim_start().starts_with(':') {
                    return true;
                }
                rest = after;
                continue;
            }
        }
        rest = characters.as_str();
    }
    false
}

/// Splits the text at the quote that ends a string.
fn json_string(text: &str) -> (&str, &str) {
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            '"' if !escaped => {
                let (string, after) = text.split_at(at);
                return (string, after.get(1..).unwrap_or_default());
            }
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    (text, "")
}
