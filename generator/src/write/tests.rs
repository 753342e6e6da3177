//! Tests of writing into a folder with other content.

use super::*;
use crate::diagnostics::Code;
use std::collections::BTreeMap;
use std::fs;
use tempfile::TempDir;

pub(super) fn files(files: &[(&str, &str)]) -> Vec<GeneratedFile> {
    files
        .iter()
        .map(|(path, text)| GeneratedFile {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        })
        .collect()
}

pub(super) fn run(folder: &Path, list: &[(&str, &str)], force: bool) -> Result<Written, Vec<Code>> {
    let mut diagnostics = Diagnostics::default();
    let written = write(
        folder,
        &files(list),
        &Provenance::default(),
        force,
        &mut diagnostics,
    );
    written.ok_or_else(|| codes(&diagnostics))
}

pub(super) fn codes(diagnostics: &Diagnostics) -> Vec<Code> {
    diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect()
}

pub(super) fn look(folder: &Path, list: &[(&str, &str)]) -> Vec<String> {
    let mut diagnostics = Diagnostics::default();
    let checked = check(
        folder,
        &files(list),
        &Provenance::default(),
        &mut diagnostics,
    )
    .unwrap();
    checked
        .differences
        .iter()
        .map(ToString::to_string)
        .collect()
}

/// Returns every file below the folder with its text.
pub(super) fn all(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

pub(super) const OLD: &[(&str, &str)] =
    &[("a.rs", "one"), ("gone/b.rs", "two"), ("same.rs", "same")];
pub(super) const NEW: &[(&str, &str)] = &[("a.rs", "1"), ("new/c.rs", "3"), ("same.rs", "same")];

#[test]
fn a_second_run_touches_nothing() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), OLD, false).unwrap();
    let before = fs::metadata(folder.path().join("a.rs"))
        .unwrap()
        .modified()
        .unwrap();
    let manifest = fs::metadata(folder.path().join(MANIFEST))
        .unwrap()
        .modified()
        .unwrap();
    let written = run(folder.path(), OLD, false).unwrap();
    assert_eq!(
        written,
        Written {
            written: 0,
            removed: 0,
            unchanged: 3
        }
    );
    assert_eq!(
        fs::metadata(folder.path().join("a.rs"))
            .unwrap()
            .modified()
            .unwrap(),
        before
    );
    assert_eq!(
        fs::metadata(folder.path().join(MANIFEST))
            .unwrap()
            .modified()
            .unwrap(),
        manifest
    );
}

#[test]
fn only_changed_files_are_written_and_obsolete_files_are_removed() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), OLD, false).unwrap();
    let kept = fs::metadata(folder.path().join("same.rs"))
        .unwrap()
        .modified()
        .unwrap();
    let written = run(folder.path(), NEW, false).unwrap();
    assert_eq!(
        written,
        Written {
            written: 2,
            removed: 1,
            unchanged: 1
        }
    );
    assert!(!folder.path().join("gone").exists());
    assert_eq!(
        fs::metadata(folder.path().join("same.rs"))
            .unwrap()
            .modified()
            .unwrap(),
        kept
    );
    assert_eq!(look(folder.path(), NEW), Vec::<String>::new());
}

#[test]
fn an_edited_file_is_overwritten_only_with_force() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), OLD, false).unwrap();
    fs::write(folder.path().join("a.rs"), "edited").unwrap();
    let before = all(folder.path());
    assert_eq!(run(folder.path(), NEW, false), Err(vec![Code::FileEdited]));
    assert_eq!(all(folder.path()), before);
    run(folder.path(), NEW, true).unwrap();
    assert_eq!(all(folder.path()).get("a.rs").unwrap(), "1");
}

#[test]
fn an_edit_with_the_generated_content_is_not_an_edit() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), OLD, false).unwrap();
    fs::write(folder.path().join("a.rs"), "1").unwrap();
    run(folder.path(), NEW, false).unwrap();
}

#[test]
fn an_added_file_is_kept() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), OLD, false).unwrap();
    fs::write(folder.path().join("gone/mine.rs"), "mine").unwrap();
    run(folder.path(), NEW, true).unwrap();
    assert_eq!(all(folder.path()).get("gone/mine.rs").unwrap(), "mine");
    assert_eq!(look(folder.path(), NEW), Vec::<String>::new());
}

#[test]
fn a_file_that_was_not_generated_is_not_overwritten() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.rs"), "mine").unwrap();
    assert_eq!(
        run(folder.path(), OLD, false),
        Err(vec![Code::FileNotGenerated])
    );
    assert_eq!(all(folder.path()).len(), 1);
}

#[test]
fn an_edited_file_that_is_no_longer_generated_is_kept() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), OLD, false).unwrap();
    fs::write(folder.path().join("gone/b.rs"), "edited").unwrap();
    let mut diagnostics = Diagnostics::default();
    write(
        folder.path(),
        &files(NEW),
        &Provenance::default(),
        false,
        &mut diagnostics,
    )
    .unwrap();
    assert_eq!(codes(&diagnostics), [Code::EditedFileNotRemoved]);
    assert_eq!(all(folder.path()).get("gone/b.rs").unwrap(), "edited");
}

#[test]
fn arguments_that_change_places_are_reported() {
    let folder = TempDir::new().unwrap();
    let before =
        "impl Pet { pub fn new(name: impl Into<String>, owner: impl Into<String>) -> Self {} }";
    let now =
        "impl Pet { pub fn new(owner: impl Into<String>, name: impl Into<String>) -> Self {} }";
    run(folder.path(), &[("src/models/pet.rs", before)], false).unwrap();
    // The type is in another file now.
    let files = files(&[("src/models/animals.rs", now)]);
    let mut checked = Diagnostics::default();
    check(folder.path(), &files, &Provenance::default(), &mut checked).unwrap();
    assert_eq!(codes(&checked), [Code::ArgumentsReordered]);
    let mut written = Diagnostics::default();
    write(
        folder.path(),
        &files,
        &Provenance::default(),
        false,
        &mut written,
    )
    .unwrap();
    assert_eq!(codes(&written), [Code::ArgumentsReordered]);
    let mut again = Diagnostics::default();
    write(
        folder.path(),
        &files,
        &Provenance::default(),
        false,
        &mut again,
    )
    .unwrap();
    assert_eq!(codes(&again), []);
}

#[test]
fn a_manifest_with_a_conflict_in_it_needs_force() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), OLD, false).unwrap();
    fs::write(folder.path().join(MANIFEST), "<<<<<<< ours").unwrap();
    assert_eq!(
        run(folder.path(), NEW, false),
        Err(vec![Code::ManifestUnreadable])
    );
    run(folder.path(), NEW, true).unwrap();
    assert_eq!(all(folder.path()).get("a.rs").unwrap(), "1");
}

#[test]
fn a_manifest_that_lists_files_outside_removes_none() {
    let parent = TempDir::new().unwrap();
    let folder = parent.path().join("out");
    run(&folder, OLD, false).unwrap();
    fs::write(parent.path().join("victim"), "x").unwrap();
    let mut manifest = Manifest::read(&folder).unwrap().unwrap();
    for path in ["../victim", "gone/../../victim"] {
        manifest
            .files
            .insert(path.to_owned(), manifest::digest(b"x"));
    }
    fs::write(folder.join(MANIFEST), manifest.file().text).unwrap();
    run(&folder, NEW, false).unwrap();
    assert!(parent.path().join("victim").exists());
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let parent = TempDir::new().unwrap();
    let (folder, outside) = (parent.path().join("out"), parent.path().join("outside"));
    fs::create_dir_all(&folder).unwrap();
    fs::create_dir_all(&outside).unwrap();
    symlink(&outside, folder.join("gone")).unwrap();
    assert_eq!(run(&folder, OLD, true), Err(vec![Code::LinkRefused]));
    fs::remove_file(folder.join("gone")).unwrap();
    symlink(outside.join("x"), folder.join("a.rs")).unwrap();
    assert_eq!(run(&folder, OLD, true), Err(vec![Code::LinkRefused]));
    assert_eq!(all(&outside).len(), 0);
}

#[cfg(unix)]
#[test]
fn a_staging_folder_that_is_a_link_is_refused() {
    let parent = TempDir::new().unwrap();
    let (folder, outside) = (parent.path().join("out"), parent.path().join("outside"));
    fs::create_dir_all(&folder).unwrap();
    fs::create_dir_all(&outside).unwrap();
    fs::write(outside.join("x"), "x").unwrap();
    std::os::unix::fs::symlink(&outside, folder.join(".sdkwright-staging")).unwrap();
    assert_eq!(run(&folder, OLD, true), Err(vec![Code::NotWritten]));
    assert_eq!(all(&outside).len(), 1);
}

#[test]
fn a_folder_where_a_file_should_be_and_the_other_way_round() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("a.rs")).unwrap();
    fs::write(folder.path().join("gone"), "x").unwrap();
    assert_eq!(
        run(folder.path(), OLD, true),
        Err(vec![Code::FileNotGenerated, Code::FileNotGenerated])
    );
    assert_eq!(
        run(&folder.path().join("gone"), OLD, true),
        Err(vec![Code::NotWritten])
    );
}

#[test]
fn names_that_differ_only_in_case_are_one_file() {
    let folder = TempDir::new().unwrap();
    let clash = [("docs/FooApi.md", ""), ("docs/fooApi.md", "")];
    assert_eq!(
        run(folder.path(), &clash, false),
        Err(vec![Code::InvalidOutput])
    );
    assert_eq!(all(folder.path()).len(), 0);
}

#[test]
fn a_name_may_change_its_case() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), &[("Foo.md", "x")], false).unwrap();
    run(folder.path(), &[("foo.md", "x")], false).unwrap();
    assert!(folder.path().join("foo.md").exists());
}

#[test]
fn a_run_that_was_killed_while_it_got_ready_leaves_nothing() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), OLD, false).unwrap();
    let staged = folder.path().join(".sdkwright-staging/new");
    fs::create_dir_all(&staged).unwrap();
    fs::write(staged.join("a.rs"), "half").unwrap();
    run(folder.path(), OLD, false).unwrap();
    assert_eq!(all(folder.path()).len(), OLD.len() + 1);
}

#[test]
fn a_new_folder_is_gone_again_when_it_cannot_be_filled() {
    let parent = TempDir::new().unwrap();
    let folder = parent.path().join("deep/out");
    let long = "x".repeat(255);
    // The path is too long for the system, although each of its names is valid.
    let path = [long.as_str(); 20].join("/");
    assert_eq!(
        run(&folder, &[("a.rs", ""), (&path, "")], false),
        Err(vec![Code::NotWritten])
    );
    assert!(!parent.path().join("deep").exists());
}

#[test]
fn files_of_an_interrupted_first_run_are_removed() {
    let parent = TempDir::new().unwrap();
    let left = parent.path().join(".out.sdkwright-staging");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("a.rs"), "half").unwrap();
    run(&parent.path().join("out"), OLD, false).unwrap();
    assert_eq!(all(parent.path()).len(), OLD.len() + 1);
}

#[test]
fn a_check_shows_exactly_the_lines_that_differ_and_writes_nothing() {
    let folder = TempDir::new().unwrap();
    let text = |third: &str| format!("one\ntwo\n{third}\nfour\n");
    run(
        folder.path(),
        &[("a.md", &text("three")), ("b.md", ""), ("c.md", "")],
        false,
    )
    .unwrap();
    fs::remove_file(folder.path().join("b.md")).unwrap();
    let before = all(folder.path());
    let found = look(folder.path(), &[("a.md", &text("THREE")), ("b.md", "")]).join("\n");
    insta::assert_snapshot!(found, @r"
    a.md
    - three
    + THREE
    b.md is missing
    c.md is no longer generated
    ");
    assert_eq!(all(folder.path()), before);
}

#[test]
fn a_check_of_no_folder_finds_everything_missing_and_makes_none() {
    let parent = TempDir::new().unwrap();
    let folder = parent.path().join("out");
    assert_eq!(look(&folder, OLD).len(), 3);
    assert!(!folder.exists());
}

#[test]
fn files_left_by_a_merge_are_reported() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), OLD, false).unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(
        folder.path().join("src/left.rs"),
        format!("{}\nfn x() {{}}", crate::files::HEADER),
    )
    .unwrap();
    fs::write(folder.path().join("src/mine.rs"), "fn mine() {}").unwrap();
    let found = look(folder.path(), OLD).join("\n");
    insta::assert_snapshot!(found, @"src/left.rs is neither generated nor listed in the manifest; remove it by hand");
}

/// Concurrent runs have the same result as a single one, for an existing and for a new folder.
#[test]
fn runs_at_the_same_time_come_one_after_the_other() {
    let parent = tempfile::tempdir().unwrap();
    for round in 0..20 {
        let folder = parent.path().join(format!("new/{}", round / 2));
        let start = std::sync::Barrier::new(4);
        std::thread::scope(|scope| {
            for run_number in 0..4 {
                let (folder, start) = (&folder, &start);
                scope.spawn(move || {
                    let text = format!("{round} {run_number}");
                    let own = format!("src/only_{run_number}.rs");
                    start.wait();
                    let list = [("a.rs", text.as_str()), ("src/b.rs", &text), (&own, &text)];
                    run(folder, &list, false).unwrap();
                });
            }
        });
        let left = all(&folder);
        let last = left.get("a.rs").unwrap();
        let (_, number) = last.split_once(' ').unwrap();
        let names: Vec<&str> = left.keys().map(String::as_str).collect();
        let own = format!("src/only_{number}.rs");
        assert_eq!(names, [MANIFEST, "a.rs", "src/b.rs", own.as_str()]);
        assert!(
            left.iter()
                .all(|(path, text)| path == MANIFEST || text == last)
        );
    }
}
