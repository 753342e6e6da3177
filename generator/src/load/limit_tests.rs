//! Each limit of what is read: a document at the limit is read, and one beyond it is a diagnostic that names the key.

use super::*;
use crate::diagnostics::{RenderOptions, render};

/// Loads files, the first of which is the entry. Returns the rendered diagnostics.
fn load(files: &[(&str, &str)], limits: &Limits) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let entry = folder.path().join(files[0].0);
    let document = document(&entry, None, limits, &mut sources, &mut diagnostics);
    let reported = render(&diagnostics, &sources, &RenderOptions::default());
    (document.is_some(), reported)
}

/// Asserts that the files have exactly the size `at` in the measure of this limit.
fn assert_limit(key: &str, at: u64, code: Code, files: &[(&str, &str)]) {
    let mut limits = Limits::default();
    limits.set(key, at).unwrap();
    let (is_read, reported) = load(files, &limits);
    assert!(is_read && reported.is_empty(), "{key} = {at}: {reported}");
    limits.set(key, at - 1).unwrap();
    let (is_read, reported) = load(files, &limits);
    assert!(!is_read, "{key} = {}", at - 1);
    assert_eq!(reported.matches("error[").count(), 1, "{reported}");
    assert!(reported.contains(code.id()), "{reported}");
    assert!(reported.contains(&format!("raise `{key}`")), "{reported}");
}

#[test]
fn the_size_of_a_file_is_limited() {
    let text = "openapi: 3.1.0\n";
    assert_limit(
        "file-size",
        15,
        Code::FileBeyondLimit,
        &[("api.yaml", text)],
    );
}

#[test]
fn the_levels_of_a_file_are_limited() {
    for text in ["a: [[[1]]]", r#"{"a": [[[1]]]}"#, "a:\n- - - 1"] {
        assert_limit("depth", 4, Code::NestedBeyondLimit, &[("api", text)]);
    }
}

/// The parsers of JSON and YAML have no lower limit of their own.
#[test]
fn a_higher_limit_of_levels_is_possible() {
    let text = format!(r#"{{"a": {}{}}}"#, "[".repeat(300), "]".repeat(300));
    assert_limit("depth", 301, Code::NestedBeyondLimit, &[("api", &text)]);
}

#[test]
fn the_values_of_all_files_are_limited() {
    let files = [
        ("api.json", r#"{"a": {"$ref": "b.yaml"}, "c": [1, 2]}"#),
        ("b.yaml", "d: e\n"),
    ];
    assert_limit("values", 8, Code::ValuesBeyondLimit, &files);
}

#[test]
fn the_values_of_aliases_are_limited() {
    let text = "a: &a [1, 2]\nb: [*a, *a]\n";
    assert_limit("aliases", 6, Code::AliasesBeyondLimit, &[("api", text)]);
    assert_limit("values", 11, Code::ValuesBeyondLimit, &[("api", text)]);
}

#[test]
fn the_files_are_limited() {
    let files = [
        ("api.yaml", "a: {$ref: b.yaml}\nc: {$ref: d.yaml}\n"),
        ("b.yaml", "e: 1\n"),
        ("d.yaml", "f: 1\n"),
    ];
    assert_limit("files", 3, Code::FilesBeyondLimit, &files);
}

#[test]
fn the_references_of_all_files_are_limited() {
    let files = [
        ("api.yaml", "a: {$ref: b.yaml}\nc: {$ref: '#/a'}\n"),
        ("b.yaml", "e: {$ref: '#/f'}\nf: 1\n"),
    ];
    assert_limit("references", 3, Code::ReferencesBeyondLimit, &files);
}

/// A reference in place of named members is replaced by a copy of them. Here each level doubles them.
#[test]
fn members_that_multiply_are_values() {
    let mut text = "components:\n  schemas:\n".to_owned();
    for level in 0..30 {
        let reference = format!(
            "{{properties: {{$ref: '#/components/schemas/L{}/properties'}}}}",
            level + 1
        );
        text.push_str(&format!(
            "    L{level}: {{properties: {{a: {reference}, b: {reference}}}}}\n"
        ));
    }
    text.push_str("    L30: {properties: {c: {type: string}}}\n");
    let limits = Limits {
        values: 10_000,
        ..Limits::default()
    };
    let (is_read, reported) = load(&[("api.yaml", &text)], &limits);
    assert!(!is_read);
    assert!(reported.contains("SW0010"), "{reported}");
}

/// Copies of members inside each other can be deeper than any file.
#[test]
fn members_that_nest_are_levels() {
    let mut text = "components:\n  schemas:\n".to_owned();
    for level in 0..200 {
        let reference = format!("{{$ref: '#/components/schemas/L{}/properties'}}", level + 1);
        text.push_str(&format!(
            "    L{level}: {{properties: {{a: {{properties: {reference}}}}}}}\n"
        ));
    }
    text.push_str("    L200: {properties: {c: {type: string}}}\n");
    let (is_read, reported) = load(&[("api.yaml", &text)], &Limits::default());
    assert!(!is_read);
    assert!(reported.contains("SW0006"), "{reported}");
}

/// Such a file never ends.
#[cfg(target_os = "linux")]
#[test]
fn an_endless_file_is_not_read_to_its_end() {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let limits = Limits {
        file_size: 1000,
        ..Limits::default()
    };
    let path = Path::new("/dev/zero");
    assert_eq!(
        document(path, None, &limits, &mut sources, &mut diagnostics),
        None
    );
    let codes: Vec<Code> = diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::FileBeyondLimit]);
}

/// Reading from the pipe, sdkwright gets the old text, and from then on the path is that of the new one. Positions of
/// diagnostics come from the old text too.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_changes_while_it_is_read_is_read_once() {
    use std::io::Write as _;
    let folder = tempfile::tempdir().unwrap();
    let (path, new) = (
        folder.path().join("api.yaml"),
        folder.path().join("new.yaml"),
    );
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.unwrap().success());
    std::fs::write(&new, "changed: 1\n").unwrap();
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let read = std::thread::scope(|scope| {
        scope.spawn(|| {
            // Waits for the reader.
            let mut pipe = std::fs::File::options().write(true).open(&path).unwrap();
            std::fs::rename(&new, &path).unwrap();
            pipe.write_all(b"a: {$ref: 'http://x.example'}\n").unwrap();
        });
        let limits = Limits::default();
        document(&path, None, &limits, &mut sources, &mut diagnostics).unwrap()
    });
    assert_eq!(read.tree["a"]["$ref"], "http://x.example");
    let reported = render(&diagnostics, &sources, &RenderOptions::default());
    assert!(reported.contains("api.yaml:1:11"), "{reported}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "changed: 1\n");
}
