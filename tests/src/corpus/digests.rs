//! Digests of generated files, written per document, and the comparison of two such folders.
//!
//! `--digests DIR` writes `DIR/<document>.json` for every document: the outcome, and the SHA-256 of each generated file
//! by its path. `compare BEFORE AFTER` lists what differs between two of these folders, for example between the
//! folders that two commits wrote.

use super::Failure;
use super::generation::Outcome;
use super::isolated::Isolated;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The digests of files by their paths in the crate.
pub type Digests = BTreeMap<String, String>;

/// What part of a file its digest covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Content {
    /// Every byte.
    All,
    /// In Rust files the lines that are neither blank nor comments; every byte elsewhere.
    Code,
}

/// What is written for one document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    /// `generated`, `refused: …`, `panicked` or `timed out`.
    outcome: String,
    files: Digests,
}

/// Computes the digest of each file.
pub fn digests(files: &[(String, String)], content: Content) -> Digests {
    files
        .iter()
        .map(|(path, text)| (path.clone(), digest(path, text, content)))
        .collect()
}

fn digest(path: &str, text: &str, content: Content) -> String {
    let mut hash = Sha256::new();
    if content == Content::Code && path.ends_with(".rs") {
        let code = text.lines().filter(|line| {
            let line = line.trim_start();
            !line.is_empty() && !line.starts_with("//")
        });
        for line in code {
            hash.update(line);
            hash.update("\n");
        }
    } else {
        hash.update(text);
    }
    let mut digits = String::with_capacity(64);
    for byte in hash.finalize() {
        // Writing to a string does not fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// Returns an error if the folder has entries: those of an earlier run would be mixed with the new ones.
pub fn ensure_empty(folder: &Path) -> Result<(), Failure> {
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            Some(_) => Err(format!("{} is not empty", folder.display()).into()),
            None => Ok(()),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(format!("{}: {error}", folder.display()).into()),
    }
}

/// Writes one file per document.
pub fn write(results: &[Outcome], folder: &Path) -> Result<(), Failure> {
    for result in results {
        let name = result.document.name.trim_start_matches('/');
        let path = folder.join(format!("{name}.json"));
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, serde_json::to_string_pretty(&entry(result))?)?;
    }
    println!(
        "digests of {} documents written to {}",
        results.len(),
        folder.display()
    );
    Ok(())
}

fn entry(result: &Outcome) -> Entry {
    let (outcome, files) = match &result.generated {
        Isolated::Finished(generated) if generated.refused.is_empty() => {
            ("generated".to_owned(), generated.digests.clone())
        }
        Isolated::Finished(generated) => (
            format!("refused: {}", generated.refused.join(" ")),
            Digests::new(),
        ),
        Isolated::Crashed(_) => ("panicked".to_owned(), Digests::new()),
        Isolated::TimedOut => ("timed out".to_owned(), Digests::new()),
    };
    Entry { outcome, files }
}

/// Prints the differences between two folders of digests. Returns `true` if there are none.
///
/// At most `most` files of a document are listed.
pub fn compare(before: &Path, after: &Path, most: usize) -> Result<bool, Failure> {
    let (before, after) = (read(before)?, read(after)?);
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut different = 0;
    let mut by_path = BTreeMap::new();
    for name in &names {
        let lines = match (before.get(*name), after.get(*name)) {
            (Some(before), Some(after)) => differences(before, after, &mut by_path),
            (Some(_), None) => vec!["only in the first folder".to_owned()],
            (None, _) => vec!["only in the second folder".to_owned()],
        };
        if lines.is_empty() {
            continue;
        }
        different += 1;
        println!("{name}");
        for line in lines.iter().take(most) {
            println!("    {line}");
        }
        if let Some(more) = lines.len().checked_sub(most).filter(|more| *more > 0) {
            println!("    … and {more} more");
        }
    }
    println!("{different} of {} documents differ", names.len());
    let mut by_path: Vec<(String, usize)> = by_path.into_iter().collect();
    by_path.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (line, count) in by_path.iter().take(most) {
        println!("    {count:>6} {line}");
    }
    Ok(different == 0)
}

/// Lists the differences of one document, and counts each for the summary by path.
fn differences(
    before: &Entry,
    after: &Entry,
    by_path: &mut BTreeMap<String, usize>,
) -> Vec<String> {
    let mut lines = Vec::new();
    if before.outcome != after.outcome {
        lines.push(format!("{} -> {}", before.outcome, after.outcome));
    }
    let paths: BTreeSet<&String> = before.files.keys().chain(after.files.keys()).collect();
    for path in paths {
        let line = match (before.files.get(path), after.files.get(path)) {
            (Some(before), Some(after)) if before == after => continue,
            (Some(_), Some(_)) => format!("changed {path}"),
            (Some(_), None) => format!("removed {path}"),
            (None, _) => format!("added   {path}"),
        };
        *by_path.entry(line.clone()).or_insert(0) += 1;
        lines.push(line);
    }
    lines
}

/// Reads the entries of a folder, by the names of their documents.
fn read(folder: &Path) -> Result<BTreeMap<String, Entry>, Failure> {
    let mut entries = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for item in fs::read_dir(&next).map_err(|error| format!("{}: {error}", next.display()))? {
            let path = item?.path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let entry = serde_json::from_slice(&fs::read(&path)?)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            let name = path.strip_prefix(folder)?.with_extension("");
            entries.insert(name.to_string_lossy().into_owned(), entry);
        }
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(files: &[(&str, &str)]) -> Entry {
        let files: Vec<(String, String)> = files
            .iter()
            .map(|(path, text)| (path.to_string(), text.to_string()))
            .collect();
        Entry {
            outcome: "generated".to_owned(),
            files: digests(&files, Content::All),
        }
    }

    #[test]
    fn every_file_that_differs_is_listed() {
        let before = entry(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let after = entry(&[("a", "1"), ("b", "2"), ("d", "1")]);
        let mut by_path = BTreeMap::new();
        assert_eq!(
            differences(&before, &before, &mut by_path),
            Vec::<String>::new()
        );
        assert_eq!(
            differences(&before, &after, &mut by_path),
            ["changed b", "removed c", "added   d"]
        );
        assert_eq!(by_path.len(), 3);
    }

    #[test]
    fn comments_can_be_left_out() {
        let (before, after) = ("/// One.\nfn f() {}\n", "/// Two.\n\nfn f() {}\n");
        let same =
            |path: &str, content| digest(path, before, content) == digest(path, after, content);
        assert!(same("src/lib.rs", Content::Code));
        assert!(!same("src/lib.rs", Content::All));
        assert!(!same("README.md", Content::Code));
    }

    #[test]
    fn a_digest_is_the_sha_256_of_the_file() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest("README.md", "abc", Content::All), abc);
    }
}
